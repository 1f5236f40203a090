/** The static pages: the demo site, links that lead somewhere. test/help/ has the help pages. */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PAGES, addressOf } from '../../src/help/site/book.js';
import { LANGUAGES } from '../../src/text/index.js';

const root = fileURLToPath(new URL('../../public/', import.meta.url));

/** What the service answers besides the files of public/. */
const elsewhere = [
  ...['/connect', '/console', '/check', '/embed.js', '/look.css'],
  ...LANGUAGES.flatMap((language) => PAGES.map((page) => addressOf(page, language))),
];

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
