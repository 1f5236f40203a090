/** Pages that the embed does not know, and that may do anything (issue line «hostile pages»). */
import { brotliCompressSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ALREADY, OPEN, type Rig, START, asked, become, connected, named, openRig } from './rig.js';

const test = suite('on pages that it does not know');
let rig: Rig;

test.before(async () => {
  rig = await openRig();
});
test.after(() => rig.close());
test.after.each(async () => {
  await Promise.all(rig.browser.contexts().map((context) => context.close()));
});

const HEAD =
  '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">';

/** Goes all the way to a sent picture by real taps, which need every part to be reachable. */
const works = async (page: Page): Promise<void> => {
  await named(page, OPEN).tap();
  await named(page, START).tap();
  await named(page, 'OK').tap();
  await become(page, { at: 'number', kind: 'call', number: '0417', endsAt: 60_000, slow: false });
  assert.is(await page.locator('[data-connection-number]').textContent(), '0417');
  assert.ok(await page.locator('[data-connection-number]').isVisible());
  await become(page, connected);
  await page.locator('[data-misete]').getByRole('button', { name: '画面を送信' }).tap();
  await page.waitForFunction(() => controls.call.sent.length === 1);
  const button = await page.locator('[data-misete] .bar .primary').boundingBox();
  assert.ok(button !== null && button.height >= 48 && button.width > 150, 'a large button');
};

test('[P1] before the tap: one button, one request, no global name, nothing kept', async () => {
  const at = rig.requests.length;
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await named(page, OPEN).waitFor();
  assert.equal(
    rig.requests
      .slice(at)
      .map((request) => request.replace(/^[^/]*/, ''))
      .filter((path) => path !== '/favicon.ico'),
    ['/page', '/embed.js'],
  );
  const left = await page.evaluate(() => [
    localStorage.length,
    sessionStorage.length,
    Object.keys(window).includes('bundle'),
  ]);
  assert.equal(left, [0, 0, false]);
});

test('the loader is at most 3 kB', () => {
  const size = brotliCompressSync(rig.loader).length;
  assert.ok(size <= 3 * 1024, `${String(size)} bytes`);
});

test('a page that resets everything, with force', async () => {
  const css = `* { all: unset !important; display: none !important; opacity: 0 !important }
    div, button, dialog { visibility: hidden !important; pointer-events: none !important; transform: scale(0) !important }
    html, body { display: block !important }`;
  await works(await rig.open(`${HEAD}<style>${css}</style><body>${rig.tag()}`));
});

test('a page that transforms, filters and clips its body, and stacks its own things on top', async () => {
  const css = `body { transform: translateX(-50px); filter: blur(0); overflow: hidden; height: 100px; opacity: .01 }
    .top { position: fixed; inset: 0; z-index: 2147483647; background: pink }`;
  await works(await rig.open(`${HEAD}<style>${css}</style><body>${rig.tag()}<div class="top">`));
});

