/** What a capture may take: time, memory, pixels; and that nothing of it stays. */
import { readFileSync } from 'node:fs';
import { PNG } from 'pngjs';
import type { CDPSession, Page, Route } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type * as Room from '../../src/capture/index.js';
import { type Studio, lineOf, openStudio, photo } from './studio.js';

const test = suite('limits');
let studio: Studio;

test.before(async () => {
  studio = await openStudio();
});
test.after(() => studio.close());

const FONTS = '../../node_modules/startbootstrap-sb-admin-2/vendor/fontawesome-free/webfonts/';
const font = (): Buffer => readFileSync(new URL(`${FONTS}fa-solid-900.woff2`, import.meta.url));

// ---- time -------------------------------------------------------------------------------------

/** Answers the page itself, so many times, and lets what comes after wait for ever. */
const hangAfter = (answers: number) => {
  let asked = 0;
  return (route: Route): Promise<void> => {
    asked += 1;
    return asked <= answers ? route.continue() : new Promise(() => undefined);
  };
};

test('a picture that the page itself still waits for holds no capture', async () => {
  await studio.onPhone(async (page) => {
    await page.route('**/never.png', hangAfter(0));
    await studio.show(page, '<p>AROUND</p>');
    await page.evaluate(() => {
      const image = new Image(60, 40);
      image.src = '/never.png';
      document.body.append(image);
    });
    const { drawnFrom } = await studio.take(page);
    assert.ok(drawnFrom.includes('AROUND'));
  });
});

for (const [what, html] of [
  ['image', `<svg width="60" height="40"><image href="/slow.png" width="60" height="40"/></svg>`],
  ['background', `<div style="width:60px;height:40px;background:url('/slow.png')"></div>`],
  [
    'font',
    `<style>@font-face { font-family: S; src: url('/slow.png') } p::before { font-family: S; content: '\\f015' }</style>`,
  ],
] as const) {
  test(`[P6] a ${what} that does not come again is a line of the report, not a wait`, async () => {
    const headers = { 'cache-control': 'no-store' };
    const body = what === 'font' ? font() : photo();
    studio.serve('/slow.png', {
      body,
      headers,
      type: what === 'font' ? 'font/woff2' : 'image/png',
    });
    await studio.onPhone(async (page) => {
      await page.route('**/slow.png', hangAfter(1));
      await studio.show(page, `${html}<p>AROUND</p>`);
      await page.evaluate(() => document.fonts.ready);
      const { drawnFrom, report } = await studio.take(page);
      assert.ok(drawnFrom.includes('AROUND'));
      assert.is(lineOf(report, what)?.why, 'timeout');
    });
  });
}

test('[P6] a time limit ends a capture whose picture does not come, by name', async () => {
  await studio.onPhone(async (page) => {
    await page.route('**/photo.png', hangAfter(1));
    await studio.show(page, `<div style="height:40px;background:url('/photo.png')"></div>`);
    const reason = await page.evaluate(async (from) => {
      const room = (await import(from)) as typeof Room;
      return room.capture({ timeLimit: 1 }).then(
        () => 'a picture',
        (error: unknown) => (error instanceof room.CaptureFailed ? error.reason : String(error)),
      );
    }, studio.room);
    assert.is(reason, 'slow');
  });
});

// ---- memory -----------------------------------------------------------------------------------

const PARTS = `<style>@keyframes k { to { opacity: 0.5 } } section { animation: k 100s; padding: 4px }
  .p::before { content: counter(p) } header { position: sticky; top: 0 }</style><header>top</header>
  <x-a><template shadowrootmode="open"><style>b { color: red }</style><b>shadow</b></template></x-a>
  <iframe srcdoc="<p>frame" width="200" height="60"></iframe><canvas width="40" height="40"></canvas>
  <img src="/photo.png"><input type="password" value="x"><p data-misete-mask>masked</p>`;
const rows = (count: number): string =>
  Array.from(
    { length: count },
    (_, row) => `<section class="p"><b>row</b> ${row} <i>of many</i></section>`,
  ).join('');

