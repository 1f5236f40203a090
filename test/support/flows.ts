/**
 * The flows of a whole call, told once for any two browsers: who guests and who hosts is the test's
 * to say. All that each opens is closed again, also after a fault.
 */
import * as assert from 'uvu/assert';
import type { Browser } from 'playwright-core';
import { consoleTexts } from '../../src/text/index.js';
import { openDesktop, openPhone } from './browsers.js';
import { GuestPage, HostPage } from './people.js';
import { mismatch } from './picture.js';
import type { TestService } from './service.js';
import type { Site } from './site.js';

export interface Stage {
  /** The guest's browser, and the host's. */
  guests: Browser;
  hosts: Browser;
  service: TestService;
  site: Site;
  /** A script that runs in every page of the guest's before its own. */
  before?: string;
}

interface Meeting {
  guest: GuestPage;
  /** Another page of the guest's, in another tab. */
  another: (url: string) => Promise<GuestPage>;
  host: HostPage;
}

/** A guest at a page and a host at the console, for as long as `then` takes. */
const meet = async (
  { guests, hosts, service, before }: Stage,
  url: string,
  then: (meeting: Meeting) => Promise<void>,
): Promise<void> => {
  const phone = await openPhone(guests);
  if (before !== undefined) await phone.addInitScript({ content: before });
  const desktop = await openDesktop(hosts);
  const another = async (address: string): Promise<GuestPage> => {
    const guest = new GuestPage(await phone.newPage());
    await guest.page.goto(address);
    return guest;
  };
  try {
    const host = new HostPage(await desktop.newPage());
    await host.signIn(service);
    await then({ guest: await another(url), another, host });
  } finally {
    await phone.close();
    await desktop.close();
  }
};

/** The same, on the form page, in a call. */
const call = (stage: Stage, path: string, then: (meeting: Meeting) => Promise<void>) =>
  meet(stage, stage.site.url() + path, async (meeting) => {
    const { guest, host } = meeting;
    await host.startCall(await guest.askForCallNumber());
    await guest.waitUntilConnected();
    await then(meeting);
  });

const TYPED = '見手 太郎';
/** Of pixels; a browser's own controls look otherwise in a picture (docs/BROWSERS.md). */
const DIFFERENCE = 0.05;

/** 3.1 and 3.3 to 3.5: two pictures of a half-filled form, to the call's summary. */
export const fromTarget = (stage: Stage): Promise<void> =>
  meet(stage, `${stage.site.url()}/form.html`, async ({ guest, host }) => {
    const name = guest.page.locator('input[name=name]');
    await name.fill(TYPED);
    await host.typeNumber(await guest.askForCallNumber());
    await host.page.getByText(host.names.fromTarget).first().waitFor();
    await host.page.getByText(stage.site.url()).first().waitFor();
    await host.button(host.names.start).click();
    await guest.waitUntilConnected();
    await host.window.waitFor();
    assert.ok(await guest.button(guest.names.wrong).isVisible(), 'a way out until the first send');

    const seen = await guest.screenshotWithoutOurs();
    const first = await guest.send();
    await host.waitForCapture(first);
    assert.is(await name.inputValue(), TYPED, 'what was typed is still there');
    assert.is(await host.title(), await guest.page.title());
    assert.is(await host.url(), guest.page.url());
    const wrong = mismatch(await host.pictureBytes(), seen, {
      width: 390,
      height: 844,
      apart: await guest.maskedRects(),
    });
    assert.ok(wrong < DIFFERENCE, `${(wrong * 100).toFixed(2)} % of the picture differs`);

    const second = await guest.send();
    await host.waitForCapture(second);
    assert.equal((await host.captureIds()).sort(), [first, second].sort(), 'each once');

    const { summary } = consoleTexts.ja;
    await host.endCall();
    await guest.waitUntilEnded();
    await host.page.getByText(summary.reasons['host-ended']).waitFor();
    await host.page
      .getByRole('definition')
      .filter({ hasText: summary.count(2) })
      .waitFor();
    await host.button(summary.close).click();
    await host.page.getByText(host.names.call).first().waitFor();
  });

