/** The static pages: help for every code, the demo site, links that lead somewhere. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { REFUSALS } from '../../src/protocol/index.js';
import { guestTexts, loaderTexts, sharedTexts } from '../../src/text/index.js';

const root = fileURLToPath(new URL('../../public/', import.meta.url));

/** What the service answers besides the files of public/. */
const elsewhere = ['/connect', '/console', '/embed.js'];

const pages = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => join(folder, name));

const textOf = (file: string): string => {
  const bytes = readFileSync(file);
  const charset = /charset="([^"]+)"/.exec(bytes.toString('latin1'))?.[1] ?? '';
  return new TextDecoder(charset, { fatal: true }).decode(bytes);
};

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');

/** Codes that a guest or a host may meet, each with a sentence in src/text. */
const codes = [
  'no-button',
  'greyed-out',
  ...Object.keys(sharedTexts.ja.trouble.codes),
  ...Object.keys(sharedTexts.ja.ended.reasons),
  ...Object.keys(guestTexts.ja.notice.reasons),
  ...REFUSALS.filter((refusal) => /^number-|guesses/.test(refusal)),
];

for (const page of ['help/index.html', 'help/en.html']) {
  test(`${page} has a place for every code that a guest or a host may meet`, () => {
    const ids = all(textOf(join(root, page)), / id="([^"]+)"/g);
    assert.equal(
      codes.filter((code) => !ids.includes(code)),
      [],
    );
    assert.is(new Set(ids).size, ids.length, 'each place once');
  });
}

for (const language of ['ja', 'en'] as const) {
  test(`the help calls buttons and headings what they are called, in ${language}`, () => {
    const help = textOf(join(root, language === 'ja' ? 'help/index.html' : 'help/en.html'));
    const flat = (text: string): string => text.replace(/\s+/g, language === 'ja' ? '' : ' ');
    const { sheet, bar, notice } = guestTexts[language];
    const { before, number, connected, ended, trouble } = sharedTexts[language];
    for (const name of [
      loaderTexts[language].button,
      ...[sheet.start, sheet.already, bar.send, notice.sent, notice.failed, notice.again],
      ...[
        before.heading('Misete'),
        before.ok,
        number.renew,
        connected.notThisPerson,
        connected.end,
      ],
      ...[ended.heading, trouble.heading],
    ]) {
      assert.ok(flat(help).includes(flat(name)), name);
    }
  });
}

test('every link and every file that a static page names is there', () => {
  const lost = pages(root).flatMap((file) =>
    all(textOf(file), /\s(?:href|src)="(?!https?:|tel:)([^"]+)"/g)
      .filter((link) => !elsewhere.includes(link) && !leads(file, link))
      .map((link) => `${relative(root, file)}: ${link}`),
  );
  assert.equal(lost, []);
});

const leads = (from: string, link: string): boolean => {
  const { pathname, hash } = new URL(link, new URL(relative(root, from), 'http://service/'));
  const path = join(root, decodeURIComponent(pathname));
  const file = path.endsWith('/') ? join(path, 'index.html') : path;
  if (!existsSync(file)) return false;
  return hash === '' || textOf(file).includes(` id="${hash.slice(1)}"`);
};

test('every page of the demo carries the tag as any customer has it, and no script of its own in line', () => {
  for (const file of pages(join(root, 'demo'))) {
    const text = textOf(file);
    const tags = all(text, /(<script async src="\/embed\.js" referrerpolicy="origin"><\/script>)/g);
    assert.is(tags.length, 1, file);
    assert.not.match(text, /<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/, file);
  }
});

test('every page of the demo has a title of its own, by which a host can tell them apart', () => {
  const titles = pages(join(root, 'demo')).map((file) => all(textOf(file), /<title>([^<]+)/g)[0]);
  assert.ok(titles.length >= 10);
  assert.is(new Set(titles).size, titles.length);
});

test('one page of the demo is in Shift_JIS, truly', () => {
  const file = join(root, 'demo/sjis.html');
  assert.match(textOf(file), '店舗のご案内');
  assert.throws(() => new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file)));
});

test.run();
