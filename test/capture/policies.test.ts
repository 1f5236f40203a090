/** Other sites' content and strict policies: nothing throws, nothing is missing in silence (P6). */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type * as Room from '../../src/capture/index.js';
import type { ReportLine } from '../../src/protocol/index.js';
import {
  RED,
  type Studio,
  type Taken,
  colourAt,
  lineOf,
  mismatch,
  openStudio,
  photo,
} from './studio.js';

const test = suite('policies');
let studio: Studio;

const CSS = `body { margin: 0 } .box { display: block; width: 100px; height: 60px; border: 0; margin: 0 }
  .line { margin: 0; height: 40px; background: rgb(20,90,160); color: #fff }
  .back { background: url('/photo.png') 0 0/100px 60px } p { color: #345 }`;

test.before(async () => {
  studio = await openStudio();
  const type = 'image/png';
  const headers = { 'access-control-allow-origin': '*' };
  studio.serve('/page.css', { body: CSS, type: 'text/css' });
  studio.serve('/open.png', { body: photo(), type, headers });
  studio.serve('/inner', { body: '<p>inner' });
  studio.serve('/drawing.svg', {
    body: '<svg xmlns="http://www.w3.org/2000/svg"><g id="g"><rect width="99" height="99"/></g></svg>',
    type: 'image/svg+xml',
  });
  const clip = readFileSync(new URL('./features/pages/clip.webm', import.meta.url));
  studio.serve('/clip.webm', { body: clip, type: 'video/webm' });
});
test.after(() => studio.close());

/** A box in its first rows, and a line below it. */
const pageWith = (box: string): string =>
  `<link rel="stylesheet" href="/page.css">${box}<p class="line">BELOW</p>`;

const isPlaceholder = (taken: Taken, x: number, y: number): boolean => {
  const [red = 0, green = 0, blue = 0] = colourAt(taken, x, y);
  const isGrey = Math.max(red, green, blue) - Math.min(red, green, blue) < 48;
  return isGrey && red < 252 && red > 60;
};

const hasLine = (taken: Taken): void => {
  assert.ok(taken.drawnFrom.includes('BELOW'));
  assert.equal(colourAt(taken, 300, 92), [20, 90, 160]);
};

// ---- what belongs to another site -------------------------------------------------------------

const MISSING: [name: string, what: ReportLine['what'], html: (other: string) => string][] = [
  ['a picture', 'image', (o) => `<img class="box" src="${o}/photo.png">`],
  ['a chosen picture', 'image', (o) => `<img class="box" srcset="${o}/photo.png 2x">`],
  [
    'a picture as a button',
    'image',
    (o) => `<input class="box" type="image" src="${o}/photo.png">`,
  ],
  [
    'a picture in SVG',
    'image',
    (o) =>
      `<svg class="box"><image width="100" height="60" preserveAspectRatio="none" href="${o}/photo.png"/></svg>`,
  ],
  [
    'a background',
    'background',
    (o) => `<div class="box" style="background:url(${o}/photo.png)"></div>`,
  ],
  [
    'a background of a pseudo-element',
    'background',
    (o) =>
      `<style>.p::before { content: ''; display: block; height: 60px; background: url(${o}/photo.png) }</style><div class="box p"></div>`,
  ],
  ['a frame', 'frame', (o) => `<iframe class="box" src="${o}/inner"></iframe>`],
  ['a frame in a sandbox', 'frame', () => '<iframe class="box" sandbox src="/inner"></iframe>'],
  [
    'an object',
    'object',
    (o) => `<object class="box" type="text/html" data="${o}/inner"></object>`,
  ],
  [
    'a canvas with it',
    'canvas',
    (
      o,
    ) => `<img src="${o}/photo.png" style="position:absolute;top:300px"><canvas class="box"></canvas>
      <script>addEventListener('load', () => document.querySelector('canvas').getContext('2d')
        .drawImage(document.querySelector('img'), 0, 0, 300, 150))</script>`,
  ],
  [
    'a video',
    'video',
    (o) => `<video class="box" style="object-fit:fill" src="${o}/clip.webm" muted></video>`,
  ],
];

for (const [name, what, html] of MISSING) {
  test(`[P6] ${name} of another site has a placeholder and a line in the report`, async () => {
    const taken = await studio.captureOf(pageWith(html(studio.elsewhere)), async (page) => {
      if (what !== 'video') return;
      const isThere = (video: HTMLVideoElement) =>
        video.readyState >= 2 ||
        new Promise((done) => {
          video.onloadeddata = done;
        });
      await page.locator('video').evaluate(isThere);
    });
    hasLine(taken);
    assert.is(lineOf(taken.report, what)?.why, 'cross-origin');
    assert.ok(
      isPlaceholder(taken, 50, 30) || isPlaceholder(taken, 6, 6),
      'a placeholder in its place',
    );
  });
}

test('[P6] a picture of another site that allows it is shown', async () => {
  const address = `${studio.elsewhere}/open.png`;
  const taken = await studio.captureOf(
    pageWith(
      `<img class="box" src="${address}"><div class="box" style="background:url(${address})"></div>`,
    ),
  );
  assert.equal(colourAt(taken, 50, 30), [...RED]);
  assert.equal(colourAt(taken, 30, 80), [...RED]);
  assert.equal(taken.report, []);
});

