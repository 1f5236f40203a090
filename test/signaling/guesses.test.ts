/** Who may ask, look and guess, and how often (N8, N9, W5). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CANDIDATES_PER_OFFER } from '../../src/protocol/index.js';
import { OWN_ORIGIN, TTL, makeRig } from './support/rig.js';

test('[W5] candidates that wait with an offer are limited', async () => {
  const { waiting } = makeRig();
  const it = await waiting();
  it.mail.take();
  for (let count = 0; count <= CANDIDATES_PER_OFFER; count += 1) await it.signal(`${count}`);
  assert.equal(it.mail.types(), ['error too-many-candidates']);
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
