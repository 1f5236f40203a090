/** The capture room alone, as anyone may use it: one module, imported into pages of our making. */
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type * as Room from '../../src/capture/index.js';
import type { CaptureOptions } from '../../src/capture/index.js';
import type { ReportLine } from '../../src/protocol/index.js';
import { type Stage, bundle, openStage } from './stage.js';

const test = suite('capture');
let stage: Stage;

test.before(async () => {
  const [code, opened] = await Promise.all([bundle('src/capture/index.ts', 'es'), openStage()]);
  stage = opened;
  const everywhere = { 'access-control-allow-origin': '*' };
  stage.serve('/capture.js', { body: code, type: 'text/javascript', headers: everywhere });
  stage.serve('/photo.png', { body: photo(), type: 'image/png' });
});
test.after(() => stage.close());

const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 600 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** A red picture: easy to find, easy to miss. */
const photo = (): Buffer => {
  const picture = new PNG({ width: 60, height: 40 });
  for (let at = 0; at < picture.data.length; at += 4) picture.data.set([220, 20, 30, 255], at);
  return PNG.sync.write(picture);
};

interface Taken {
  picture: PNG;
  bytes: string;
  width: number;
  height: number;
  report: ReportLine[];
  /** All that the engine encoded into the address of a picture: the SVG that it draws from. */
  drawnFrom: string;
}

/** Opens a page of this HTML, does something in it, and captures it. */
const captureOf = async (
  body: string,
  prepare: (page: Page) => Promise<unknown> = () => Promise.resolve(),
  options: CaptureOptions = { type: 'image/png' },
): Promise<Taken> =>
  inPage(body, {}, async (page) => {
    await prepare(page);
    return take(page, options);
  });

const inPage = async <T>(
  body: string,
  headers: Record<string, string>,
  then: (page: Page) => Promise<T>,
): Promise<T> => {
  const head =
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">';
  stage.serve('/page', { body: head + body, headers });
  const context = await stage.browser.newContext(PHONE);
  try {
    const page = await context.newPage();
    await page.goto(`${stage.site}/page`);
    return await then(page);
  } finally {
    await context.close();
  }
};

const take = async (page: Page, options: CaptureOptions): Promise<Taken> => {
  const taken = await page.evaluate(
    async ({ from, options }) => {
      const sources: string[] = [];
      const encode = window.encodeURIComponent;
      window.encodeURIComponent = (text) => {
        sources.push(String(text));
        return encode(text);
      };
      const room = (await import(from)) as typeof Room;
      const { image, width, height, report } = await room.capture(options);
      window.encodeURIComponent = encode;
      const bytes = [...new Uint8Array(await image.arrayBuffer())];
      return { bytes, width, height, report, sources, type: image.type };
    },
    { from: `${stage.elsewhere}/capture.js`, options },
  );
  const bytes = Buffer.from(taken.bytes);
  const drawnFrom = taken.sources.join('\n');
  const picture = taken.type === 'image/png' ? PNG.sync.read(bytes) : new PNG();
  return { ...taken, picture, bytes: bytes.toString('base64'), drawnFrom };
};

const line = (report: ReportLine[], what: ReportLine['what']) =>
  report.find((entry) => entry.what === what);

const colourAt = ({ picture }: Taken, x: number, y: number): number[] => {
  const at = (Math.round(y * 2) * picture.width + Math.round(x * 2)) * 4;
  return [...picture.data.subarray(at, at + 3)];
};

// ---- masks ------------------------------------------------------------------------------------

const secrets = (secret: string): string => `
  <style>.tagged::after { content: attr(data-tag) }</style>
  <input type="password" value="${secret}">
  <input autocomplete="section-a current-password" value="${secret}">
  <input autocomplete="cc-number" value="${secret}"><input autocomplete="cc-csc" value="${secret}">
  <input autocomplete="one-time-code" value="${secret}">
  <select autocomplete="cc-exp-year"><option selected>${secret}</option></select>
  <p>Balance: <span data-misete-mask>${secret}</span> yen</p>
  <div class="rr-mask">${secret}</div><div rr-block>${secret}</div>
  <div data-openreplay-masked>${secret}</div><div data-openreplay-obscured>${secret}</div>
  <div class="no-upscope tagged" data-tag="${secret}">${secret}</div>
  <div surfly_private title="${secret}">${secret}</div>
  <textarea class="glance_masked">${secret}</textarea>
  <svg width="200" height="20"><text y="15" data-misete-mask>${secret}</text></svg>
  <table><tr><td data-misete-mask>${secret}</td><td>open</td></tr></table>
  <x-shadow></x-shadow>
  <input type="password" value="${secret}" style="display:none">
  <div style="height:3000px"></div><input type="password" value="${secret}">
  <script>
    const shadow = document.querySelector('x-shadow').attachShadow({ mode: 'open' });
    const field = document.createElement('input');
    field.type = 'password';
    field.value = '${secret}';
    shadow.append(field);
  </script>`;

