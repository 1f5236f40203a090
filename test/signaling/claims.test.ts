/** Numbers and their claims, as the desks of guest and host see them (N1–N6). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KEYS_PER_CALL, NUMBER_SPACE } from '../../src/protocol/index.js';
import { REST } from '../../signaling/numbers/pool.js';
import { TTL, candidate, makeRig } from './support/rig.js';

test('[N3] a number is issued when the guest asks, with its time', async () => {
  const { guest } = makeRig();
  const it = guest();
  assert.equal(it.mail.types(), ['welcome'], 'nothing before the guest asks');
  await it.ask();
  assert.is(it.mail.last('number.issued').expiresIn, TTL);
  assert.is(it.mail.last('number.issued').kind, 'call');
});

test('[N3] asking again retires the number before, and asking to retire it ends it', async () => {
  const { waiting, ledger } = makeRig();
  const it = await waiting();
  await it.ask();
  assert.equal(it.mail.types(), ['welcome', 'number.issued', 'number.ended', 'number.issued']);
  const { number: other } = await waiting();
  await it.say({ type: 'number.retire', number: other });
  assert.equal(it.mail.types(), ['error number-unknown'], 'not another’s number');
  await it.ask();
  const { number } = it.mail.last('number.issued');
  it.mail.take();
  await it.say({ type: 'number.retire', number });
  assert.equal(it.mail.take(), [{ type: 'number.ended', number, reason: 'retired' }]);
  assert.is((await ledger.look(number)).at, 'over');
});

test('[N3] a number that ran out is told to its guest and to the host who holds it', async () => {
  const { waiting, host, advance, counters } = makeRig();
  const present = await waiting();
  const absent = await waiting();
  await absent.lose();
  const desk = host();
  await desk.start(absent.number);
  present.mail.take();
  desk.mail.take();
  await advance(TTL);
  const ended = { type: 'number.ended', reason: 'expired' } as const;
  assert.equal(present.mail.take(), [{ ...ended, number: present.number }]);
  assert.equal(desk.mail.take(), [{ ...ended, number: absent.number }]);
  assert.is(counters.of('number.expired'), 2);
});

test('[N1] when all numbers are in use the next guest hears so at once', async () => {
  const { guest, ledger } = makeRig();
  const asked = { kind: 'call', page: 'target', site: null, rejoin: '' } as const;
  for (let count = 0; count < NUMBER_SPACE; count += 1) await ledger.issue(asked);
  const it = guest();
  await it.ask();
  assert.equal(it.mail.types(), ['welcome', 'error numbers-exhausted']);
});

test('[W2] a claim starts a call, and the offer with its candidates comes with it', async () => {
  const { waiting, host } = makeRig();
  const it = await waiting();
  await it.signal('a');
  await it.signal('b');
  it.mail.take();
  const desk = host();
  await desk.start(it.number);
  assert.equal(desk.mail.types(), ['welcome', 'call.started', 'leg.offered']);
  assert.equal(it.mail.types(), ['call.joined']);
});

test('[W2] the offer that waits is replaced by a newer one, with its candidates', async () => {
  const { waiting, host } = makeRig();
  const it = await waiting();
  await it.signal('old');
  await it.renew(2);
  await it.signal('late', 1);
  await it.signal('new', 2);
  const desk = host();
  await desk.start(it.number);
  const offered = desk.mail.last('leg.offered');
  assert.is(offered.try, 2);
  assert.is(offered.offer.sdp, `offer of ${it.leg} 2`);
  assert.equal(offered.candidates, [candidate('new')]);
  assert.is(offered.number, it.number);
});

test('[N2] nothing of the call’s id comes from the number', async () => {
  const calls = new Set<string>();
  const { waiting, host } = makeRig();
  for (let count = 0; count < 3; count += 1) {
    const it = await waiting();
    const desk = host();
    await desk.start(it.number);
    const { call } = desk.mail.last('call.started');
    assert.match(call, /^[\w-]{22}$/);
    calls.add(call);
  }
  assert.is(calls.size, 3);
});

test('[N4] two hosts at the same instant: exactly one gets the guest', async () => {
  const { waiting, host } = makeRig();
  const it = await waiting();
  const hosts = [host(), host()];
  await Promise.all(hosts.map((desk) => desk.start(it.number)));
  const outcomes = hosts.map(({ mail }) => mail.types().slice(1).join(', '));
  assert.equal(outcomes.sort(), ['call.started, leg.offered', 'error number-taken']);
});

test('[N4] the claim of one number retires the guest’s other numbers that start calls', async () => {
  const { waiting, host, makeToken } = makeRig();
  const token = makeToken();
  const first = await waiting('call', { token });
  const second = await waiting('call', { token });
  const support = await waiting('support', { token });
  for (const { mail } of [first, second, support]) mail.take();
  const desk = host();
  await desk.start(first.number);
  assert.equal(second.mail.types(), ['number.ended']);
  assert.equal(support.mail.types(), []);
  desk.mail.take();
  const other = host();
  await other.start(second.number);
  assert.equal(other.mail.types(), ['welcome', 'error number-ended']);
});

test('[N6] a support number does not start a call, a call number adds no page', async () => {
  const { waiting, host, inCall } = makeRig();
  const support = await waiting('support');
  const other = await waiting();
  const { desk, call } = await inCall();
  await desk.start(support.number);
  await desk.add(call, other.number);
  assert.equal(desk.mail.types(), ['error number-is-support', 'error number-is-call']);
  const later = host();
  await later.start(other.number);
  await desk.add(call, support.number);
  assert.equal(later.mail.types(), ['welcome', 'call.started', 'leg.offered']);
  assert.equal(desk.mail.types(), ['page.added', 'leg.offered']);
});

test('[N6] a page is added to its call, with its number and its site', async () => {
  const { waiting, inCall } = makeRig();
  const { desk, call } = await inCall();
  const page = await waiting('support', { origin: 'https://bank.example' });
  page.mail.take();
  await desk.add(call, page.number);
  assert.equal(desk.mail.last('page.added').site, 'https://bank.example');
  assert.is(desk.mail.last('leg.offered').number, page.number);
  assert.is(page.mail.last('call.joined').call, call);
});

test('[C5] a call takes only so many pages by number', async () => {
  const { waiting, inCall } = makeRig();
  const { desk, call } = await inCall();
  for (let count = 1; count < KEYS_PER_CALL; count += 1) {
    const page = await waiting('support');
    await desk.add(call, page.number);
    await page.lose();
  }
  desk.mail.take();
  const page = await waiting('support');
  await desk.add(call, page.number);
  assert.equal(desk.mail.types(), ['error too-many-pages']);
});

test('[C5] a guest’s page of one call cannot be added to another', async () => {
  const { waiting, inCall, makeToken } = makeRig();
  const token = makeToken();
  const first = await waiting('support', { token });
  const second = await waiting('support', { token });
  const one = await inCall();
  const two = await inCall();
  await one.desk.add(one.call, first.number);
  await two.desk.add(two.call, second.number);
  assert.equal(two.desk.mail.types(), ['error number-taken']);
  one.desk.mail.take();
  await one.desk.add(one.call, second.number);
  assert.equal(one.desk.mail.types(), ['page.added', 'leg.offered']);
});

// The host's socket went between the claim and `call.started`: the console asked again and heard that
// somebody else had taken the number, while its guest waited in a call that nobody knew.
test('[N4, C2] the session that claimed a number hears of its call when it asks again', async () => {
  const { waiting, host } = makeRig();
  const it = await waiting();
  const lost = host();
  await lost.start(it.number);
  const { call } = lost.mail.last('call.started');
  await lost.lose();
  const again = host({ sid: lost.sid });
  await again.start(it.number);
  const [, started, ...more] = again.mail.take();
  const { number } = it;
  const site = 'https://shop.example';
  assert.equal(started, { type: 'call.started', call, number, page: 'target', site });
  assert.equal(
    more.map(({ type }) => type),
    ['leg.offered'],
  );
  await again.signal(call, it.leg);
  assert.is(it.mail.last('signal').type, 'signal', 'the call is at its new socket');
  const stranger = host();
  await stranger.start(number);
  assert.equal(stranger.mail.types(), ['welcome', 'error number-taken'], 'nobody else');
});

test('[N4, C2] a page that was added is told once more; for anything else its number is taken', async () => {
  const { waiting, host, inCall } = makeRig();
  const { caller, desk, call } = await inCall();
  const page = await waiting('support');
  await desk.add(call, page.number);
  await desk.lose();
  const again = host({ sid: desk.sid });
  await again.resume(call);
  again.mail.take();
  await again.add(call, page.number);
  assert.equal(again.mail.types(), ['page.added', 'leg.offered', 'leg.offered']);
  const other = await waiting();
  await again.start(other.number);
  const second = again.mail.last('call.started').call;
  again.mail.take();
  await again.start(page.number);
  await again.add(call, caller.number);
  await again.add(second, page.number);
  assert.equal(again.mail.types(), Array<string>(3).fill('error number-taken'));
  await again.end(call);
  again.mail.take();
  await again.start(caller.number);
  assert.equal(again.mail.types(), ['error number-taken'], 'no call that has ended');
});

// What a session claimed once must not be remembered longer than the number is: it is drawn again
// for somebody else, whom another host may claim.
test('[N4, N5] a number that is drawn again no longer leads to its former call', async () => {
  const { waiting, inCall, host, advance, ledger, guest } = makeRig();
  const { caller, desk } = await inCall();
  const asked = { kind: 'call', page: 'target', site: null, rejoin: '' } as const;
  for (let count = 1; count < NUMBER_SPACE; count += 1) await ledger.issue(asked);
  await advance(REST);
  const next = await waiting();
  assert.is(next.number, caller.number, 'the only one that is free');
  await next.lose();
  const other = host();
  await other.start(next.number);
  await desk.start(next.number);
  assert.equal(desk.mail.types(), ['error number-taken'], 'held for another');
  await guest({ token: next.token }).resume(next.number);
  await desk.start(next.number);
  assert.equal(desk.mail.types(), ['error number-taken'], 'claimed by another');
});

test.run();
