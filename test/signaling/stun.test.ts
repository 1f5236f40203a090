/** The service's own STUN, asked over real UDP. */
import { createSocket } from 'node:dgram';
import { randomBytes } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SetupError, parseConfig } from '../../signaling/config.js';
import { Counters } from '../../signaling/counters.js';
import { DEFAULT_LIMITS, type Limits } from '../../signaling/limits.js';
import { makeLog } from '../../signaling/log.js';
import { type StunSettings, openStun } from '../../signaling/stun.js';
import { fakeClock } from '../support/clock.js';
import { callOver, cookieOf, hostSocket, knock, serve, signIn } from './support/real.js';

const BINDING = 0x0001;
const ALLOCATE = 0x0003;
const SUCCESS = 0x0101;
const COOKIE = 0x2112a442;
const XOR_MAPPED_ADDRESS = 0x0020;

const start = async (limits: Partial<Limits> = {}, settings: Partial<StunSettings> = {}) => {
  const counters = new Counters();
  const clock = fakeClock();
  const own = await openStun(
    { port: 0, hosts: ['127.0.0.1'], ...settings },
    { clock, counters, limits: { ...DEFAULT_LIMITS, ...limits }, log: makeLog('silent') },
  );
  return { ...own, clock, counters };
};

const requestOf = (type: number): Buffer => {
  const request = Buffer.alloc(20);
  request.writeUInt16BE(type, 0);
  request.writeUInt32BE(COOKIE, 4);
  randomBytes(12).copy(request, 8);
  return request;
};

/** A browser's socket: says something, and keeps what comes. */
const talk = (port: number, address = '127.0.0.1') => {
  const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4');
  const got: Buffer[] = [];
  let wake: () => void = () => undefined;
  socket.on('message', (data) => {
    got.push(data);
    wake();
  });
  return {
    say: (data: Buffer) =>
      new Promise<void>((resolve) => {
        socket.send(data, port, address, () => {
          resolve();
        });
      }),
    next: async (): Promise<Buffer> => {
      while (got.length === 0) await new Promise<void>((resolve) => (wake = resolve));
      return got.shift() ?? Buffer.alloc(0);
    },
    port: () => socket.address().port,
    end: () => void socket.close(),
  };
};

/** RFC 8489 section 14.2, for IPv4. */
const mappedIn = (answer: Buffer): { address: string; port: number } => {
  assert.is(answer.readUInt16BE(20), XOR_MAPPED_ADDRESS);
  assert.is(answer.readUInt8(25), 1, 'IPv4');
  const port = answer.readUInt16BE(26) ^ (COOKIE >>> 16);
  const key = Buffer.alloc(4);
  key.writeUInt32BE(COOKIE);
  const address = [...answer.subarray(28, 32)].map((byte, at) => byte ^ (key[at] ?? 0)).join('.');
  return { address, port };
};

test('a binding request is answered with the address that it came from', async () => {
  const own = await start();
  const browser = talk(own.port);
  const request = requestOf(BINDING);
  await browser.say(request);
  const answer = await browser.next();
  assert.is(answer.readUInt16BE(0), SUCCESS);
  assert.equal(answer.subarray(4, 20), request.subarray(4, 20), 'the same transaction');
  assert.equal(mappedIn(answer), { address: '127.0.0.1', port: browser.port() });
  assert.is(own.counters.of('stun.answered'), 1);
  browser.end();
  await own.close();
});

test('on all addresses a browser with IPv4 reads its IPv4 address', async () => {
  const own = await start({}, { hosts: ['::', '0.0.0.0'] });
  const browser = talk(own.port);
  await browser.say(requestOf(BINDING));
  assert.is(mappedIn(await browser.next()).address, '127.0.0.1');
  browser.end();
  await own.close();
});

// Whoever forges an address could otherwise turn us against it.
test('[W5] an address gets so many answers a second, and all addresses together', async () => {
  for (const limits of [{ stunPerAddress: 3 }, { stun: 3 }]) {
    const own = await start(limits);
    const browser = talk(own.port);
    for (let asked = 0; asked < 5; asked += 1) await browser.say(requestOf(BINDING));
    for (let answered = 0; answered < 3; answered += 1) await browser.next();
    const dealtWith = (): number =>
      own.counters.of('stun.answered') + own.counters.of('stun.too-many');
    while (dealtWith() < 5) await new Promise(setImmediate);
    assert.is(own.counters.of('stun.too-many'), 2);
    own.clock.advance(1_001);
    await browser.say(requestOf(BINDING));
    await browser.next();
    assert.is(own.counters.of('stun.answered'), 4);
    browser.end();
    await own.close();
  }
});