test('[P4] a masked secret is in nothing that the picture is drawn from', async () => {
  const { drawnFrom, report } = await captureOf(secrets('SECRET4711'));
  assert.ok(drawnFrom.includes('Balance'), 'the page itself is drawn');
  assert.not.ok(drawnFrom.includes('SECRET4711'));
  assert.ok((line(report, 'field')?.count ?? 0) >= 15);
  assert.is(line(report, 'field')?.why, 'masked');
});

test('[P4] the picture is the same whatever a password is', async () => {
  const pageWith = (secret: string) =>
    `<input type="password" value="${secret}"><input autocomplete="cc-number" value="${secret}">`;
  const [one, other] = [await captureOf(pageWith('aaaa')), await captureOf(pageWith('WWWW WWWW'))];
  // Not assert.is: it would spend minutes on telling how two pictures differ.
  assert.ok(one.bytes === other.bytes);
});

test('[P4] a password that is shown as plain text stays masked', async () => {
  const { drawnFrom } = await inPage(
    '<input type="password" value="SECRET4711">',
    {},
    async (page) => {
      await page.evaluate(`import('${stage.elsewhere}/capture.js')`);
      await page.evaluate(() => document.querySelector('input')?.setAttribute('type', 'text'));
      return take(page, {});
    },
  );
  assert.not.ok(drawnFrom.includes('SECRET4711'));
});

test('[P4] masks hold inside a frame of the same site', async () => {
  stage.serve('/inner', { body: '<h1>INNER</h1><input type="password" value="SECRET4711">' });
  const { drawnFrom, report } = await captureOf(
    '<iframe src="/inner" width="300" height="200"></iframe>',
  );
  assert.ok(drawnFrom.includes('INNER'));
  assert.not.ok(drawnFrom.includes('SECRET4711'));
  assert.is(line(report, 'field')?.count, 1);
});

// ---- what is seen -----------------------------------------------------------------------------

const ARTICLE = `
  <style>
    body { margin: 0; font: 16px/24px sans-serif; background: #fffdf5; color: #223 }
    header { position: fixed; inset: 0 0 auto; height: 48px; background: #245; color: #fff }
    section { height: 180px; margin: 16px; border: 2px solid #888; border-radius: 8px }
    .nested { height: 120px; overflow: auto } .nested div { height: 90px; background: #cde }
    .nested div:nth-child(2) { background: #fa6 }
    input { font: inherit; width: 200px; height: 40px; border: 1px solid #333; padding: 4px }
    dialog { inset: 300px 20px auto; width: 250px; height: 120px; border: 3px solid #b33; padding: 8px }
  </style>
  <body><header>見出し</header>
  ${Array.from({ length: 12 }, (_, i) => `<section>段落 ${String(i)}<br><input></section>`).join('')}
  <div class="nested"><div>1</div><div>2</div><div>3</div></div>`;

/** The share of CSS pixels that differ from the browser's own screenshot. */
const mismatch = async (page: Page): Promise<number> => {
  const real = PNG.sync.read(await page.screenshot({ scale: 'device' }));
  const { picture } = await take(page, { type: 'image/png' });
  assert.equal([picture.width, picture.height], [real.width, real.height]);
  const { width, height } = real;
  return (
    pixelmatch(real.data, picture.data, undefined, width, height, { threshold: 0.2 }) /
    (width * height)
  );
};

test('[P3] the picture is what is on the glass: scrolled, with fixed parts and values', async () => {
  await inPage(ARTICLE, {}, async (page) => {
    await page.evaluate(() => {
      const fields = document.querySelectorAll('input');
      fields.forEach((field, index) => (field.value = `値 ${String(index)}`));
      window.scrollTo(0, 700);
    });
    assert.ok((await mismatch(page)) < 0.03);
    await page.evaluate(() => {
      window.scrollTo(0, 10_000);
      document.querySelector('.nested')?.scrollTo(0, 100);
    });
    assert.ok((await mismatch(page)) < 0.03);
  });
});

