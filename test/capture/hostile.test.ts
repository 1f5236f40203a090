/** Whatever a page is made of: no capture throws, and what is around it is in the picture. */
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type HostilePage, MARKUP, SCRIPTS } from './hostile-pages.js';
import {
  RED,
  type Shown,
  type Studio,
  type Taken,
  boxesOf,
  colourAt,
  mismatch,
  openStudio,
  photo,
} from './studio.js';

const test = suite('hostile pages');
let studio: Studio;

const STRIP = [20, 90, 160] as const;
const CSS = `<style>html, body { overflow-x: clip } body { margin: 0 } .strip { margin: 0; height: 40px; background: rgb(${STRIP.join()}); color: #fff }</style>`;
const strip = (word: string): string => `<p class="strip">${word}</p>`;
const between = (html: string): string => `${CSS}${strip('ABOVE')}${html}${strip('BELOW')}`;

test.before(async () => {
  studio = await openStudio();
  studio.serve('/deep/er/photo.png', { body: photo(), type: 'image/png' });
  const drawing =
    '<svg xmlns="http://www.w3.org/2000/svg"><style>text { font-size: 10vw }</style><text y="50">drawn by shares</text></svg>';
  studio.serve('/shares.svg', { body: drawing, type: 'image/svg+xml' });
  studio.serve('/inner', { body: `${CSS}${strip('INNER')}` });
});
test.after(() => studio.close());

/** Captures, and looks for the strips where the browser says that they are. */
const takeBetween = async (page: Page): Promise<Taken> => {
  const taken = await studio.take(page);
  assert.ok(taken.drawnFrom.includes('ABOVE') && taken.drawnFrom.includes('BELOW'));
  const strips = await boxesOf(page, 'strip');
  assert.ok(strips.length >= 2, 'both are in the page');
  for (const box of strips) {
    if (box.width === 0 || box.y > 560) continue;
    assert.equal(colourAt(taken, box.x + box.width / 2, box.y + 32), [...STRIP]);
  }
  return taken;
};

const check = (html: string, how: Shown = {}, then = takeBetween): Promise<Taken> =>
  studio.inPage(html, how, then);

const checkPage = async ({ html, shows }: HostilePage): Promise<void> => {
  const taken = await check(between(html));
  if (shows !== undefined) assert.ok(taken.drawnFrom.includes(shows), `${shows} is drawn`);
};

for (const one of [...MARKUP, ...SCRIPTS]) {
  test(`[P6] what is around is in the picture of a page with ${one.name}`, () => checkPage(one));
}

test('[P6] nothing of the page runs a second time for a capture', async () => {
  const svg = MARKUP.find(({ name }) => name.startsWith('SVG with scripts'));
  await studio.inPage(between(svg?.html ?? ''), {}, async (page) => {
    const ran = () => page.evaluate(() => (window as { ran?: number }).ran);
    const before = await ran();
    assert.ok((before ?? 0) > 0);
    await studio.take(page);
    await studio.take(page);
    assert.is(await ran(), before);
  });
});

// ---- addresses --------------------------------------------------------------------------------

for (const [kind, base] of [
  ['in another folder', '/deep/er/'],
  ['of another site', undefined],
] as const) {
  test(`[P6] pictures are found from a base ${kind}`, async () => {
    const href = base ?? `${studio.elsewhere}/deep/er/`;
    const open = { 'access-control-allow-origin': '*' };
    studio.serve('/deep/er/photo.png', { body: photo(), type: 'image/png', headers: open });
    const taken = await check(
      `<base href="${href}">${between(
        '<img src="photo.png" style="display:block"><div style="height:40px;background:url(photo.png) 0 0/60px 40px"></div>',
      )}`,
    );
    assert.equal(colourAt(taken, 30, 60), [...RED], 'the picture');
    assert.equal(colourAt(taken, 30, 100), [...RED], 'the background');
    assert.equal(taken.report, []);
  });
}

// ---- what changes under the engine ------------------------------------------------------------

/** Under an emulated density a page is laid out in CSS pixels, the picture in the device's. */
const EMULATED = 0.03;

