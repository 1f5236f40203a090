/** The form by which a host sends the guest a page, and what it says of each that was sent (H1). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Browser, Page } from 'playwright-core';
import type { HostOffer, OfferFault } from '../../src/link/types.js';
import { consoleTexts } from '../../src/text/index.js';
import { launchChromium, openDesktop } from '../support/browsers.js';
import { type BuiltPage, ORIGIN, buildPage } from '../ui/fake-pages.js';
import { running } from './fake-desk.js';
import type { Tools } from './fake-link.js';

declare const tools: Tools;

let browser: Browser;
let built: BuiltPage;
const { offer: words, call } = consoleTexts.ja;

test.before(async () => {
  [browser, built] = await Promise.all([
    launchChromium(),
    buildPage('console', 'test/console/fake-link.ts'),
  ]);
});
test.after(async () => {
  await browser.close();
  await built.remove();
});

const show = (page: Page, offered: readonly HostOffer[]) =>
  page.evaluate(
    (now) => {
      tools.desk?.show({ call: now });
    },
    running({ startedAt: Date.now(), offered }),
  );
const failing = (page: Page, fault: OfferFault | undefined) =>
  page.evaluate((now) => {
    if (tools.desk !== undefined) tools.desk.fault = now;
  }, fault);
const asked = (page: Page) => page.evaluate(() => tools.desk?.asked ?? []);

test('[H1] a page is sent by its address; what is wrong is said, and each that was sent is told of', async () => {
  const context = await openDesktop(browser);
  const page = await context.newPage();
  await built.serve(page, (route) => route.fulfill({ json: { name: '山田', session: 'session' } }));
  await page.goto(`${ORIGIN}/console`);
  await page.getByRole('button', { name: '電話商談(1対1)' }).waitFor();
  await show(page, []);
  const window = page.getByRole('region', { name: call.support, exact: true });
  await window.getByText(words.heading, { exact: true }).click();
  const url = window.getByRole('textbox', { name: words.url, exact: true });
  const send = window.getByRole('button', { name: words.send, exact: true });

  await failing(page, 'no-page');
  await url.fill('http://shop.example/');
  await send.click();
  await page.getByRole('alert').filter({ hasText: words.faults['no-page'] }).waitFor();
  assert.is(await url.inputValue(), 'http://shop.example/', 'what was typed is there to be mended');

  await failing(page, undefined);
  await url.fill('https://shop.example/form');
  await window.getByRole('textbox', { name: words.name, exact: true }).fill('お申し込み');
  await url.press('Enter');
  assert.ok((await asked(page)).includes('offer https://shop.example/form お申し込み'));
  assert.is(await url.inputValue(), '');
  assert.is(await page.getByRole('alert').count(), 0);

  const sent = { id: 'one', name: 'お申し込み', url: 'https://shop.example/form' };
  for (const state of ['sending', 'sent', 'opened', 'joined', 'expired', 'refused'] as const) {
    await show(page, [{ ...sent, state }]);
    await window.getByRole('listitem').filter({ hasText: words.states[state] }).waitFor();
  }
  await window.getByRole('button', { name: words.again, exact: true }).click();
  const again = ['withdraw one', 'offer https://shop.example/form お申し込み'];
  assert.equal((await asked(page)).slice(-2), again);
  await show(page, [{ ...sent, state: 'sent' }]);
  await window.getByRole('button', { name: words.withdraw, exact: true }).click();
  assert.is((await asked(page)).at(-1), 'withdraw one');
  await context.close();
});

test.run();
