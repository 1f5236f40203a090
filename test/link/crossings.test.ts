/** What the model (test/model) has found: each test begins with the story of how it went wrong. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { guestStep } from '../../src/link/guest-table.js';
import { storageNames } from '../../src/link/names.js';
import { captureOf, pictureOf } from '../support/captures.js';
import {
  cutLegs,
  endAt,
  endOf,
  isAt,
  linkOf,
  meet,
  numberOf,
  textCapture,
  waiting,
} from '../support/calls.js';
import { memoryKeep } from '../support/keep.js';
import type { Phone, Tab } from '../support/world.js';

const SITE = 'https://shop.example';

const MEETING = {
  at: 'meeting',
  host: '',
  met: false,
  registered: false,
  hostHere: true,
  failures: 0,
  number: undefined,
} as const;

/**
 * A host claimed the number in its last seconds, the guest's network failed before the first leg was
 * open, and the page was reloaded when the number's two minutes were over. The next document had
 * forgotten the number, so it could not bring the link key, and read that it was not proved.
 */
test('[C5] [N7] a number that ran out before the first leg was open still brings the link key', async () => {
  const { world, phone, tab, host } = await waiting();
  for (const peer of world.peers.made) peer.unreachable = true;
  host.desk.start(numberOf(tab));
  await world.until(isAt(tab, 'meeting'));
  phone.online(false);
  await world.pass(1_000);
  tab.leave();
  tab.kill();
  await world.pass(125_000);
  phone.online(true);
  const next = phone.open('target', SITE, tab.session);
  await world.pass(20_000);
  assert.is(linkOf(next), 'open');
});

/**
 * 再発行 crossed with a claim: the host was first, and the page was reloaded before the leg was open.
 * The number had been dropped at the tap, and with it the way in for the link key.
 */
test('[C5] [N4] a number that was given up while a host claimed it is kept for the next document', () => {
  const [stage, ...effects] = guestStep(
    { at: 'asking', kind: 'call', slow: false, before: '4821' },
    { type: 'joined', call: 'c', host: '山田', present: true },
  );
  assert.ok(stage.at === 'meeting' && stage.number === '4821');
  const kept = effects.find((effect) => effect.do === 'keep-number');
  assert.equal(kept, { do: 'keep-number', kind: 'call', number: '4821', endsAt: 0 });
});

/**
 * One of two documents ended the call without a network, and took the guest key out of the storage;
 * the other one was still in the call when a number was asked for there. It let go of its key, and
 * came back to its own call with another one, a stranger.
 */
test('[C5] to ask for a number in a call changes nothing, least of all the key', async () => {
  const { world, phone, tab } = await meet();
  phone.local(SITE).remove('misete.guest');
  tab.call.ask('support');
  for (const peer of [...world.peers.made]) peer.become('failed');
  assert.is(linkOf(tab), 'away');
  await world.pass(5_000);
  assert.is(linkOf(tab), 'open');
});

/**
 * A guest in a lift tapped 接続を終了. The page told it for ten seconds to nobody and gave up; the host
 * waited for a guest who had left.
 */
test('[C3] a guest who leaves without a network: the host hears of it when there is one', async () => {
  const { world, phone, tab, host } = await meet();
  phone.online(false);
  cutLegs(world);
  await world.pass(1_000);
  tab.call.leave('guest-left');
  await world.pass(60_000);
  assert.is(endAt(host), 'running');
  phone.online(true);
  await world.pass(20_000);
  assert.is(endAt(host), 'guest-left');
  assert.is(world.sockets(), 1, 'and then the page is silent');
});

/**
 * The service was restarted at noon, and the guest left before the host was back with the ticket. The
 * service did not know the call; the page took that for an answer.
 */
test('[C3] [C6] a guest who leaves a call that the service does not know yet tells it again', async () => {
  const { world, tab, host } = await meet();
  host.kill();
  world.service(false);
  world.service(true);
  await world.pass(8_000);
  tab.call.leave('wrong-person');
  await world.pass(3_000);
  const back = world.console(host);
  await world.pass(10_000);
  assert.is(endAt(back), 'wrong-person');
});

