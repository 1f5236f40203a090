/** Sockets as they are: who may come in, and that bad input harms nobody else's call. */
import { connect } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Log, makeLog } from '../../signaling/log.js';
import { CLOSE_CODES, SUBPROTOCOL } from '../../src/protocol/index.js';
import {
  type GuestClient,
  type RealService,
  type SocketOptions,
  callOver,
  callWorks,
  cookieOf,
  guestSocket,
  hostSocket,
  knock,
  randomOf,
  request,
  serve,
  signIn,
} from './support/real.js';

type Call = Awaited<ReturnType<typeof callOver>>;

const door = suite('door');

const withService = async (
  env: Record<string, string>,
  check: (service: RealService) => Promise<void>,
  log?: Log,
): Promise<void> => {
  const service = await serve({ env, ...(log !== undefined && { log }) });
  try {
    await check(service);
  } finally {
    await service.stop();
  }
};

const refusedWith = async (
  service: RealService,
  path: string,
  options: SocketOptions,
): Promise<number> => knock(service, path, options).closed();

door('[W1] a guest and a host meet over the version that both speak', async () => {
  await withService({}, async (service) => {
    const call = await callOver(service);
    assert.is(call.guest.protocol, 'misete.v1');
    await callWorks(call);
    call.host.send({ type: 'call.end', call: call.call, reason: 'host-ended' });
    assert.is((await call.guest.next('call.ended')).reason, 'host-ended');
    await call.host.next('call.ended');
  });
});

door('[W1] an unknown version is closed by name, in a way that a browser shows', async () => {
  await withService({}, async (service) => {
    for (const protocols of [['misete.v9'], []]) {
      const client = knock(service, '/ws/guest', { origin: service.origin, protocols });
      assert.is(await client.closed(), CLOSE_CODES['version-unknown']);
      assert.is(client.protocol, protocols[0] ?? '', 'a browser wants one that it offered');
    }
    const both = knock(service, '/ws/guest', { protocols: ['misete.v2', 'misete.v1'] });
    await both.next('welcome');
    assert.is(service.counters.of('socket.version-unknown'), 2);
  });
});

door(
  '[W5] a guest comes from a listed origin or the service’s own, and from no other',
  async () => {
    const env = { MISETE_TARGET_ORIGINS: 'https://shop.example, https://*.bank.example' };
    await withService(env, async (service) => {
      for (const origin of ['https://shop.example', 'https://a.bank.example', service.origin]) {
        await (await guestSocket(service, { origin })).leave();
      }
      const others = [
        'https://bank.example',
        'http://shop.example',
        'https://shop.example:444',
        'null',
      ];
      for (const origin of [...others, undefined]) {
        const options = origin === undefined ? {} : { origin };
        assert.is(await refusedWith(service, '/ws/guest', options), CLOSE_CODES['origin-refused']);
      }
    });
  },
);

door('[W5] without a list any origin may embed, and the host hears which it is', async () => {
  await withService({}, async (service) => {
    const host = await hostSocket(service, cookieOf(await signIn(service)));
    for (const [origin, site] of [
      ['https://any.example', 'https://any.example'],
      ['null', null],
    ] as const) {
      const guest = await guestSocket(service, { origin });
      guest.send(request());
      const { number } = await guest.next('number.issued');
      host.send({ type: 'number.look', number });
      assert.is((await host.next('number.found')).site, site);
    }
  });
});

door('[W5] a host’s socket needs the service’s own origin and a session', async () => {
  await withService({}, async (service) => {
    const cookie = cookieOf(await signIn(service));
    const { origin } = service;
    const path = '/ws/host';
    const at = (options: SocketOptions) => refusedWith(service, path, options);
    assert.is(await at({ origin: 'https://evil.example', headers: { cookie } }), 4006);
    assert.is(await at({ headers: { cookie } }), 4006, 'no origin');
    assert.is(await at({ origin }), CLOSE_CODES['signed-out']);
    assert.is(await at({ origin, headers: { cookie: `${cookie}x` } }), 4007);
    await hostSocket(service, cookie);
  });
});

door('[W5] a site whose name leads to this machine is not the service', async () => {
  await withService({}, async (service) => {
    const cookie = cookieOf(await signIn(service));
    const host = new URL(service.origin).host.replace(/^[^:]+/, 'rebound.example');
    const at = (origin: string) =>
      refusedWith(service, '/ws/host', { origin, headers: { host, cookie } });
    assert.is(await at(`http://${host}`), CLOSE_CODES['origin-refused']);
  });
});

