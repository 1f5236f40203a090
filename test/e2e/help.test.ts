/** The help in real Chromium, as the service serves it: opened by its addresses, searched, read. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { axeFinds } from '../support/axe.js';
import { type Language, launchChromium, openDesktop, openPhone } from '../support/browsers.js';
import { type TestService, startService } from '../support/service.js';

let browser: Browser;
let service: TestService;
test.before(async () => {
  [browser, service] = await Promise.all([
    launchChromium(),
    startService({ MISETE_BRAND_NAME: 'みせて商会' }),
  ]);
});
test.after(async () => {
  await browser.close();
  await service.stop();
});

const withPage = async (
  { language = 'ja', desktop = false }: { language?: Language; desktop?: boolean },
  look: (page: Page, context: BrowserContext) => Promise<void>,
): Promise<void> => {
  const context = await (desktop ? openDesktop : openPhone)(browser, language);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', ({ message }) => faults.push(message));
  page.on('console', (said) => {
    if (said.type() === 'error') faults.push(said.text());
  });
  try {
    await look(page, context);
    assert.equal(faults, []);
  } finally {
    await context.close();
  }
};

const top = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);

test('an address with a code shows its case at once, open', async () => {
  await withPage({}, async (page) => {
    await page.goto(`${service.url}/help/#no-path`);
    await page.locator('#no-path p').first().waitFor();
    assert.is(await page.locator('details.case[open]').count(), 1);
    assert.ok((await top(page, '#no-path')) < 200);
    // A second code of the same case, and from one to another.
    await page.goto(`${service.url}/help/#guest-left`);
    await page.locator('#ended p').first().waitFor();
    await page.goto(`${service.url}/help/#no-button`);
    assert.ok((await top(page, '#no-button')) < 200);
  });
});

test('the brand is in the embed as it was really built, in ASCII', async () => {
  const script = await (await fetch(`${service.url}/embed.js`)).text();
  assert.match(script, '{"name":"\\u307f\\u305b\\u3066\\u5546\\u4f1a"');
});

test('whoever does not put Japanese first reads English at the same place', async () => {
  await withPage({ language: 'en' }, async (page) => {
    await page.goto(`${service.url}/help/#no-path`);
    await page.waitForURL(`${service.url}/help/en.html#no-path`);
    await page.locator('#no-path p').first().waitFor();
    await page.goto(`${service.url}/help/terms.html`);
    await page.waitForURL(`${service.url}/help/en/terms.html`);
  });
});

test('the other language is a link at the same place, and the choice holds on our other pages', async () => {
  await withPage({ language: 'en' }, async (page) => {
    await page.goto(`${service.url}/help/en.html#no-path`);
    await page.getByRole('link', { name: '日本語', exact: true }).tap();
    await page.waitForURL(/\/help\/\?ja#no-path$/);
    await page.getByRole('heading', { name: 'お使いの通信では、つながりませんでした' }).waitFor();
    await page.goto(`${service.url}/help/guest.html`);
    await page.getByRole('heading', { name: 'お客さまの使い方', level: 1 }).waitFor();
    await page.goto(`${service.url}/`);
    await page.getByRole('link', { name: '接続ページへ進む' }).waitFor();
    await page.getByRole('button', { name: 'English' }).tap();
    await page.getByRole('link', { name: 'Go to the connection page' }).waitFor();
    await page.goto(`${service.url}/help/`);
    await page.waitForURL(`${service.url}/help/en.html`);
  });
});

test('the search answers as one types, by keyboard alone, and says the count once', async () => {
  await withPage({ desktop: true }, async (page) => {
    await page.goto(`${service.url}/help/guest.html`);
    // Every change of what is said aloud.
    await page.locator('.count').evaluate((count) => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver(() => said.push(count.textContent)).observe(count, { childList: true });
    });
    await page.getByRole('searchbox', { name: 'ヘルプの中を探す' }).focus();
    await page.keyboard.type('番号 切れた');
    const first = page.getByRole('list', { name: '見つかったもの' }).getByRole('link').first();
    await first.getByText('番号が切れたとき').waitFor();
    await page.locator('.count').filter({ hasText: '件見つかりました' }).waitFor();
    assert.is((await page.evaluate(() => Reflect.get(window, 'said') as string[])).length, 1);
    await page.keyboard.press('ArrowDown');
    assert.ok(await first.evaluate((link) => link === document.activeElement));
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    assert.is(await page.locator('.found').isHidden(), true);
    await page.keyboard.type('no-path');
    await page.locator('.hit').first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/help\/#no-path$/);
    await page.locator('#no-path p').first().waitFor();
  });
});

test('nothing found: what to do; and the name of the service can be searched', async () => {
  await withPage({}, async (page) => {
    await page.goto(`${service.url}/help/?q=${encodeURIComponent('確定申告')}`);
    await page.locator('.found').getByText('別の言い方でお試しください').waitFor();
    await page.goto(`${service.url}/help/?q=${encodeURIComponent('みせて商会')}`);
    await page.locator('.hit mark').first().waitFor();
    assert.not.match(await page.locator('body').innerText(), '%BRAND');
  });
});

test('without script everything can be read: cases open by a tap, and by their address', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false, locale: 'ja-JP' });
  const page = await context.newPage();
  await page.goto(`${service.url}/help/#no-path`);
  assert.is(await page.getByRole('searchbox').count(), 0);
  assert.ok((await top(page, '#no-path')) < 400);
  await page.locator('#no-path summary').click();
  await page.locator('#no-path p').first().waitFor();
  await context.close();
});

test('the contents stand open beside the text on a desktop, and wait for a tap on a phone', async () => {
  await withPage({ desktop: true }, async (page) => {
    await page.goto(`${service.url}/help/host.html`);
    await page.getByRole('navigation', { name: '目次' }).getByText('準備する').waitFor();
  });
  await withPage({}, async (page) => {
    await page.goto(`${service.url}/help/host.html`);
    const contents = page.getByRole('navigation', { name: '目次' }).getByText('準備する');
    assert.is(await contents.isVisible(), false);
    await page.getByText('目次', { exact: true }).first().tap();
    await contents.waitFor();
  });
});

// All other pages of the help are held to it in test/long/axe.test.ts.
for (const [language, colorScheme, words] of [
  ['ja', 'light', '番号'],
  ['en', 'dark', 'number'],
] as const) {
  test(`axe finds nothing in what was found, in ${language}, ${colorScheme}`, async () => {
    await withPage({ language, desktop: language === 'en' }, async (page) => {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${service.url}/help/${language === 'ja' ? '' : 'en.html'}?q=${words}`);
      await page.locator('.hit').first().waitFor();
      assert.equal(await axeFinds(page), []);
    });
  });
}

test.run();
