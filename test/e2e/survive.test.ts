/**
 * What a call survives (C2), in real browsers: each event once, at the moment at which it hurts most.
 * `npm run test:long` has every event at every moment, and docs/SURVIVAL.md what came of it.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EVENTS } from '../survive/events.js';
import { needsCables, survive } from '../survive/survive.js';
import { canCable } from '../support/cable.js';
import { type Survival, openSurvival } from '../support/survival.js';

const cables = canCable();
let survival: Survival;

test.before(async () => {
  survival = await openSurvival();
});
test.after(async () => {
  await survival.close();
});

/** Amid a send, but for what is known to be worse elsewhere. */
const WORST: Readonly<Record<string, string>> = {
  'guest: looks elsewhere, asleep for 10 s': 'in the call',
  'guest: page discarded': 'the number shows',
  'guest: another address': 'in the call',
  'guest: no network for 5 s': 'the number shows',
  'host: reload': 'amid the handshake',
  'host: no network for 10 s': 'in the call',
  'service: SIGTERM, started again': 'the number shows',
  'service: SIGKILL, started again': 'amid the claim',
  'service: the next build': 'in the call',
};

for (const [name, { long }] of Object.entries(EVENTS)) {
  if (long === true) continue;
  const moment = WORST[name] ?? 'amid a send';
  const title = `[C2] [C6] [C8] [P2] ${name}; ${moment}`;
  const check = async (): Promise<void> => {
    await survive(survival, name, moment);
  };
  if (cables || !needsCables(name, moment)) test(title, check);
  else test.skip(title, check);
}
if (!cables)
  console.log('Networks can be made by root on Linux alone: tests that cut them did not run');

test('[C8] a page in a call is kept in the back-forward cache, and its call with it', async () => {
  const call = await survival.meet();
  await call.host.startCall(await call.guest.askForCallNumber());
  await call.guest.waitUntilConnected();
  const { page } = call.guest;
  const session = await call.phone.newCDPSession(page);
  await session.send('Page.enable');
  const reasons: string[] = [];
  session.on('Page.backForwardCacheNotUsed', ({ notRestoredExplanations }) => {
    reasons.push(...notRestoredExplanations.map(({ reason }) => reason));
  });
  await page.evaluate(() => {
    addEventListener('pageshow', ({ persisted }) => {
      document.documentElement.dataset['kept'] = String(persisted);
    });
  });
  const { pathname } = new URL(page.url());
  await page.goto(`${call.site.url()}/items/2.html`);
  await call.guest.waitUntilConnected();
  // A page that comes out of the cache never loads, so that nothing waits for it to.
  await page.evaluate(() => {
    history.back();
  });
  await page.waitForURL(`**${pathname}`, { waitUntil: 'commit' });
  await page.locator('html[data-kept=true]').waitFor();
  assert.equal(reasons, []);
  await call.guest.waitUntilConnected();
  await call.host.waitForCapture(await call.guest.send());
  await call.close();
});

test.run();
