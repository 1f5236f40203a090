/** The pages that the host has sent, on the connection page (H1, H2). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Browser } from 'playwright-core';
import { connectTexts, sharedTexts } from '../../src/text/index.js';
import { launchChromium, openPhone } from '../support/browsers.js';
import { type BuiltPage, ORIGIN, buildPage } from '../ui/fake-pages.js';
import type { Tools } from './fake-link.js';

declare const tools: Tools;

let browser: Browser;
let built: BuiltPage;

test.before(async () => {
  [browser, built] = await Promise.all([
    launchChromium(),
    buildPage('connect', 'test/connect/fake-link.ts'),
  ]);
});
test.after(async () => {
  await browser.close();
  await built.remove();
});

for (const language of ['ja', 'en'] as const) {
  test(`[H1] [H2] a link with name and site, opened in a new tab by one tap (${language})`, async () => {
    const context = await openPhone(browser, language);
    const page = await context.newPage();
    await built.serve(page);
    await page.goto(`${ORIGIN}/connect`);
    await page.evaluate(() => {
      tools.show({ at: 'connected', host: '山田', link: 'open', sentBefore: false });
    });
    await page.getByText(connectTexts[language].next.heading).waitFor();
    const { offers } = sharedTexts[language];
    assert.is(await page.getByText(offers.heading).count(), 0);
    await page.evaluate(() => {
      const site = 'https://bank.example';
      tools.offer([{ id: 'one', name: 'お申し込み', site, href: `${site}/apply#a` }]);
    });
    const link = page.getByRole('link', { name: 'お申し込み' });
    await link.waitFor();
    assert.match((await link.textContent()) ?? '', 'https://bank.example');
    assert.is(await link.getAttribute('href'), 'https://bank.example/apply#a');
    const opening = context.waitForEvent('page');
    await link.tap();
    await opening;
    assert.ok((await page.evaluate(() => tools.asked)).includes('opened one'));
    await page.evaluate(() => {
      tools.offer([]);
    });
    await page.getByText(offers.heading).waitFor({ state: 'detached' });
    await context.close();
  });
}

test.run();
