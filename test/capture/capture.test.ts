/** The capture room alone, as anyone may use it: one module, imported into pages of our making. */
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type * as Room from '../../src/capture/index.js';
import type { CaptureOptions } from '../../src/capture/index.js';
import { RED, type Studio, colourAt, lineOf, mismatch, openStudio, photo } from './studio.js';

const test = suite('capture');
let studio: Studio;

test.before(async () => {
  studio = await openStudio();
});
test.after(() => studio.close());

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

const mismatchNow = async (page: Page): Promise<number> => mismatch(page, await studio.take(page));

test('[P3] the picture is what is on the glass: scrolled, with fixed parts and values', async () => {
  await studio.inPage(ARTICLE, {}, async (page) => {
    await page.evaluate(() => {
      const fields = document.querySelectorAll('input');
      fields.forEach((field, index) => (field.value = `値 ${String(index)}`));
      window.scrollTo(0, 700);
    });
    assert.ok((await mismatchNow(page)) < 0.03);
    await page.evaluate(() => {
      window.scrollTo(0, 10_000);
      document.querySelector('.nested')?.scrollTo(0, 100);
    });
    assert.ok((await mismatchNow(page)) < 0.03);
  });
});

test('[P3] [P5] an open dialog is in the picture, and what is ours inside it is not', async () => {
  const dialog = `<dialog>確認<div data-misete style="position:fixed;inset:0;background:red">OURS</div></dialog>
    <div data-misete style="position:fixed;inset:auto 0 0;height:80px;background:red">OURS</div>`;
  const taken = await studio.captureOf(ARTICLE + dialog, (page) =>
    page.evaluate(() => document.querySelector('dialog')?.showModal()),
  );
  assert.ok(taken.drawnFrom.includes('確認'));
  assert.not.ok(taken.drawnFrom.includes('OURS'));
  assert.equal(colourAt(taken, 200, 380), [255, 255, 255], 'the dialog is white');
});

/**
 * A page in vertical writing was seen for the first time by a walk as a guest, and the host saw the guest's send bar
 * in it: where a part of a page comes along whole, so did what is ours.
 */
for (const how of ['writing-mode:vertical-rl', 'columns:2', 'zoom:1.1', 'transform:scale(0.9)']) {
  test(`[P5] what is ours is not in the picture of a page with ${how}`, async () => {
    const ours = '<div data-misete style="position:fixed;inset:auto 0 0;height:80px">OURS</div>';
    const long = '<p style="block-size:3000px">BELOW</p>';
    const inner = `<p>PAGE</p><span>${ours}</span>${ours}${long}`;
    const { drawnFrom } = await studio.captureOf(`<body style="${how}">${inner}`);
    assert.ok(drawnFrom.includes('PAGE'));
    assert.not.match(drawnFrom, /OURS|data-misete/);
  });
}

/**
 * On a phone with a table that can be pushed aside the host saw a scrollbar that the guest did not:
 * bars that take no room on the page do in the picture, unless it is told.
 */
test('[P3] scrollbars that the guest does not see are not in the picture', async () => {
  const wide =
    '<div style="overflow:auto;height:100px;width:200px"><p style="width:400px;height:300px;margin:0;background:#cde">wide';
  await studio.inPage(wide, {}, async (page) => {
    assert.ok((await mismatch(page, await studio.take(page))) < 0.001);
  });
});

test('[P5] the page itself is not touched by a capture', async () => {
  await studio.inPage(ARTICLE, {}, async (page) => {
    await page.evaluate(() => window.scrollTo(0, 300));
    const read = () => page.evaluate(() => document.documentElement.outerHTML + String(scrollY));
    const before = await read();
    await studio.take(page, {});
    assert.is(await read(), before);
  });
});

// ---- what could not be shown ------------------------------------------------------------------

