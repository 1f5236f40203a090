/** Calls one after the other, in the same tabs and with the same service: whether anything grows. */
import { launchChromium, openDesktop, openPhone } from '../support/browsers.js';
import { both } from '../support/survival.js';
import { GuestPage, HostPage } from '../support/people.js';
import { startService } from '../support/service.js';
import { startSite } from '../support/site.js';
import { type Held, heldByPage, heldByService } from './gauges.js';

export interface Amount {
  calls: number;
  /** In each call. A call keeps 100 at most (P8). */
  captures: number;
  navigations: number;
  restarts: number;
}

/** What the console offers after the end; it wipes the captures (P7). */
const CLOSE_SUMMARY = '閉じる';

/** A leak on purpose: the console keeps the bytes of every capture that it shows. */
const plantLeak = (): void => {
  const kept: ArrayBuffer[] = [];
  const createObjectURL = URL.createObjectURL.bind(URL);
  URL.createObjectURL = (blob: Blob) => {
    void blob.arrayBuffer().then((bytes) => kept.push(bytes));
    return createObjectURL(blob);
  };
};

/** Resolves to what was held after each call. */
export const soak = async (
  { calls, captures, navigations, restarts }: Amount,
  { leak = false, each }: { leak?: boolean; each?: (call: number, held: Held) => void } = {},
): Promise<Held[]> => {
  const browser = await launchChromium();
  const service = await startService({}, [], ['--inspect=0']);
  const site = await startSite({ serviceUrl: service.url });
  const phone = await openPhone(browser);
  const desktop = await openDesktop(browser);
  for (const context of [phone, desktop]) context.setDefaultTimeout(120_000);
  if (leak) await desktop.addInitScript(plantLeak);
  const guest = new GuestPage(await phone.newPage());
  const host = new HostPage(await desktop.newPage());
  await host.signIn(service);
  const atGuest = await phone.newCDPSession(guest.page);
  const atHost = await desktop.newCDPSession(host.page);
  const isDue = (of: number, at: number): boolean =>
    of > 0 && at % Math.floor(captures / (of + 1)) === 0 && at > 0;

  const results: Held[] = [];
  for (let call = 1; call <= calls; call += 1) {
    await guest.page.goto(`${site.url()}/items/1.html`);
    await host.startCall(await guest.askForCallNumber());
    await both({ guest, host });
    let restarted = 0;
    for (let sent = 0; sent < captures; sent += 1) {
      // The rest is sent from one page, where what that page keeps would add up.
      if (sent < navigations) {
        await guest.page.goto(`${site.url()}/items/${String(1 + (sent % 2))}.html`);
        await both({ guest, host });
      }
      if (restarted < restarts && isDue(restarts, sent)) {
        restarted += 1;
        await service.end('SIGKILL');
        await service.again();
      }
      await host.waitForCapture(await guest.send());
    }
    const ids = await host.captureIds();
    if (new Set(ids).size !== captures) throw new Error(`${String(ids.length)} captures came`);
    await host.endCall();
    await guest.waitUntilEnded();
    await host.button(CLOSE_SUMMARY).click();
    const held = {
      ...(await heldByPage(atGuest, 'guest')),
      ...(await heldByPage(atHost, 'host')),
      ...(await heldByService(service)),
    };
    results.push(held);
    each?.(call, held);
  }
  await browser.close();
  await site.close();
  await service.stop();
  return results;
};
