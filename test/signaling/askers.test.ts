/** Who asks: addresses behind proxies, origins, and how often they may. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Counters } from '../../signaling/counters.js';
import { DEFAULT_LIMITS } from '../../signaling/limits.js';
import { makeLog } from '../../signaling/log.js';
import { Bucket, Rate } from '../../signaling/rates.js';
import { addressOf, forwarded, limitKey, masked } from '../../signaling/sockets/addresses.js';
import { SocketLine, type Wire } from '../../signaling/sockets/line.js';
import { originMatches, ownOrigin, parseOriginPattern } from '../../signaling/sockets/origins.js';
import { parseGuestToService } from '../../src/protocol/index.js';
import { fakeClock } from '../support/clock.js';

const asker = (remoteAddress: string, seen?: string) => ({
  headers: { ...(seen !== undefined && { 'x-forwarded-for': seen }) },
  socket: { remoteAddress },
});

test('[N9] the address is the socket’s, whatever the client claims, unless proxies are trusted', () => {
  assert.is(addressOf(asker('192.0.2.1', '6.6.6.6'), 0), '192.0.2.1');
  assert.is(addressOf(asker('10.0.0.1', '6.6.6.6, 192.0.2.1'), 1), '192.0.2.1');
  assert.is(addressOf(asker('10.0.0.1', '6.6.6.6, 192.0.2.1, 10.0.0.2'), 2), '192.0.2.1');
  assert.is(addressOf(asker('10.0.0.1', '192.0.2.1'), 2), '192.0.2.1', 'a proxy short');
  assert.is(addressOf(asker('10.0.0.1'), 1), '10.0.0.1', 'past the proxy');
  assert.is(addressOf(asker('::ffff:192.0.2.1'), 0), '192.0.2.1');
  assert.is(addressOf(asker('fe80::1%eth0'), 0), 'fe80::1');
});

test('[N9] an IPv6 /64 is one address for limits', () => {
  assert.is(limitKey('192.0.2.1'), '192.0.2.1');
  assert.is(limitKey('2001:db8::1'), '2001:db8:0:0::/64');
  assert.is(limitKey('2001:db8:0:0:ffff:1:2:3'), limitKey('2001:0db8::1'));
  assert.is.not(limitKey('2001:db8:0:1::1'), limitKey('2001:db8::1'));
  assert.is(limitKey('::1'), '0:0:0:0::/64');
  assert.is(limitKey('what is this'), 'what is this');
});

test('[W5] logs show no full address', () => {
  assert.is(masked('192.0.2.77'), '192.0.2.0/24');
  assert.is(masked('2001:db8:1:2::77'), '2001:db8:1::/48');
  assert.is(masked('what is this'), '');
});

test('[W5] a name that anybody could lead here is not the service’s own', () => {
  const direct = { publicUrl: undefined, trustProxy: 0 };
  const at = (host: string, settings = direct, socket = {}) =>
    ownOrigin({ headers: { host }, socket }, settings);
  for (const host of ['127.0.0.1:8080', 'localhost:8080', 'misete.localhost', '[::1]:8080']) {
    assert.is(at(host), `http://${host}`);
  }
  for (const host of [
    'rebound.example:8080',
    'localhost.example',
    'notlocalhost',
    'office.local',
  ]) {
    assert.is(at(host), undefined, host);
  }
  const office = 'office.local:8080';
  assert.is(
    at(office, direct, { encrypted: true }),
    `https://${office}`,
    'its certificate says so',
  );
  assert.is(at(office, { ...direct, trustProxy: 1 }), `http://${office}`, 'its proxy says so');
});

test('[W5] the own origin comes from the public URL, the trusted proxy, or the request', () => {
  const request = (headers: Record<string, string>) => ({ headers });
  const direct = { publicUrl: undefined, trustProxy: 0 };
  const host = { host: '192.0.2.7:8080' };
  assert.is(ownOrigin(request(host), direct), 'http://192.0.2.7:8080');
  const proxied = { ...host, 'x-forwarded-proto': 'https', 'x-forwarded-host': 'b.example' };
  assert.is(ownOrigin(request(proxied), direct), 'http://192.0.2.7:8080');
  assert.is(ownOrigin(request(proxied), { ...direct, trustProxy: 1 }), 'https://b.example');
  const publicUrl = 'https://c.example';
  assert.is(ownOrigin(request(proxied), { publicUrl, trustProxy: 1 }), publicUrl);
  assert.is(ownOrigin(request({}), direct), undefined);
  assert.is(ownOrigin(request({ host: 'a.example/x' }), direct), undefined);
  assert.is(ownOrigin(request({ host: 'a.example;img-src' }), direct), undefined);
  const ipv6 = request({ host: '[::1]:8080' });
  assert.is(ownOrigin(ipv6, direct), 'http://[::1]:8080');
  const twice = request({ 'x-forwarded-proto': 'gopher, https, http' });
  assert.is(forwarded(twice, 'x-forwarded-proto', 2), 'https', 'the outermost trusted one’s');
});

test('[W5] a listed origin matches whole: scheme, host and port', () => {
  const matches = (listed: string, origin: string): boolean => {
    const pattern = parseOriginPattern(listed);
    return pattern !== undefined && originMatches(pattern, origin);
  };
  assert.ok(matches('https://shop.example', 'https://shop.example'));
  assert.ok(matches('https://shop.example:443', 'https://shop.example'));
  assert.ok(matches('https://*.shop.example', 'https://a.b.shop.example'));
  for (const [listed, origin] of [
    ['https://shop.example', 'http://shop.example'],
    ['https://shop.example', 'https://shop.example:8443'],
    ['https://shop.example', 'https://shop.example.evil.example'],
    ['https://*.shop.example', 'https://shop.example'],
    ['https://*.shop.example', 'https://evilshop.example'],
    ['https://*.shop.example', 'https://a.shop.example:8443'],
    ['https://*.shop.example', 'null'],
  ] as const) {
    assert.not(matches(listed, origin), `${listed} is not ${origin}`);
  }
});

test('[N8] no span of the rate’s length holds more than it allows', () => {
  const clock = fakeClock();
  const rate = new Rate(clock, 3, 1000);
  const counted: number[] = [];
  for (let tick = 0; tick < 500; tick += 1) {
    if (rate.retryIn('a') === 0) {
      rate.count('a');
      counted.push(clock.now());
    }
    clock.advance(70);
  }
  assert.ok(counted.length > 60);
  for (const time of counted) {
    assert.ok(counted.filter((other) => other > time - 1000 && other <= time).length <= 3);
  }
});

test('[N8] a rate says when to come again, by key, and forgets who stayed away', () => {
  const clock = fakeClock();
  const rate = new Rate(clock, 2, 1000);
  rate.count('a');
  clock.advance(400);
  rate.count('a');
  assert.is(rate.retryIn('a'), 600);
  assert.is(rate.retryIn('b'), 0);
  clock.advance(600);
  assert.is(rate.retryIn('a'), 0);
  clock.advance(1000);
  rate.count('b');
  assert.is(rate.size, 1);
});

test('[W5] a bucket gives its burst at once, then its rate', () => {
  const clock = fakeClock();
  const bucket = new Bucket(clock, 2, 3);
  const take = (times: number) => Array.from({ length: times }, () => bucket.take());
  assert.equal(take(4), [true, true, true, false]);
  clock.advance(500);
  assert.equal(take(2), [true, false]);
  clock.advance(60_000);
  assert.equal(take(4), [true, true, true, false], 'no more than a burst is saved up');
});

// Azure's and some other proxies write the port too: each connection was then an address of its own,
// and no limit by address ever bit.
test('[N9, W5] a port or brackets that a proxy writes are no part of the address', () => {
  for (const [seen, address] of [
    ['192.0.2.1:50000', '192.0.2.1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['[2001:db8::1]:50000', '2001:db8::1'],
    ['2001:db8::1', '2001:db8::1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['unknown', '10.0.0.1'],
    ['_hidden', '10.0.0.1'],
    ['192.0.2.1:50000:1', '10.0.0.1'],
  ] as const) {
    assert.is(addressOf(asker('10.0.0.1', seen), 1), address, seen);
  }
});

// Without the cut a reader that sleeps keeps its megabyte until it deigns to answer the close.
test('[W5] who reads too slowly is closed by name and cut off', () => {
  const done: string[] = [];
  const wire: Wire = {
    bufferedAmount: DEFAULT_LIMITS.waitingBytes + 1,
    send: () => void done.push('send'),
    close: (_code, reason) => void done.push(reason),
    terminate: () => void done.push('terminate'),
    ping: () => undefined,
  };
  const counters = new Counters();
  const parts = { clock: fakeClock(), limits: DEFAULT_LIMITS, counters, log: makeLog('silent') };
  const deaf = { parse: parseGuestToService, said: () => undefined, lost: () => undefined };
  const line = new SocketLine(1, wire, deaf, parts);
  line.send({ type: 'error', error: 'out-of-order' });
  assert.equal(done, ['send', 'too-slow', 'terminate']);
});

test.run();
