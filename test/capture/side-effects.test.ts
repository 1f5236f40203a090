/** A capture changes nothing of the page, not for a moment, and nothing on the page can notice it. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type * as Room from '../../src/capture/index.js';
import { FRAME_PAGE, RICH_PAGE } from './rich-page.js';
import { bundle } from './stage.js';
import { RED, type Shown, type Studio, colourAt, openStudio, photo } from './studio.js';
import type {} from './watch.js';

const test = suite('side effects');
let studio: Studio;
let watcher: string;

const FONT = '../../node_modules/startbootstrap-sb-admin-2/vendor/fontawesome-free/webfonts';

test.before(async () => {
  [studio, watcher] = await Promise.all([openStudio(), bundle('test/capture/watch.ts', 'iife')]);
  const font = readFileSync(new URL(`${FONT}/fa-solid-900.woff2`, import.meta.url));
  studio.serve('/icons.woff2', { body: font, type: 'font/woff2' });
  studio.serve('/frame', { body: FRAME_PAGE });
  studio.serve('/counter.png', { body: photo(), type: 'image/png' });
});
test.after(() => studio.close());

/** Opens the page on a phone whose browser is as it always is, but for the watch. */
const onWatch = <T>(then: (page: Page) => Promise<T>, how: Shown = {}): Promise<T> =>
  studio.onPhone(
    async (page) => {
      await page.addInitScript({ content: `if (window === top) {${watcher}}` });
      await studio.show(page, RICH_PAGE, how);
      await page.evaluate(() => document.fonts.ready);
      return then(page);
    },
    { unwatched: true, viewport: { width: 390, height: 1400 } },
  );

/** What the page sees of so many captures, beginning with the loading of the room. */
const seenOf = (page: Page, captures: number): Promise<string[] | undefined> =>
  page.evaluate(
    ({ from, captures }) =>
      window.watch?.(async () => {
        const room = (await import(from)) as typeof Room;
        await room.prepare();
        for (let count = 0; count < captures; count += 1) await room.capture();
      }),
    { from: studio.room, captures },
  );

// ---- the watch itself -------------------------------------------------------------------------

