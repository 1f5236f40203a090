/** Flow 3.3 over pages and reloads: what was sent is at the host, once, with its own title and URL. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openDesktop, openPhone } from '../support/browsers.js';
import { GuestPage, HostPage } from '../support/people.js';
import { mismatch } from '../support/picture.js';
import { PACKAGE_PAGES } from '../support/site/packages.js';
import { type Whole, openWhole } from '../support/whole.js';

let whole: Whole;

test.before(async () => {
  whole = await openWhole();
});
test.after(() => whole.close());

const begin = async (path: string) => {
  const phone = await openPhone(whole.browser);
  const desktop = await openDesktop(whole.browser);
  const guest = new GuestPage(await phone.newPage());
  await guest.page.goto(whole.site.url() + path);
  const host = new HostPage(await desktop.newPage());
  await host.signIn(whole.service);
  await host.startCall(await guest.askForCallNumber());
  await guest.waitUntilConnected();
  const close = async () => {
    await phone.close();
    await desktop.close();
  };
  return { guest, host, close };
};

/** What the host sees against what the guest saw. */
const differenceSeen = async (
  host: HostPage,
  guest: GuestPage,
  seen: Buffer,
  drift = 0,
): Promise<number> =>
  mismatch(await host.pictureBytes(), seen, {
    width: 390,
    height: 844,
    apart: await guest.maskedRects(),
    drift,
  });

test('[P2] [P7] [C2] three captures from two pages, with a reload of the console between', async () => {
  const { guest, host, close } = await begin('/items/1.html');
  const sent: { id: string; title: string; url: string }[] = [];
  const send = async () => {
    const id = await guest.send();
    sent.push({ id, title: await guest.page.title(), url: guest.page.url() });
    await host.waitForCapture(id);
    assert.is(await host.title(), sent.at(-1)?.title);
    assert.is(await host.url(), sent.at(-1)?.url);
  };

  await send();
  await guest.page.goto(`${whole.site.url()}/items/2.html`);
  await guest.waitUntilConnected();
  await send();

  await host.page.reload();
  await host.toggle.waitFor();
  for (const { id } of sent) await host.waitForCapture(id);
  await guest.waitUntilConnected();
  await send();

  assert.equal((await host.captureIds()).sort(), sent.map(({ id }) => id).sort(), 'each once');
  for (const { id, title, url } of sent) {
    await host.page.locator(`[data-capture-id="${id}"]`).first().click();
    assert.is(await host.title(), title);
    assert.is(await host.url(), url);
  }
  await close();
});

test('[P3] a page that was scrolled half-way arrives as it was seen', async () => {
  const { guest, host, close } = await begin('/items/1.html');
  await guest.page.evaluate(() => {
    window.scrollTo(0, document.documentElement.scrollHeight / 2);
  });
  const seen = await guest.screenshotWithoutOurs();
  await host.waitForCapture(await guest.send());
  // A picture of another scroll position differs in more than 12 %.
  const wrong = await differenceSeen(host, guest, seen, 4);
  assert.ok(wrong < 0.06, `the picture differs in ${(wrong * 100).toFixed(2)} % of its pixels`);
  await close();
});

for (const { path, title } of PACKAGE_PAGES) {
  test(`[P3] [P5] a page that nobody here wrote: ${title} (${path})`, async () => {
    const { guest, host, close } = await begin(path);
    const seen = await guest.screenshotWithoutOurs();
    await host.waitForCapture(await guest.send());
    assert.is(await host.title(), await guest.page.title());
    assert.is(await host.url(), guest.page.url());
    const wrong = await differenceSeen(host, guest, seen);
    // As far as the borrowed library goes: its own figures on such pages reach 6 %.
    assert.ok(wrong < 0.1, `the picture differs in ${(wrong * 100).toFixed(2)} % of its pixels`);
    await close();
  });
}

test.run();
