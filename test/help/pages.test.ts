/** The help as it is built: a place for every code, names that are right, links that lead somewhere. */
import { existsSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { REFUSALS } from '../../src/protocol/index.js';
import { CASES, SOURCES, pageOf } from '../../src/help/site/book.js';
import { buildHelp } from '../../src/help/site/build.js';
import { parseSections } from '../../src/help/site/markdown.js';
import { fillWords } from '../../src/help/site/words.js';
import { LANGUAGES, guestTexts, loaderTexts, sharedTexts } from '../../src/text/index.js';
import { helpSources } from '../../tools/help.mjs';
import { inRoot } from '../../tools/paths.mjs';

const sources = helpSources();
const files = buildHelp(sources, { script: '/assets/help.js', styles: ['/assets/help.css'] });
const pages = [...files].filter(([path]) => path.endsWith('.html'));
const fileOf = (path: string): string => files.get(path) ?? '';

const all = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, found]) => found ?? '');
const idsOf = (html: string): string[] => all(html, / id="([^"]+)"/g);

/** Codes that a guest or a host may meet, each with a sentence in src/text. */
const codes = [
  ...['no-button', 'greyed-out', 'unreachable'],
  ...['in-app', 'no-webrtc', 'storage-blocked', 'offline', 'insecure'],
  ...Object.keys(sharedTexts.ja.trouble.codes),
  ...Object.keys(sharedTexts.ja.ended.reasons),
  ...Object.keys(guestTexts.ja.notice.reasons),
  ...REFUSALS,
];

for (const first of ['index.html', 'en.html']) {
  test(`${first} has a place for every code that a guest or a host may meet`, () => {
    const ids = idsOf(fileOf(first));
    assert.equal(
      codes.filter((code) => !ids.includes(code)),
      [],
    );
  });

  test(`${first} keeps the anchors that other pages and papers have`, () => {
    const old = ['guest', 'host', 'shown', 'stored', 'embed', 'trouble', 'codes'];
    const ids = idsOf(fileOf(first));
    assert.equal(
      old.filter((id) => !ids.includes(id)),
      [],
    );
  });
}

test('the addresses of the terms and of the policy are as they were', () => {
  for (const path of ['terms.html', 'privacy.html', 'en/terms.html', 'en/privacy.html']) {
    assert.ok(files.has(path), path);
  }
});

test('every place is on its page once, and every page has one title, one heading and its language', () => {
  const titles = pages.map(([path, html]) => {
    const ids = idsOf(html);
    assert.is(new Set(ids).size, ids.length, `${path}: ${ids.join(' ')}`);
    assert.is(all(html, /(<h1>)/g).length, 1, path);
    assert.match(html, `<html lang="${/^en/.test(path) ? 'en' : 'ja'}">`, path);
    return all(html, /<title>([^<]+)/g)[0];
  });
  assert.is(new Set(titles).size, titles.length);
});

test('every link of every page leads to a page and a place that are there', () => {
  /** What the service answers besides the help, and what it fills in itself. */
  const elsewhere = /^(?:\/connect|\/check|\/icon\.svg|\/look\.css|%BRAND_\w+%|\/assets\/.+)$/;
  for (const [path, html] of pages) {
    for (const link of all(html, / (?:href|src|data-entries)="([^"]+)"/g)) {
      if (elsewhere.test(link)) continue;
      const { pathname, hash } = new URL(link, `http://service/help/${path}`);
      const to = pathname.replace(/^\/help\//, '').replace(/^$/, 'index.html');
      const there = files.get(to);
      const found = there !== undefined || existsSync(inRoot('public', pathname));
      assert.ok(found, `${path}: ${link}`);
      if (hash !== '') assert.ok(idsOf(there ?? '').includes(hash.slice(1)), `${path}: ${link}`);
    }
  }
});

test('nothing of a page is against its policy: no script, style or handler within it', () => {
  for (const [path, html] of pages) {
    assert.not.match(html, /<script(?![^>]* src=)|<style|\sstyle=|\son[a-z]+=/, path);
  }
});