test('a strict policy without unsafe-inline, and no image from blob: or data:', async () => {
  const service = rig.elsewhere;
  const policy = `default-src 'none'; script-src ${service}; connect-src ${service}; img-src 'self'; style-src 'none'; require-trusted-types-for 'script'`;
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`, {
    headers: { 'content-security-policy': policy },
  });
  await works(page);
  await page.evaluate(() => controls.call.becomeSending({ at: 'sent', id: 'c' }));
  await page.getByRole('img', { name: '送信した画面' }).waitFor();
  const colour = await page.evaluate(() => {
    const shown = document.querySelector('[data-misete]')?.shadowRoot?.querySelector('canvas');
    return [...(shown?.getContext('2d')?.getImageData(70, 100, 1, 1).data ?? [])];
  });
  assert.equal(colour, [212, 231, 208, 255]);
});

test('a single-page application that replaces document.body, twice', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await named(page, OPEN).waitFor();
  for (const text of ['one', 'two']) {
    await page.evaluate((words) => {
      const body = document.createElement('body');
      body.append(words);
      document.body = body;
    }, text);
    await named(page, OPEN).waitFor();
  }
  await works(page);
  await page.evaluate(() => document.body.replaceChildren('three'));
  await page.locator('[data-misete] .bar:not([hidden])').waitFor();
});

test('an open modal dialog: our element is in it, and back in the page when it closes', async () => {
  const page = await rig.open(
    `${HEAD}<body><dialog style="transform:translateY(20px);overflow:hidden;width:200px;height:100px">確認</dialog>${rig.tag()}`,
  );
  await named(page, OPEN).waitFor();
  await page.evaluate(() => document.querySelector('dialog')?.showModal());
  await page.locator('dialog > [data-misete]').waitFor({ state: 'attached' });
  await works(page);
  await page.evaluate(() => document.querySelector('dialog')?.close());
  await page.locator('body > [data-misete]').waitFor({ state: 'attached' });
  await page.locator('[data-misete]').getByRole('button', { name: '接続を終了' }).tap();
  await named(page, '終了する').tap();
  assert.ok((await asked(page)).includes('leave guest-left'));
});

test('a modal dialog that opens over our sheet, one inside a shadow root, one that is taken away', async () => {
  const page = await rig.open(
    `${HEAD}<body><dialog><button>page</button></dialog><x-a></x-a>${rig.tag()}`,
  );
  await named(page, OPEN).tap();
  await page.evaluate(() => document.querySelector('dialog')?.showModal());
  await named(page, START).tap();
  await page.evaluate(() => {
    const dialog = document.createElement('dialog');
    dialog.append(document.createElement('button'));
    document.querySelector('x-a')?.attachShadow({ mode: 'open' }).append(dialog);
    dialog.showModal();
  });
  await named(page, 'OK').tap();
  await page.evaluate(() => document.querySelector('x-a')?.remove());
  await become(page, { at: 'number-over', kind: 'call' });
  await named(page, '再発行').tap();
  assert.equal(await asked(page), ['ask call', 'renew']);
});

test('a page whose own dialogs make the rest inert or hidden by attributes', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await named(page, OPEN).waitFor();
  await page.evaluate(() => {
    for (const element of document.body.children) {
      element.setAttribute('inert', '');
      element.setAttribute('aria-hidden', 'true');
    }
  });
  await works(page);
});

test('a page in Shift_JIS', async () => {
  const html = Buffer.from(
    `<!doctype html><meta name="viewport" content="width=device-width"><body>${rig.tag()}`,
  );
  const page = await rig.open(html, { type: 'text/html; charset=shift_jis' });
  assert.is(await page.evaluate(() => document.characterSet), 'Shift_JIS');
  await works(page);
});

test('a page with a 送信 button of its own, whose listeners hear nothing of ours', async () => {
  const page = await rig.open(
    `${HEAD}<body><button>送信</button><script>heard = 0; addEventListener('click', () => heard++)</script>${rig.tag()}`,
  );
  await works(page);
  assert.is(await page.evaluate(() => (window as unknown as { heard: number }).heard), 0);
});

test('a half-filled form is untouched, and the focus comes back to it', async () => {
  const page = await rig.open(`${HEAD}<body><input><div style="height:3000px"></div>${rig.tag()}`);
  await page.locator('input').fill('山田');
  await page.evaluate(() => window.scrollTo(0, 500));
  await works(page);
  const kept = await page.evaluate(() => [document.querySelector('input')?.value, scrollY]);
  assert.equal(kept, ['山田', 500]);
});

test('the tag twice, before there is a body', async () => {
  const page = await rig.open(`${HEAD}${rig.tag()}${rig.tag()}<title>t</title><body><p>x`);
  await named(page, OPEN).waitFor();
  assert.is(await page.locator('[data-misete]').count(), 1);
});

test('data-start="support" leads to a support number at once', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag('data-start="support"')}`);
  await named(page, OPEN).tap();
  // What the tap fetches may still be on its way.
  await page.waitForFunction(() => 'controls' in globalThis && controls.call.asked.length > 0);
  assert.equal(await asked(page), ['ask support']);
});

test('担当者とつながっている方はこちら leads from the steps to a support number', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await named(page, OPEN).tap();
  await named(page, ALREADY).tap();
  assert.equal(await asked(page), ['ask support']);
});

test('[C2] a page of a site that is in a call loads the rest by itself; an old key does not', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await named(page, OPEN).waitFor();
  const reloadWithKeyOf = async (age: number): Promise<void> => {
    await page.evaluate((ms) => {
      const record = { key: 'k', call: 'c', made: Date.now() - ms };
      localStorage.setItem('misete.guest', JSON.stringify(record));
    }, age);
    await page.reload();
    await named(page, OPEN).waitFor();
  };
  const loads = (): number => rig.requests.filter((request) => request.endsWith('/rest.js')).length;
  const before = loads();
  await reloadWithKeyOf(13 * 60 * 60 * 1000);
  assert.is(loads(), before);
  await reloadWithKeyOf(0);
  await page.waitForFunction(() => 'controls' in globalThis);
});

test('[P4] a password that was shown as plain text before the tap is known to have been one', async () => {
  const page = await rig.open(`${HEAD}<body><input type="password"><input>${rig.tag()}`);
  await named(page, OPEN).waitFor();
  await page.evaluate(() => document.querySelector('input')?.setAttribute('type', 'text'));
  await named(page, OPEN).tap();
  await named(page, START).waitFor();
  const known = await page.evaluate(() =>
    [...document.querySelectorAll('input')].map((field) => controls.everPassword.has(field)),
  );
  assert.equal(known, [true, false]);
});

