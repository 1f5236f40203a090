/** A call's life at the service: joining, going away, coming back, ending. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ENDS_KEPT, keepEnds, parseEnded } from '../../signaling/calls/ends.js';
import type { Ended } from '../../signaling/calls/call.js';
import { memoryJournal } from '../../signaling/journal.js';
import { LEGS_PER_CALL } from '../../src/protocol/index.js';
import { fakeClock } from '../support/clock.js';
import { makeRig } from './support/rig.js';

const KEYS_LIVE = 12 * 60 * 60 * 1000;

test('[C2] the guest’s next document joins by its token, without a number', async () => {
  const { inCall, guest } = makeRig();
  const { caller, desk, call } = await inCall();
  await caller.lose();
  const next = guest({ token: caller.token });
  await next.join();
  assert.is(next.mail.last('call.joined').call, call);
  assert.equal(desk.mail.types(), ['leg.away', 'leg.offered']);
  const offered = desk.mail;
  await next.signal('a');
  await desk.signal(call, next.leg);
  assert.equal(offered.types(), ['signal']);
  assert.equal(next.mail.types(), ['welcome', 'call.joined', 'signal']);
});

test('[C5] only a leg that came by a number may bring a key: the others say none', async () => {
  const { inCall, guest } = makeRig();
  const { caller, desk } = await inCall();
  const next = guest({ token: caller.token });
  await next.join();
  assert.is(desk.mail.last('leg.offered').number, undefined);
});

test('[C5] an unknown token joins nothing', async () => {
  const { inCall, guest } = makeRig();
  await inCall();
  const stranger = guest();
  await stranger.join();
  assert.equal(stranger.mail.types(), ['welcome', 'error call-unknown']);
});

test('[C5] the hash of a token, which the service knows, is not the token', async () => {
  const { inCall, guest } = makeRig();
  const { caller } = await inCall();
  const replay = guest({ token: caller.rejoin });
  await replay.join();
  assert.equal(replay.mail.types(), ['welcome', 'error call-unknown']);
});

test('[C1] several documents of a guest are in the call at the same time, eight at most', async () => {
  const { inCall, guest } = makeRig();
  const { caller, desk } = await inCall();
  for (let count = 1; count < LEGS_PER_CALL; count += 1)
    await guest({ token: caller.token }).join();
  assert.is(desk.mail.take().length, LEGS_PER_CALL - 1);
  const ninth = guest({ token: caller.token });
  await ninth.join();
  assert.equal(ninth.mail.types(), ['welcome', 'error too-many-legs']);
  await ninth.renew(2);
  assert.equal(ninth.mail.types(), ['error out-of-order'], 'it does not sit in the call');
  assert.is(caller.mail.closed, undefined);
});

test('[C1] a superseded socket of the same document has no say any more', async () => {
  const { inCall, guest } = makeRig();
  const { caller, desk } = await inCall();
  const again = guest({ token: caller.token, leg: caller.leg });
  await again.join(2);
  assert.is(caller.mail.closed, 'superseded');
  desk.mail.take();
  await caller.signal('late', 2);
  await caller.lose();
  assert.equal(desk.mail.types(), [], 'the host hears nothing of the old socket');
});

test('[C7] a document replaces its leg by a new offer on the same socket', async () => {
  const { inCall } = makeRig();
  const { caller, desk } = await inCall();
  await caller.renew(2);
  const offered = desk.mail.last('leg.offered');
  assert.is(offered.leg, caller.leg);
  assert.is(offered.try, 2);
});

test('[C2] the console comes back over a new socket and gets every leg offered again', async () => {
  const { inCall, host, guest } = makeRig();
  const { caller, desk, call } = await inCall();
  await guest({ token: caller.token }).join();
  await desk.lose();
  assert.equal(caller.mail.types(), ['host.present']);
  const back = host({ sid: desk.sid });
  await back.resume(call);
  assert.equal(back.mail.types(), ['welcome', 'call.resumed', 'leg.offered', 'leg.offered']);
  assert.equal(caller.mail.take(), [{ type: 'host.present', present: true }]);
});

test('[C2] nobody but the host’s own session takes a call up again', async () => {
  const { inCall, host } = makeRig();
  const { desk, call, caller } = await inCall();
  const stranger = host();
  await stranger.resume(call);
  await stranger.add(call, '1234');
  await stranger.signal(call, caller.leg);
  await stranger.end(call);
  const refusals = Array<string>(4).fill('error call-unknown');
  assert.equal(stranger.mail.types(), ['welcome', ...refusals]);
  await desk.resume('A'.repeat(22));
  assert.equal(desk.mail.types(), ['error call-unknown'], 'the same as for a call that never was');
  assert.equal(caller.mail.types(), [], 'and the call’s guest notices nothing');
});

test('[C1] a call moves to the console’s new socket; the old one is closed if it has no other', async () => {
  const { inCall, host, waiting } = makeRig();
  const { desk, call } = await inCall();
  const other = host({ sid: desk.sid });
  await other.resume(call);
  assert.is(desk.mail.closed, 'superseded');

  const busy = await inCall();
  const second = await waiting();
  await busy.desk.start(second.number);
  const third = host({ sid: busy.desk.sid });
  await third.resume(busy.call);
  assert.is(busy.desk.mail.closed, undefined, 'it has another call');
  busy.desk.mail.take();
  await busy.desk.signal(busy.call, busy.caller.leg);
  assert.equal(busy.desk.mail.types(), ['error call-unknown'], 'but this one no more');
});

test('[C1] a console with a held claim keeps its socket when its call moves away', async () => {
  const { inCall, host, waiting } = makeRig();
  const { desk, call } = await inCall();
  const absent = await waiting();
  await absent.lose();
  await desk.start(absent.number);
  await host({ sid: desk.sid }).resume(call);
  assert.is(desk.mail.closed, undefined);
});

test('[C4] no silence ends a call: hours later both meet again', async () => {
  const { inCall, host, guest, advance, desks } = makeRig();
  const { caller, desk, call } = await inCall();
  await caller.lose();
  await desk.lose();
  await advance(11 * 60 * 60 * 1000);
  assert.is(desks.runningCalls(), 1);
  const back = guest({ token: caller.token });
  await back.join();
  assert.is(back.mail.last('call.joined').present, false);
  await host({ sid: desk.sid }).resume(call);
  assert.is(back.mail.last('host.present').present, true);
});

test('[C3] the host ends the call: every document hears it, later ones too', async () => {
  const { inCall, guest, counters, desks } = makeRig();
  const { caller, desk, call } = await inCall();
  await desk.end(call);
  const told = { type: 'call.ended', call, reason: 'host-ended' } as const;
  assert.equal(caller.mail.take(), [told]);
  assert.equal(desk.mail.take(), [told]);
  const late = guest({ token: caller.token });
  await late.join();
  assert.equal(late.mail.take().at(-1), told);
  const byNumber = guest({ token: caller.token });
  await byNumber.resume(caller.number);
  assert.equal(byNumber.mail.take().at(-1), told);
  assert.is(counters.of('call.host-ended'), 1);
  assert.is(desks.runningCalls(), 0);
});

test('[C3] the first of two ends counts, and the second hears which it was', async () => {
  const { inCall, host, counters } = makeRig();
  const { caller, desk, call } = await inCall();
  await caller.say({ type: 'call.end', reason: 'wrong-person' });
  const told = { type: 'call.ended', call, reason: 'wrong-person' } as const;
  assert.equal(desk.mail.take(), [told]);
  caller.mail.take();
  await desk.end(call);
  await caller.say({ type: 'call.end', reason: 'guest-left' });
  assert.equal(desk.mail.take(), [told]);
  assert.equal(caller.mail.take(), [told]);
  const later = host({ sid: desk.sid });
  await later.resume(call);
  await later.add(call, '1234');
  assert.equal(later.mail.take().slice(1), [told, told]);
  assert.is(counters.of('call.guest-left'), 0);
});

test('[C3] a guest without a socket in the call ends it with its token', async () => {
  const { inCall, guest } = makeRig();
  const { caller, desk, call } = await inCall();
  await caller.lose();
  desk.mail.take();
  const farewell = guest({ token: caller.token });
  await farewell.say({ type: 'call.end', reason: 'guest-left', token: caller.token });
  assert.equal(desk.mail.take(), [{ type: 'call.ended', call, reason: 'guest-left' }]);
  assert.is(farewell.mail.last('call.ended').reason, 'guest-left');
});

test('[C3] after the end the numbers are over and the guest may ask for a new one', async () => {
  const { inCall, host } = makeRig();
  const { caller, desk, call } = await inCall();
  await desk.end(call);
  caller.mail.take();
  await caller.ask();
  assert.equal(caller.mail.types(), ['number.issued']);
  const other = host();
  await other.start(caller.number);
  assert.equal(other.mail.types(), ['welcome', 'error number-taken']);
});

test('[C3] ends are known for 24 hours, and after a restart', () => {
  const clock = fakeClock();
  const end: Ended = {
    at: 'ended',
    call: 'call',
    session: 'sid',
    numbers: ['0420'],
    rejoins: ['rejoin'],
    reason: 'guest-left',
    endedAt: clock.now(),
  };
  const journal = memoryJournal<Ended>();
  const ends = keepEnds(clock, journal);
  ends.add(end);
  assert.is(ends.byRejoin('rejoin'), end);
  const restarted = keepEnds(clock, memoryJournal(journal.added));
  assert.is(restarted.byCall('call'), end);
  clock.advance(ENDS_KEPT - 1);
  assert.is(restarted.byCall('call'), end);
  clock.advance(1);
  assert.is(restarted.byCall('call'), undefined);
  assert.is(restarted.byRejoin('rejoin'), undefined);
});

test('[C3] [C6] ends that an older service has written are known to the next', () => {
  // It wrote nothing of numbers, its records were not understood, and a call that had ended went on.
  const end = {
    at: 'ended',
    call: 'A'.repeat(22),
    session: 'A'.repeat(22),
    rejoins: ['A'.repeat(43)],
    reason: 'guest-left',
    endedAt: 5,
  };
  assert.equal(parseEnded(end, ''), { ...end, numbers: [] });
  assert.equal(parseEnded({ ...end, numbers: ['0420'] }, ''), { ...end, numbers: ['0420'] });
});

test('[W5] a guest’s socket without number or call is closed as idle, others stay', async () => {
  const { guest, waiting, inCall, advance } = makeRig();
  const idle = guest();
  const it = await waiting();
  const { caller, desk, call } = await inCall();
  await advance(30_000);
  assert.is(idle.mail.closed, 'idle');
  assert.is(it.mail.closed, undefined);
  await it.say({ type: 'number.retire', number: it.number });
  await desk.end(call);
  await advance(29_999);
  assert.is(it.mail.closed, undefined);
  await advance(1);
  assert.is(it.mail.closed, 'idle');
  assert.is(caller.mail.closed, 'idle');
  assert.is(desk.mail.closed, undefined);
});

test('[W1] what is out of order is named, and changes nothing', async () => {
  const { guest, waiting, inCall } = makeRig();
  const idle = guest();
  await idle.renew(2);
  await idle.signal('a');
  await idle.say({ type: 'call.end', reason: 'guest-left' });
  await idle.say({ type: 'call.end', reason: 'guest-left', token: idle.token });
  const outOfOrder = 'error out-of-order';
  assert.equal(idle.mail.types(), [
    'welcome',
    outOfOrder,
    outOfOrder,
    outOfOrder,
    'error call-unknown',
  ]);

  const it = await waiting();
  const other = it.number === '0000' ? '0001' : '0000';
  it.mail.take();
  await it.resume(other);
  assert.equal(it.mail.types(), [outOfOrder]);

  const { caller, desk } = await inCall();
  const elsewhere = guest({ leg: caller.leg });
  await caller.say({
    type: 'number.request',
    kind: 'support',
    page: 'target',
    rejoin: elsewhere.rejoin,
    leg: caller.leg,
    try: 3,
    offer: { type: 'offer', sdp: 'offer' },
  });
  assert.equal(caller.mail.types(), [outOfOrder]);
  assert.equal(desk.mail.types(), []);
});

test('[C2] a host’s new name is shown from the next document on', async () => {
  const { inCall, guest, desks } = makeRig();
  const { caller, desk } = await inCall();
  desks.hosts.renamed(desk.sid, '佐藤');
  const next = guest({ token: caller.token });
  await next.join();
  assert.equal(next.mail.last('call.joined').host, { name: '佐藤' });
});

test('[C2] signing out closes the session’s sockets and no other’s; its call goes on', async () => {
  const { inCall, host, desks } = makeRig();
  const { desk } = await inCall();
  const other = host();
  desks.hosts.signedOut(desk.sid);
  assert.is(desk.mail.closed, 'signed-out');
  assert.is(other.mail.closed, undefined);
  assert.is(desks.runningCalls(), 1);
});

// A page with a number that learned of its guest's call (from another window, say) was refused, and
// its number went on waiting for nobody.
test('[C2, N3] a page that waits at a number joins its guest’s call; the number is retired', async () => {
  const { inCall, waiting } = makeRig();
  const { caller, desk, call } = await inCall();
  const page = await waiting('support');
  page.mail.take();
  const stranger = await waiting('support');
  stranger.mail.take();
  const offer = { type: 'offer', sdp: 'offer' } as const;
  const arrival = { page: 'target', leg: page.leg, try: 2, offer } as const;
  await page.say({ type: 'leg.join', token: caller.token, ...arrival });
  assert.equal(page.mail.types(), ['number.ended', 'call.joined']);
  assert.equal(desk.mail.types(), ['leg.offered']);
  await stranger.join(2);
  assert.equal(stranger.mail.types(), ['error call-unknown'], 'without a call it waits on');
  await desk.add(call, stranger.number);
  assert.equal(desk.mail.types(), ['page.added', 'leg.offered']);
});

// Calls that both sides had left for good (closed browsers) stayed until the service stopped.
test('[C4] a call that nobody had a socket in for twelve hours is forgotten, not ended', async () => {
  const { inCall, guest, advance, desks, journal, clock } = makeRig();
  const { caller, desk } = await inCall();
  await caller.lose();
  await advance(KEYS_LIVE);
  assert.is(desks.runningCalls(), 1, 'the host is there');
  await desk.lose();
  await advance(KEYS_LIVE - 1);
  const back = guest({ token: caller.token });
  await back.join();
  await back.lose();
  await advance(KEYS_LIVE - 1);
  assert.is(desks.runningCalls(), 1, 'its guest was there once more');
  await advance(1);
  assert.is(desks.runningCalls(), 0);
  assert.equal(journal.added, []);
  const late = guest({ token: caller.token });
  await late.join();
  assert.equal(late.mail.types(), ['welcome', 'error call-unknown']);
  await late.lose();
  assert.is(clock.pending(), 0);
});

// A console has several sockets for a moment; one that is not the call's own got the page's leg
// nowhere: it must be the call's host to add.
test('[C1] a page is added over the call’s own socket only', async () => {
  const { inCall, host, waiting, ledger } = makeRig();
  const { desk, call } = await inCall();
  const page = await waiting('support');
  const other = host({ sid: desk.sid });
  await other.add(call, page.number);
  assert.equal(other.mail.types(), ['welcome', 'error call-unknown']);
  assert.is((await ledger.look(page.number)).at, 'living');
});

// A document that came only to hear of the end kept its socket for ever.
test('[W5] a guest who joins a call that has ended is idle from then on', async () => {
  const { inCall, guest, advance } = makeRig();
  const { caller, desk, call } = await inCall();
  await desk.end(call);
  const late = guest({ token: caller.token });
  await late.join();
  assert.equal(late.mail.types(), ['welcome', 'call.ended']);
  await advance(30_000);
  assert.is(late.mail.closed, 'idle');
});

test.run();
