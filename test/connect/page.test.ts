/** The connection page in real Chromium, on a phone; its call is a fake that the test moves. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Browser, Page } from 'playwright-core';
import type { GuestState } from '../../src/link/types.js';
import { type Language, launchChromium, openPhone } from '../support/browsers.js';
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

const open = async ({
  first,
  language = 'ja',
}: { first?: GuestState; language?: Language } = {}) => {
  const context = await openPhone(browser, language);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (said) => {
    if (/Content Security Policy/.test(said.text())) faults.push(said.text());
  });
  if (first !== undefined)
    await page.addInitScript((state) => Object.assign(window, { first: state }), first);
  await built.serve(page);
  await page.goto(`${ORIGIN}/connect`);
  return {
    page,
    button: (name: string) => page.getByRole('button', { name, exact: true }),
    close: async () => {
      await context.close();
      assert.equal(faults, [], 'no fault in the page, nothing against its CSP');
    },
  };
};

const show = (page: Page, state: GuestState) =>
  page.evaluate((now) => {
    tools.show(now);
  }, state);
const asked = (page: Page) => page.evaluate(() => tools.asked);
const shownNumber = (number: string, lasts = 97_000): GuestState => ({
  at: 'number',
  kind: 'call',
  number,
  endsAt: Date.now() + lasts,
  slow: false,
});

test('[N3] terms and policy first; nothing is asked for before OK', async () => {
  const { page, button, close } = await open();
  await page.getByRole('heading', { name: 'Misete をはじめる前に' }).waitFor();
  assert.is(
    await page.getByRole('link', { name: '利用規約' }).getAttribute('href'),
    '/help/terms.html',
  );
  assert.is(
    await page.getByRole('link', { name: 'プライバシーポリシー' }).getAttribute('href'),
    '/help/privacy.html',
  );
  assert.equal(await asked(page), ['open connection']);
  await button('OK').tap();
  assert.equal(await asked(page), ['open connection', 'ask call']);
  await close();
});

test('[N3] the number stands alone under its name, with a countdown and 再発行', async () => {
  const { page, button, close } = await open();
  await show(page, shownNumber('0427'));
  const number = page.locator('[data-connection-number]');
  assert.is(await number.textContent(), '0427');
  assert.is(
    await page.getByRole('group', { name: '接続ナンバー', exact: true }).textContent(),
    '0427',
  );
  await page.getByText(/あと1分3\d秒/).waitFor();
  await button('再発行').tap();
  await show(page, { at: 'number-over', kind: 'call' });
  assert.is(await number.count(), 0);
  await button('再発行').tap();
  assert.equal((await asked(page)).slice(1), ['renew', 'renew']);
  await close();
});

test('[N7] a number that was there before a reload is shown at once', async () => {
  const { page, close } = await open({ first: shownNumber('0007') });
  assert.is(await page.locator('[data-connection-number]').textContent(), '0007');
  assert.equal(await asked(page), ['open connection']);
  await close();
});

test('connected: with whom, what to do next, and the end is asked once', async () => {
  const { page, button, close } = await open();
  await show(page, { at: 'connected', host: '見手 花子', link: 'open', sentBefore: false });
  await page.getByText('見手 花子').waitFor();
  await page.getByText('［スマホ画面サポートを利用する］').waitFor();
  await button('接続を終了').tap();
  assert.equal((await asked(page)).slice(1), []);
  await page.getByRole('dialog').getByRole('button', { name: '終了する' }).tap();
  assert.equal((await asked(page)).slice(1), ['leave guest-left']);
  await close();
});

test('[C8] a connection that is checked or lost is said to be', async () => {
  const { page, close } = await open();
  const connected = { at: 'connected', host: '花子', sentBefore: false } as const;
  await show(page, { ...connected, link: 'checking' });
  await page.getByRole('status').getByText('接続を確かめています…').waitFor();
  await show(page, { ...connected, link: 'away' });
  await page.getByRole('status').getByText('つなぎ直しています…').waitFor();
  await close();
});

test('[C3] the end says why, and leads back to the start', async () => {
  const { page, button, close } = await open();
  await show(page, { at: 'ended', reason: 'no-path' });
  const status = page.getByRole('status');
  await status.getByText('接続が終了しました').waitFor();
  await status.getByText('Wi-Fi').waitFor();
  assert.is(
    await page.getByRole('link', { name: 'ヘルプを見る' }).getAttribute('href'),
    '/help/#no-path',
  );
  await button('はじめに戻る').tap();
  assert.equal((await asked(page)).slice(1), ['reset']);
  await close();
});

test('a trouble is an alert with its code and the help for exactly that', async () => {
  const { page, button, close } = await open();
  const trouble = { at: 'trouble', kind: 'call', retryIn: undefined } as const;
  await show(page, { ...trouble, code: 'unexpected' });
  const alert = page.getByRole('alert');
  await alert.getByText('予期せぬエラーが発生しました').waitFor();
  await alert.getByText('コード: 199').waitFor();
  assert.is(await alert.getByRole('link').getAttribute('href'), '/help/#unexpected');
  await show(page, { ...trouble, code: 'too-many-numbers', retryIn: 4200 });
  await alert.getByText('あと5秒ほど').waitFor();
  assert.is(await button('もう一度試す').count(), 1);
  await show(page, { ...trouble, code: 'no-webrtc' });
  await alert.getByText('Safari').waitFor();
  assert.is(await button('もう一度試す').count(), 0, 'this browser would meet the same again');
  await close();
});

test('a browser in another language reads English', async () => {
  const { page, close } = await open({ language: 'en' });
  await page.getByRole('heading', { name: 'Before you start Misete' }).waitFor();
  assert.is(await page.locator('html').getAttribute('lang'), 'en');
  await close();
});

test.run();
