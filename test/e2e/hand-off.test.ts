/** A page that the host sends: one tap, and it is in the call (H1–H4). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Browser, BrowserContext } from 'playwright-core';
import { sharedTexts } from '../../src/text/index.js';
import { type Language, launchChromium, openDesktop, openPhone } from '../support/browsers.js';
import { GuestPage, HostPage } from '../support/people.js';
import { type Recorder, startRecorder } from '../support/recorder.js';
import { type TestService, startService } from '../support/service.js';
import { type Site, startSite } from '../support/site.js';

let browser: Browser;
let recorder: Recorder;
let service: TestService;
let site: Site;

test.before(async () => {
  browser = await launchChromium();
  recorder = await startRecorder();
  service = await startService({ MISETE_PUBLIC_URL: recorder.url });
  recorder.forwardTo(service.port);
  site = await startSite({ serviceUrl: recorder.url });
});
test.after(async () => {
  await browser.close();
  await site.close();
  await service.stop();
  await recorder.close();
});

/** A guest on the connection page, in a call. */
const meet = async (language: Language = 'ja') => {
  const phone = await openPhone(browser, language);
  const desktop = await openDesktop(browser, language);
  const connection = new GuestPage(await phone.newPage(), language);
  await connection.page.goto(`${recorder.url}/connect`);
  const host = new HostPage(await desktop.newPage(), language);
  await host.signIn({ url: recorder.url, key: service.key });
  await host.startCall(await connection.agree());
  await connection.button(connection.names.end).waitFor();
  await host.toggle.click();
  const close = async () => {
    await phone.close();
    await desktop.close();
  };
  return { phone, desktop, connection, host, close };
};

/** What the guest's target page has in its address, in its history and in its storage. */
const secretsIn = ({ page }: GuestPage): Promise<string> =>
  page.evaluate(() => location.href + JSON.stringify(sessionStorage));

const openInAnotherBrowser = async (href: string): Promise<[GuestPage, BrowserContext]> => {
  const other = await openPhone(browser);
  const page = new GuestPage(await other.newPage());
  await page.page.goto(href);
  return [page, other];
};

for (const language of ['ja', 'en'] as const) {
  test(`[H1] [H2] [H3] one tap on the connection page, and the page is in the call (${language})`, async () => {
    const { connection, host, close } = await meet(language);
    const address = `${site.url()}/form.html?plan=SECRET-PLAN`;
    await host.offerPage(address, 'お申し込みページ');
    const link = connection.offered('お申し込みページ');
    await link.waitFor();
    assert.match((await link.textContent()) ?? '', site.url(), 'the site is told with the name');
    const href = (await link.getAttribute('href')) ?? '';
    await host.waitForOffer('sent');

    const target = await connection.openOffered('お申し込みページ');
    await target.waitUntilConnected();
    assert.is(target.page.url(), address, 'the address is as the host gave it');
    assert.not.match(await secretsIn(target), /misete=|hand-off/);
    await host.waitForOffer('joined');
    const id = await target.send();
    await host.waitForCapture(id);
    assert.is(await host.url(), address);

    const [stranger, other] = await openInAnotherBrowser(href);
    const { trouble } = sharedTexts.ja;
    await stranger.page.getByText(trouble.codes['hand-off-over'].advice).waitFor();
    assert.is(stranger.page.url(), address, 'nor does a refused one leave the secret there');
    await other.close();

    await host.waitForCapture(await target.send());
    await target.page.reload();
    await target.waitUntilConnected();
    const secret = /misete=([\w-]{43})/.exec(href)?.[1] ?? 'no secret in the link';
    for (const part of [secret, 'SECRET-PLAN', 'form.html', 'お申し込みページ']) {
      assert.not.ok(recorder.heard().includes(part), `the service heard «${part}»`);
    }
    assert.ok(recorder.heard().includes('hand-off.expect'), 'the recorder does listen');
    await host.endCall();
    await target.waitUntilEnded();
    await connection.waitUntilEnded();
    await close();
  });
}

