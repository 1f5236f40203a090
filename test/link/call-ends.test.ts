/** How calls end, in memory: one reason for everybody, however late they hear it (C3, C4). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  cutLegs,
  cutPaths,
  isAt,
  linkOf,
  meet,
  numberOf,
  runningAt,
  textCapture,
  waiting,
} from '../support/calls.js';

test('[C3] the host ends: every document of the guest hears it, also one that was asleep', async () => {
  const { world, phone, tab, host } = await meet();
  const sleeper = phone.open();
  await world.until(isAt(sleeper, 'connected'));
  sleeper.leave();
  await world.pass(1_000);
  host.desk.end();
  await world.until(isAt(tab, 'ended'));
  assert.ok(tab.call.state.at === 'ended' && tab.call.state.reason === 'host-ended');
  sleeper.comeBack();
  await world.until(isAt(sleeper, 'ended'));
  assert.ok(sleeper.call.state.at === 'ended' && sleeper.call.state.reason === 'host-ended');
});

test('[C3] [C8] the guest leaves long after its socket was given back', async () => {
  const { world, tab, host } = await meet();
  await world.pass(40_000);
  tab.call.leave('guest-left');
  await world.until(() => host.desk.call.at === 'ended');
  assert.ok(host.desk.call.at === 'ended' && host.desk.call.reason === 'guest-left');
  await world.pass(5_000);
  const ends = world.counters.all();
  assert.is(ends['call.guest-left'], 1, JSON.stringify(ends));
});

test('[C3] the guest leaves while the service is down: the host hears it over the leg', async () => {
  const { world, tab, host } = await meet();
  world.service(false);
  await world.pass(1_000);
  tab.call.leave('guest-left');
  await world.until(() => host.desk.call.at === 'ended');
  assert.ok(host.desk.call.at === 'ended' && host.desk.call.reason === 'guest-left');
});

test('[C3] the guest leaves over a dead leg and a socket that was given back: the service hears it', async () => {
  const { world, tab, host } = await meet();
  await world.pass(40_000);
  for (const { channel } of world.peers.made) if (channel !== undefined) channel.cut = true;
  tab.call.leave('wrong-person');
  await world.until(() => host.desk.call.at === 'ended');
  assert.ok(host.desk.call.at === 'ended' && host.desk.call.reason === 'wrong-person');
});

test('[C3] an end while the service is down is kept, and told when it is back', async () => {
  const { world, host } = await meet();
  const { call } = runningAt(host);
  world.service(false);
  await world.pass(1_000);
  host.desk.end();
  assert.is(host.desk.call.at, 'ended');
  const before = world.said.length;
  world.service(true);
  await world.pass(20_000);
  const told = world.said.slice(before).find((said) => said.type === 'call.end');
  assert.equal(told, { type: 'call.end', call, reason: 'host-ended' });
});

test('[C4] leg and host gone for two minutes: the guest ends the call and says why', async () => {
  const { world, tab, host } = await meet();
  host.kill();
  await world.pass(60_000);
  assert.is(linkOf(tab), 'away', 'a minute is not the end');
  await world.pass(75_000);
  assert.ok(tab.call.state.at === 'ended' && tab.call.state.reason === 'host-gone');
});

test('[C4] a guest without network does not end the call, however long it takes', async () => {
  const { world, phone, tab, host } = await meet();
  phone.online(false);
  for (const { channel } of world.peers.made) if (channel !== undefined) channel.cut = true;
  await world.pass(200_000);
  assert.is(linkOf(tab), 'away');
  assert.is(host.desk.call.at, 'running');
  phone.online(true);
  await world.pass(20_000);
  assert.is(linkOf(tab), 'open');
});

test('[C4] the service forgot the call and the host is gone: the guest ends after two minutes', async () => {
  // Each «call-unknown» began the two minutes anew, every five seconds: the guest waited for ever.
  const { world, tab, host } = await meet();
  host.kill();
  world.service(false);
  await world.pass(1_000);
  world.service(true);
  await world.pass(100_000);
  assert.is(linkOf(tab), 'away');
  await world.pass(60_000);
  assert.ok(tab.call.state.at === 'ended' && tab.call.state.reason === 'host-gone');
});

test('[C3] claimed and ended while the page slept: it says so instead of counting down', async () => {
  const { world, phone, tab, host } = await waiting();
  const number = numberOf(tab);
  tab.deafen(true);
  host.desk.start(number);
  await world.until(() => host.desk.call.at === 'running');
  host.desk.end();
  await world.pass(1_000);
  phone.online(false);
  tab.deafen(false);
  phone.online(true);
  await world.pass(5_000);
  assert.ok(tab.call.state.at === 'ended' && tab.call.state.reason === 'host-ended');
});

// Another tab's next call was taken for this page's: what the guest read of the picture that the end had
// caught was gone.
test('[P2] [C3] an ended page goes on telling what was not sent, while the site is in its next call', async () => {
  const { world, phone, tab, host } = await meet();
  cutLegs(world);
  cutPaths(world);
  await world.pass(10_000);
  tab.call.send(textCapture());
  host.desk.end();
  await world.until(isAt(tab, 'ended'));
  const { sending } = tab.call;
  assert.is(sending.at === 'failed' ? sending.reason : sending.at, 'call-ended');
  host.desk.dismiss();
  const next = phone.open();
  next.call.ask('call');
  await world.until(isAt(next, 'number'));
  host.desk.start(numberOf(next));
  await world.until(isAt(next, 'meeting'));
  await world.pass(100);
  assert.equal(tab.call.sending, sending);
});

// The end stood in the tab's storage alone: closed before the service could be told, it was lost, and
// another tab of the host's went on with a call that was over.
test('[C3] an end outlives the tab that made it, and is told by the next', async () => {
  const { world, tab, host } = await meet();
  const twin = world.console({ local: host.local, captures: host.captures, keys: host.keys });
  world.service(false);
  for (const { channel } of world.peers.made) if (channel !== undefined) channel.cut = true;
  host.desk.end();
  host.kill();
  twin.kill();
  const next = world.console({ local: host.local, captures: host.captures, keys: host.keys });
  await world.pass(500);
  assert.is(next.desk.call.at, 'none');
  world.service(true);
  await world.pass(20_000);
  await world.until(isAt(tab, 'ended'));
  assert.ok(tab.call.state.at === 'ended' && tab.call.state.reason === 'host-ended');
});

test.run();