// Who opens the console by a name in the office's DNS would find it dead, and nothing in the log.
door('[W5] the operator reads what to set, of a page of ours and not of a stranger’s', async () => {
  const warned: string[] = [];
  const log: Log = {
    debug: () => undefined,
    info: () => undefined,
    error: () => undefined,
    warn: (...said: unknown[]) => void warned.push(String(said.at(-1))),
  };
  await withService(
    {},
    async (service) => {
      const cookie = cookieOf(await signIn(service));
      const host = new URL(service.origin).host.replace(/^[^:]+/, 'console.example');
      const at = (origin: string) =>
        refusedWith(service, '/ws/host', { origin, headers: { host, cookie } });
      await at('https://evil.example');
      assert.equal(warned, []);
      await at(`http://${host}`);
      assert.is(warned.length, 1);
      assert.match(warned[0] ?? '', 'MISETE_PUBLIC_URL');
    },
    log,
  );
});

door('[W5] behind a proxy the own origin is what the trusted proxy says', async () => {
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'support.example' };
  const origin = 'https://support.example';
  await withService({ MISETE_TRUST_PROXY: '1' }, async (service) => {
    const response = await signIn(service, undefined, { ...headers, origin });
    assert.match(response.headers.get('set-cookie') ?? '', /; Secure/);
    const cookie = cookieOf(response);
    const client = knock(service, '/ws/host', { origin, headers: { ...headers, cookie } });
    await client.next('welcome');
  });
  await withService({}, async (service) => {
    const response = await signIn(service, undefined, { ...headers, origin });
    assert.is(response.status, 403, 'an untrusted one says nothing');
  });
  await withService({ MISETE_PUBLIC_URL: origin }, async (service) => {
    const response = await signIn(service, undefined, { origin });
    assert.match(response.headers.get('set-cookie') ?? '', /; Secure/);
    assert.match(response.headers.get('strict-transport-security') ?? '', /max-age/);
  });
});

door('[W5] sockets are limited by address; one that closes makes room', async () => {
  const env = { MISETE_LIMIT_SOCKETS_PER_ADDRESS: '2', MISETE_TRUST_PROXY: '1' };
  await withService(env, async (service) => {
    const from = (address: string) => ({ headers: { 'x-forwarded-for': `6.6.6.6, ${address}` } });
    const first = await guestSocket(service, from('2001:db8::1'));
    await guestSocket(service, from('2001:db8:0:0:ffff::2'));
    const third = await refusedWith(service, '/ws/guest', from('2001:db8::3'));
    assert.is(third, CLOSE_CODES['too-many-sockets'], 'an IPv6 /64 is one address');
    await guestSocket(service, from('2001:db8:0:1::1'));
    await first.leave();
    // The service notices in its own time; it is asked until it has.
    for (;;) {
      const client = knock(service, '/ws/guest', from('2001:db8::4'));
      const letIn = await client.next('welcome').catch(() => undefined);
      if (letIn !== undefined) break;
    }
  });
});

// Refused sockets count in no limit by address: whoever never answered the close kept as many as it
// liked for half a minute each.
door('[W5] a refused socket that does not answer its close is cut off', async () => {
  await withService({ MISETE_TARGET_ORIGINS: 'https://shop.example' }, async (service) => {
    const before = service.clock.pending();
    const raw = connect(service.port, '127.0.0.1');
    const gone = new Promise<void>((resolve) => raw.once('close', () => resolve()));
    raw.write(
      'GET /ws/guest HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n' +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n' +
        `Sec-WebSocket-Protocol: ${SUBPROTOCOL}\r\nOrigin: https://evil.example\r\n\r\n`,
    );
    let read = '';
    await new Promise<void>((resolve) => {
      raw.on('data', (data) => {
        read += data.toString('latin1');
        if (read.includes('origin-refused')) resolve();
      });
    });
    assert.is(service.clock.pending(), before + 1, 'its time runs');
    service.clock.advance(2000);
    await gone;
  });
});

door('[W5] any other path is no socket, and a broken handshake ends by itself', async () => {
  await withService({}, async (service) => {
    assert.is(await refusedWith(service, '/ws/other', {}), 1006);
    assert.is(await refusedWith(service, '/ws/guest/', {}), 1006);
    await guestSocket(service);
  });
});

