/** What is on its way when a page goes: the tab's next page carries it on (P2). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Page } from 'playwright-core';
import { openDesktop, openPhone } from '../support/browsers.js';
import { GuestPage, HostPage } from '../support/people.js';
import { guestTexts } from '../../src/text/index.js';
import { type Whole, openWhole } from '../support/whole.js';

let whole: Whole;

test.before(async () => {
  whole = await openWhole();
});
test.after(() => whole.close());

/** How many captures wait in the page's own database, of whatever tab. */
const waiting = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open('misete.outbox');
        opening.onerror = () => {
          reject(new Error('no database'));
        };
        opening.onsuccess = () => {
          const counting = opening.result.transaction('captures').objectStore('captures').count();
          counting.onsuccess = () => {
            opening.result.close();
            resolve(counting.result);
          };
        };
      }),
  );

const until = async (holds: () => Promise<boolean>): Promise<void> => {
  while (!(await holds())) await new Promise((then) => setTimeout(then, 50));
};

/** A call between a guest's page and a console. */
const meet = async () => {
  const phone = await openPhone(whole.browser);
  const desktop = await openDesktop(whole.browser);
  const guest = new GuestPage(await phone.newPage());
  await guest.page.goto(`${whole.site.url()}/items/1.html`);
  const host = new HostPage(await desktop.newPage());
  await host.signIn(whole.service);
  await host.startCall(await guest.askForCallNumber());
  await guest.waitUntilConnected();
  const close = async (): Promise<void> => {
    await phone.close();
    await desktop.close();
  };
  return { guest, host, close };
};

// A guest who tapped 画面を送信 and then a link lost the picture, and nobody said so.
test('[P2] [C2] a capture that waits for the host outlives a navigation and a reload, and comes once', async () => {
  const { guest, host, close } = await meet();
  const first = await guest.send();
  await host.waitForCapture(first);
  const title = await guest.page.title();
  const url = guest.page.url();

  const console = host.page.url();
  await host.page.goto('about:blank');
  await guest.button(guest.names.send).tap();
  await until(async () => (await waiting(guest.page)) === 1);
  await guest.page.goto(`${whole.site.url()}/items/2.html`);
  await guest.page.locator('[data-misete] .going').waitFor();
  await guest.page.reload();
  await guest.page.locator('[data-misete] .going').waitFor();

  await host.page.goto(console);
  await guest.page.getByText(guest.names.sent).first().waitFor();
  const ids = [...new Set(await host.captureIds())];
  assert.is(ids.length, 2);
  assert.is(await host.title(), title, 'of the page on which it was taken');
  assert.is(await host.url(), url);
  await until(async () => (await waiting(guest.page)) === 0);
  await close();
});

// The link was tapped while the picture was still being drawn: there was nothing yet to carry on, and
// the guest on the next page waited for a picture that never came.
test('[P2] [C2] a page that goes amid the taking of its picture: the next one says that it was not sent', async () => {
  const { guest, host, close } = await meet();
  await guest.button(guest.names.send).evaluate((button: HTMLElement, url) => {
    // A phone that takes long to write the picture down.
    HTMLCanvasElement.prototype.toBlob = () => undefined;
    button.click();
    location.assign(url);
  }, `${whole.site.url()}/items/2.html`);
  await guest.page.getByText(guestTexts.ja.notice.reasons['page-closed']).waitFor();
  assert.equal(await host.captureIds(), []);
  // And the next tap is like any other.
  await guest.button(guestTexts.ja.notice.again).tap();
  await host.page.locator('[data-capture-id]').first().waitFor();
  await guest.page.getByText(guest.names.sent).first().waitFor();
  await guest.page.reload();
  await guest.waitUntilConnected();
  assert.is(await guest.page.getByText(guestTexts.ja.notice.reasons['page-closed']).count(), 0);
  await close();
});

test.run();
