/** At a desk: a guest with a mouse, and a host with several tabs of the console. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openDesktop, openPhone } from '../support/browsers.js';
import { GuestPage, HostPage } from '../support/people.js';
import { type Whole, openWhole } from '../support/whole.js';

let whole: Whole;

test.before(async () => {
  whole = await openWhole();
});
test.after(() => whole.close());

test('a guest at a computer shows the screen with a mouse; the host reads that it is a computer', async () => {
  const [guests, hosts] = [await openDesktop(whole.browser), await openDesktop(whole.browser)];
  const guest = new GuestPage(await guests.newPage());
  const host = new HostPage(await hosts.newPage());
  await host.signIn(whole.service);
  await guest.page.goto(`${whole.site.url()}/form.html`);
  for (const name of [guest.names.use, guest.names.begin, 'OK']) await guest.button(name).click();
  await host.typeNumber(await guest.number());
  await host.page.getByText('パソコン', { exact: true }).waitFor();
  await host.button(host.names.start).click();
  await guest.button(guest.names.send).click();
  const sent = guest.page.locator('[data-misete] [data-capture-id]');
  await sent.filter({ hasText: guest.names.sent }).waitFor();
  await host.waitForCapture((await sent.getAttribute('data-capture-id')) ?? '');
  await host.page.getByText('同じネットワークで直接').waitFor();
  await guests.close();
  await hosts.close();
});

test('the connection page offers a code to go on by phone, at a computer only', async () => {
  const code = { name: 'このページのQRコード' };
  for (const [open, count] of [
    [openDesktop, 1],
    [openPhone, 0],
  ] as const) {
    const context = await open(whole.browser);
    const page = await context.newPage();
    await page.goto(`${whole.service.url}/connect`);
    await page.getByRole('button', { name: 'OK' }).waitFor();
    assert.is(await page.getByRole('img', code).count(), count);
    await context.close();
  }
});

test('[C1] two tabs of the console have a call each; a copy of one says where its call is', async () => {
  const [phone, other] = [await openPhone(whole.browser), await openPhone(whole.browser)];
  const hosts = await openDesktop(whole.browser);
  const first = new HostPage(await hosts.newPage());
  await first.signIn(whole.service);
  const second = new HostPage(await hosts.newPage());
  await second.page.goto(`${whole.service.url}/console`);

  const guests: GuestPage[] = [];
  for (const [context, host] of [
    [phone, first],
    [other, second],
  ] as const) {
    const guest = new GuestPage(await context.newPage());
    await guest.page.goto(`${whole.site.url()}/form.html`);
    await host.startCall(await guest.askForCallNumber());
    await guest.waitUntilConnected();
    guests.push(guest);
  }
  const [one, two] = guests;
  assert.ok(one && two);
  const ids = [await one.send(), await two.send()];
  await first.waitForCapture(ids[0] ?? '');
  await second.waitForCapture(ids[1] ?? '');
  assert.equal([await first.captureIds(), await second.captureIds()], [[ids[0]], [ids[1]]]);

  // 「タブを複製」 copies what the tab keeps.
  const [copy] = await Promise.all([
    hosts.waitForEvent('page'),
    first.page.evaluate(() => void window.open(location.href, '_blank')),
  ]);
  await copy.getByText('別のタブで開いています').waitFor();
  await first.endCall();
  await one.waitUntilEnded();
  await two.waitUntilConnected();
  await second.waitForCapture(await two.send());
  for (const context of [phone, other, hosts]) await context.close();
});

test.run();
