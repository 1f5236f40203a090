/** How masks look, what is shown within them, and what makes a field secret for good (P4). */
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { LONGER, SECRET, STYLE, between, openStudioWithSecrets, shoot } from './masks/shoot.js';
import { leaksOf } from './readable.js';
import { type Box, type Studio, colourAt, cut, lineOf } from './studio.js';

const test = suite('masking');
let studio: Studio;

test.before(async () => {
  studio = await openStudioWithSecrets();
});
test.after(() => studio.close());

// ---- how it looks -----------------------------------------------------------------------------

const HALF = '<style>* { margin: 0 } div { width: 200px; height: 100px; background: #fff }</style>';

test('[P4] masked text is drawn as bars, and a blocked element as a grey box', async () => {
  const text = 'one two three four five six seven eight nine ten';
  const taken = await studio.captureOf(
    `${HALF}<div data-misete-mask>${text}</div><div data-misete-block>${text}</div>`,
  );
  const bars = cut(taken, { x: 0, y: 0, width: 200, height: 100 });
  assert.ok(new Set(bars).size > 1, 'bars differ from what is around them');
  for (const [x, y] of [
    [4, 104],
    [100, 150],
    [196, 196],
  ] as const) {
    const [red = 0, green = 0, blue = 0] = colourAt(taken, x, y);
    assert.ok(Math.max(red, green, blue) - Math.min(red, green, blue) < 40, 'grey');
    assert.ok(red < 245 && red > 60, `neither white nor black at ${String(y)}`);
  }
});

/** The menu of a page in private mode was called «Details»: the browser's own word for a lost summary. */
test('[P4] [P3] where the summary of details is masked, the browser makes up no other', async () => {
  const boxes = '<style>summary { color: #c00; list-style: none } details { height: 60px }</style>';
  for (const details of [
    '<details data-misete-mask><summary>Menu</summary>Home</details>',
    '<details><summary data-misete-mask>Menu</summary>Home</details>',
    '<details><summary data-misete-block>Menu</summary>Home</details>',
  ]) {
    const taken = await studio.captureOf(`${HALF}${boxes}${details}`);
    const drawn = cut(taken, { x: 0, y: 0, width: 200, height: 60 });
    const darkest = drawn
      .filter((_, index) => index % 4 === 1)
      .reduce((a, b) => Math.min(a, b), 255);
    assert.ok(darkest > 60, `no black words: ${String(darkest)}`);
    assert.ok(darkest < 240, 'something stands for the words');
  }
});

test('[P4] the report counts what is masked in sight, and nothing that is out of sight', async () => {
  const { report } = await studio.captureOf(
    `<p data-misete-mask>one</p><input type="password"><p class="rr-block">three</p>
     <input type="password" style="display:none"><div data-misete-mask hidden>x</div>
     <div style="height:3000px"></div><p data-misete-mask>below</p>`,
  );
  assert.equal(report, [{ what: 'field', why: 'masked', count: 3 }]);
});

// ---- shown again ------------------------------------------------------------------------------

test('[P4] what is marked to be shown within a masked region is shown as it is', async () => {
  const region = (mask: string) => `${STYLE}<div ${mask}><p class="line">${SECRET}</p>
    <p class="line" data-misete-show>Open until <b>nine</b></p><p class="line">${SECRET}</p></div>`;
  await studio.onPhone(async (page) => {
    const masked = await shoot(studio, page, region('data-misete-mask'));
    assert.equal(leaksOf(masked.drawnFrom, SECRET), []);
    assert.ok(masked.drawnFrom.includes('Open until'));
    const open = await shoot(studio, page, region(''));
    const [first, shown, last] = open.lines as [Box, Box, Box];
    assert.ok(cut(masked, shown).equals(cut(open, shown)), 'to the pixel');
    for (const line of [first, last]) assert.not.ok(cut(masked, line).equals(cut(open, line)));
  });
});

test('[P4] a mark to show neither opens a password nor what is masked again within', async () => {
  const { drawnFrom } = await studio.captureOf(
    `<div data-misete-mask><div data-misete-show>OPEN <input type="password" value="${SECRET}">
     <input autocomplete="cc-number" data-misete-show value="${SECRET}">
     <p data-misete-mask>${SECRET}</p></div></div>`,
  );
  assert.ok(drawnFrom.includes('OPEN'));
  assert.equal(leaksOf(drawnFrom, SECRET), []);
});

test('[P4] a mark to show works within shadow roots and slots of a masked region', async () => {
  const inside = `<p>${SECRET}</p><p data-misete-show>INSIDE</p><slot></slot>`;
  const { drawnFrom } = await studio.captureOf(
    `<x-a data-misete-mask><template shadowrootmode="open">${inside}</template>
     ${SECRET}<b data-misete-show>SLOTTED</b></x-a>`,
  );
  assert.equal(leaksOf(drawnFrom, SECRET), []);
  assert.ok(drawnFrom.includes('INSIDE') && drawnFrom.includes('SLOTTED'));
});