/**
 * The same, and the service knew a call of the guest's key all the same: one that the host had started and
 * ended while the guest's page had no network. That this one had ended was no answer to the end of the other.
 */
test('[C3] [C6] nor does a call before it, of which the page knows nothing, keep the end from being told', async () => {
  const { world, phone, tab, host } = await waiting();
  const first = numberOf(tab);
  tab.deafen(true);
  host.desk.start(first);
  await world.until(() => host.desk.call.at === 'running');
  host.desk.end();
  host.desk.dismiss();
  phone.online(false);
  tab.call.renew();
  tab.deafen(false);
  phone.online(true);
  await world.pass(5_000);
  assert.is.not(numberOf(tab), first);
  host.desk.start(numberOf(tab));
  await world.until(() => linkOf(tab) === 'open');
  host.kill();
  cutLegs(world);
  world.service(false);
  world.service(true);
  await world.pass(8_000);
  tab.call.leave('guest-left');
  await world.pass(3_000);
  const back = world.console(host);
  await world.pass(10_000);
  assert.is(endAt(back), 'guest-left');
});

/**
 * The host ended the call while the service was away. When it was back, it knew no such call, and the
 * host forgot the end; a guest whose leg was dead waited two minutes, and read that the host was gone.
 */
test('[C3] [C6] an end while the service is away reaches the guest through the next one', async () => {
  const { world, tab, host } = await meet();
  world.service(false);
  cutLegs(world);
  await world.pass(1_000);
  host.desk.end();
  await world.pass(10_000);
  world.service(true);
  await world.pass(30_000);
  assert.is(endOf(tab), 'host-ended');
});

/**
 * A guest left, and asked for a number at once. The host had ended the call in the same moment, and
 * the service's answer to the guest's own end put an end to the new number.
 */
test('[C3] the end of a call that was left is not the end of what comes after it', async () => {
  const { world, tab, host } = await meet();
  world.service(false);
  cutLegs(world);
  await world.pass(1_000);
  tab.call.leave('guest-left');
  host.desk.end();
  tab.call.reset();
  tab.call.ask('call');
  await world.pass(1_000);
  world.service(true);
  await world.pass(30_000);
  assert.is(tab.call.state.at, 'number');
  assert.is(endAt(host), 'host-ended');
});

/**
 * A host took a claim back in the moment in which it came through. The console knew of no call; the
 * guest read that it was being connected, for ever.
 */
test('[C3] a claim that is given back too late ends its call', async () => {
  const { world, tab, host } = await waiting();
  host.desk.start(numberOf(tab));
  host.desk.release();
  await world.pass(3_000);
  assert.is(endOf(tab), 'host-ended');
  assert.is(endAt(host), 'none');
});

// The host had typed the wrong number, took it back in the moment in which it came through, and typed
// the right one: the guest of the wrong one waited for ever.
test('[C3] a claim that is given back too late ends its call, also while the next is under way', async () => {
  const { world, tab, host } = await waiting();
  host.desk.start(numberOf(tab));
  host.desk.release();
  host.desk.start('0000');
  await world.pass(3_000);
  assert.is(endOf(tab), 'host-ended');
  assert.is(endAt(host), 'none');
});

/**
 * After a restart the host's ticket brought the guest's page into the call in the moment in which the
 * page presented its number. The service refused that as out of order, and the page read of trouble.
 */
test('[C6] a page that is in its call already does not mind that its number is refused', () => {
  const stage = { ...MEETING, number: '4821' };
  const refused = { type: 'refused', error: 'out-of-order', retryIn: undefined } as const;
  assert.equal(guestStep(stage, refused), [stage]);
});

/**
 * A page that came back after its number was over asked by it twice, since the first answer was late.
 * The second «unknown» told the guest of a fault that nobody foresaw, amid a call that was well.
 */
test('[C6] a number that is refused twice leads to the call once', () => {
  const meeting = { ...MEETING, number: '1234' };
  const unknown = { type: 'refused', error: 'number-unknown', retryIn: undefined } as const;
  const [first, ...effects] = guestStep(meeting, unknown);
  assert.ok(effects.some((effect) => effect.do === 'reach'));
  assert.equal(guestStep(first, unknown), [first]);
});

