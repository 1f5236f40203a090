/** The search of the help, asked as people ask. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Entry } from '../../src/help/search/entry.js';
import { excerpt } from '../../src/help/search/excerpt.js';
import { type Found, makeSearch } from '../../src/help/search/find.js';
import { askedFor, tokensOf } from '../../src/help/search/tokens.js';
import { buildHelp } from '../../src/help/site/build.js';
import type { Language } from '../../src/text/index.js';
import { helpSources } from '../../tools/help.mjs';

const files = buildHelp(helpSources(), { script: '', styles: [] });
const searchIn = (language: Language): ((query: string) => Found[]) =>
  makeSearch(JSON.parse(files.get(`search.${language}.json`) ?? '[]') as Entry[]);
const search = { ja: searchIn('ja'), en: searchIn('en') };

const placesOf = (found: readonly Found[]): string[] =>
  found.map(({ entry }) => entry.at.replace('/help/', ''));

/** What people type, and the place that must be among the first three. */
const questions: [Language, string, string][] = [
  ['ja', '番号 切れた', '#number-ended'],
  ['ja', '番号が切れました', 'guest.html#number'],
  ['ja', 'ボタンがない', '#no-button'],
  ['ja', 'ボタンが見つかりません', '#no-button'],
  ['ja', 'ぼたん', '#no-button'],
  ['ja', 'ＬＩＮＥ', '#in-app'],
  ['ja', 'ライン', '#in-app'],
  ['ja', 'らいんで開いた', '#in-app'],
  ['ja', 'クッキー', '#storage-blocked'],
  ['ja', '圏外', '#offline'],
  ['ja', '灰色', '#greyed-out'],
  ['ja', 'アイコンが押せない', '#greyed-out'],
  ['ja', '知らない人につながった', '#wrong-person'],
  ['ja', '画面が真っ白', '#capture-failed'],
  ['ja', 'no-path', '#no-path'],
  ['ja', 'つながらない', '#no-path'],
  ['ja', 'パスワードは見える？', 'shown.html#unseen'],
  ['ja', '電話は切れる', 'guest.html#end'],
  ['ja', 'サーバー', 'stored.html#on-service'],
  ['en', 'number ran out', 'en.html#number-ended'],
  ['en', 'no button', 'en.html#no-button'],
  ['en', 'buton', 'en.html#no-button'],
  ['en', 'nothing happens when I press the button', 'en.html#no-button'],
  ['en', 'Instagram', 'en.html#in-app'],
  ['en', 'cookies', 'en.html#storage-blocked'],
  ['en', 'can my agent see my password', 'en/shown.html#unseen'],
  ['en', 'capture-blocked', 'en.html#capture-blocked'],
  ['en', 'icon gray', 'en.html#greyed-out'],
  ['en', 'wrong person', 'en.html#wrong-person'],
  ['en', 'firewall', 'en.html#no-path'],
];

for (const [language, question, place] of questions) {
  test(`«${question}» finds ${place}`, () => {
    const places = placesOf(search[language](question));
    assert.ok(places.slice(0, 3).includes(place), places.join(' '));
  });
}

test('what the help says nothing of is not found, and an empty question finds nothing', () => {
  assert.equal(placesOf(search.ja('確定申告の医療費控除')), []);
  assert.equal(placesOf(search.en('tax return')), []);
  assert.equal(search.ja('  、。'), []);
});

test('unfinished words are found while they are typed', () => {
  assert.ok(placesOf(search.en('insta')).includes('en.html#in-app'));
  assert.ok(placesOf(search.ja('灰')).includes('#greyed-out'));
});

test('width, case and kana make no difference', () => {
  assert.equal(tokensOf('ﾎﾞﾀﾝ'), tokensOf('ぼたん'));
  assert.equal(tokensOf('ボタン'), ['ぼた', 'たん']);
  assert.equal(tokensOf('Ｗｉ－Ｆｉ'), ['wi-fi', 'wi', 'fi']);
});

test('of a Japanese question, the words count and the endings do not', () => {
  assert.equal(askedFor('番号が切れた').needed, ['番号', '切れ']);
  assert.equal(askedFor('ボタンがない').needed, ['ぼた', 'たん']);
  assert.equal(askedFor('届かない').needed, ['届か']);
  assert.equal(askedFor('the button').needed, ['button']);
});

test('an excerpt shows the place that fits, and marks it', () => {
  const text = `${'これは前置きです。'.repeat(12)}番号が切れたときは、再発行を押します。${'あとがき。'.repeat(20)}`;
  const pieces = excerpt(text, ['番号', '切れ']);
  assert.equal(
    pieces.filter(({ fits }) => fits).map((piece) => piece.text),
    ['番号', '切れ'],
  );
  assert.is(pieces[0]?.text, '…');
  assert.ok(pieces.map((piece) => piece.text).join('').length < 100);
});

test('an excerpt of a short text is all of it, in order', () => {
  const text = 'Press “Send” to send it. ㌔ ends';
  const joined = excerpt(text, ['send', 'end']).map((piece) => piece.text);
  assert.is(joined.join(''), text);
  assert.not.ok(joined.includes('S'), 'end is not marked in Send');
});

test.run();