test('junk, damaged requests and other kinds of requests get no answer and do no harm', async () => {
  const own = await start();
  const browser = talk(own.port);
  const long = requestOf(BINDING);
  long.writeUInt16BE(400, 2);
  const odd = Buffer.concat([requestOf(BINDING), Buffer.from([0, 1, 0, 200, 1])]);
  odd.writeUInt16BE(5, 2);
  const junk = [Buffer.alloc(0), Buffer.from('hello'), randomBytes(900), long, odd];
  for (const data of [...junk, requestOf(ALLOCATE), requestOf(0x0011), requestOf(SUCCESS)]) {
    await browser.say(data);
  }
  const last = requestOf(BINDING);
  await browser.say(last);
  const answer = await browser.next();
  assert.equal(answer.subarray(8, 20), last.subarray(8, 20), 'the first answer is to the last');
  browser.end();
  await own.close();
});

test('[W2] guest and host are told of it under the name that each has reached the service by', async () => {
  const service = await serve({ env: { MISETE_STUN_PORT: '0' } });
  const { origin } = service;
  const cookie = cookieOf(await signIn(service));
  const guest = await knock(service, '/ws/guest', { origin }).next('welcome');
  const host = await knock(service, '/ws/host', { origin, headers: { cookie } }).next('welcome');
  const url = guest.ice[0]?.urls[0] ?? '';
  assert.match(url, /^stun:127\.0\.0\.1:\d+$/);
  assert.equal(host.ice, guest.ice);
  const named = knock(service, '/ws/guest', { origin, headers: { host: 'desk.example:8443' } });
  const { ice } = await named.next('welcome');
  assert.is(ice[0]?.urls[0], url.replace('127.0.0.1', 'desk.example'));
  const browser = talk(Number(url.split(':').at(-1)));
  await browser.say(requestOf(BINDING));
  await browser.next();
  browser.end();
  await hostSocket(service, cookie);
  await callOver(service);
  await service.stop();
});

test('behind a proxy it is the public name, and all addresses of the machine', async () => {
  const { ownStun } = parseConfig({ MISETE_PUBLIC_URL: 'https://support.example' });
  assert.equal(ownStun, { port: 3478, hosts: ['::', '0.0.0.0'], asked: false });
  const env = { MISETE_STUN_PORT: '0', MISETE_PUBLIC_URL: 'https://support.example' };
  const service = await serve({ env });
  const guest = knock(service, '/ws/guest', { origin: 'https://support.example' });
  const { ice } = await guest.next('welcome');
  assert.match(ice[0]?.urls[0] ?? '', /^stun:support\.example:\d+$/);
  await service.stop();
});

// On a machine with several public addresses the answer left by another one than had been asked, and
// browsers dropped it.
test('it is bound to the address that it is given, whatever the pages come by', () => {
  const env = { MISETE_PUBLIC_URL: 'https://support.example', MISETE_STUN_HOST: '203.0.113.5' };
  assert.equal(parseConfig(env).ownStun?.hosts, ['203.0.113.5']);
  assert.throws(
    () => parseConfig({ MISETE_STUN_HOST: 'support.example' }),
    (error: unknown) => error instanceof SetupError && error.message.includes('MISETE_STUN_HOST'),
  );
});

test('it is off when told so, and where other servers are named that do the same', () => {
  const own = (env: Record<string, string>) => parseConfig(env).ownStun;
  const turn = { MISETE_TURN_URLS: 'turn:a.example', MISETE_TURN_SECRET: 's' };
  assert.is(own({ MISETE_STUN_PORT: 'off' }), undefined);
  assert.is(own({ MISETE_STUN_URLS: 'stun:a.example' }), undefined);
  assert.is(own(turn), undefined);
  assert.equal(own({ ...turn, MISETE_STUN_PORT: '3479', HOST: '192.0.2.1' }), {
    port: 3479,
    hosts: ['192.0.2.1'],
    asked: true,
  });
  for (const value of ['on', '-1', '65536', '3478 ']) {
    const given = { MISETE_STUN_PORT: value };
    if (value.trim() === '3478') assert.ok(own(given));
    else
      assert.throws(
        () => own(given),
        (error: unknown) => error instanceof SetupError,
      );
  }
});

test('a port that is taken stops the start only where it was asked for', async () => {
  const taken = createSocket('udp4');
  await new Promise<void>((resolve) => taken.bind(0, '127.0.0.1', resolve));
  const { port } = taken.address();
  try {
    await serve({ env: { MISETE_STUN_PORT: String(port) } });
    assert.unreachable();
  } catch (error) {
    assert.instance(error, SetupError);
    assert.match((error as Error).message, `MISETE_STUN_PORT: UDP ${port} on 127.0.0.1 is taken`);
  }
  taken.close();
});

test.run();