door('[W5] a socket that does not answer pings is cut off', async () => {
  await withService({}, async (service) => {
    const call = await callOver(service);
    call.guest.sleep();
    service.clock.advance(20_000);
    // The host's pong has come back when its next message has.
    call.host.send({ type: 'number.look', number: '0000' });
    await call.host.next('error');
    service.clock.advance(20_000);
    assert.is((await call.host.next('leg.away')).leg, call.leg);
    assert.is(service.counters.of('socket.silent'), 1);
  });
});

door('[W5] an idle guest is closed by name', async () => {
  await withService({}, async (service) => {
    const guest = await guestSocket(service);
    service.clock.advance(30_000);
    assert.is(await guest.closed(), CLOSE_CODES.idle);
    assert.is(service.counters.of('socket.idle'), 1);
  });
});

door('[W5] who stops reading is cut off before it costs memory', async () => {
  const env = { MISETE_LIMIT_WAITING_BYTES: '200000', MISETE_LIMIT_MESSAGE_BURST: '1000000' };
  await withService(env, async (service) => {
    const call = await callOver(service);
    call.guest.sleep();
    const { host, leg } = call;
    const signal = { type: 'answer', sdp: 'x'.repeat(16 * 1024) } as const;
    for (;;) {
      host.send({ type: 'signal', call: call.call, leg, try: 1, signal });
      host.send({ type: 'hold.release', number: '0000' });
      if ((await host.message()).type === 'leg.away') break;
    }
    assert.is(service.counters.of('socket.too-slow'), 1);
  });
});

door('[W5] a stop is told to everybody by its code', async () => {
  const service = await serve();
  const call = await callOver(service);
  const [guest, host] = [call.guest.closed(), call.host.closed()];
  await service.stop();
  assert.is(await guest, CLOSE_CODES.stopping);
  assert.is(await host, CLOSE_CODES.stopping);
});

const input = suite('bad input');

/** Does something bad on a socket of its own beside a call, and shows that the call goes on. */
const besideACall = (
  title: string,
  check: (bad: GuestClient, service: RealService, call: Call) => Promise<void>,
  env: Record<string, string> = {},
): void => {
  input(title, async () => {
    await withService(env, async (service) => {
      const call = await callOver(service);
      await check(await guestSocket(service), service, call);
      await callWorks(call);
      assert.equal(call.guest.unread(), []);
      assert.equal(call.host.unread(), []);
    });
  });
};

besideACall('[W5] what is no JSON, no object or of no type is named, then cut off', async (bad) => {
  for (const text of ['', '{', '[]', '{"type":7}']) {
    bad.sendRaw(text);
    assert.is((await bad.next('error')).error, 'bad-message');
  }
  bad.sendRaw('null');
  await bad.next('error');
  assert.is(await bad.closed(), CLOSE_CODES['bad-message']);
});

besideACall('[W5] a wrong field is named, and nothing is done', async (bad, service) => {
  const wrong = { ...request(), offer: { type: 'offer', sdp: 'x'.repeat(16 * 1024 + 1) } };
  bad.sendRaw(JSON.stringify(wrong));
  const { about, at, error } = await bad.next('error');
  assert.equal([about, at, error], ['number.request', 'offer.sdp', 'bad-message']);
  assert.is(service.counters.of('number.issued'), 1, 'the call’s alone');
});

besideACall('[W1] an unknown message is named, unknown keys are ignored', async (bad) => {
  for (let count = 0; count < 8; count += 1) {
    bad.sendRaw('{"type":"number.steal"}');
    const { error, about } = await bad.next('error');
    assert.equal([error, about], ['unknown-message', 'number.steal']);
  }
  bad.sendRaw('{"type":"__proto__"}');
  assert.is((await bad.next('error')).error, 'unknown-message');
  bad.sendRaw(JSON.stringify({ ...request(), colour: 'red' }));
  await bad.next('number.issued');
});

besideACall('[W5] a message that is too large closes its socket', async (bad, service) => {
  bad.sendRaw('x'.repeat(32 * 1024 + 1));
  assert.is(await bad.closed(), CLOSE_CODES['too-large']);
  assert.is(service.counters.of('socket.too-large'), 1);
});

besideACall('[W5] a binary message closes its socket', async (bad) => {
  bad.sendRaw(Buffer.from('{}'));
  assert.is(await bad.closed(), CLOSE_CODES['bad-message']);
});