test('[H1] [H3] from a target page to one of another site, and what is taken back is gone', async () => {
  const { connection, host, close } = await meet();
  await host.offerPage(`${site.url()}/form.html`, '一つめ');
  const first = await connection.openOffered('一つめ');
  await first.waitUntilConnected();
  const bank = site.url('bank.localhost');
  await host.offerPage(`${bank}/items/1.html`, '二つめ');
  const second = await first.openOffered('二つめ');
  await second.waitUntilConnected();
  assert.is(second.page.url(), `${bank}/items/1.html`);
  await host.waitForCapture(await second.send());

  await host.offerPage(`${bank}/index.html`, '三つめ');
  await connection.offered('三つめ').waitFor();
  await host.page.getByRole('listitem').filter({ hasText: '三つめ' }).getByRole('button').click();
  await connection.offered('三つめ').waitFor({ state: 'detached' });
  await close();
});

test('[H2] a fragment of the page is kept, and the page hears of it as of any', async () => {
  const { connection, host, close } = await meet();
  await host.offerPage(`${site.url()}/spa.html#/orders/7`, '注文');
  const target = await connection.openOffered('注文');
  await target.waitUntilConnected();
  assert.is(target.page.url(), `${site.url()}/spa.html#/orders/7`);
  await close();
});

test('[H2] a page whose router writes over the fragment at once joins all the same', async () => {
  const { phone, connection, host, close } = await meet();
  await phone.addInitScript(() => {
    if (location.pathname.endsWith('/form.html')) history.replaceState(null, '', '#/home');
  });
  await host.offerPage(`${site.url()}/form.html`, '申し込み');
  const target = await connection.openOffered('申し込み');
  await target.waitUntilConnected();
  assert.is(target.page.url(), `${site.url()}/form.html#/home`);
  await close();
});

test('[H4] whoever fetches the link without running it uses nothing up', async () => {
  const { connection, host, close } = await meet();
  await host.offerPage(`${site.url()}/form.html`, '申し込み');
  await connection.offered('申し込み').waitFor();
  const href = (await connection.offered('申し込み').getAttribute('href')) ?? '';
  // Node does not know of names below localhost, and the site answers to any name.
  const preview = href.replace('shop.localhost', '127.0.0.1');
  for (let times = 0; times < 3; times += 1) assert.ok((await fetch(preview)).ok);
  const target = await connection.openOffered('申し込み');
  await target.waitUntilConnected();
  await close();
});

test('[H4] an old link, come upon in the history, asks nobody and disturbs nobody', async () => {
  const old = `misete=${'A'.repeat(43)}.${'A'.repeat(22)}.${(1000).toString(36)}`;
  const phone = await openPhone(browser);
  const page = await phone.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  await page.goto(`${site.url()}/form.html#${old}`, { waitUntil: 'networkidle' });
  const guest = new GuestPage(page);
  await guest.button(guest.names.use).waitFor();
  assert.is(page.url(), `${site.url()}/form.html`);
  assert.equal(
    asked.filter((url) => url.startsWith(recorder.url) || url.startsWith('ws')),
    [`${recorder.url}/embed.js`],
  );
  await phone.close();
});

// Any page of the web could put a page of the site into a frame, with a hand-off of its own: the site's
// storage, and so its call, are the same there.
test('[H4] in a frame a hand-off does nothing, and a fragment of the page’s own stays its own', async () => {
  const minute = Math.floor(Date.now() / 60_000).toString(36);
  const ours = `misete=${'A'.repeat(43)}.${'A'.repeat(22)}.${minute}`;
  const phone = await openPhone(browser);
  const page = await phone.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  page.on('websocket', (socket) => asked.push(socket.url()));
  await page.goto(`${site.url()}/form.html#misete=about.us`);
  assert.is(page.url(), `${site.url()}/form.html#misete=about.us`);
  await page.evaluate((address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
  }, `${site.url()}/form.html?framed#${ours}`);
  await page.waitForFunction(() =>
    document.querySelector('iframe')?.contentDocument?.querySelector('[data-misete]'),
  );
  await page.waitForLoadState('networkidle');
  const [, frame] = page.frames();
  assert.is(frame?.url(), `${site.url()}/form.html?framed`);
  const ofService = asked.filter((url) => url.startsWith(recorder.url) || url.startsWith('ws'));
  assert.equal([...new Set(ofService)], [`${recorder.url}/embed.js`]);
  await phone.close();
});

test.run();