/** Painted behind all of the page, it was kept out of nothing: neither by a mark nor by the private mode. */
for (const [how, mark, maskAll] of [
  ['a mark', 'data-misete-mask', false],
  ['a block', 'data-misete-block', false],
  ['the private mode', '', true],
] as const) {
  test(`[P4] the picture behind a page masked by ${how} is not in the picture`, async () => {
    for (const fixed of ['', ' fixed']) {
      const ground = `background: #def url('/pictures/${SECRET}.png')${fixed}`;
      const page = `<body ${mark} style="${ground}"><p>words</p>`;
      const { drawnFrom } = await studio.captureOf(page, undefined, { maskAll });
      assert.equal(leaksOf(drawnFrom, SECRET), []);
      assert.ok(drawnFrom.includes('rgb(221, 238, 255)'), 'its colour is shown');
      assert.not.match(drawnFrom, /data:image\/(png|jpeg)/);
    }
  });
}

// ---- the site's private mode ------------------------------------------------------------------

const EVERYTHING = (secret: string): string => `${STYLE}
  <style>.tagged::after { content: "${secret}" } li::marker { content: "${secret}" }</style>
  <p class="box">${secret}<a href="/${secret}" title="${secret}">${secret}</a></p>
  <input class="box" value="${secret}"><input class="box" placeholder="${secret}">
  <textarea class="box">${secret}</textarea><select class="box"><option>${secret}</select>
  <button class="box">${secret}</button><p class="box tagged"></p><li class="box">${secret}</li>
  <img class="box" src="/pictures/${secret}.png" alt="${secret}">
  <div class="box" style="background: url('/pictures/${secret}.png')"></div>
  <svg class="box"><text y="20">${secret}</text></svg>
  <iframe width="300" height="48" srcdoc="<p>${secret}"></iframe>
  <x-a class="box"><template shadowrootmode="open">${secret}</template></x-a>`;

test('[P4] in private mode every text, field and picture is masked, but what is marked', async () => {
  const shown = '<p class="line" data-misete-show>SHOWN</p>';
  await studio.onPhone(
    async (page) => {
      const mask = async (secret: string) => {
        await studio.show(page, shown + EVERYTHING(secret));
        return studio.take(page, { type: 'image/png', maskAll: true });
      };
      const masked = await mask(SECRET);
      assert.equal(leaksOf(masked.drawnFrom, SECRET), []);
      assert.ok(masked.drawnFrom.includes('SHOWN'));
      const other = await mask(LONGER);
      assert.ok(masked.bytes.equals(other.bytes), 'the pixels depend on the secret');
      const open = await shoot(studio, page, shown + EVERYTHING(SECRET));
      assert.ok(leaksOf(open.drawnFrom, SECRET).length > 0);
      for (const line of open.lines) assert.ok(cut(masked, line).equals(cut(open, line)));
    },
    { viewport: { width: 390, height: 900 } },
  );
});

// ---- what was a password ----------------------------------------------------------------------

/** Like a «show password» button, after the room has been loaded. */
const reveal = async (page: Page, inFrame: boolean): Promise<void> => {
  await page.evaluate((room) => import(room) as Promise<unknown>, studio.room);
  const field = inFrame ? page.frameLocator('iframe').locator('input') : page.locator('input');
  await field.evaluate((input: HTMLInputElement) => (input.type = 'text'));
};

const PASSWORD = `<input type='password' value='${SECRET}'>`;
for (const [where, html] of [
  ['', PASSWORD],
  [' in a shadow root', `<x-a><template shadowrootmode="open"><p>${PASSWORD}</p></template></x-a>`],
  [' in a frame of the same site', `<iframe srcdoc="${PASSWORD}"></iframe>`],
] as const) {
  test(`[P4] a password that is shown as plain text stays masked${where}`, async () => {
    const taken = await studio.captureOf(`<p>AROUND</p>${html}`, (page) =>
      reveal(page, html.startsWith('<iframe')),
    );
    assert.ok(taken.drawnFrom.includes('AROUND'));
    assert.equal(leaksOf(taken.drawnFrom, SECRET), []);
  });
}

test('[P4] a field that others saw to be a password is masked', async () => {
  const { drawnFrom, report } = await studio.captureOf(`<input value="${SECRET}">`, (page) =>
    page.evaluate(() => {
      const everPassword = new WeakSet([...document.querySelectorAll('input')]);
      globalThis.captureOptions = { type: 'image/png', everPassword };
    }),
  );
  assert.equal(leaksOf(drawnFrom, SECRET), []);
  assert.is(lineOf(report, 'field')?.count, 1);
});

// ---- what earlier captures remember -----------------------------------------------------------

/** A cache that outlives a capture must not bring back what has been marked since. */
test('[P4] what is marked after one capture is in nothing of the next', async () => {
  const rule = `<style>.account::after { content: "${SECRET}" }</style>`;
  await studio.inPage(
    between(rule + '<div class="box account" data-misete-mask></div>'),
    {},
    async (page) => {
      await page.evaluate(() => {
        for (const { attributes } of document.querySelectorAll('.account')) {
          attributes.removeNamedItem('data-misete-mask');
        }
      });
      const before = await studio.take(page);
      assert.ok(leaksOf(before.drawnFrom, SECRET).length > 0);
      await page.evaluate(() =>
        document.querySelector('.account')?.setAttribute('data-misete-mask', ''),
      );
      const after = await studio.take(page);
      assert.equal(leaksOf(after.drawnFrom, SECRET), []);
      assert.not.ok(after.bytes.equals(before.bytes));
    },
  );
});

test.run();
