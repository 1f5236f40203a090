/** Pages that we do not know: each must bring a picture to the host, and stay as it was. */
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

interface Case {
  what: string;
  path: string;
  /** What the guest does on the page before the call. */
  before?: (guest: GuestPage) => Promise<void>;
  /** What happens once the guest is connected. */
  during?: (guest: GuestPage) => Promise<void>;
}

const CASES: readonly Case[] = [
  { what: '* { all: unset !important }', path: '/hostile-all.html' },
  { what: 'every div hidden', path: '/hostile-hide.html' },
  { what: 'transforms and filters on html and body', path: '/hostile-frame.html' },
  { what: 'a strict policy with the documented lines only', path: '/csp.html' },
  { what: 'storage refused', path: '/sandboxed.html' },
  { what: 'a page in Shift_JIS', path: '/sjis.html' },
  { what: 'Referrer-Policy: unsafe-url', path: '/unsafe-url.html?a=b' },
  {
    what: 'a modal dialog of the page itself, open all the time',
    path: '/modal.html',
    async before({ page }) {
      await page.getByRole('button').filter({ hasNotText: 'スマホ画面サポート' }).first().tap();
      await page.locator('dialog[open]').first().waitFor();
    },
  },
  {
    what: 'a single page application that replaces document.body',
    path: '/spa.html',
    async during({ page }) {
      await page.evaluate(() => {
        document.body = document.createElement('body');
        document.body.textContent = '別の画面';
      });
    },
  },
  { what: 'a 送信 button of its own', path: '/send-button.html' },
];

for (const { what, path, before, during } of CASES) {
  test(`[P5] from button to picture: ${what}`, async () => {
    const phone = await openPhone(whole.browser);
    const desktop = await openDesktop(whole.browser);
    const guest = new GuestPage(await phone.newPage());
    const faults: string[] = [];
    guest.page.on('pageerror', (error) => faults.push(String(error)));
    await guest.page.goto(whole.site.url() + path);
    await guest.button(guest.names.use).waitFor();
    await before?.(guest);
    const host = new HostPage(await desktop.newPage());
    await host.signIn(whole.service);
    await host.startCall(await guest.askForCallNumber());
    await guest.waitUntilConnected();
    await during?.(guest);
    await host.waitForCapture(await guest.send());
    assert.is(await host.title(), await guest.page.title());
    assert.equal(faults, [], 'no error in the page');
    await host.endCall();
    await guest.waitUntilEnded();
    await phone.close();
    await desktop.close();
  });
}

test.run();