/**
 * A tab was copied while its number showed, and 再発行 was tapped in the copy at once. That the copy could
 * not go on with the number came as the answer to 再発行, and the guest read of an unforeseen fault. And
 * so it was with a call that a guest had left in the moment in which the service did not know it.
 */
test('[N9] that the number before is over is no answer to the wish for a new one', () => {
  const asking = { at: 'asking', kind: 'call', slow: false, before: '4821' } as const;
  for (const error of ['number-unknown', 'number-ended', 'call-unknown'] as const) {
    assert.equal(guestStep(asking, { type: 'refused', error, retryIn: undefined }), [asking]);
  }
});

/**
 * The service crashed in the moment of the claim. The host, who had heard nothing of it, claimed the
 * number again, which made another call, and ended that at once. The guest's page, which knew the first
 * one, was told of an end that was not its own again and again, and went on meeting nobody for ever.
 */
test('[C3] [C6] the end of the call that the number leads to now is the end of the one before', async () => {
  const { world, tab, host } = await waiting();
  const number = numberOf(tab);
  for (const peer of world.peers.made) peer.unreachable = true;
  host.desk.start(number);
  await world.until(isAt(tab, 'meeting'));
  host.kill();
  world.service(false);
  await world.pass(1_000);
  world.service(true);
  const other = world.console();
  await world.until(() => other.desk.socket === 'open');
  await world.pass(5_000);
  tab.deafen(true);
  other.desk.start(number);
  await world.until(() => other.desk.call.at === 'running');
  other.desk.end();
  await world.pass(1_000);
  tab.deafen(false);
  await world.pass(60_000);
  assert.is(endOf(tab), 'host-ended');
});

/**
 * A guest left after a restart, while the service did not know the call. The host's ticket brought the
 * page into it a moment later, and the host looked for five seconds at a guest who was gone.
 */
test('[C3] [C6] a call that is found again after its guest has left ends at once', async () => {
  const { world, tab, host } = await meet();
  // By then the page has given its socket back.
  await world.pass(35_000);
  host.kill();
  world.service(false);
  cutLegs(world);
  await world.pass(1_000);
  world.service(true);
  await world.pass(10_000);
  tab.call.leave('guest-left');
  await world.pass(500);
  const back = world.console(host);
  await world.pass(1_500);
  assert.is(endAt(back), 'guest-left');
});

/**
 * After a restart a guest left the call while the service did not know it yet, and asked for a number at
 * once. The host's ticket then brought the page into the call that it had left, where numbers are
 * refused: the guest read of an unforeseen fault.
 */
test('[C3] [C6] who leaves a call that the service finds again meanwhile asks for a number again', () => {
  const asking = { at: 'asking', kind: 'call', slow: false, before: undefined } as const;
  const refusal = { type: 'refused', error: 'out-of-order', retryIn: undefined } as const;
  const [next, timer] = guestStep(asking, refusal);
  assert.is(next, asking);
  assert.ok(timer?.do === 'timer' && timer.name === 'again');
  const [, again] = guestStep(next, { type: 'timer', name: 'again' });
  assert.is(again?.do, 'reach');
});

/**
 * After a restart a guest left a call, met the host anew and left again, all within five seconds. What
 * was told once more of the first call ended the third number that the guest had asked for.
 */
test('[C3] [C6] a call that was left ends no later number, however often it is told', async () => {
  const { world, tab, host } = await meet();
  world.service(false);
  tab.call.leave('guest-left');
  world.service(true);
  await world.until(() => world.said.some(({ type }) => type === 'call.end'));
  assert.is.not(
    host.desk.socket,
    'open',
    'the service does not know the call before its host is back',
  );
  tab.call.ask('call');
  await world.until(() => isAt(tab, 'number')() && endAt(host) === 'guest-left');
  host.desk.dismiss();
  host.desk.start(numberOf(tab));
  await world.pass(2_000);
  assert.is(linkOf(tab), 'open');
  tab.call.leave('guest-left');
  tab.call.ask('call');
  await world.pass(10_000);
  assert.is(tab.call.state.at, 'number');
});

