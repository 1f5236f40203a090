/**
 * A phone that sleeps, as iOS has it: nothing runs, no event says so, and on waking all timers that
 * fell due fire together, before anything else is heard (whatwg/html #6759, requirejs #1298).
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { asked, linkOf, meet } from '../support/calls.js';

const HOUR = 60 * 60 * 1000;

// A host pressed F5 while the guest put the phone away. Of the two minutes that the guest's page gives a
// host who is gone half a minute had run; an hour later the phone was unlocked, the timer fired at
// once, and the page ended the call that the host had been back in for an hour.
test('[C2] [C4] the two minutes for a host who is gone do not run while the phone sleeps', async () => {
  const { world, tab, host } = await meet();
  host.kill();
  await world.pass(30_000);
  assert.is(linkOf(tab), 'away');
  world.clock.sleep(HOUR);
  await world.pass(1_000);
  assert.is(linkOf(tab), 'away', 'the page cannot know, and does not end the call');
  world.console(host);
  await world.until(() => linkOf(tab) === 'open');
});

test('[C4] awake again, the two minutes count: nobody waits for ever', async () => {
  const { world, tab, host } = await meet();
  host.kill();
  await world.pass(30_000);
  world.clock.sleep(HOUR);
  await world.pass(121_000);
  assert.ok(tab.call.state.at === 'ended' && tab.call.state.reason === 'host-gone');
});

test('[C2] [C8] an open leg outlives an hour of sleep of which no event told anything', async () => {
  const { world, tab, host } = await meet();
  world.clock.sleep(HOUR);
  await world.pass(3_000);
  assert.is(linkOf(tab), 'open');
  assert.ok(host.desk.call.at === 'running' && host.desk.call.guest === 'connected');
});

test('[C2] [C7] asleep with a leg that is dead: it is replaced on waking', async () => {
  const { world, tab } = await meet();
  for (const { channel } of world.peers.made) if (channel !== undefined) channel.cut = true;
  await world.pass(4_000);
  assert.is(linkOf(tab), 'checking');
  world.clock.sleep(HOUR);
  await world.until(() => linkOf(tab) === 'open');
});

test('[N3] [N7] a number that ran out while the phone slept is shown as such, at once', async () => {
  const { world, tab } = await asked();
  world.clock.sleep(HOUR);
  assert.is(tab.call.state.at, 'number-over');
});

// iOS tells some pages that they go and never that they are back, others the other way round
// (google/WebFundamentals #7336): each event alone must do.
test('[C8] a page that is only told that it goes comes back by being seen', async () => {
  const { world, tab } = await meet();
  tab.leave();
  await world.pass(1_000);
  assert.is.not(linkOf(tab), 'open');
  tab.show();
  await world.until(() => linkOf(tab) === 'open');
});

test('[C8] a page that is told that it is back, and never that it went, disturbs nothing', async () => {
  const { world, tab, host } = await meet();
  tab.comeBack();
  tab.show();
  await world.pass(3_000);
  assert.is(linkOf(tab), 'open');
  assert.is(host.desk.call.at === 'running' && host.desk.call.legs.length, 1);
});

test.run();