const MB = 1024 * 1024;

const heapOf = async (session: CDPSession): Promise<number> => {
  const usage = await session.send('Runtime.getHeapUsage');
  const { usedSize, backingStorageSize } = usage as {
    usedSize: number;
    backingStorageSize?: number;
  };
  return usedSize + (backingStorageSize ?? 0);
};

const rest = async (session: CDPSession, page: Page) => {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
  for (let count = 0; count < 3; count += 1) await session.send('HeapProfiler.collectGarbage');
  return { heap: await heapOf(session), ...(await session.send('Memory.getDOMCounters')) };
};

/** Each finds the page a little other than the one before. */
const captureOften = (page: Page, times: number): Promise<void> =>
  page.evaluate(
    async ({ from, times }) => {
      const room = (await import(from)) as typeof Room;
      for (let count = 0; count < times; count += 1) {
        window.scrollTo(0, (count % 20) * 40);
        document.querySelector('header')?.replaceChildren(`top ${String(count % 20)}`);
        // Memory is what is measured, with a profiler that slows all down.
        await room.capture({ timeLimit: 60_000 });
      }
    },
    { from: studio.room, times },
  );

test('two hundred captures in a row leave nothing behind', async () => {
  await studio.onPhone(
    async (page) => {
      await studio.show(page, PARTS + rows(150));
      const session = await page.context().newCDPSession(page);
      await captureOften(page, 40);
      const before = await rest(session, page);
      await captureOften(page, 200);
      const after = await rest(session, page);
      assert.ok(after.documents <= before.documents, `documents: ${said(before, after)}`);
      assert.ok(after.nodes <= before.nodes + 20, `nodes: ${said(before, after)}`);
      assert.ok(after.jsEventListeners <= before.jsEventListeners + 5, said(before, after));
      assert.ok(after.heap <= before.heap + MB, `heap: ${said(before, after)}`);
    },
    { unwatched: true, deviceScaleFactor: 1 },
  );
});

/** Each colour is captured before the one before it is done: the red value of the pictures' first pixels. */
const captureAtOnce = (page: Page, from: string): Promise<number[]> =>
  page.evaluate(async (address) => {
    const room = (await import(address)) as typeof Room;
    await room.capture();
    // As pages do that mend old browsers: it reads the canvas later than it is asked to.
    const prototype = HTMLCanvasElement.prototype as unknown as {
      toBlob: (this: HTMLCanvasElement, ...given: unknown[]) => void;
    };
    prototype.toBlob = new Proxy(prototype.toBlob, {
      apply(toBlob, canvas: HTMLCanvasElement, given) {
        setTimeout(() => Reflect.apply(toBlob, canvas, given), 200);
      },
    });
    const taken: ReturnType<typeof room.capture>[] = [];
    for (const red of [20, 120, 220]) {
      document.body.style.background = `rgb(${String(red)},0,0)`;
      taken.push(room.capture({ type: 'image/png' }));
      await new Promise((resolve) => setTimeout(resolve));
    }
    return Promise.all(
      taken.map(async (capture) => {
        const bitmap = await createImageBitmap((await capture).image);
        const brush = new OffscreenCanvas(1, 1).getContext('2d');
        brush?.drawImage(bitmap, 0, 0);
        return brush?.getImageData(0, 0, 1, 1).data[0] ?? -1;
      }),
    );
  }, from);

/**
 * Each picture had a canvas of its own. That took as long as all else of a simple page, and Safari draws
 * nothing any more when such canvases have piled up.
 */
test('one canvas serves one capture after the other', async () => {
  const canvases = await studio.onPhone(async (page) => {
    await studio.show(page, '<p>words');
    await page.evaluate(() => {
      const seen = new Set<HTMLCanvasElement>();
      const prototype = HTMLCanvasElement.prototype as unknown as {
        toBlob: (this: HTMLCanvasElement, ...given: unknown[]) => void;
      };
      prototype.toBlob = new Proxy(prototype.toBlob, {
        apply(toBlob, canvas: HTMLCanvasElement, given) {
          seen.add(canvas);
          document.body.dataset['canvases'] = String(seen.size);
          Reflect.apply(toBlob, canvas, given);
        },
      });
    });
    for (let count = 0; count < 3; count += 1) await studio.take(page, {});
    return page.evaluate(() => document.body.dataset['canvases']);
  });
  assert.is(canvases, '1');
});