for (const language of LANGUAGES) {
  test(`the help calls buttons and headings what they are called, in ${language}`, () => {
    const help = pages
      .filter(([path]) => /^en/.test(path) === (language === 'en'))
      .map(([, html]) => html)
      .join('\n');
    const { sheet, bar, notice } = guestTexts[language];
    const { before, number, connected, ended, trouble } = sharedTexts[language];
    for (const name of [
      loaderTexts[language].button,
      ...[sheet.start, sheet.already, bar.send, notice.sent, notice.failed, notice.again],
      ...[
        before.heading('%BRAND_NAME%'),
        before.ok,
        number.renew,
        connected.notThisPerson,
        connected.end,
      ],
      ...[ended.heading, trouble.heading],
    ]) {
      assert.ok(help.includes(name), name);
    }
  });
}

test('no page calls a button by a name that it wrote out: names come from the catalogue', () => {
  const { sheet, bar, notice } = guestTexts.ja;
  const names = [
    ...[loaderTexts.ja.button, sheet.start, sheet.already, bar.send, notice.again],
    ...[sharedTexts.ja.number.renew, sharedTexts.ja.connected.notThisPerson],
  ];
  for (const [path, source] of sources.markdown) {
    for (const name of names) assert.not.ok(source.includes(`［${name}］`), `${path}: ${name}`);
  }
});

test('a source that names a text which is not there stops the build, and says which', () => {
  assert.is(fillWords('［{{guest.bar.send}}］', 'ja'), '［画面を送信］');
  assert.throws(() => fillWords('{{guest.bar.sent}}', 'ja'), /guest\.bar\.sent/);
  assert.throws(() => fillWords('{{guest.bar}}', 'en'), /guest\.bar/);
  assert.throws(() => fillWords('{{nothing}}', 'en'), /nothing/);
});

test('what the operator sets is left for the service to fill in', () => {
  assert.is(fillWords('{{brand}} {{terms}}', 'ja'), '%BRAND_NAME% %BRAND_TERMS%');
  assert.match(fileOf('index.html'), 'href="%BRAND_PRIVACY%"');
  assert.not.match([...files.values()].join(''), /\{\{|Misete ヘルプ/);
});

test('a source without an anchor, or with a link to nowhere, stops the build', () => {
  const surroundings = { linkTo: (to: string) => to, imageOf: () => '<svg></svg>' };
  assert.throws(() => parseSections('# A\n\n## B\n', surroundings), /«B» has no anchor/);
  const broken = new Map(sources.markdown).set('ja/guest', '# A\n\n[b](nowhere.md)\n');
  assert.throws(
    () => buildHelp({ ...sources, markdown: broken }, { script: '', styles: [] }),
    /ja\/guest: nowhere\.md/,
  );
});

test('HTML in a source is shown as it is written, and never taken over', () => {
  const surroundings = { linkTo: (to: string) => to, imageOf: () => '<svg></svg>' };
  const [section] = parseSections('# A\n\n<img src=x onerror=alert(1)>\n', surroundings);
  assert.match(section?.html ?? '', '&lt;img');
});

test('both languages have the same sources, with the same places in the same order', () => {
  const placesIn = (language: string) =>
    SOURCES.map((name) =>
      all(sources.markdown.get(`${language}/${name}`) ?? '', /^#+ .*?\{((?:#[\w-]+ ?)+)/gm),
    );
  assert.equal(placesIn('en'), placesIn('ja'));
  assert.equal(
    [...sources.markdown.keys()].filter((path) => pageOf(path.slice(3)) === undefined),
    [],
  );
});

test('each case is one that a page shows, and can be found by its code and by everyday words', () => {
  for (const language of LANGUAGES) {
    for (const { source } of CASES) {
      const headings = all(sources.markdown.get(`${language}/${source}`) ?? '', /^### (.*)$/gm);
      for (const heading of headings) assert.match(heading, /\{#[^}]+ also="[^"]+"\}$/, heading);
    }
  }
});

test.run();