test('[P6] what belongs to another site has a placeholder and a line in the report', async () => {
  const other = `${studio.elsewhere}/photo.png`;
  const taken = await studio.captureOf(
    `<style>body { margin: 0 } * { display: block; width: 100px; height: 60px; border: 0 } body, html, style, script { width: auto; height: auto } style, script, head { display: none }</style>
     <img src="${other}"><iframe src="${studio.elsewhere}/page"></iframe>
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
    assert.equal(lineOf(taken.report, what), { what, why: 'cross-origin', count: 1 });
  }
  for (const y of [30, 90, 150, 210]) {
    const [red = 0, green = 0, blue = 0] = colourAt(taken, 50, y);
    assert.ok(Math.abs(red - green) < 12 && blue > 200 && red < 255, `grey at ${String(y)}`);
  }
});

test('[P6] a picture of the same site is shown, and nothing is reported', async () => {
  const taken = await studio.captureOf(
    '<style>body{margin:0}</style><img src="/photo.png">',
    (page) => page.evaluate(() => document.querySelector('img')?.decode()),
  );
  assert.equal(colourAt(taken, 30, 20), [...RED]);
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
    { from: studio.room, options },
  );

test('[P6] a page whose policy forbids the picture fails by name', async () => {
  const headers = {
    'content-security-policy': `img-src 'self'; script-src ${studio.elsewhere}`,
  };
  const reason = await studio.inPage('<p>strict', { headers }, (page) => failureOf(page, {}));
  assert.is(reason, 'blocked');
});

test('[P3] a strict policy that allows pictures from data: is enough for the same picture', async () => {
  studio.serve('/article.css', {
    body: /<style>([^]*)<\/style>/.exec(ARTICLE)?.[1] ?? '',
    type: 'text/css',
  });
  const page = ARTICLE.replace(
    /<style>[^]*<\/style>/,
    '<link rel="stylesheet" href="/article.css">',
  );
  const policy = `default-src 'none'; script-src ${studio.elsewhere}; style-src 'self'; img-src data:; require-trusted-types-for 'script'`;
  await studio.inPage(page, { headers: { 'content-security-policy': policy } }, async (opened) => {
    await opened.evaluate(() => window.scrollTo(0, 300));
    assert.ok((await mismatchNow(opened)) < 0.03);
  });
});

test('a capture that takes too long fails by name', async () => {
  const reason = await studio.inPage(ARTICLE, {}, (page) => failureOf(page, { timeLimit: 0 }));
  assert.is(reason, 'slow');
});

/**
 * Files that a site keeps elsewhere have an address of its own, which leads there (Rails' Active Storage).
 * They were lost once pictures of the own site were asked for in the cache alone.
 */
test('[P3] a picture of the own site that comes from elsewhere is in the picture', async () => {
  const open = { 'access-control-allow-origin': '*', 'cache-control': 'max-age=60' };
  studio.serve('/kept.png', { body: photo(), type: 'image/png', headers: open });
  for (const path of ['/moved.png', '/moved-behind.png']) {
    const location = `${studio.elsewhere}/kept.png`;
    studio.serve(path, { body: '', status: 302, headers: { location } });
  }
  const taken = await studio.captureOf(
    '<style>body{margin:0} img{display:block} div{width:60px;height:40px;background:url(/moved-behind.png)}</style><img src="/moved.png"><div></div>',
  );
  assert.equal(taken.report, []);
  assert.equal(colourAt(taken, 30, 20), [...RED]);
  assert.equal(colourAt(taken, 30, 60), [...RED]);
});

/** WebP is half the bytes; Safari reads it, but makes a PNG of three times the bytes when asked for it. */
test('[P3] a picture asked for as WebP is JPEG where the browser cannot make that', async () => {
  const kindOf = (page: Page): Promise<string> =>
    page.evaluate(async (from) => {
      const room = (await import(from)) as typeof Room;
      return (await room.capture({ type: 'image/webp' })).image.type;
    }, studio.room);
  await studio.inPage('<p>one', {}, async (page) => {
    assert.is(await kindOf(page), 'image/webp');
  });
  await studio.inPage('<p>one', {}, async (page) => {
    await page.evaluate(() => {
      for (const name of ['toBlob', 'toDataURL'] as const) {
        // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its canvas below
        const own = HTMLCanvasElement.prototype[name] as (...given: unknown[]) => unknown;
        HTMLCanvasElement.prototype[name] = function (
          this: HTMLCanvasElement,
          ...given: unknown[]
        ) {
          return own.apply(
            this,
            given.map((one) => (one === 'image/webp' ? 'image/png' : one)),
          );
        } as never;
      }
    });
    assert.is(await kindOf(page), 'image/jpeg');
  });
});

/**
 * A phone shows a page that is wider than its glass smaller, and says that its window is wider. That was
 * taken for a scrollbar's place: every list that scrolls had bars in the picture, and lost words to them.
 */
for (const [width, how] of [
  ['430px', 'wider than the phone'],
  ['383px', 'wider than the phone by a rounding'],
  ['auto', 'as wide as the phone'],
] as const) {
  test(`[P3] a page ${how} has no scrollbars that the guest does not see`, async () => {
    const list = `<div style="height:100px;overflow:auto">${'<p>line</p>'.repeat(99)}</div>`;
    const { drawnFrom } = await studio.captureOf(`<div style="width:${width}">wide</div>${list}`);
    assert.ok(drawnFrom.includes('*{scrollbar-width:none!important}'));
  });
}

/**
 * Browsers cut a length off at a 64th of a pixel. Written with three places, 4936.078125 lacked one, and where
 * that was the half of a pixel, all text of a page stood a pixel higher.
 */
test('[P3] what is out of sight above takes its place to the 64th of a pixel', async () => {
  const { drawnFrom } = await studio.captureOf(
    '<body style="margin:0"><p style="margin:0">ABOVE<p style="margin:0;padding-top:4000.078125px">BETWEEN<p style="margin:900px 0">SEEN',
    (page) =>
      page.evaluate(() => {
        scrollTo(0, 4900);
      }),
  );
  const [, margin] = /margin-top:([\d.]+)px[^>]*>SEEN/.exec(drawnFrom) ?? [];
  assert.is(Math.floor(Number(margin) * 64) % 64, 5);
});

/**
 * What sticks did so only where something of the page was left out. On a short page, of which all is there, the
 * head of a list that was scrolled by a finger's width was above the picture.
 */
test('[P3] a head sticks on a page of which all is in the picture', async () => {
  const taken = await studio.captureOf(
    `<body style="margin:0"><div style="height:500px">ABOVE</div>
     <section><h2 style="position:sticky;top:0;background:#fc0;margin:0;height:20px">HEAD</h2>
     <p style="height:200px">LIST</p></section><div style="height:2000px">BELOW</div>`,
    (page) =>
      page.evaluate(() => {
        scrollTo(0, 530);
      }),
  );
  assert.ok(taken.drawnFrom.includes('ABOVE') && taken.drawnFrom.includes('BELOW'));
  assert.equal(colourAt(taken, 200, 10), [255, 204, 0]);
});

/**
 * Shares of the window became shares of the picture: wrong by the address bar of a phone, and on pages that are
 * wider than the glass.
 */
test('[P3] shares of the window are those of the page, and no words or addresses are taken for them', async () => {
  const { drawnFrom } = await studio.captureOf(
    `<style>.half { width: 50vw; margin-left: calc(1px - .5vmin); height: 10svh; --fifth-5vh: 20dvh; --loud: 1e1VW /* don't */ }
     .half::before { content: "to 50vw" }</style>
     <div class="half" style="background: url(/deep/10vw/photo.png); min-height: 5lvh">half</div>
     <p style="width: 900px">wide</p>`,
  );
  for (const shown of [
    'width: 195px',
    'margin-left: calc(',
    '--fifth-5vh: 120px',
    'to 50vw',
    '--loud: 39px',
  ]) {
    assert.ok(drawnFrom.includes(shown), shown);
  }
  for (const shown of ['height: 60px', 'min-height: 30px', '- 1.95px)']) {
    assert.ok(drawnFrom.includes(shown), shown);
  }
  assert.not.match(drawnFrom, /\dv(w|h|min)[;)]/);
});

/** Fonts of the phone itself, adjusted to the size of one that is still to come, were left out: words ran wider. */
test('[P3] a font of the phone comes along by its name', async () => {
  const { drawnFrom, report } = await studio.captureOf(
    `<style>@font-face { font-family: "Like Another"; src: local("Liberation Serif"), local("Arial"); size-adjust: 130% }
     p { font-family: "Like Another" }</style><p>WORDS</p>`,
    (page) => page.evaluate(() => document.fonts.ready.then(() => undefined)),
  );
  assert.match(
    drawnFrom,
    /size-adjust: ?130%;[^}]*src:local\("Liberation Serif"\),local\("Arial"\)/,
  );
  assert.equal(report, []);
});

test('[P3] the sources of a font come along in their order', async () => {
  const face = (family: string, source: string) =>
    `@font-face { font-family: ${family}; src: ${source} }`;
  const broken = 'url("data:font/woff2;base64,AAAA") format("woff2")';
  const { drawnFrom } = await studio.captureOf(
    `<style>${face('First', `local("Liberation Serif"), ${broken}`)}
     ${face('Second', `${broken}, local("Liberation Sans")`)}
     p { font-family: First } b { font-family: Second }</style><p>WORDS <b>BOLD</b></p>`,
    (page) => page.evaluate(() => document.fonts.ready.then(() => undefined)),
  );
  assert.match(drawnFrom, /src:local\("Liberation Serif"\),url\("data:font/);
  assert.match(drawnFrom, /src:url\("data:font[^"]*"\),local\("Liberation Sans"\)}/);
});

/** The body's direction is the page's, so that a narrow body stands at the right. */
for (const [root, body] of [
  ['ltr', 'rtl'],
  ['rtl', 'ltr'],
] as const) {
  test(`[P3] a narrow ${body} body of an ${root} root stands where it does`, async () => {
    const narrow = `<html dir="${root}"><body dir="${body}" style="width:200px;margin:0;background:#fff"><p style="background:#258">words`;
    await studio.inPage(narrow, {}, async (page) => {
      assert.ok((await mismatch(page, await studio.take(page))) < 0.001);
    });
  });
}

test.run();
