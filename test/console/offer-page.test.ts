/** The form by which a host sends the guest a page, and what it says of each that was sent (H1). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import type { HostOffer, OfferFault } from '../../src/link/types.js';
import { consoleTexts } from '../../src/text/index.js';
import { running } from './fake-desk.js';
import type { Tools } from './fake-link.js';
import * as rig from './rig.js';
import { asked, described, inCall, open, start, stop } from './rig.js';

declare const tools: Tools;

const { offer: words } = consoleTexts.ja;

test.before(start);
test.after(stop);

const show = (page: Page, offered: readonly HostOffer[]) =>
  rig.show(page, { call: running({ startedAt: Date.now(), offered }) });
const failing = (page: Page, fault: OfferFault | undefined) =>
  page.evaluate((now) => {
    if (tools.desk !== undefined) tools.desk.fault = now;
  }, fault);

test('[H1] a page is sent by its address; what is wrong is said, and each that was sent is told of', async () => {
  const { page, close } = await open();
  await inCall(page);
  const window = rig.window(page);
  await window.getByText(words.heading, { exact: true }).click();
  const url = window.getByRole('textbox', { name: words.url, exact: true });
  const send = window.getByRole('button', { name: words.send, exact: true });

  await failing(page, 'no-page');
  await url.fill('http://shop.example/');
  await send.click();
  await page.getByRole('alert').filter({ hasText: words.faults['no-page'] }).waitFor();
  assert.is(await url.inputValue(), 'http://shop.example/', 'what was typed is there to be mended');
  // The alert was read once; whoever came to the field afterwards heard nothing of it.
  assert.is(await url.getAttribute('aria-invalid'), 'true');
  assert.match(await described(url), words.faults['no-page']);
  await url.fill('https://shop.example/form');
  assert.is(await url.getAttribute('aria-invalid'), null);
  assert.is(await described(url), '');

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

  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const button = (what: string, name: string) =>
    window.getByRole('button', { name: `${what} ${name}`, exact: true });
  // It was taken off the list first: where it could not be sent, it was gone.
  await failing(page, 'too-many');
  await button(words.again, 'お申し込み').click();
  await page.getByRole('alert').filter({ hasText: words.faults['too-many'] }).waitFor();
  assert.is((await asked(page)).at(-1), 'offer https://shop.example/form お申し込み');
  assert.is(await window.getByRole('listitem').count(), 1);
  await failing(page, undefined);
  await button(words.again, 'お申し込み').click();
  const again = ['offer https://shop.example/form お申し込み', 'withdraw one'];
  assert.equal((await asked(page)).slice(-2), again);

  // The focus fell to the page's beginning with every page that was taken off the list.
  await show(page, [
    { ...sent, state: 'sent' },
    { ...sent, id: 'two', name: '料金', state: 'sent' },
  ]);
  await button(words.withdraw, '料金').click();
  assert.is((await asked(page)).at(-1), 'withdraw two');
  assert.is(await focused(), words.list);
  await button(words.withdraw, 'お申し込み').click();
  await window.getByRole('listitem').waitFor({ state: 'detached' });
  assert.ok(await url.evaluate((field) => field === document.activeElement));
  await close();
});

test.run();