/** Each is undone at once: it must be seen none the less. */
const DISTURBANCES: [change: string, seen: RegExp][] = [
  [`document.body.toggleAttribute('x'); document.body.toggleAttribute('x')`, /attributes of body/],
  [`const x = document.createElement('iframe'); document.body.append(x); x.remove()`, /childList/],
  [`document.querySelector('x-card').shadowRoot.querySelector('p').title = 'x'`, /attributes of p/],
  [`frames[0].document.querySelector('p').title = 'x'`, /attributes of \[object HTMLPara/],
  [`document.querySelector('#inner').scrollTop = 0`, /scroll at div/],
  [`const a = document.activeElement; a.blur(); a.focus()`, /focusin|calls focus/],
  [`getSelection().selectAllChildren(document.body)`, /selectionchange|selection differ/],
  [`document.body.animate({ opacity: 1 }, 1).pause()`, /calls animate/],
  [`document.styleSheets[0].insertRule('x {}', 0)`, /calls insertRule/],
  [`document.querySelector('x-card').cloneNode(true)`, /told differ/],
  [`Element.prototype.matches = () => false`, /another Element.prototype.matches/],
  [`window.left = 1`, /a global/],
  [`document.querySelector('header').style.position = 'static'`, /a size|attributes of header/],
  [`document.querySelector('.slow').classList.remove('on')`, /transitionrun|transitioncancel/],
  [`document.querySelector('textarea').value = 'x'`, /elements differ/],
  [`document.fonts.add(new FontFace('x', 'url(x)'))`, /calls add/],
];

test('[P5] a page that watches itself sees the least that is done to it', async () => {
  await onWatch(async (page) => {
    const nothing = await page.evaluate(() => window.watch?.(() => undefined));
    assert.equal(nothing, []);
    for (const [change, expected] of DISTURBANCES) {
      const seen = await page.evaluate(
        (change) => window.watch?.(() => (0, eval)(`{${change}}`) as unknown),
        change,
      );
      assert.match((seen ?? []).join('\n'), expected, change);
    }
  });
});

// ---- what it sees of a capture ----------------------------------------------------------------

for (const [kind, how] of [
  ['a page', {}],
  [
    'a page in quirks mode',
    { head: '<meta charset="utf-8"><meta name="viewport" content="width=device-width">' },
  ],
] as const) {
  test(`[P5] ${kind} sees nothing of a capture, nor of ten`, async () => {
    await onWatch(async (page) => {
      assert.equal(await seenOf(page, 1), []);
      assert.equal(await seenOf(page, 10), []);
    }, how);
  });
}

test('[P5] a page under an open dialog sees nothing of a capture', async () => {
  await onWatch(async (page) => {
    await page.evaluate(() => document.querySelector<HTMLDialogElement>('#dialog')?.showModal());
    assert.equal(await seenOf(page, 2), []);
  });
});

test('[P5] a page sees nothing of a capture that fails', async () => {
  await onWatch(async (page) => {
    const seen = await page.evaluate(
      (from) =>
        window.watch?.(async () => {
          const room = (await import(from)) as typeof Room;
          await room.capture({ timeLimit: 0 }).catch(() => undefined);
        }),
      studio.room,
    );
    assert.equal(seen, []);
  });
});

// ---- what goes out ----------------------------------------------------------------------------

test('[P5] nothing is fetched but visible pictures and fonts that the page has fetched', async () => {
  await onWatch(async (page) => {
    await page.evaluate((room) => import(room) as Promise<unknown>, studio.room);
    const asked: string[] = [];
    page.on('request', (request) => {
      const { protocol, pathname, search } = new URL(request.url());
      if (protocol.startsWith('http')) asked.push(`${request.method()} ${pathname}${search}`);
    });
    const served = studio.requests.length;
    await seenOf(page, 10);
    const visible = ['/photo.png', '/photo.png?background', '/icons.woff2'];
    const allowed = visible.map((address) => `GET ${address}`);
    assert.equal(
      asked.filter((request) => !allowed.includes(request)),
      [],
    );
    assert.is(new Set(asked).size, asked.length, 'and each of them once at most');
    const reached = studio.requests.slice(served).map((request) => request.replace(/^[^/]*/, ''));
    assert.equal(
      reached.filter((path) => path === '/counter.png' || path === '/frame'),
      [],
    );
  });
});

/**
 * A picture to prove that one is human is made anew at every request, and only the newest counts. A
 * capture that asked for it again showed the host another one than the guest saw, and made the guest's
 * answer wrong.
 */
test('[P3] [P5] a picture that no cache keeps is shown as it is, and not asked for again', async () => {
  const headers = { 'cache-control': 'no-store' };
  const serve = (colour: readonly [number, number, number]): void => {
    for (const path of ['/puzzle.png', '/puzzle-behind.png']) {
      studio.serve(path, { body: photo(colour), type: 'image/png', headers });
    }
  };
  serve(RED);
  const page = `<style>body{margin:0} * { display: block } div { height: 40px; width: 60px; background: url(/puzzle-behind.png) } head, style, meta { display: none }</style><img src="/puzzle.png"><div></div>`;
  await studio.inPage(page, {}, async (opened) => {
    serve([20, 30, 220]);
    const before = studio.requests.filter((path) => path.includes('puzzle')).length;
    const taken = await studio.take(opened);
    assert.is(studio.requests.filter((path) => path.includes('puzzle')).length, before);
    assert.equal(colourAt(taken, 30, 20), [...RED]);
    assert.equal(colourAt(taken, 30, 60), [...RED]);
    assert.equal(taken.report, []);
  });
});

test('[P5] nothing is said in the console, and no error reaches the page', async () => {
  await onWatch(async (page) => {
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('worker', (worker) => said.push(worker.url().replace(/^blob:.*/, '')));
    await seenOf(page, 2);
    assert.equal(
      said.filter((text) => text !== ''),
      [],
    );
  });
});

test.run();