test('[P3] a page that changes its language and direction is captured as it is now', async () => {
  const text = '<p>直す 骨 刃 今 令 — 12, 34. <b>bold</b></p><ul><li>one<li>two</ul>';
  await studio.inPage(`<html lang="ja">${between(text)}`, {}, async (page) => {
    assert.ok((await mismatch(page, await takeBetween(page))) < EMULATED);
    for (const [lang, dir] of [
      ['zh-CN', 'ltr'],
      ['ar', 'rtl'],
    ] as const) {
      await page.evaluate(
        ([lang, dir]) => Object.assign(document.documentElement, { lang, dir }),
        [lang, dir],
      );
      assert.ok((await mismatch(page, await takeBetween(page))) < EMULATED, lang);
    }
  });
});

test('[P3] a body that is put in place of another is what is captured', async () => {
  await studio.inPage(between('old'), {}, async (page) => {
    await takeBetween(page);
    await page.evaluate(() => {
      const next = document.createElement('body');
      const { firstElementChild: above, lastElementChild: below } = document.body;
      next.append(...document.querySelectorAll('style'), above ?? '', 'NEW', below ?? '');
      document.body = next;
    });
    const taken = await takeBetween(page);
    assert.ok(taken.drawnFrom.includes('NEW'));
    assert.not.ok(taken.drawnFrom.includes('>old<'));
  });
});

test('[P6] a page without a body gives a picture', async () => {
  await studio.inPage('<p>gone</p>', {}, async (page) => {
    await page.evaluate(() => {
      document.body.remove();
    });
    const { width, height } = await studio.take(page);
    assert.equal([width, height], [780, 1200]);
  });
});

/** Each task of the page does it again, so that it happens wherever the engine lets go. */
for (const [what, code] of [
  [
    'frames come and go',
    `const box = document.querySelector('#box');
     box.firstElementChild.remove(); box.append(document.createElement('iframe'))`,
  ],
  [
    'elements are moved and removed',
    `const box = document.querySelector('#box');
     box.append(box.firstElementChild); box.innerHTML += '<b>more</b>'; box.children[3].remove()`,
  ],
  [
    'style sheets come and go',
    `document.querySelector('style.loose')?.remove();
     const loose = document.createElement('style'); loose.className = 'loose';
     loose.textContent = '#box { color: rgb(' + (performance.now() % 255 | 0) + ',0,0) }';
     document.head.append(loose)`,
  ],
] as const) {
  test(`[P6] a capture during which ${what} is a picture`, async () => {
    const frames = '<iframe src="/inner" width="90" height="60"></iframe>'.repeat(8);
    await studio.inPage(
      between(`<div id="box" style="height:160px;overflow:hidden">${frames}</div>`),
      {},
      async (page) => {
        await takeBetween(page);
        await page.addScriptTag({
          content: `const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => { ${code}; port2.postMessage(0) }; port2.postMessage(0)`,
        });
        for (let count = 0; count < 5; count += 1) await takeBetween(page);
      },
    );
  });
}

// ---- other kinds of documents -----------------------------------------------------------------

test('[P6] a set of frames is captured, with what is in them or a placeholder', async () => {
  const html = `<frameset rows="100,*" border="0"><frame src="/inner"><frame src="${studio.elsewhere}/inner"></frameset>`;
  const taken = await studio.inPage(html, {}, (page) => studio.take(page));
  assert.equal(colourAt(taken, 380, 8), [...STRIP]);
  assert.equal(taken.report, [{ what: 'frame', why: 'cross-origin', count: 1 }]);
  const [red = 0, green = 0, blue = 0] = colourAt(taken, 200, 300);
  assert.ok(red < 255 && Math.abs(red - green) < 12 && blue > 200, 'a placeholder');
});

test('[P6] a page of XHTML is captured', async () => {
  const html = `<html xmlns="http://www.w3.org/1999/xhtml"><head><meta name="viewport" content="width=device-width" />${CSS}</head>
    <body>${strip('ABOVE')}<p xml:lang="ja">XHTML<br /><INPUT />&#160;</p>${strip('BELOW')}</body></html>`;
  const taken = await check(html, { head: '', type: 'application/xhtml+xml' });
  assert.ok(taken.drawnFrom.includes('XHTML'));
});

test('[P6] a page that was written anew by its script is captured', async () => {
  await studio.inPage('<p>first</p>', {}, async (page) => {
    await page.addScriptTag({
      content: `document.open(); document.write(${JSON.stringify(between('WRITTEN'))}); document.close()`,
    });
    assert.ok((await takeBetween(page)).drawnFrom.includes('WRITTEN'));
  });
});

test.run();