test('captures at the same time do not draw over each other', async () => {
  await studio.inPage('<body style="margin:0">', {}, async (page) => {
    assert.equal(await captureAtOnce(page, studio.room), [20, 120, 220]);
  });
});

const said = (before: unknown, after: unknown): string =>
  `${JSON.stringify(before)} → ${JSON.stringify(after)}`;

/** A picture that no encoder makes small: some 4 MB. */
const noise = (): Buffer => {
  const picture = new PNG({ width: 1200, height: 800 });
  let seed = 1;
  for (let at = 0; at < picture.data.length; at += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    picture.data[at] = at % 4 === 3 ? 255 : seed;
  }
  return PNG.sync.write(picture);
};

const sizeOf = (node: Profiled): number =>
  node.children.reduce((sum, child) => sum + sizeOf(child), node.selfSize);
interface Profiled {
  selfSize: number;
  children: Profiled[];
}

/** Counts all that it allocates, also what is collected on the way: more than the heap can grow. */
test('a capture of many elements and a large picture takes at most 64 MB of the heap', async () => {
  studio.serve('/noise.png', { body: noise(), type: 'image/png' });
  await studio.onPhone(
    async (page) => {
      const dense =
        '<style>section { display: inline; animation: none !important; font-size: 5px }</style>';
      const large = '<div style="height:99px;background:url(/noise.png)"></div>';
      await studio.show(page, dense + large + PARTS + rows(3500));
      await page.evaluate((room) => import(room) as Promise<unknown>, studio.room);
      const session = await page.context().newCDPSession(page);
      await session.send('HeapProfiler.startSampling', {
        samplingInterval: 16_384,
        includeObjectsCollectedByMajorGC: true,
        includeObjectsCollectedByMinorGC: true,
      });
      await captureOften(page, 1);
      const { profile } = await session.send('HeapProfiler.stopSampling');
      const taken = sizeOf(profile.head) / MB;
      assert.ok(taken > 1 && taken <= 64, `${taken.toFixed(1)} MB`);
    },
    { unwatched: true },
  );
});

// ---- pixels -----------------------------------------------------------------------------------

/** A side of WebP (its specification, 2.5); what a message may say of a picture is more (docs/PROTOCOL.md). */
const MOST_PIXELS = 16_383;
/** Of a canvas on an iPhone: above it the picture would be blank (html2canvas #2514). */
const MOST_IN_ALL = 16_777_216;

for (const [width, height] of [
  [20_000, 200],
  [200, 20_000],
  [3_000, 2_400],
] as const) {
  test(`[P6] a window of ${String(width)} by ${String(height)} is scaled down, and the report says so`, async () => {
    await studio.onPhone(
      async (page) => {
        await studio.show(page, '<body style="margin:0;background:#14c">');
        const taken = await studio.take(page, { type: 'image/webp' });
        assert.ok(Math.max(taken.width, taken.height) <= MOST_PIXELS);
        assert.ok(taken.width * taken.height <= MOST_IN_ALL);
        assert.ok(Math.abs(taken.width / taken.height / (width / height) - 1) < 0.02, 'its shape');
        assert.is(taken.bytes.toString('latin1', 8, 12), 'WEBP');
        assert.equal(taken.report, [{ what: 'other', why: 'too-large', count: 1 }]);
      },
      { viewport: { width, height }, isMobile: false },
    );
  });
}

test('[P6] a window of ordinary size is not scaled down', async () => {
  const { width, height, report } = await studio.captureOf('<p>small');
  assert.equal([width, height], [780, 1200]);
  assert.equal(report, []);
});

test.run();
