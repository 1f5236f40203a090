/** Where the button and the bar stand, and how they keep out of the guest's way. */
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { OPEN, type Rig, START, become, connected, named, openRig } from './rig.js';

const test = suite('out of the way');
let rig: Rig;

test.before(async () => {
  rig = await openRig();
});
test.after(() => rig.close());
test.after.each(async () => {
  await Promise.all(rig.browser.contexts().map((context) => context.close()));
});

const HEAD =
  '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">';
const pill = (page: Page) => page.locator('[data-misete] .pill').last();
const bar = (page: Page) => page.locator('[data-misete] .bar:not([hidden])');
const handle = (page: Page) => named(page, '場所を変える');

const boxOf = async (page: Page, of = pill(page)) => {
  const box = await of.boundingBox();
  assert.ok(box);
  return { ...box, right: box.x + box.width, bottom: box.y + box.height };
};

const inCall = async (page: Page): Promise<void> => {
  await named(page, OPEN).tap();
  await named(page, START).waitFor();
  await become(page, connected);
  await bar(page).waitFor();
};

/** Once it is on the upper or the lower half of what is seen. */
const isAt = (page: Page, edge: 'top' | 'bottom', side = '') =>
  page.waitForFunction((place) => {
    const glass = document.querySelector('[data-misete]')?.shadowRoot?.querySelector('.glass');
    return glass?.className.startsWith(`glass ${place}`);
  }, `${edge} ${side}`.trim());

test('the tag says the corner; what the guest has chosen counts for more, and only a corner does', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag('data-position="top-left"')}`);
  await named(page, OPEN).waitFor();
  const { x, y } = await boxOf(page);
  assert.ok(x < 20 && y < 20, `${String(x)}, ${String(y)}`);
  await page.evaluate(() => localStorage.setItem('misete.place', 'bottom-left'));
  await page.reload();
  await isAt(page, 'bottom', 'left');
  await page.evaluate(() => localStorage.setItem('misete.place', 'top-left" onclick="'));
  await page.reload();
  await isAt(page, 'top', 'left');
});

test('a tap on its handle moves it without a drag, and the next page knows', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await handle(page).tap();
  await isAt(page, 'top', 'right');
  await handle(page).tap();
  await isAt(page, 'bottom', 'left');
  await page.reload();
  await isAt(page, 'bottom', 'left');
  assert.is(await page.getByRole('dialog').count(), 0, 'and it opens nothing');
});

test('a drag moves it and is no tap; a finger that slips a little is one', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await handle(page).tap();
  await isAt(page, 'top', 'right');
  const drag = async (dx: number, dy: number): Promise<void> => {
    const { x, y } = await boxOf(page);
    await page.mouse.move(x + 40, y + 20);
    await page.mouse.down();
    await page.mouse.move(x + 40 + dx, y + 20 + dy, { steps: 40 });
    await page.mouse.up();
  };
  await drag(-150, 500);
  await isAt(page, 'bottom', 'left');
  assert.is(await page.getByRole('dialog').isVisible(), false);
  await drag(6, 6);
  await named(page, START).waitFor();
});

// Some browsers click what the finger was on when the drag began, others nothing.
test('a click that comes of a drag opens nothing', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await handle(page).tap();
  await isAt(page, 'top', 'right');
  const { x, y } = await boxOf(page);
  await page.mouse.move(x + 40, y + 20);
  await page.mouse.down();
  await page.mouse.move(x - 60, y + 320, { steps: 20 });
  await named(page, OPEN).evaluate((button: HTMLElement) => {
    button.click();
  });
  assert.is(await page.getByRole('dialog').count(), 0);
  await page.mouse.up();
});

test('the bar has the handle, too; arrow keys do what a drag does', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await inCall(page);
  const below = await boxOf(page, bar(page));
  assert.ok(below.y > 422);
  await handle(page).focus();
  await page.keyboard.press('ArrowUp');
  await isAt(page, 'top', 'right');
  await page.keyboard.press('ArrowLeft');
  await isAt(page, 'top', 'left');
  assert.ok((await boxOf(page, bar(page))).bottom < 422);
});

const FOOTER = 'position:fixed;left:0;right:0;bottom:0;height:72px;background:pink';

test("the page's own fixed footer stays free, one that comes later too", async () => {
  const page = await rig.open(
    `${HEAD}<body><p>x</p><div class="f" style="${FOOTER}"></div>${rig.tag()}`,
  );
  const clear = () =>
    page.waitForFunction(() => {
      const ours = document.querySelector('[data-misete]')?.shadowRoot?.querySelectorAll('.pill');
      const bottom = ours?.[ours.length - 1]?.getBoundingClientRect().bottom ?? Infinity;
      return bottom <= innerHeight - 72;
    });
  await clear();
  await page.evaluate(() => document.querySelector('.f')?.remove());
  await page.waitForFunction(() => {
    const ours = document.querySelector('[data-misete]')?.shadowRoot?.querySelectorAll('.pill');
    return (ours?.[ours.length - 1]?.getBoundingClientRect().bottom ?? 0) > innerHeight - 20;
  });
  await page.evaluate((style) => {
    const late = document.createElement('footer');
    late.style.cssText = style;
    document.body.append(late);
  }, FOOTER);
  await clear();
});

test('--misete-bottom lifts it as before', async () => {
  const page = await rig.open(
    `${HEAD}<style>:root{--misete-bottom:100px}</style><body>${rig.tag()}`,
  );
  await named(page, OPEN).waitFor();
  assert.ok((await boxOf(page)).bottom <= 844 - 100);
});

test('a pinch: it stays in what is seen, as large as before', async () => {
  const page = await rig.open(`${HEAD}<body><div style="height:3000px">x</div>${rig.tag()}`);
  await inCall(page);
  const before = await boxOf(page, bar(page));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setPageScaleFactor', { pageScaleFactor: 2 });
  await page.waitForFunction(() => visualViewport?.scale === 2);
  await page.waitForFunction(() => {
    const shown = document
      .querySelector('[data-misete]')
      ?.shadowRoot?.querySelector('.bar:not([hidden])');
    const box = shown?.getBoundingClientRect();
    const view = visualViewport;
    if (box === undefined || view === null) return false;
    const right = view.offsetLeft + view.width;
    const bottom = view.offsetTop + view.height;
    return box.left >= view.offsetLeft && box.right <= right + 1 && box.bottom <= bottom + 1;
  });
  const wide = await bar(page).evaluate((shown) => shown.getBoundingClientRect().width * 2);
  assert.ok(Math.abs(wide - before.width) < 4, `${String(wide)} for ${String(before.width)}`);
});

/** A page without the viewport's meta element is 980 px wide: ours was a stamp in its corner. */
test('a page wider than the phone: the bar, and the sheet, are as large as on any other', async () => {
  const page = await rig.open(
    `<!doctype html><meta charset="utf-8"><body><div style="width:980px;height:3000px">x</div>${rig.tag()}`,
  );
  await named(page, OPEN).tap();
  await named(page, START).waitFor();
  const scale = await page.evaluate(() => visualViewport?.scale ?? 1);
  assert.ok(scale < 0.5, String(scale));
  const sheet = await page
    .locator('[data-misete] .panel')
    .evaluate((panel) => panel.getBoundingClientRect().width);
  assert.ok(Math.abs(sheet * scale - 390) < 4, String(sheet * scale));
  await become(page, connected);
  const send = await page
    .locator('[data-misete] .bar .primary')
    .evaluate((shown) => shown.getBoundingClientRect());
  assert.ok(send.height * scale >= 48 && send.right * scale <= 390);
});

test('the field that is typed into is not covered; afterwards the bar is back', async () => {
  const page = await rig.open(
    `${HEAD}<body style="margin:0"><input style="position:absolute;bottom:30px;left:10px;width:300px">${rig.tag()}`,
  );
  await inCall(page);
  await page.locator('input').focus();
  await isAt(page, 'top', 'right');
  await page.locator('input').blur();
  await isAt(page, 'bottom', 'right');
});

test('a phone on its side: one row, and most of the page is seen', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`, {
    context: { viewport: { width: 844, height: 390 } },
  });
  await inCall(page);
  assert.ok((await boxOf(page, bar(page))).height <= 72);
});

