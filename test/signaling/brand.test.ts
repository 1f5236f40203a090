/** The brand: from the environment to the pages and the embed. */
import { existsSync, mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wcagContrast } from 'culori';
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accentsOf } from '../../signaling/brand.js';
import { SetupError, parseConfig } from '../../signaling/config.js';
import { fillPages } from '../../signaling/http/fill.js';
import { SCHEMES, colours } from '../../src/look/tokens.js';

let folder: string;
test.before(() => {
  folder = mkdtempSync(join(tmpdir(), 'misete-brand-'));
  const web = join(folder, 'web');
  mkdirSync(join(web, 'demo'), { recursive: true });
  writeFileSync(
    join(web, 'index.html'),
    `<title>%BRAND_NAME%</title><meta name="brand" content="%BRAND%"><a href="%BRAND_TERMS%">`,
  );
  writeFileSync(join(web, 'demo/index.html'), '100%BRAND_NAME%');
  writeFileSync(join(web, 'embed.js'), '(function(MISETE_BRAND){void 0})({});');
  writeFileSync(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
});
test.after(() => {
  rmSync(folder, { recursive: true });
});

const fill = (environment: Record<string, string>) => {
  fillPages(join(folder, 'web'), join(folder, 'filled'), parseConfig(environment).brand);
  const read = (name: string): string => {
    const path = join(folder, 'filled', name);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  };
  return read;
};

test('any colour becomes one that can be read on every ground, in both schemes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (value) => {
      const accents = accentsOf(`#${value.toString(16).padStart(6, '0')}`);
      assert.ok(accents);
      for (const scheme of SCHEMES) {
        const { accent, 'accent-soft': soft, 'on-accent': on } = accents[scheme];
        const { ground, surface, sunken } = colours[scheme];
        for (const other of [ground, surface, sunken, soft, on]) {
          assert.ok(wcagContrast(accent, other) >= 4.5, `${scheme}: ${accent} and ${other}`);
        }
        assert.ok(wcagContrast(accents[scheme]['accent-strong'], on) >= 4.5);
      }
    }),
    { numRuns: 300 },
  );
});

test('without a brand the pages say Misete, and the embed is as it was built', () => {
  const read = fill({});
  assert.match(read('index.html'), /<title>Misete<\/title>.*href="\/help\/terms\.html"/);
  assert.is(read('embed.js'), '');
  assert.match(read('look.css'), '--accent:#0b6470');
});

test('name, colour, logo and addresses are in the pages, in look.css and in the embed', () => {
  const read = fill({
    MISETE_BRAND_NAME: '見手"</title>銀行',
    MISETE_BRAND_COLOR: 'darkorange',
    MISETE_BRAND_LOGO: join(folder, 'logo.svg'),
    MISETE_TERMS_URL: 'https://bank.example/terms?a=1&b=2',
  });
  const page = read('index.html');
  assert.match(page, '<title>見手&quot;&lt;/title&gt;銀行</title>');
  assert.match(page, 'href="https://bank.example/terms?a=1&amp;b=2"');
  assert.not.match(read('look.css'), '--accent:#0b6470');
  assert.ok(read('brand/logo.svg'));
  const embed = read('embed.js');
  assert.match(embed, /^[\0-\x7f]+$/, 'ASCII: target pages may be in Shift_JIS');
  const set = JSON.parse(/\}\)\((.*)\);$/.exec(embed)?.[1] ?? '') as object;
  assert.equal(Object.keys(set), ['name', 'logo', 'terms', 'accents']);
  assert.is((set as { name: string }).name, '見手"</title>銀行');
});

test("the demo's pages are a customer's: no brand of ours is written into them", () => {
  assert.is(fill({})('demo/index.html'), '');
});

for (const [name, value] of [
  ['MISETE_BRAND_NAME', 'x'.repeat(31)],
  ['MISETE_BRAND_COLOR', 'greenish'],
  ['MISETE_BRAND_LOGO', './no-such-file.svg'],
  ['MISETE_BRAND_LOGO', './package.json'],
  ['MISETE_TERMS_URL', 'javascript:alert(1)'],
  ['MISETE_PRIVACY_URL', '/privacy'],
] as const) {
  test(`${name}=${value.slice(0, 20)} stops the start with a sentence that names it`, () => {
    assert.throws(
      () => parseConfig({ [name]: value }),
      (error: unknown) => error instanceof SetupError && error.message.startsWith(name),
    );
  });
}

test.run();
