/**
 * The demo stands on the service's own origin, as whoever tries `npm start` meets it. The connection
 * page shares its storage, and must not share its call: a target page joins by a number (3.2).
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Browser } from 'playwright-core';
import { launchChromium, openDesktop, openPhone } from '../support/browsers.js';
import { GuestPage, HostPage } from '../support/people.js';
import { type TestService, startService } from '../support/service.js';

let browser: Browser;
let service: TestService;

test.before(async () => {
  browser = await launchChromium();
  service = await startService();
});
test.after(async () => {
  await browser.close();
  await service.stop();
});

const people = async (path: string) => {
  const [phone, desktop] = [await openPhone(browser), await openDesktop(browser)];
  const guest = new GuestPage(await phone.newPage());
  await guest.page.goto(service.url + path);
  const host = new HostPage(await desktop.newPage());
  await host.signIn(service);
  const close = async () => {
    await phone.close();
    await desktop.close();
  };
  return { phone, guest, host, close };
};

test('[C2] a call over the demo, from page to page by its own links', async () => {
  const { guest, host, close } = await people('/demo/');
  const number = await guest.askForCallNumber();
  await host.typeNumber(number);
  await host.page.getByText(host.names.fromTarget).first().waitFor();
  await host.button(host.names.start).click();
  await guest.waitUntilConnected();
  await host.waitForCapture(await guest.send());
  assert.is(await host.title(), await guest.page.title());

  await guest.page.goto(`${service.url}/demo/apply/step1.html`);
  await guest.waitUntilConnected();
  const id = await guest.send();
  await host.waitForCapture(id);
  assert.is(await host.url(), guest.page.url());
  assert.is((await host.captureIds()).length, 2);

  await guest.page.goBack({ waitUntil: 'commit' });
  await guest.waitUntilConnected();
  await host.endCall();
  await guest.waitUntilEnded();
  await close();
});

test('[N6] a demo page joins a call of the connection page by a support number only', async () => {
  const { phone, guest: connection, host, close } = await people('/connect');
  await host.startCall(await connection.agree());
  await connection.button(connection.names.end).waitFor();
  const demo = new GuestPage(await phone.newPage());
  await demo.page.goto(`${service.url}/demo/`);
  await demo.button(demo.names.use).waitFor();
  const number = await demo.askForSupportNumber();
  await host.toggle.click();
  await host.addPage(number);
  await demo.waitUntilConnected();
  await host.waitForCapture(await demo.send());
  await connection.page.bringToFront();
  await connection.button(connection.names.end).tap();
  await connection.button(connection.names.endNow).tap();
  await demo.waitUntilEnded();
  await host.page.getByText(host.names.ended).first().waitFor();
  await close();
});

test.run();