/** The tab's copy, in a browser in which a page keeps nothing but in its own tab: as on another phone. */
const copyApart = (phone: Phone, { session }: Tab, apart: Phone): void => {
  const { guest, number } = storageNames('target');
  apart.local(SITE).set(guest, phone.local(SITE).get(guest) ?? '');
  const copied = memoryKeep();
  copied.set(number, session.get(number) ?? '');
  apart.open('target', SITE, copied);
};

/**
 * The service crashed in the moment of the claim. A guest with two tabs left the call in the one and asked
 * for a number; the other still had the number of before, by which the host made another call. That this
 * one ended, too, by the end that was told again, came to the first tab as the end of its new number.
 */
test('[C3] [C6] nor when its host has begun it anew, and it has another name', async () => {
  const { world, phone, tab, host } = await waiting();
  const number = numberOf(tab);
  for (const peer of world.peers.made) peer.unreachable = true;
  host.desk.start(number);
  await world.until(isAt(tab, 'meeting'));
  host.kill();
  world.service(false);
  copyApart(phone, tab, world.phone());
  tab.call.leave('guest-left');
  tab.call.ask('call');
  world.service(true);
  const again = world.console();
  await world.pass(3_000);
  assert.is(tab.call.state.at, 'number');
  again.desk.start(number);
  await world.pass(10_000);
  assert.is(endAt(again), 'guest-left');
  assert.is(tab.call.state.at, 'number');
});

// Only the answer to what was told: the next one is of the number.
test('[C3] and who still tells of a call hears of the end of the number that came after it', async () => {
  const { world, phone, tab, host } = await meet();
  host.kill();
  world.service(false);
  tab.call.leave('guest-left');
  tab.call.ask('call');
  world.service(true);
  const other = world.console();
  await world.pass(3_000);
  const number = numberOf(tab);
  tab.deafen(true);
  other.desk.start(number);
  await world.until(() => other.desk.call.at === 'running');
  other.desk.end();
  tab.deafen(false);
  phone.online(false);
  phone.online(true);
  await world.pass(2_000);
  assert.is(endOf(tab), 'host-ended');
});

/**
 * Of two pages of a tab the one had read the end of the call, the other not yet, and was tapped. Back on
 * the first one, the guest read that the connection had ended, and for ever that a picture was on its way.
 */
test('[C3] [P2] a page that has read the end of its call carries nothing on', async () => {
  const { world, phone, tab, host } = await meet();
  tab.leave();
  const next = phone.open('target', SITE, tab.session);
  host.desk.end();
  await world.until(isAt(next, 'ended'));
  next.leave();
  tab.comeBack();
  tab.call.send(captureOf(pictureOf(10)));
  assert.is(tab.call.sending.at, 'sending');
  tab.leave();
  next.comeBack();
  await world.pass(5_000);
  assert.is(next.call.sending.at, 'idle');
});

/**
 * The host's socket was lost amid the handshake, which came to its end all the same, and the console was
 * closed before it had another. The service had said once that the host was gone, and the guest's page
 * took the open leg for a sign that the host was back: it waited for ever.
 */
test('[C4] that the host is gone is not forgotten when a leg opens', () => {
  const meeting = { ...MEETING, registered: true };
  for (const said of [
    { type: 'presence', present: false },
    { type: 'joined', call: 'call', host: '', present: false },
  ] as const) {
    const [away] = guestStep(meeting, said);
    const [open] = guestStep(away, { type: 'leg-open' });
    const [, ...effects] = guestStep(open, { type: 'leg-closed', ending: 'bye', visible: true });
    assert.ok(effects.some((effect) => effect.do === 'timer' && effect.name === 'gone'));
  }
});

/**
 * A host claimed the number, and crashed together with the service before the pages had met. Claimed once
 * more, the number led to another call, and the picture that was waiting on the page was thrown away.
 */
