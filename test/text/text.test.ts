import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CALL_ENDINGS, CAPTURE_REFUSALS } from '../../src/protocol/index.js';
import * as texts from '../../src/text/index.js';

const { languageOf, checkTexts, connectTexts, consoleTexts, guestTexts, helpTexts } = texts;
const { loaderTexts, sharedTexts } = texts;
const catalogues = {
  ...{ checkTexts, connectTexts, consoleTexts, guestTexts, helpTexts, loaderTexts, sharedTexts },
};

/** Every text of a catalogue by its path; texts with values in them are tried with some. */
const flat = (value: unknown, path = ''): [string, string][] => {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value === 'function') {
    const say = value as (...values: number[]) => unknown;
    return [1, 59, 119].map((number) => [path, String(say(number, number, number))]);
  }
  return Object.entries(value as object).flatMap(([key, part]) => flat(part, `${path}.${key}`));
};

for (const [name, { ja, en }] of Object.entries(catalogues)) {
  test(`${name}: both languages say the same things, and nothing is empty`, () => {
    const keys = (language: object) => flat(language).map(([path]) => path);
    assert.equal(keys(en), keys(ja));
    for (const [path, said] of [...flat(ja), ...flat(en)]) {
      assert.ok(said.trim() !== '' && !/undefined|NaN|\[object/.test(said), `${path}: ${said}`);
    }
  });

  test(`${name}: no Japanese in English, and Japanese in Japanese`, () => {
    for (const [path, said] of flat(en)) assert.not.match(said, /[ぁ-んァ-ヶ一-龠]/, path);
  });
}

test('the Japanese names that outside tests rely on', () => {
  const { ja: shared } = sharedTexts;
  const { ja: guest } = guestTexts;
  assert.equal(
    [
      loaderTexts.ja.button,
      guest.sheet.name,
      guest.sheet.start,
      guest.sheet.already,
      shared.before.heading('Misete'),
      shared.before.ok,
      shared.number.label,
      shared.number.renew,
      guest.bar.send,
      shared.connected.notThisPerson,
      guest.notice.sent,
      guest.notice.failed,
      guest.notice.again,
      shared.ended.heading,
      shared.trouble.heading,
      shared.connected.end,
      shared.connected.endYes,
    ],
    [
      'スマホ画面サポートを利用する',
      'スマホ画面サポート',
      'スマホ画面サポートを開始する',
      '担当者とつながっている方はこちら',
      'Misete をはじめる前に',
      'OK',
      '接続ナンバー',
      '再発行',
      '画面を送信',
      'ちがいます',
      '送信しました',
      '送信できませんでした',
      'もう一度送信',
      '接続が終了しました',
      '予期せぬエラーが発生しました',
      '接続を終了',
      '終了する',
    ],
  );
});

test('[C3] every ending of a call and every refusal of a capture has its sentence', () => {
  for (const { ended } of Object.values(sharedTexts)) {
    assert.equal(Object.keys(ended.reasons), [...CALL_ENDINGS]);
  }
  for (const { notice } of Object.values(guestTexts)) {
    for (const refusal of CAPTURE_REFUSALS) assert.ok(notice.reasons[refusal]);
  }
});

test('Japanese only for a browser whose first language is Japanese', () => {
  assert.is(languageOf(['ja']), 'ja');
  assert.is(languageOf(['ja-JP', 'en']), 'ja');
  assert.is(languageOf(['en-US', 'ja']), 'en');
  assert.is(languageOf(['jam']), 'en');
  assert.is(languageOf([]), 'en');
});

test.run();
