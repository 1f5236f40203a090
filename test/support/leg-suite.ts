/** Both ends of a leg in a real browser: what the fake peers of the other tests cannot vouch for. */
import { type Test, suite } from 'uvu';
import * as assert from 'uvu/assert';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';

const entry = fileURLToPath(new URL('./legs-in-browser.ts', import.meta.url));

const bundle = async (): Promise<string> => {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'], fileName: 'legs' } },
  });
  const outputs = Array.isArray(built) ? built : [built];
  for (const result of outputs) {
    if ('output' in result) return result.output[0].code;
  }
  throw new Error('nothing was built');
};

interface Context {
  browser: Browser;
  page: Page;
  close: () => Promise<void>;
}

/** @param name of the browser */
export const legSuite = (name: string, launch: () => Promise<Browser>): Test<Context> => {
  const test = suite<Context>(`leg in ${name}`);

  test.before(async (context) => {
    const script = await bundle();
    const server = createServer((request, response) => {
      const isScript = request.url === '/legs.js';
      response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
      response.end(
        isScript ? script : '<!doctype html><script type="module" src="/legs.js"></script>',
      );
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    const { port } = server.address() as AddressInfo;
    const browser = await launch();
    const page = await browser.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`http://127.0.0.1:${String(port)}/`);
    await page.waitForFunction(() => 'legs' in window);
    context.page = page;
    context.close = async () => {
      await browser.close();
      server.close();
    };
  });

  test.after(async ({ close }) => {
    await close();
  });

  test('[C5] [C7] [W3] [W4] a leg opens, is proved and carries a frame', async ({ page }) => {
    const seen = await page.evaluate(() => window.legs.openAndSend());
    assert.equal(seen, { guest: 'open', host: 'open', frame: [0, 0, 0, 0, 9] });
  });

  test('[W4] four megabytes go between the water marks, and none is lost', async ({ page }) => {
    const bytes = 4 * 1024 * 1024;
    const seen = await page.evaluate((count) => window.legs.flood(count), bytes);
    assert.equal(seen, { got: bytes, withinMarks: true });
  });

  test('[C8] bye arrives, though the peer closes in the same breath', async ({ page }) => {
    assert.is(await page.evaluate(() => window.legs.bye()), 'bye');
  });

  test('[C5] a wrong key is refused at both ends under its name', async ({ page }) => {
    const endings = await page.evaluate(() => window.legs.wrongKey());
    assert.equal(endings, { guest: 'not-proved', host: 'not-proved' });
  });

  test('[C5] a second fingerprint beside the true one is refused', async ({ page }) => {
    assert.is(await page.evaluate(() => window.legs.secondFingerprint()), 'not-proved');
  });

  test('[C7] the other end is gone without a word: the channel closes, the leg is lost', async ({
    page,
  }) => {
    assert.is(await page.evaluate(() => window.legs.closed()), 'lost');
  });

  return test;
};