/** 3.3: other pages of the site, there and back, and reloads of both sides. */
export const overPages = (stage: Stage): Promise<void> =>
  call(stage, '/form.html', async ({ guest, host }) => {
    const sent: { id: string; title: string; url: string }[] = [];
    const send = async (): Promise<void> => {
      await guest.waitUntilConnected();
      const id = await guest.send();
      sent.push({ id, title: await guest.page.title(), url: guest.page.url() });
      await host.waitForCapture(id);
    };
    await send();
    await guest.page.getByRole('link', { name: 'ポット', exact: true }).click();
    await guest.page.waitForURL('**/items/1.html');
    await send();
    await guest.page.reload();
    await send();
    await host.page.reload();
    await host.toggle.waitFor();
    for (const { id } of sent) await host.waitForCapture(id);
    await send();
    // From the back-forward cache, where the browser has one: then there is no load to wait for.
    await guest.page.evaluate(() => {
      history.back();
    });
    await guest.page.waitForURL('**/form.html');
    await send();

    assert.equal((await host.captureIds()).sort(), sent.map(({ id }) => id).sort(), 'each once');
    for (const { id, title, url } of sent) {
      await host.page.locator(`[data-capture-id="${id}"]`).first().click();
      assert.is(await host.title(), title);
      assert.is(await host.url(), url);
    }
  });

/** 3.1: the host's voice is another's, and the guest says so; then the guest leaves a second call. */
export const endedByGuest = (stage: Stage): Promise<void> =>
  call(stage, '/form.html', async ({ guest, host }) => {
    const { summary } = consoleTexts.ja;
    await guest.press(guest.button(guest.names.wrong));
    await guest.waitUntilEnded();
    await host.page.getByText(summary.reasons['wrong-person'].slice(0, 20)).waitFor();
    await host.button(summary.close).click();

    await guest.page.reload();
    await host.startCall(await guest.askForCallNumber());
    await guest.waitUntilConnected();
    await host.waitForCapture(await guest.send());
    await guest.press(guest.button(guest.names.end));
    await guest.press(guest.button(guest.names.endNow));
    await guest.waitUntilEnded();
    await host.page.getByText(summary.reasons['guest-left']).waitFor();
  });

/** N3 and N7: a number is given anew, outlives a reload, and is then good for a call. */
export const numbers = (stage: Stage): Promise<void> =>
  meet(stage, `${stage.site.url()}/form.html`, async ({ guest, host }) => {
    const old = await guest.askForCallNumber();
    await guest.press(guest.button(guest.names.renew));
    await guest.page
      .locator('[data-connection-number]')
      .filter({ hasNotText: old })
      .filter({ hasText: /^[0-9]{4}$/ })
      .waitFor();
    const fresh = await guest.number();
    await guest.page.reload();
    assert.is(await guest.number(), fresh);
    await host.typeNumber(old);
    await host.page.getByRole('alert').filter({ hasText: /./ }).first().waitFor();
    await host.page.getByRole('textbox', { name: host.names.number }).fill(fresh);
    await host.button(host.names.start).click();
    await guest.waitUntilConnected();
  });

const connection = (stage: Stage, then: (meeting: Meeting) => Promise<void>): Promise<void> =>
  meet(stage, `${stage.service.url}/connect`, async (meeting) => {
    const { guest, host } = meeting;
    await host.startCall(await guest.agree());
    await guest.button(guest.names.end).waitFor();
    await then(meeting);
  });

/** 3.2: a plain call, to which a page is added by a support number, and the next page by itself. */
export const insideCall = (stage: Stage): Promise<void> =>
  connection(stage, async ({ guest, another, host }) => {
    assert.is(await host.toggle.getAttribute('aria-pressed'), 'false', 'closed in a plain call');
    const target = await another(`${stage.site.url()}/form.html`);
    const number = await target.askForSupportNumber();
    await host.toggle.click();
    await host.addPage(number);
    await target.waitUntilConnected();
    const ids = [await target.send()];
    const second = await another(`${stage.site.url()}/items/1.html`);
    await second.waitUntilConnected();
    ids.push(await second.send());
    for (const id of ids) await host.waitForCapture(id);
    assert.is(await host.url(), second.page.url());
    await host.endCall();
    for (const page of [target, second, guest]) {
      await page.page.bringToFront();
      await page.waitUntilEnded();
    }
  });

/** H1 to H3: a page that the host hands over, from the connection page and from a target page. */
export const handOff = (stage: Stage): Promise<void> =>
  connection(stage, async ({ guest, host }) => {
    await host.toggle.click();
    const first = `${stage.site.url()}/form.html?plan=7#part`;
    await host.offerPage(first, '一つめ');
    const target = await guest.openOffered('一つめ');
    await target.waitUntilConnected();
    assert.is(target.page.url(), first, 'the address is as the host gave it');
    await host.waitForOffer('joined');
    await host.waitForCapture(await target.send());
    await target.page.reload();
    await host.waitForCapture(await target.send());

    const bank = `${stage.site.url('bank.localhost')}/items/1.html`;
    await host.offerPage(bank, '二つめ');
    const other = await target.openOffered('二つめ');
    await other.waitUntilConnected();
    await host.waitForCapture(await other.send());
    assert.is(await host.url(), bank);
  });