test('[P6] a page whose style sheet is of another site is drawn as it is, or the report says so', async () => {
  studio.serve('/other.css', {
    body: `${CSS} p { font: 20px/30px monospace } p::before { content: 'styled ' } @import url(/x.css);`,
    type: 'text/css',
  });
  await studio.inPage(
    `<link rel="stylesheet" href="${studio.elsewhere}/other.css"><p>AROUND</p><p class="line">BELOW</p>`,
    {},
    async (page) => {
      const taken = await studio.take(page);
      assert.ok(taken.drawnFrom.includes('AROUND'));
      const isSame = (await mismatch(page, taken)) < 0.005;
      assert.ok(isSame || lineOf(taken.report, 'style') !== undefined);
    },
  );
});

/**
 * The end-to-end tests saw it first: on a page with a link to a font service that its network kept
 * away, icons came twice and a header lost its photo. The link that had never loaded counted as a
 * sheet that could not be read; and in pages with such a sheet every ::before was written both as a
 * rule and as an element, and the addresses of backgrounds stayed what they were.
 */
const withIcon = (sheet: string): string => `<link rel="stylesheet" href="${sheet}">
  <link rel="stylesheet" href="/page.css"><style>.i::before { content: 'I '; color: #b00 }</style>
  <p class="i">icon</p><div class="box back"></div><p class="line">BELOW</p>`;

test('[P3] a style sheet that never came changes nothing', async () => {
  await studio.inPage(withIcon('http://127.0.0.1:1/gone.css'), {}, async (page) => {
    const taken = await studio.take(page);
    assert.ok((await mismatch(page, taken)) < 0.001);
    assert.equal(taken.report, []);
  });
});

test('[P3] [P6] beside a sheet that cannot be read, pseudo-elements and backgrounds are as they are', async () => {
  studio.serve('/secret.css', { body: '.line { letter-spacing: 5px }', type: 'text/css' });
  await studio.inPage(withIcon(`${studio.elsewhere}/secret.css`), {}, async (page) => {
    const taken = await studio.take(page);
    assert.ok((await mismatch(page, taken)) < 0.001);
    assert.is(lineOf(taken.report, 'style')?.why, 'cross-origin');
  });
});

// ---- policies ---------------------------------------------------------------------------------

const listenForViolations = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { violations: seen });
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
      seen.push(`${effectiveDirective} ${blockedURI}`),
    );
  });
const seenViolations = (page: Page): Promise<string[]> =>
  page.evaluate(() => (window as { violations?: string[] }).violations ?? []);

const BOXES = '<img class="box" src="/photo.png"><div class="box back"></div>';

/** Either both pictures are there, or what is missing is replaced and reported. */
const takeUnder = async (policy: string): Promise<{ taken: Taken; violations: string[] }> =>
  studio.inPage(
    pageWith(BOXES),
    { headers: { 'content-security-policy': policy } },
    async (page) => {
      await listenForViolations(page);
      const taken = await studio.take(page);
      assert.ok(taken.drawnFrom.includes('BELOW'));
      assert.equal(colourAt(taken, 300, 152), [20, 90, 160]);
      for (const [y, what] of [
        [30, 'image'],
        [90, 'background'],
      ] as const) {
        const isShown = colourAt(taken, 50, y).join() === RED.join();
        if (isShown) assert.is(lineOf(taken.report, what), undefined);
        else
          assert.ok(isPlaceholder(taken, 50, y) && lineOf(taken.report, what) !== undefined, what);
      }
      return { taken, violations: await seenViolations(page) };
    },
  );

const script = () => `script-src ${studio.elsewhere}`;

test('[P6] a policy without blob: and unsafe-inline does not hinder', async () => {
  const { taken } = await takeUnder(
    `default-src 'self'; ${script()}; style-src 'self'; img-src 'self' data:`,
  );
  assert.equal(taken.report, []);
});

test('[P6] a policy that forbids to fetch the pictures that it shows: they are there or reported', async () => {
  await takeUnder(`${script()}; connect-src 'none'; img-src 'self' data:`);
  await takeUnder(`default-src 'none'; ${script()}; style-src 'self'; img-src 'self' data:`);
});

test('[P6] a policy that forbids workers does not hinder', async () => {
  const { taken } = await takeUnder(`worker-src 'none'; child-src 'none'`);
  assert.equal(taken.report, []);
});

test('[P6] enforced Trusted Types are not violated', async () => {
  const { taken, violations } = await takeUnder(
    `require-trusted-types-for 'script'; trusted-types 'none'`,
  );
  assert.equal(taken.report, []);
  assert.equal(violations, []);
});

/** Its origin is nobody's: its own pictures and style sheets are another site's for it. */
test('[P6] a page in a sandbox of its own is captured', async () => {
  const headers = { 'content-security-policy': 'sandbox allow-scripts' };
  await studio.inPage(pageWith(BOXES), { headers }, async (page) => {
    const taken = await studio.take(page);
    assert.ok(taken.drawnFrom.includes('BELOW'));
    assert.ok(lineOf(taken.report, 'image'));
    const isStyled = colourAt(taken, 300, 152).join() === '20,90,160';
    assert.ok(isStyled || lineOf(taken.report, 'style') !== undefined);
  });
});

for (const policy of [`default-src 'none'`, `default-src 'self'`, `img-src blob: https:`]) {
  test(`[P6] a capture under ${policy} fails by name`, async () => {
    const headers = { 'content-security-policy': `${policy}; ${script()}` };
    const reason = await studio.inPage(pageWith(BOXES), { headers }, (page) =>
      page.evaluate(async (from) => {
        const room = (await import(from)) as typeof Room;
        return room.capture().then(
          () => 'a picture',
          (error: unknown) => (error instanceof room.CaptureFailed ? error.reason : String(error)),
        );
      }, studio.room),
    );
    assert.is(reason, 'blocked');
  });
}

test.run();
