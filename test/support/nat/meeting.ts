/** One cell of the table: a guest here and a host there, and what becomes of a capture. */
import * as assert from 'uvu/assert';
import { consoleTexts, sharedTexts } from '../../../src/text/index.js';
import { openDesktop, openPhone } from '../browsers.js';
import { GuestPage, HostPage } from '../people.js';
import type { Outcome } from './kinds.js';
import type { Offer, Seat } from './world.js';

/** Longer than any way out of a network's trouble takes: it finds what hangs, it measures nothing. */
const PATIENCE = 10 * 60 * 1000;

const { ways } = consoleTexts.ja.call;
const OUTCOMES: Readonly<Record<string, Outcome>> = {
  [ways.direct]: 'direct',
  [ways.relayed]: 'relayed',
};

export interface People {
  guest: GuestPage;
  host: HostPage;
  close: () => Promise<void>;
}

/** More than until the console has asked the browser again which way it goes. */
const WAY_SETTLED_MS = 6_000;

/** Both at their places, up to the number that the guest reads aloud and the host types. */
export const call = async (offer: Offer, guestAt: Seat, hostAt: Seat): Promise<People> => {
  const [phone, desktop] = await Promise.all([
    openPhone(guestAt.browser),
    openDesktop(hostAt.browser),
  ]);
  for (const context of [phone, desktop]) context.setDefaultTimeout(PATIENCE);
  const guest = new GuestPage(await phone.newPage());
  const host = new HostPage(await desktop.newPage());
  const close = async (): Promise<void> => {
    await Promise.all([phone.close(), desktop.close()]);
  };
  try {
    const [number] = await Promise.all([
      guest.page.goto(offer.page).then(() => guest.askForCallNumber()),
      host.signIn(offer.service),
    ]);
    await host.startCall(number);
  } catch (error) {
    await close();
    throw error;
  }
  return { guest, host, close };
};

/**
 * What came of it, in the console's own words. A capture that was sent has arrived whole and once;
 * where there is no way, both are told so, in the words of `no-path`.
 */
export const outcomeOf = async ({ guest, host }: People): Promise<Outcome> => {
  const over = guest.waitUntilEnded().then(() => 'over' as const);
  const met = guest.waitUntilConnected().then(() => 'met' as const);
  // The one that loses fails when its page is closed.
  for (const either of [over, met]) either.catch(() => undefined);
  if ((await Promise.race([met, over])) === 'over') {
    await guest.page.getByText(sharedTexts.ja.ended.reasons['no-path']).waitFor();
    await host.page.getByText(consoleTexts.ja.summary.reasons['no-path']).waitFor();
    return 'impossible';
  }
  const id = await guest.send();
  await host.waitForCapture(id);
  assert.equal(await host.captureIds(), [id], 'once');
  assert.ok((await host.pictureBytes()).length > 0, 'whole');
  const outcome = await wayShown(host);
  if (outcome !== 'relayed') return outcome;
  // ICE may begin by the relay, and the console asks once more.
  await host.page.waitForTimeout(WAY_SETTLED_MS);
  return wayShown(host);
};

const wayShown = async (host: HostPage): Promise<Outcome> => {
  const said = host.page.getByText(new RegExp(`^(?:${Object.values(ways).join('|')})$`));
  const words = (await said.textContent()) ?? '';
  const outcome = OUTCOMES[words];
  if (outcome === undefined) throw new Error(`the console says “${words}”`);
  return outcome;
};

/** From the beginning to what came of it. */
export const meeting = async (offer: Offer, guestAt: Seat, hostAt: Seat): Promise<Outcome> => {
  const people = await call(offer, guestAt, hostAt);
  try {
    return await outcomeOf(people);
  } finally {
    await people.close();
  }
};