test('text at 200 %, forced colours and dark: all of it can be reached', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`, {
    context: { viewport: { width: 320, height: 568 }, colorScheme: 'dark', forcedColors: 'active' },
  });
  await inCall(page);
  await page.evaluate(() => {
    const root = document.querySelector('[data-misete]')?.shadowRoot;
    const parts = [...(root?.querySelectorAll<HTMLElement>('.edge *') ?? [])];
    const sizes = parts.map((part) => parseFloat(getComputedStyle(part).fontSize));
    for (const [index, part] of parts.entries())
      part.style.fontSize = `${String(2 * (sizes[index] ?? 16))}px`;
  });
  for (const name of ['画面を送信', 'ちがいます', '接続を終了', '場所を変える']) {
    const button = named(page, name);
    await button.scrollIntoViewIfNeeded();
    const box = await button.boundingBox();
    assert.ok(
      box !== null && box.x >= 0 && box.x + box.width <= 320 && box.y + box.height <= 568,
      name,
    );
  }
});

// The mark before it stood on a line of its own, where the column was three pixels too narrow.
test('the smallest phone: the state is one line, beside the way out and the handle', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`, {
    context: { viewport: { width: 320, height: 568 } },
  });
  await inCall(page);
  const state = await boxOf(page, page.locator('[data-misete] .link'));
  const [end, move] = [
    await boxOf(page, named(page, '接続を終了')),
    await boxOf(page, handle(page)),
  ];
  assert.ok(state.height < 30, String(state.height));
  assert.ok(state.right <= end.x && end.right <= move.x, 'side by side');
});

test('the button is the same in the dark; what comes after the tap is as dark as the system', async () => {
  const page = await rig.open(
    `${HEAD}<style>div{--accent:red!important}</style><body>${rig.tag()}`,
    {
      context: { colorScheme: 'dark' },
    },
  );
  const ground = (of = pill(page)) =>
    of.evaluate((shown) => getComputedStyle(shown).backgroundColor);
  await named(page, OPEN).waitFor();
  assert.is(await ground(), 'rgb(11, 100, 112)');
  await inCall(page);
  assert.is(await ground(bar(page)), 'rgb(27, 34, 41)');
  await page.emulateMedia({ colorScheme: 'light' });
  assert.is(await ground(bar(page)), 'rgb(255, 255, 255)');
});

test.run();
