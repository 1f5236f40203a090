/** From a number to a call: issued, waited at, claimed, held, and what everybody is told. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CANDIDATES_PER_OFFER, KEYS_PER_CALL, NUMBER_SPACE } from '../../src/protocol/index.js';
import { REST } from '../../signaling/numbers/pool.js';
import { OWN_ORIGIN, TTL, candidate, makeRig } from './support/rig.js';

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

test('[W5] candidates that wait with an offer are limited', async () => {
  const { waiting } = makeRig();
  const it = await waiting();
  it.mail.take();
  for (let count = 0; count <= CANDIDATES_PER_OFFER; count += 1) await it.signal(`${count}`);
  assert.equal(it.mail.types(), ['error too-many-candidates']);
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

test('[W5] only the service’s own page may be the connection page', async () => {
  const { guest, makeToken, randomId } = makeRig();
  const it = guest({ origin: 'https://evil.example' });
  const offer = { type: 'offer', sdp: 'offer' } as const;
  const arrival = { page: 'connection', leg: randomId(), try: 1, offer } as const;
  const token = makeToken();
  await it.say({ type: 'number.request', kind: 'call', rejoin: token, ...arrival });
  await it.say({ type: 'number.resume', number: '1234', token, ...arrival });
  await it.say({ type: 'leg.join', token, ...arrival });
  assert.equal(it.mail.types(), ['welcome', ...Array<string>(3).fill('error page-refused')]);
  const own = guest({ origin: OWN_ORIGIN });
  await own.ask();
  assert.equal(own.mail.types(), ['welcome', 'number.issued']);
});

test('[N8] looking up says kind, page and site, and consumes nothing', async () => {
  const { waiting, host } = makeRig();
  const it = await waiting();
  const desk = host();
  await desk.look(it.number);
  await desk.look(it.number);
  assert.equal(desk.mail.take().at(-1), {
    type: 'number.found',
    number: it.number,
    kind: 'call',
    page: 'target',
    site: 'https://shop.example',
    waiting: true,
    waited: 0,
    expiresIn: TTL,
  });
  await desk.start(it.number);
  assert.equal(desk.mail.types(), ['call.started', 'leg.offered']);
});

test('[N8] wrong guesses are limited by session, however often it connects', async () => {
  const { waiting, host, advance, counters } = makeRig();
  const it = await waiting();
  const wrong = it.number === '0000' ? '0001' : '0000';
  const desk = host();
  for (let guess = 0; guess < 10; guess += 1) await desk.look(it.number);
  for (let guess = 0; guess < 10; guess += 1) await desk.look(wrong);
  const again = host({ sid: desk.sid });
  for (const ask of [again.look, again.start]) await ask(it.number);
  const [, first, second] = again.mail.take();
  assert.equal(first, second && { ...second, about: 'number.look' });
  assert.equal(first, {
    type: 'error',
    error: 'too-many-guesses',
    about: 'number.look',
    number: it.number,
    retryIn: 60_000,
  });
  assert.is(counters.of('guess.wrong'), 10);
  const other = host();
  await other.look(it.number);
  assert.equal(other.mail.types(), ['welcome', 'number.found'], 'another session goes on');
  await advance(60_000);
  await again.look(it.number);
  assert.equal(again.mail.types(), ['number.found']);
});

test('[N8] wrong guesses are limited by address and by host key, over all sessions', async () => {
  const byAddress = makeRig({ limits: { guessesPerAddress: 2, guessesPerKey: 100 } });
  for (let guess = 0; guess < 2; guess += 1) await byAddress.host().look('0000');
  const here = byAddress.host();
  await here.look('0000');
  assert.equal(here.mail.types(), ['welcome', 'error too-many-guesses']);
  const elsewhere = byAddress.host({ address: '203.0.113.9' });
  await elsewhere.look('0000');
  assert.equal(elsewhere.mail.types(), ['welcome', 'error number-unknown']);

  const byKey = makeRig({ limits: { guessesPerKey: 2 } });
  for (const address of ['192.0.2.1', '192.0.2.2']) await byKey.host({ address }).start('0000');
  const third = byKey.host({ address: '192.0.2.3' });
  await third.start('0000');
  assert.equal(third.mail.types(), ['welcome', 'error too-many-guesses']);
});

test('[N9] numbers are limited by socket and by address', async () => {
  const { guest, advance } = makeRig({ limits: { numberInterval: 3000, numbersPerAddress: 3 } });
  const it = guest();
  await it.ask();
  await advance(1000);
  await it.ask();
  assert.equal(it.mail.take().at(-1), {
    type: 'error',
    error: 'too-many-numbers',
    about: 'number.request',
    retryIn: 2000,
  });
  await guest().ask();
  await guest().ask();
  const fourth = guest();
  await fourth.ask();
  assert.equal(fourth.mail.types(), ['welcome', 'error too-many-numbers']);
  const elsewhere = guest({ address: '192.0.2.99' });
  await elsewhere.ask();
  assert.equal(elsewhere.mail.types(), ['welcome', 'number.issued']);
  await advance(60_000);
  await fourth.ask();
  assert.equal(fourth.mail.types(), ['number.issued']);
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

// Guesses were limited for looking and starting; adding a page was a way past the limit.
test('[N8] who guessed too often may not add a page either', async () => {
  const { waiting, inCall, ledger } = makeRig();
  const page = await waiting('support');
  const wrong = page.number === '0000' ? '0001' : '0000';
  const { desk, call, caller } = await inCall();
  assert.is.not(caller.number, wrong);
  for (let guess = 0; guess < 10; guess += 1) await desk.look(wrong);
  desk.mail.take();
  await desk.add(call, page.number);
  assert.equal(desk.mail.types(), ['error too-many-guesses']);
  assert.is((await ledger.look(page.number)).at, 'living');
});

test.run();
