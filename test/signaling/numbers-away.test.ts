/** Numbers whose page is away, comes back, or is there twice (N7, C1). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KEYS_PER_CALL } from '../../src/protocol/index.js';
import { TTL, makeRig } from './support/rig.js';

test('[N7] a number goes on when its page’s socket goes, and its page gets it again', async () => {
  const { waiting, guest, advance, ledger } = makeRig();
  const it = await waiting();
  await it.lose();
  await advance(30_000);
  assert.is((await ledger.look(it.number)).at, 'living');
  const again = guest({ token: it.token });
  await again.resume(it.number);
  assert.equal(again.mail.take().at(-1), {
    type: 'number.issued',
    number: it.number,
    kind: 'call',
    expiresIn: TTL - 30_000,
  });
});

test('[N7] a resumed number brings the new offer, not the old one', async () => {
  const { waiting, guest, host } = makeRig();
  const it = await waiting();
  await it.lose();
  const again = guest({ token: it.token });
  await again.resume(it.number);
  const desk = host();
  await desk.start(it.number);
  assert.is(desk.mail.last('leg.offered').leg, again.leg);
  assert.is(desk.mail.last('leg.offered').offer.sdp, `offer of ${again.leg} 1`);
});

test('[N7] a claim of an absent guest is held, and completes when the guest is back', async () => {
  const { waiting, guest, host } = makeRig();
  const it = await waiting();
  await it.lose();
  const desk = host();
  await desk.look(it.number);
  assert.is(desk.mail.last('number.found').waiting, false);
  await desk.start(it.number);
  await desk.start(it.number);
  assert.equal(desk.mail.types(), ['welcome', 'number.found', 'number.held', 'number.held']);
  const other = host();
  await other.start(it.number);
  assert.equal(other.mail.types(), ['welcome', 'error number-taken']);
  const back = guest({ token: it.token });
  await back.resume(it.number);
  assert.equal(desk.mail.types(), ['call.started', 'leg.offered']);
  assert.equal(back.mail.types(), ['welcome', 'call.joined']);
});

test('[N7] a page that is to be added is held in the same way', async () => {
  const { waiting, guest, inCall } = makeRig();
  const { desk, call } = await inCall();
  const page = await waiting('support');
  await page.lose();
  await desk.add(call, page.number);
  assert.equal(desk.mail.types(), ['number.held']);
  await guest({ token: page.token }).resume(page.number);
  assert.equal(desk.mail.types(), ['page.added', 'leg.offered']);
});

test('[N7] a page that was to be added to a call that has ended hears of the end', async () => {
  const { waiting, guest, inCall } = makeRig();
  const { desk, call } = await inCall();
  const page = await waiting('support');
  await page.lose();
  await desk.add(call, page.number);
  await desk.end(call);
  const back = guest({ token: page.token });
  await back.resume(page.number);
  assert.is(back.mail.last('call.ended').reason, 'host-ended');
});

test('[N7] a held claim is given back, by word or with the host’s socket', async () => {
  const { waiting, host } = makeRig();
  const it = await waiting();
  await it.lose();
  const first = host();
  await first.start(it.number);
  const stranger = host();
  await stranger.say({ type: 'hold.release', number: it.number });
  assert.equal(stranger.mail.types(), ['welcome', 'error number-unknown']);
  await first.say({ type: 'hold.release', number: it.number });
  assert.equal(first.mail.types(), ['welcome', 'number.held', 'hold.released']);
  const second = host();
  await second.start(it.number);
  await second.lose();
  const third = host();
  await third.start(it.number);
  assert.equal(third.mail.types(), ['welcome', 'number.held']);
});

test('[N7] a guest who comes back after the claim joins its call by the number', async () => {
  const { inCall, guest } = makeRig();
  const { caller, desk, call } = await inCall();
  await caller.lose();
  desk.mail.take();
  const back = guest({ token: caller.token });
  const { number } = caller;
  await back.resume(number);
  assert.is(back.mail.last('call.joined').call, call);
  assert.is(desk.mail.last('leg.offered').number, number);
});

test('[N7] [C2] a page that is in its call already, and presents its number again, is in it again', async () => {
  // A guest left a call, met another host within the second, and put the phone away: the page kept its
  // socket to tell the end, took itself for new when it was seen again, and was refused for ever.
  const { inCall, waiting } = makeRig();
  const { caller, desk } = await inCall();
  await caller.resume(caller.number, 2);
  assert.equal(caller.mail.types(), ['call.joined']);
  assert.is(caller.mail.closed, undefined);
  assert.is(desk.mail.last('leg.offered').try, 2);
  const other = await waiting();
  await caller.say({ ...caller.resuming(caller.number, 3), leg: other.leg });
  assert.equal(caller.mail.types(), ['error out-of-order'], 'one socket has one leg');
  await caller.resume(other.number, 3);
  assert.equal(caller.mail.types(), ['error out-of-order'], 'another number it may not present');
});

test('[N7] a wrong token is answered as a number that is not there', async () => {
  const { waiting, guest, advance } = makeRig();
  const it = await waiting();
  const stranger = guest();
  const free = it.number === '0000' ? '0001' : '0000';
  await stranger.resume(it.number);
  await stranger.resume(free);
  assert.equal(stranger.mail.types(), ['welcome', 'error number-unknown', 'error number-unknown']);
  await it.lose();
  await advance(TTL);
  const back = guest({ token: it.token });
  await back.resume(it.number);
  await stranger.resume(it.number);
  assert.equal(back.mail.types(), ['welcome', 'error number-ended']);
  assert.equal(stranger.mail.types(), ['error number-unknown']);
});

test('[N7] [C3] a number says nothing of the end of a call that another number had led to', async () => {
  // A host crashed together with the service in the moment of the claim, and the guest's number ran out.
  // The guest then read that the host had ended the call: that was said of the call before.
  const { inCall, guest, advance } = makeRig();
  const { caller, desk, call } = await inCall();
  await desk.end(call);
  const it = guest({ token: caller.token });
  await it.ask();
  const { number } = it.mail.last('number.issued');
  await it.lose();
  await advance(TTL);
  const back = guest({ token: caller.token });
  await back.resume(number);
  assert.equal(back.mail.types(), ['welcome', 'error number-ended']);
  const late = guest({ token: caller.token });
  await late.resume(caller.number);
  assert.equal(late.mail.types(), ['welcome', 'call.ended'], 'its own number does');
});

test('[N7] a second document takes the number over; the first goes back to its start', async () => {
  const { waiting, guest, host } = makeRig();
  const it = await waiting();
  it.mail.take();
  const copy = guest({ token: it.token });
  await copy.resume(it.number);
  assert.equal(it.mail.take(), [{ type: 'number.ended', number: it.number, reason: 'retired' }]);
  await it.lose();
  const desk = host();
  await desk.start(it.number);
  assert.is(desk.mail.last('leg.offered').leg, copy.leg);
});

test('[C1] the same document over a new socket supersedes its older socket', async () => {
  const { waiting, guest } = makeRig();
  const it = await waiting();
  const again = guest({ token: it.token, leg: it.leg });
  await again.resume(it.number);
  assert.is(it.mail.closed, 'superseded');
  assert.is(again.mail.closed, undefined);
});

test('[C1] a document’s older socket that comes late to its number does not take it from the newer', async () => {
  // As in a call: the request that was longer on its way closed the socket that showed the number.
  const { waiting, guest, host } = makeRig();
  const it = await waiting();
  const newer = guest({ token: it.token, leg: it.leg });
  await newer.resume(it.number, 3);
  const late = guest({ token: it.token, leg: it.leg });
  await late.resume(it.number, 2);
  assert.is(late.mail.closed, 'superseded');
  assert.is(newer.mail.closed, undefined);
  await late.lose();
  const desk = host();
  await desk.start(it.number);
  assert.is(newer.mail.last('call.joined').present, true);
  assert.is(desk.mail.last('leg.offered').try, 3);
});

test('[N7] a guest in a call is told so instead of getting a number', async () => {
  const { inCall, guest } = makeRig();
  const { caller, call } = await inCall();
  const other = guest({ token: caller.token });
  await other.ask();
  assert.equal(other.mail.take().at(-1), {
    type: 'error',
    error: 'already-in-call',
    about: 'number.request',
    call,
  });
});

// A hold kept what was true when it began: in the minutes of it the guest's key had come into another
// call by another number, and the hold then brought the same key into a second call.
test('[N7, C5] a held claim is refused at its completion if its guest came into another call', async () => {
  const { waiting, guest, host, inCall, makeToken } = makeRig();
  const token = makeToken();
  const page = await waiting('support', { token });
  await page.lose();
  const one = await inCall();
  await one.desk.add(one.call, page.number);
  const caller = await waiting('call', { token });
  const two = host();
  await two.start(caller.number);
  one.desk.mail.take();
  const back = guest({ token });
  await back.resume(page.number);
  const { number } = page;
  const refused = { type: 'error', error: 'number-taken', about: 'page.add', number } as const;
  assert.equal(one.desk.mail.take(), [refused]);
  assert.equal(back.mail.types(), ['welcome', 'number.ended']);
  await back.join();
  assert.is(back.mail.last('call.joined').call, two.mail.last('call.started').call);
});

// Two pages held for a call that had room for one more both came in.
test('[N7, C5] a held page is refused at its completion if its call is full by then', async () => {
  const { waiting, guest, inCall } = makeRig();
  const { desk, call } = await inCall();
  const first = await waiting('support');
  const last = await waiting('support');
  for (const page of [first, last]) {
    await page.lose();
    await desk.add(call, page.number);
  }
  for (let count = 2; count < KEYS_PER_CALL; count += 1) {
    const page = await waiting('support');
    await desk.add(call, page.number);
    await page.lose();
  }
  await guest({ token: first.token }).resume(first.number);
  desk.mail.take();
  const back = guest({ token: last.token });
  await back.resume(last.number);
  assert.equal(desk.mail.types(), ['error too-many-pages']);
  assert.equal(back.mail.types(), ['welcome', 'number.ended']);
});

test.run();