test('[P3] [P5] an open dialog is in the picture, and what is ours inside it is not', async () => {
  const dialog = `<dialog>確認<div data-misete style="position:fixed;inset:0;background:red">OURS</div></dialog>
    <div data-misete style="position:fixed;inset:auto 0 0;height:80px;background:red">OURS</div>`;
  const taken = await captureOf(ARTICLE + dialog, (page) =>
    page.evaluate(() => document.querySelector('dialog')?.showModal()),
  );
  assert.ok(taken.drawnFrom.includes('確認'));
  assert.not.ok(taken.drawnFrom.includes('OURS'));
  assert.equal(colourAt(taken, 200, 380), [255, 255, 255], 'the dialog is white');
});

test('[P5] the page itself is not touched by a capture', async () => {
  await inPage(ARTICLE, {}, async (page) => {
    await page.evaluate(() => window.scrollTo(0, 300));
    const read = () => page.evaluate(() => document.documentElement.outerHTML + String(scrollY));
    const before = await read();
    await take(page, {});
    assert.is(await read(), before);
  });
});

// ---- what could not be shown ------------------------------------------------------------------

test('[P6] what belongs to another site has a placeholder and a line in the report', async () => {
  const other = `${stage.elsewhere}/photo.png`;
  const taken = await captureOf(
    `<style>body { margin: 0 } * { display: block; width: 100px; height: 60px; border: 0 } body, html, style, script { width: auto; height: auto } style, script, head { display: none }</style>
     <img src="${other}"><iframe src="${stage.elsewhere}/page"></iframe>
     <div style="background-image: url('${other}')"></div><canvas width="100" height="60"></canvas>`,
    (page) =>
      page.evaluate(async () => {
        const image = document.querySelector('img');
        await image?.decode();
        if (image) document.querySelector('canvas')?.getContext('2d')?.drawImage(image, 0, 0);
        await new Promise((done) => requestAnimationFrame(done));
      }),
  );
  for (const what of ['image', 'frame', 'background', 'canvas'] as const) {
    assert.equal(line(taken.report, what), { what, why: 'cross-origin', count: 1 });
  }
  for (const y of [30, 90, 150, 210]) {
    const [red = 0, green = 0, blue = 0] = colourAt(taken, 50, y);
    assert.ok(Math.abs(red - green) < 12 && blue > 200 && red < 255, `grey at ${String(y)}`);
  }
});

test('[P6] a picture of the same site is shown, and nothing is reported', async () => {
  const taken = await captureOf('<style>body{margin:0}</style><img src="/photo.png">', (page) =>
    page.evaluate(() => document.querySelector('img')?.decode()),
  );
  assert.equal(colourAt(taken, 30, 20), [220, 20, 30]);
  assert.equal(taken.report, []);
});

// ---- how it can fail --------------------------------------------------------------------------

const failureOf = (page: Page, options: CaptureOptions): Promise<string> =>
  page.evaluate(
    async ({ from, options }) => {
      const room = (await import(from)) as typeof Room;
      return room.capture(options).then(
        () => 'a picture',
        (error: unknown) => (error instanceof room.CaptureFailed ? error.reason : String(error)),
      );
    },
    { from: `${stage.elsewhere}/capture.js`, options },
  );

test('[P6] a page whose policy forbids the picture fails by name', async () => {
  const policy = { 'content-security-policy': `img-src 'self'; script-src ${stage.elsewhere}` };
  const reason = await inPage('<p>strict', policy, (page) => failureOf(page, {}));
  assert.is(reason, 'blocked');
});

test('[P3] a strict policy that allows pictures from data: is enough for the same picture', async () => {
  stage.serve('/article.css', {
    body: /<style>([^]*)<\/style>/.exec(ARTICLE)?.[1] ?? '',
    type: 'text/css',
  });
  const page = ARTICLE.replace(
    /<style>[^]*<\/style>/,
    '<link rel="stylesheet" href="/article.css">',
  );
  const policy = `default-src 'none'; script-src ${stage.elsewhere}; style-src 'self'; img-src data:; require-trusted-types-for 'script'`;
  await inPage(page, { 'content-security-policy': policy }, async (opened) => {
    await opened.evaluate(() => window.scrollTo(0, 300));
    assert.ok((await mismatch(opened)) < 0.03);
  });
});

test('a capture that takes too long fails by name', async () => {
  const reason = await inPage(ARTICLE, {}, (page) => failureOf(page, { timeLimit: 0 }));
  assert.is(reason, 'slow');
});

test.run();
