/**
 * Nothing that people read stands anywhere but in the catalogue, and nothing stands there for nobody.
 * That no text is missing in a language, the types say.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parse } from 'svelte/compiler';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as texts from '../../src/text/index.js';

const root = resolve(import.meta.dirname, '../..');

const filesUnder = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => `${folder}/${name}`);

const read = (file: string): string => readFileSync(join(root, file), 'utf8');

const isWords = (file: string): boolean => /^src\/(text|help)\//.test(file);
const sources = [
  ...filesUnder('src', /\.(ts|svelte)$/),
  ...filesUnder('signaling', /\.ts$/),
].filter((file) => !isWords(file));

const withoutComments = (source: string): string =>
  source.replace(/\/\*[^]*?\*\/|<!--[^]*?-->|(?<=^|[\s;{(])\/\/.*$/gm, '');

const code = sources.map((file) => withoutComments(read(file))).join('\n');

// ---- unused -------------------------------------------------------------------------------------

const escape = (name: string): string => name.replace(/[^\w]/g, '\\$&');

/** By which names a part of a catalogue goes in the code: its own, and those that it was given. */
const namesOf = (part: string): string[] => {
  const renamed = [...code.matchAll(new RegExp(`\\b${escape(part)}: (\\w+)\\b`, 'g'))];
  const kept = [...code.matchAll(new RegExp(`const (\\w+) = [\\w.()]*\\b${escape(part)}\\b`, 'g'))];
  return [part, ...[...renamed, ...kept].map(([, name]) => name ?? '')];
};

const isUsed = (path: readonly string[]): boolean => {
  const [key = '', parent = '', above = ''] = [path.at(-1), path.at(-2), path.at(-3)];
  // `codes[state.code]` names what has a heading and an advice only at run time.
  if (
    new RegExp(`\\b${escape(above)}\\[`).test(code) &&
    new RegExp(`\\.${escape(key)}\\b`).test(code)
  ) {
    return true;
  }
  return namesOf(parent).some((name) => {
    const owner = escape(name);
    const byName = new RegExp(`\\b${owner}\\)?(?:\\(\\))?\\??\\.${escape(key)}\\b`).test(code);
    const byIndex = new RegExp(`\\b${owner}\\[`).test(code);
    const taken = new RegExp(
      `\\{[^{}]*\\b${escape(key)}\\b[^{}]*\\} = [\\w.()\\[\\]]*\\b${owner}\\b`,
    );
    return byName || byIndex || taken.test(code);
  });
};

/** What the catalogue as a whole is called where it is read. */
const CATALOGUES = {
  connectTexts: ['own'],
  consoleTexts: ['t', 'texts'],
  guestTexts: ['texts'],
  loaderTexts: ['texts'],
  sharedTexts: ['t', 'shared'],
} as const;

/** Paths of all texts; a list, or what has names only at run time, is one. */
const paths = (value: unknown, path: string[]): string[][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([key, part]) => paths(part, [...path, key]))
    : [path];

for (const [name, called] of Object.entries(CATALOGUES)) {
  test(`${name}: every text is read by somebody`, () => {
    const { ja } = texts[name as keyof typeof CATALOGUES];
    const unread = paths(ja, []).filter(
      (path) => !called.some((catalogue) => isUsed([catalogue, ...path])),
    );
    assert.equal(
      unread.map((path) => path.join('.')),
      [],
    );
  });
}

// ---- hard-coded ---------------------------------------------------------------------------------

const EXCEPTIONS = [
  // Says something in two languages at once: there is no script that could choose.
  'signaling/http/app.ts',
  // What stands on the wire for a host without a name; src/text/shared.ts has the same.
  'signaling/sessions.ts',
];

test('no Japanese stands outside the catalogue', () => {
  const found = sources
    .filter((file) => !EXCEPTIONS.includes(file))
    .filter((file) => /[ぁ-んァ-ヶ一-龠]/.test(withoutComments(read(file))));
  assert.equal(found, []);
});

interface Node {
  type?: string;
  name?: string;
  data?: string;
  [key: string]: unknown;
}

/** Attributes that are read out or shown. */
const SPOKEN = ['aria-label', 'aria-description', 'title', 'alt', 'placeholder'];

const spokenIn = (node: Node): string[] => {
  if (node.type === 'Text') return [node.data ?? ''];
  const isAttribute = node.type === 'Attribute';
  if (isAttribute && !SPOKEN.includes(node.name ?? '')) return [];
  return Object.values(node)
    .flatMap((part) => (Array.isArray(part) ? (part as unknown[]) : [part]))
    .filter((part): part is Node => typeof part === 'object' && part !== null && 'type' in part)
    .flatMap(spokenIn);
};

const hardCoded = (source: string): string[] =>
  spokenIn(parse(source, { modern: true }).fragment as unknown as Node).filter((text) =>
    /\p{L}/u.test(text),
  );

test('no words stand in the markup of a component', () => {
  const found = sources
    .filter((file) => file.endsWith('.svelte'))
    .flatMap((file) => hardCoded(read(file)).map((text) => `${file}: ${text.trim()}`));
  assert.equal(found, []);
});

test('words in markup are seen, and what nobody reads is not taken for words', () => {
  assert.equal(hardCoded('<p class="a">Hello {name}</p>'), ['Hello ']);
  assert.equal(hardCoded('{#if x}<img alt="A cat" src="cat.png" />{/if}'), ['A cat']);
  assert.equal(hardCoded('<p class="a" data-b="c">{t.hello}<!-- no --></p>'), []);
});

test.run();
