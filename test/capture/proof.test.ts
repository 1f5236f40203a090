/** Whether the fonts are there when a picture is drawn, and that nobody waits for what cannot be seen. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Studio, openStudio } from './studio.js';

const test = suite('proof of fonts');
let studio: Studio;

test.before(async () => {
  studio = await openStudio();
  const file = new URL(
    '../../node_modules/@fontsource/montserrat/files/montserrat-latin-400-normal.woff2',
    import.meta.url,
  );
  studio.serve('/latin.woff2', { body: readFileSync(file), type: 'font/woff2' });
});
test.after(() => studio.close());

const FONT =
  '<style>@font-face{font-family:Latin;src:url(/latin.woff2);unicode-range:U+0-FF}body{font:16px Latin}</style>';

/** Looks at the strip below the picture: how many, and what is at its right end, where no font is tried. */
interface Looks {
  count: number;
  end: number[];
}

const looksOf = (body: string): Promise<Looks> =>
  studio.onPhone(async (page: Page) => {
    await studio.show(page, FONT + body);
    await page.evaluate(async () => {
      await document.fonts.ready;
      const looks: Looks = { count: 0, end: [] };
      const prototype = CanvasRenderingContext2D.prototype as unknown as {
        getImageData: (this: CanvasRenderingContext2D, ...given: unknown[]) => ImageData;
      };
      prototype.getImageData = new Proxy(prototype.getImageData, {
        apply(read, brush: CanvasRenderingContext2D, given) {
          const seen = Reflect.apply(read, brush, given);
          looks.count += 1;
          looks.end = [...seen.data.slice((seen.width - 1) * 4, seen.width * 4)];
          document.body.dataset['looks'] = JSON.stringify(looks);
          return seen;
        },
      });
    });
    await studio.take(page);
    const told = await page.evaluate(() => document.body.dataset['looks'] ?? '');
    return JSON.parse(told) as Looks;
  });

/**
 * The first character of a page's text may be a line's end. It stood for the font, was never seen, and
 * each first capture waited 310 ms for it.
 */
for (const [name, blank] of [
  ['line end', '\n'],
  ['joiner', '&#x200d;'],
  ['soft hyphen', '&shy;'],
] as const) {
  test(`a font is known by a character that can be seen, not by a ${name}`, async () => {
    const { count } = await looksOf(`<pre style="font:inherit">${blank}${blank}words</pre>`);
    assert.is(count, 1);
  });
}

/** As most pages have it that load two scripts of a font and use one of them for its spaces. */
test('a font of which only spaces are used is not waited for', async () => {
  const fonts =
    '<style>@font-face{font-family:Own;src:url(/latin.woff2);unicode-range:U+0-2F}</style>';
  const { count } = await looksOf(`${fonts}<p style="font-family:Own,Latin">two words</p>`);
  assert.is(count, 1);
});

/** What lies above all, and hangs over the edge of the viewport, was taken for the fonts. */
test('nothing of the page lies over the place where fonts are looked for', async () => {
  const bar = 'position:fixed;bottom:-30px;left:0;right:0;height:60px;background:#000;z-index:99';
  const { end } = await looksOf(`<p>words</p><div style="${bar}"></div>`);
  assert.equal(end, [255, 255, 255, 255]);
});

test.run();