besideACall('[W5] too many messages close the socket', async (bad) => {
  for (let count = 0; count < 61; count += 1) bad.sendRaw('{"type":"x"}');
  for (let count = 0; count < 60; count += 1) await bad.next('error');
  assert.is(await bad.closed(), CLOSE_CODES['too-many-messages']);
});

besideACall('[W5] frames that break the WebSocket protocol end their socket only', async (bad) => {
  bad.sendText(Buffer.from([0xc3, 0x28]));
  assert.is(await bad.closed(), 1007, 'no UTF-8');
});

besideACall(
  '[C5] a stranger’s token, number or leg reaches nothing',
  async (bad, _service, call) => {
    const token = randomOf(32);
    bad.send({ type: 'call.end', reason: 'guest-left', token });
    assert.is((await bad.next('error')).error, 'call-unknown');
    const offer = { type: 'offer', sdp: 'v=0' } as const;
    bad.send({ type: 'leg.offer', try: 9, offer });
    assert.is((await bad.next('error')).error, 'out-of-order');
    bad.send({ type: 'leg.join', token, page: 'target', leg: call.leg, try: 9, offer });
    assert.is((await bad.next('error')).error, 'call-unknown');
    // It waits under its own hash now (C6), and for nobody else's call.
    bad.send({ type: 'leg.offer', try: 10, offer });
  },
);

besideACall(
  '[W5] a host’s messages mean nothing on a guest’s socket',
  async (bad, _service, call) => {
    for (const type of ['number.look', 'call.start', 'call.resume', 'call.end']) {
      bad.sendRaw(JSON.stringify({ type, call: call.call, number: '0000', reason: 'host-ended' }));
      const { error } = await bad.next('error');
      assert.ok(['unknown-message', 'bad-message'].includes(error));
    }
  },
);

input('[C1] another host’s call is as unknown as one that never was', async () => {
  await withService({}, async (service) => {
    const call = await callOver(service);
    const other = await hostSocket(service, cookieOf(await signIn(service)));
    for (const id of [call.call, randomOf(16)]) {
      other.send({ type: 'call.end', call: id, reason: 'host-ended' });
      const { error } = await other.next('error');
      assert.is(error, 'call-unknown');
    }
    await callWorks(call);
  });
});

input('[C2] a fault while one message is handled closes its socket and no other', async () => {
  await withService({}, async (service) => {
    const call = await callOver(service);
    const bad = await guestSocket(service);
    bad.send(request());
    const { number } = await bad.next('number.issued');
    const { after } = service.clock;
    service.clock.after = () => {
      service.clock.after = after;
      throw new Error('a fault of this test');
    };
    // Without its number it is idle, for which a timer is set.
    bad.send({ type: 'number.retire', number });
    assert.is(await bad.closed(), 1011);
    await callWorks(call);
    assert.is(service.counters.of('socket.failed'), 1);
  });
});

door('[C8] who asks whether somebody is there gets an answer, guest and host', async () => {
  await withService({}, async (service) => {
    const guest = await guestSocket(service);
    guest.send({ type: 'ping' });
    assert.equal(await guest.next('pong'), { type: 'pong' });
    const host = await hostSocket(service, cookieOf(await signIn(service)));
    host.send({ type: 'ping' });
    assert.equal(await host.next('pong'), { type: 'pong' });
  });
});

// Whether an operator needs TURN, or whether it works, nobody could tell from the service.
door(
  '[P1] which way the legs of a call take is counted and logged, and of whom is not',
  async () => {
    const lines: unknown[] = [];
    const log = { ...makeLog('silent'), info: (...said: unknown[]) => void lines.push(said) };
    await withService(
      {},
      async (service) => {
        const { host, call } = await callOver(service);
        for (const way of ['direct', 'relayed', 'relayed'] as const) {
          host.send({ type: 'leg.way', call, way });
        }
        host.send({ type: 'leg.way', call: randomOf(16), way: 'local' });
        assert.is((await host.next('error')).error, 'call-unknown');
        const { counters } = (await (await fetch(`${service.origin}/healthz`)).json()) as {
          counters: Record<string, number>;
        };
        assert.equal(
          [counters['leg.local'], counters['leg.direct'], counters['leg.relayed']],
          [undefined, 1, 2],
        );
        assert.equal(
          lines.filter((line) => JSON.stringify(line).includes('leg open')),
          ['direct', 'relayed', 'relayed'].map((way) => [
            { call: call.slice(0, 8), way },
            'leg open',
          ]),
        );
      },
      log,
    );
  },
);

door.run();
input.run();