test('[P2] [C6] what waits on the page goes to the call that its number leads to once more', async () => {
  const { world, tab, host } = await waiting();
  const number = numberOf(tab);
  for (const peer of world.peers.made) peer.unreachable = true;
  host.desk.start(number);
  await world.until(isAt(tab, 'meeting'));
  tab.call.send(textCapture());
  host.kill();
  world.service(false);
  await world.pass(1_000);
  world.service(true);
  const other = world.console();
  await world.until(() => other.desk.socket === 'open');
  await world.pass(5_000);
  other.desk.start(number);
  await world.pass(10_000);
  assert.is(linkOf(tab), 'open');
  assert.is(other.stored.length, 1);
});

/**
 * A page had read of a fault before its first leg was open, with a picture waiting. Another page of the
 * site took the call up, left it, and met another host: the first page came along, took that call for its
 * own one begun anew, and sent the picture to a host for whom it had not been tapped.
 */
test('[P2] what was tapped for one host is not sent to another', async () => {
  const { world, phone, tab, host } = await waiting();
  const { create } = world.peers;
  const cut = () => {
    const peer = create();
    for (const made of world.peers.made) made.unreachable = true;
    return peer;
  };
  for (const peer of world.peers.made) peer.unreachable = true;
  host.desk.start(numberOf(tab));
  await world.until(isAt(tab, 'meeting'));
  tab.call.send(textCapture());
  await world.pass(200);
  world.peers.create = () => {
    throw new Error('no peer');
  };
  await world.pass(30_000);
  assert.is(tab.call.state.at, 'trouble');
  world.peers.create = cut;
  const other = phone.open();
  other.call.leave('guest-left');
  await world.until(() => endAt(host) === 'guest-left');
  await world.pass(3_000);
  world.peers.create = create;
  other.call.ask('call');
  await world.until(isAt(other, 'number'));
  const second = world.console();
  await world.until(() => second.desk.socket === 'open');
  second.desk.start(numberOf(other));
  await world.until(() => linkOf(other) === 'open');
  await world.pass(5_000);
  assert.is(linkOf(tab), 'open', 'it has come along');
  assert.equal([host.stored, second.stored], [[], []]);
});

/**
 * A guest left a call, met the host again within the second, and left again, while the network failed.
 * What told the end of the first call came to its own end then, and took that of the second with it: the
 * host waited for ever.
 */
test('[C3] an end is told, although the end of the call before was told a moment ago', async () => {
  const { world, tab, host } = await meet();
  tab.call.leave('guest-left');
  await world.until(() => endAt(host) === 'guest-left');
  host.desk.dismiss();
  tab.call.ask('call');
  await world.until(isAt(tab, 'number'));
  for (const peer of world.peers.made) peer.unreachable = true;
  host.desk.start(numberOf(tab));
  await world.until(isAt(tab, 'meeting'));
  tab.numb();
  tab.call.leave('guest-left');
  await world.pass(30_000);
  assert.is(endAt(host), 'guest-left');
});

/**
 * A guest's call ended on a page, and the next one began on the page after it. What was sent there, and
 * was on its way when the guest went back, was taken for a capture of the first call: nobody had it, and
 * nobody said so.
 */
for (const [left, leave] of [
  ['had sent nothing', () => undefined],
  ['had a picture that its call took with it', (tab: Tab) => tab.call.send(textCapture('old'))],
] as const) {
  test(`[P2] what the next page sends in another call is carried on by the page before, which ${left}`, async () => {
    const { world, phone, tab, host } = await waiting();
    for (const peer of world.peers.made) peer.unreachable = true;
    host.desk.start(numberOf(tab));
    await world.until(isAt(tab, 'meeting'));
    leave(tab);
    await world.pass(100);
    host.desk.end();
    await world.until(isAt(tab, 'ended'));
    host.desk.dismiss();
    tab.call.ask('call');
    await world.until(isAt(tab, 'number'));
    tab.leave();
    const next = phone.open('target', undefined, tab.session);
    await world.pass(1_000);
    host.desk.start(numberOf(next));
    await world.until(() => linkOf(next) === 'open');
    cutLegs(world);
    next.call.send(textCapture());
    await world.pass(200);
    next.leave();
    tab.comeBack();
    await world.pass(5_000);
    assert.is(linkOf(tab), 'open');
    assert.is(host.stored.length, 1);
    assert.is(tab.call.sending.at, 'sent');
  });
}

test.run();