test('[P4] data-mask asks for the private mode; a tag without it does not', async () => {
  for (const [attributes, expected] of [
    ['', false],
    ['data-mask="all"', true],
    ['data-mask', true],
  ] as const) {
    const page = await rig.open(`${HEAD}<body>${rig.tag(attributes)}`);
    await named(page, OPEN).tap();
    await named(page, START).waitFor();
    assert.is(await page.evaluate(() => controls.maskAll), expected, attributes);
  }
});

test('storage that is refused', async () => {
  const page = await rig.open(
    `${HEAD}<body><script>for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })</script>${rig.tag()}`,
  );
  await works(page);
});

test('a service that cannot be reached is said in words, and can be tried again', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await page.route('**/rest.js*', (route) => route.abort());
  await named(page, OPEN).tap();
  await page.getByRole('alert').filter({ hasText: '読み込めませんでした' }).waitFor();
  await page.unroute('**/rest.js*');
  await named(page, OPEN).tap();
  await named(page, START).waitFor();
});

test('an insecure page says at the tap that it cannot be used', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await page.addInitScript(() =>
    Object.defineProperty(window, 'isSecureContext', { value: false }),
  );
  await page.reload();
  await named(page, OPEN).tap();
  await page
    .getByRole('alert')
    .filter({ hasText: 'このページは安全な接続で開かれていません' })
    .waitFor();
});

const LINE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.9.0';
const withoutWebrtc = '<script>delete window.RTCPeerConnection</script>';

test('LINE without WebRTC: its own sentence, a way out, and the link to copy', async () => {
  const page = await rig.open(`${HEAD}${withoutWebrtc}<body>${rig.tag()}`, {
    context: { userAgent: LINE, permissions: ['clipboard-read', 'clipboard-write'] },
  });
  await named(page, OPEN).tap();
  const alert = page.getByRole('alert').filter({ hasText: 'このアプリの中ではご利用になれません' });
  assert.match((await alert.textContent()) ?? '', 'コード: 202');
  const out = page.getByRole('link', { name: 'ブラウザで開く' });
  assert.is(await out.getAttribute('href'), `${rig.site}/page?openExternalBrowser=1`);
  const help = page.getByRole('link', { name: 'ヘルプを見る' });
  assert.is(await help.getAttribute('href'), `${rig.elsewhere}/help/#in-app`);
  await named(page, 'リンクをコピー').tap();
  await page.getByRole('status').filter({ hasText: 'コピーしました' }).waitFor();
  assert.is(await page.evaluate(() => navigator.clipboard.readText()), `${rig.site}/page`);
});

test('LINE with WebRTC is a browser as any other', async () => {
  await works(await rig.open(`${HEAD}<body>${rig.tag()}`, { context: { userAgent: LINE } }));
});

test('a browser without WebRTC: which one to take, and the link to copy, in English too', async () => {
  const page = await rig.open(`${HEAD}${withoutWebrtc}<body>${rig.tag()}`, {
    context: { locale: 'en-GB' },
  });
  await named(page, 'Use screen support').tap();
  await page.getByRole('alert').filter({ hasText: 'This browser cannot be used' }).waitFor();
  await named(page, 'Copy the link').waitFor();
  const help = page.getByRole('link', { name: 'See help' });
  assert.is(await help.getAttribute('href'), `${rig.elsewhere}/help/en.html#no-webrtc`);
});

test('offline is said, and goes on by itself when the network is back', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`);
  await named(page, OPEN).tap();
  await named(page, START).tap();
  await page.context().setOffline(true);
  await named(page, 'OK').tap();
  await page.getByRole('alert').filter({ hasText: 'インターネットにつながっていません' }).waitFor();
  assert.equal(await asked(page), []);
  await page.context().setOffline(false);
  await page.waitForFunction(() => controls.call.asked.includes('ask call'));
});

test('cookies blocked: it works, and the guest is told what the next page will need', async () => {
  const page = await rig.open(
    `${HEAD}<body><script>for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })</script>${rig.tag()}`,
  );
  await named(page, OPEN).tap();
  await named(page, START).waitFor();
  await become(page, { at: 'number', kind: 'call', number: '0417', endsAt: 60_000, slow: false });
  await page.getByText('このブラウザでは、ページを移ると接続が切れます').waitFor();
});

test('English for a browser whose first language is not Japanese', async () => {
  const page = await rig.open(`${HEAD}<body>${rig.tag()}`, { context: { locale: 'en-GB' } });
  await named(page, 'Use screen support').tap();
  await page.getByRole('dialog', { name: 'Screen support' }).waitFor();
});

test.run();
