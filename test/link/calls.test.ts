/** Whole calls in memory: guests, hosts and the service’s rules together, under a clock of the test. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { asked, isAt, linkOf, meet, numberOf, runningAt, textCapture } from '../support/calls.js';
import { type Tab, createWorld } from '../support/world.js';

const sentBefore = ({ call: { state } }: Tab): boolean =>
  state.at === 'connected' && state.sentBefore;

test('[C1] [C5] the next page of the site joins by its guest key, without a number', async () => {
  const { world, phone, tab, host } = await meet();
  tab.leave();
  tab.kill();
  const next = phone.open();
  await world.until(isAt(next, 'connected'));
  await world.until(() => runningAt(host).guest === 'connected');
  assert.is(world.said.filter(({ type }) => type === 'leg.join').length, 1);
});

test('[C1] a page that stands open joins the call of another tab; unseen it waits', async () => {
  const world = createWorld();
  const phone = world.phone();
  const [first, second, unseen] = [phone.open(), phone.open(), phone.open()];
  unseen.hide();
  first.call.ask('call');
  await world.until(isAt(first, 'number'));
  const host = world.console();
  await world.until(() => host.desk.socket === 'open');
  host.desk.start(numberOf(first));
  await world.until(isAt(second, 'connected'));
  await world.pass(2_000);
  assert.is(unseen.call.state.at, 'meeting', 'only a visible document opens a leg');
  assert.is(runningAt(host).legs.length, 2);
  unseen.show();
  await world.until(isAt(unseen, 'connected'));
});

test('[P2] [W4] a capture arrives once and whole, and the guest hears it after it was stored', async () => {
  const { world, tab, host } = await meet();
  assert.not.ok(sentBefore(tab));
  host.captures.hold();
  assert.ok(tab.call.send(textCapture()));
  assert.not.ok(tab.call.send(textCapture()), 'a second tap while it is sent does nothing');
  await world.pass(1_000);
  assert.is(tab.call.sending.at, 'sending');
  await world.until(() => {
    host.captures.settle();
    return tab.call.sending.at === 'sent';
  });
  assert.is(host.stored.length, 1);
  assert.is(host.stored[0]?.title, 'お見積もり');
  assert.ok(sentBefore(tab));
});

test('[C2] [C7] [P2] a leg that is lost is replaced, and the capture goes on over the next', async () => {
  const { world, tab, host } = await meet();
  const guestPeer = world.peers.made.find(({ channel }) => channel !== undefined);
  if (guestPeer?.channel === undefined) throw new Error('no leg');
  guestPeer.channel.congested = true;
  tab.call.send(textCapture('x'.repeat(100_000)));
  await world.pass(500);
  guestPeer.become('failed');
  assert.is(linkOf(tab), 'away');
  assert.ok(tab.call.sending.at === 'sending' && tab.call.sending.waiting);
  await world.until(() => linkOf(tab) === 'open');
  await world.until(() => tab.call.sending.at === 'sent');
  assert.is(host.captures.stored.length, 1);
  assert.is(host.captures.stored[0]?.picture.size, 100_000);
});

test('[C1] a leg that is lost behind the screen is not replaced before the page is seen', async () => {
  const { world, tab } = await meet();
  tab.hide();
  await world.pass(1_000);
  const legs = world.peers.made.length;
  for (const peer of [...world.peers.made]) peer.become('failed');
  await world.pass(30_000);
  assert.is(world.peers.made.length, legs);
  assert.is(linkOf(tab), 'away');
  tab.show();
  await world.until(() => linkOf(tab) === 'open');
});

test('[C1] a second tab on the same call is told, and takes nothing away', async () => {
  const { world, tab, host } = await meet();
  const twin = world.console(host);
  await world.pass(3_000);
  assert.is(twin.desk.call.at, 'elsewhere');
  assert.is(linkOf(tab), 'open');
  assert.is(runningAt(host).guest, 'connected');
});

test('[C5] a guest key is never sent again once the host has proved itself', async () => {
  const { world, tab, phone } = await meet();
  tab.leave();
  tab.kill();
  const next = phone.open();
  await world.until(isAt(next, 'connected'));
  const hellos = world.peers.made
    .flatMap(({ channel }) => channel?.sent ?? [])
    .filter((sent): sent is string => typeof sent === 'string' && sent.includes('"hello"'));
  assert.is(hellos.length, 2);
  assert.is(hellos.filter((hello) => hello.includes('"key"')).length, 1);
});

test('[C5] a key is never used for a second call', async () => {
  const { world, tab, host } = await meet();
  host.desk.end();
  await world.until(isAt(tab, 'ended'));
  tab.call.ask('call');
  await world.until(isAt(tab, 'number'));
  const hashes = world.said.flatMap((said) =>
    said.type === 'number.request' ? [said.rejoin] : [],
  );
  assert.is(hashes.length, 2);
  assert.is.not(hashes[0], hashes[1]);
});

test('[C1] [C5] a page that wakes from an older call comes into the newer one, and leaves its key', async () => {
  const { world, phone, tab, host } = await meet();
  tab.leave();
  await world.pass(500);
  host.desk.end();
  host.desk.dismiss();
  const next = phone.open();
  await world.until(isAt(next, 'ended'));
  next.call.ask('call');
  await world.until(isAt(next, 'number'));
  host.desk.start(numberOf(next));
  await world.until(isAt(next, 'connected'));
  tab.comeBack();
  await world.until(isAt(tab, 'connected'));
  const third = phone.open();
  await world.until(isAt(third, 'connected'));
});

test('[C5] a service cannot add a page to a call that its host did not ask for', async () => {
  // The console believed any `page.added`: a lying service named a number of its own, handed in its
  // own key by it, and its leg was proved.
  const { world, phone, host } = await meet();
  const intruder = phone.open('target', 'https://evil.example');
  intruder.call.ask('support');
  await world.until(isAt(intruder, 'number'));
  world.tellHosts({
    type: 'page.added',
    call: runningAt(host).call,
    number: numberOf(intruder),
    site: 'https://evil.example',
  });
  await world.pass(500);
  assert.is(runningAt(host).pagesAdded, 0);
  const expecting = JSON.parse(host.session.get('misete.host.call') ?? '{}') as {
    expecting?: string[];
  };
  assert.equal(expecting.expecting, []);
});

test('[C1] another tab of the console leaves a call alone that a tab has', async () => {
  const { world, tab, host } = await meet();
  const { local, captures, keys } = host;
  const other = world.console({ local, captures, keys });
  await world.pass(3_000);
  assert.is(other.desk.call.at, 'none');
  assert.is(linkOf(tab), 'open');
  assert.is(host.desk.call.at, 'running');
});

// The guest taps 画面を送信 and then a link: the picture of the page before went nowhere, unsaid.
test('[P2] [C2] a capture under way goes on in the tab’s next document, once', async () => {
  const { world, phone, tab, host } = await meet();
  for (const { channel } of world.peers.made) if (channel !== undefined) channel.cut = true;
  tab.call.send(textCapture());
  await world.pass(0);
  assert.is(tab.call.sending.at, 'sending');
  tab.leave();
  tab.kill();
  const next = phone.open('target', 'https://shop.example', tab.session);
  await world.until(() => next.call.sending.at === 'sending');
  await world.until(isAt(next, 'connected'));
  await world.until(() => next.call.sending.at === 'sent');
  assert.is(host.stored.length, 1);
});

test('[P2] [C8] a document that comes back goes on with its capture, if no other has', async () => {
  const { world, tab, host } = await meet();
  tab.call.send(textCapture());
  await world.until(() => tab.call.sending.at === 'sent');
  const first = host.stored.length;
  tab.call.send(textCapture('another'));
  // To a page that has no embed of ours.
  tab.leave();
  await world.pass(1_000);
  tab.comeBack();
  await world.until(isAt(tab, 'connected'));
  await world.until(() => host.stored.length === first + 1);
  await world.pass(5_000);
  assert.is(host.stored.length, first + 1);
  assert.is(tab.call.sending.at, 'sent');
});

// Two ordinary networks met by the relay first, and directly a moment later: the console said «relayed»
// for the whole call, and so did the service's counters.
test('the console shows the way that a leg keeps to, not the one that it began by', async () => {
  const { world, tab, host } = await meet();
  const wayNow = () => (host.desk.call.at === 'running' ? host.desk.call.legs[0]?.way : undefined);
  tab.leave();
  const { create } = world.peers;
  world.peers.create = (...args) => Object.assign(create(...args), { candidateType: 'relay' });
  tab.comeBack();
  await world.until(isAt(tab, 'connected'));
  await world.until(() => wayNow() === 'relayed');
  for (const peer of world.peers.made) peer.candidateType = 'srflx';
  await world.pass(5_000);
  assert.is(wayNow(), 'direct');
});

// The guest tapped and looked elsewhere while the picture was drawn; the host's console was loaded anew in
// that moment. The picture had no call to go to, and nobody said so.
test('[P2] [C8] a picture that is ready while its page is out of sight waits, and is sent', async () => {
  const { world, tab, host } = await meet();
  tab.call.tapped();
  tab.hide();
  for (const { channel } of world.peers.made) channel?.close();
  await world.pass(1_000);
  assert.ok(tab.call.send(textCapture()));
  tab.show();
  await world.until(() => tab.call.sending.at === 'sent');
  assert.is(host.stored.length, 1);
});

test('[P2] [C8] what the next page has told the loss of is not sent by one that comes back', async () => {
  const { world, phone, tab, host } = await meet();
  tab.call.send(textCapture());
  tab.leave();
  const next = phone.open('target', 'https://shop.example', tab.session);
  await world.until(() => next.call.sending.at === 'failed');
  next.leave();
  next.kill();
  tab.comeBack();
  await world.until(isAt(tab, 'connected'));
  await world.pass(5_000);
  assert.is(tab.call.sending.at, 'idle');
  assert.is(host.stored.length, 0);
});

// Both had the call for a moment: the one whose socket the service then closed kept the lock, and the
// other waited for it in vain, so that in the end neither had the call.
test('[C1] two tabs of one host that start the same number: one has the call, the other is told', async () => {
  const { world, tab } = await asked();
  const first = world.console();
  const { local, captures, keys } = first;
  const twin = world.console({ local, captures, keys });
  await world.until(() => first.desk.socket === 'open' && twin.desk.socket === 'open');
  const number = numberOf(tab);
  first.desk.start(number);
  await world.until(() => first.desk.call.at === 'running');
  twin.desk.start(number);
  await world.pass(4_000);
  assert.equal([first.desk.call.at, twin.desk.call.at].sort(), ['elsewhere', 'running']);
  await world.until(isAt(tab, 'connected'));
});

test.run();
