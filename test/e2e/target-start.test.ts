/** Flow 3.1: from a target page with a half-filled form to the end of the call, in both languages. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Language, openDesktop, openPhone } from '../support/browsers.js';
import { GuestPage, HostPage } from '../support/people.js';
import { mismatch } from '../support/picture.js';
import { type Whole, openWhole } from '../support/whole.js';

let whole: Whole;

test.before(async () => {
  whole = await openWhole();
});
test.after(() => whole.close());

/** The form page, opened on a phone and half filled. */
const openForm = async (language: Language) => {
  const phone = await openPhone(whole.browser, language);
  const page = await phone.newPage();
  await page.goto(`${whole.site.url()}/form.html`);
  const field = page.locator('input[name=name]').first();
  await field.fill('見手 太郎');
  return { guest: new GuestPage(page, language), field, close: () => phone.close() };
};

/** What the host sees against what the guest saw. */
const differenceSeen = async (host: HostPage, guest: GuestPage, seen: Buffer): Promise<number> =>
  mismatch(await host.pictureBytes(), seen, {
    width: 390,
    height: 844,
    apart: await guest.maskedRects(),
  });

const openConsole = async (language: Language) => {
  const desktop = await openDesktop(whole.browser, language);
  const host = new HostPage(await desktop.newPage(), language);
  await host.signIn(whole.service);
  return { host, close: () => desktop.close() };
};

for (const language of ['ja', 'en'] as const) {
  test(`[N3] [N6] [C1] [P3] [P5] a call from a target page, start to end (${language})`, async () => {
    const { guest, field, close } = await openForm(language);
    const { host, close: closeConsole } = await openConsole(language);

    const number = await guest.askForCallNumber();
    assert.match(number, /^[0-9]{4}$/);
    await host.typeNumber(number);
    await host.page.getByText(host.names.fromTarget).first().waitFor();
    await host.page.getByText(whole.site.url()).first().waitFor();
    await host.button(host.names.start).click();

    await guest.waitUntilConnected();
    assert.ok(await guest.button(guest.names.wrong).isVisible(), 'a way out until the first send');
    await host.window.waitFor();
    assert.is(await host.toggle.getAttribute('aria-pressed'), 'true');

    const seen = await guest.screenshotWithoutOurs();
    const id = await guest.send();
    await host.waitForCapture(id);
    assert.is(await field.inputValue(), '見手 太郎', 'what was typed is still there');
    assert.is(await guest.button(guest.names.wrong).count(), 0, 'nothing to take back any more');
    assert.is(await host.title(), await guest.page.title());
    assert.is(await host.url(), guest.page.url());
    const wrong = await differenceSeen(host, guest, seen);
    assert.ok(wrong < 0.03, `the picture differs in ${(wrong * 100).toFixed(2)} % of its pixels`);

    await host.endCall();
    await guest.waitUntilEnded();
    await host.page.getByText(host.names.ended).first().waitFor();
    await close();
    await closeConsole();
  });
}

test('[N3] 再発行 retires the number and gives another; the old one is refused', async () => {
  const { guest, close } = await openForm('ja');
  const { host, close: closeConsole } = await openConsole('ja');
  const old = await guest.askForCallNumber();
  await guest.button(guest.names.renew).tap();
  const shown = guest.page.locator('[data-connection-number]');
  await shown
    .filter({ hasNotText: old })
    .filter({ hasText: /^[0-9]{4}$/ })
    .waitFor();
  const fresh = await guest.number();
  assert.is.not(fresh, old);

  await host.typeNumber(old);
  await host.page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
  await host.page.getByRole('textbox', { name: host.names.number }).fill(fresh);
  await host.button(host.names.start).click();
  await guest.waitUntilConnected();
  await close();
  await closeConsole();
});

test('[N7] the number is shown again after a reload, and a host can claim it', async () => {
  const { guest, close } = await openForm('ja');
  const { host, close: closeConsole } = await openConsole('ja');
  const number = await guest.askForCallNumber();
  await guest.page.reload();
  assert.is(await guest.number(), number);
  await host.startCall(number);
  await guest.waitUntilConnected();
  await close();
  await closeConsole();
});

test('[C3] the guest taps ちがいます: the call ends for both, and says so', async () => {
  const { guest, close } = await openForm('ja');
  const { host, close: closeConsole } = await openConsole('ja');
  await host.startCall(await guest.askForCallNumber());
  await guest.waitUntilConnected();
  await guest.button(guest.names.wrong).tap();
  await guest.waitUntilEnded();
  await host.page.getByText(host.names.ended).first().waitFor();
  await close();
  await closeConsole();
});

test('[C3] the guest leaves after being asked once', async () => {
  const { guest, close } = await openForm('ja');
  const { host, close: closeConsole } = await openConsole('ja');
  await host.startCall(await guest.askForCallNumber());
  await guest.waitUntilConnected();
  await guest.button(guest.names.end).tap();
  await guest.button(guest.names.endNow).tap();
  await guest.waitUntilEnded();
  await host.page.getByText(host.names.ended).first().waitFor();
  await close();
  await closeConsole();
});

test.run();
