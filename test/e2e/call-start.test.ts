/** Flow 3.2: a plain call from the connection page, to which a target page is added. */
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

const meet = async () => {
  const phone = await openPhone(whole.browser);
  const desktop = await openDesktop(whole.browser);
  const connection = new GuestPage(await phone.newPage());
  await connection.page.goto(`${whole.service.url}/connect`);
  const host = new HostPage(await desktop.newPage());
  await host.signIn(whole.service);
  await host.startCall(await connection.agree());
  await connection.button(connection.names.end).waitFor();
  const close = async () => {
    await phone.close();
    await desktop.close();
  };
  return { phone, connection, host, close };
};

test('[N6] a support number adds a page to the running call; both pages see the end', async () => {
  const { phone, connection, host, close } = await meet();
  assert.is(await host.toggle.getAttribute('aria-pressed'), 'false', 'closed in a plain call');

  const target = new GuestPage(await phone.newPage());
  await target.page.goto(`${whole.site.url()}/form.html`);
  const number = await target.askForSupportNumber();
  await host.toggle.click();
  await host.addPage(number);
  await target.waitUntilConnected();
  const id = await target.send();
  await host.waitForCapture(id);
  assert.is(await host.url(), target.page.url());

  const second = new GuestPage(await phone.newPage());
  await second.page.goto(`${whole.site.url()}/index.html`);
  await second.waitUntilConnected();
  const other = await second.send();
  await host.waitForCapture(other);
  assert.is(await host.url(), second.page.url(), 'the next page of the same site joins by itself');

  await host.endCall();
  await target.waitUntilEnded();
  await second.waitUntilEnded();
  await connection.waitUntilEnded();
  await close();
});

test('[N6] a support number typed where a call starts is named, and stays valid', async () => {
  const { phone, host, close } = await meet();
  const target = new GuestPage(await phone.newPage());
  await target.page.goto(`${whole.site.url()}/form.html`);
  const number = await target.askForSupportNumber();

  const desktop = await openDesktop(whole.browser);
  const other = new HostPage(await desktop.newPage());
  await other.signIn(whole.service);
  await other.typeNumber(number);
  await other.page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
  assert.is(await other.button(other.names.start).isEnabled(), false);

  await host.toggle.click();
  await host.addPage(number);
  await target.waitUntilConnected();
  await desktop.close();
  await close();
});

test('[C1] two tabs of the target site and a connection page are one call', async () => {
  const { phone, host, close } = await meet();
  const target = new GuestPage(await phone.newPage());
  await target.page.goto(`${whole.site.url()}/form.html`);
  await host.toggle.click();
  await host.addPage(await target.askForSupportNumber());
  await target.waitUntilConnected();
  const second = new GuestPage(await phone.newPage());
  await second.page.goto(`${whole.site.url()}/items/1.html`);
  await second.waitUntilConnected();
  const ids = [await second.send(), await target.send()];
  for (const id of ids) await host.waitForCapture(id);
  assert.equal((await host.captureIds()).sort(), ids.sort(), 'each once');
  await close();
});

test.run();
