/** ICE servers, and TURN credentials before a real coturn. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hasOnlyTurns, iceServers } from '../../signaling/ice.js';
import { systemClock, systemRandom } from '../../signaling/time.js';
import { fakeClock } from '../support/clock.js';
import { coturnIsThere } from '../support/coturn.js';
import { callOver, cookieOf, hostSocket, knock, serve, signIn } from './support/real.js';
import { allocate, coturnHere, permits } from './support/turn.js';

const HOUR = 60 * 60 * 1000;

test('[W2] without settings there are no ICE servers, and nobody else’s are used', () => {
  const none = { stunPort: undefined, stunUrls: [], turnUrls: [], turnSecret: undefined };
  assert.equal(iceServers(none, 'localhost', fakeClock(), systemRandom), []);
});

test('TURN by TLS alone is told of: an iPhone would find no relay', () => {
  assert.ok(hasOnlyTurns(['turns:ice.example:5349?transport=tcp']));
  assert.not.ok(hasOnlyTurns(['turns:ice.example', 'turn:ice.example']));
  assert.not.ok(hasOnlyTurns([]));
});

test('[W2] guest and host are told the servers first, each with credentials of its own', async () => {
  const env = {
    MISETE_STUN_URLS: 'stun:ice.example',
    MISETE_TURN_URLS: 'turn:ice.example,turns:ice.example',
    MISETE_TURN_SECRET: 'secret',
  };
  const service = await serve({ env });
  const cookie = cookieOf(await signIn(service));
  const { origin } = service;
  const guest = await knock(service, '/ws/guest', { origin }).next('welcome');
  const host = await knock(service, '/ws/host', { origin, headers: { cookie } }).next('welcome');
  for (const { ice } of [guest, host]) {
    assert.equal(
      ice.map(({ urls }) => urls),
      [['stun:ice.example'], ['turn:ice.example', 'turns:ice.example']],
    );
    assert.is(ice[0]?.credential, undefined);
    const expiry = Math.floor((service.clock.now() + 12 * HOUR) / 1000);
    assert.match(ice[1]?.username ?? '', new RegExp(`^${expiry}:[\\w-]{22}$`));
  }
  assert.is.not(guest.ice[1]?.username, host.ice[1]?.username);
  await hostSocket(service, cookie);
  await callOver(service);
  await service.stop();
});

const credentials = (secret: string, age = 0) => {
  const settings = {
    stunPort: undefined,
    stunUrls: [],
    turnUrls: ['turn:ice.example'],
    turnSecret: secret,
  };
  const clock = { ...systemClock, now: () => systemClock.now() - age };
  return iceServers(settings, undefined, clock, systemRandom)[0] ?? { urls: [] };
};

const withCoturn = (title: string, check: () => Promise<void>): void => {
  if (coturnIsThere) test(title, check);
  else test.skip(title, check);
};
if (!coturnIsThere) console.log('coturn (/usr/bin/turnserver) is missing: its tests did not run');

withCoturn(
  '[W2] a real coturn takes our credentials, and neither forged nor expired ones',
  async () => {
    const coturn = await coturnHere('the secret of this test');
    const outcome = ({ username = '', credential = '' }) =>
      allocate(coturn.port, { username, credential });
    try {
      assert.is(await outcome(credentials('the secret of this test', 0)), 'allocated');
      assert.is(await outcome(credentials('the secret of this test', 11 * HOUR)), 'allocated');
      assert.is(await outcome(credentials('the secret of this test', 13 * HOUR)), 401);
      assert.is(await outcome(credentials('another secret', 0)), 401);
      const old = credentials('the secret of this test', 13 * HOUR);
      const { username = '' } = credentials('another secret', 0);
      assert.is(await outcome({ ...old, username }), 401, 'an old credential under a new name');
    } finally {
      await coturn.stop();
    }
  },
);

withCoturn('nobody gets into a private network by way of the documented coturn', async () => {
  const coturn = await coturnHere('secret');
  const inner = ['10.0.0.1', '100.64.0.1', '169.254.169.254', '172.16.0.1', '192.168.1.1'];
  const other = ['0.0.0.0', '127.0.0.2', '198.18.0.1', '224.0.0.1', '255.255.255.255'];
  try {
    const outcomes = await permits(coturn.port, credentials('secret'), [
      ...inner,
      ...other,
      '203.0.113.1',
    ]);
    assert.equal(outcomes, [...[...inner, ...other].map(() => 403), 'permitted']);
  } finally {
    await coturn.stop();
  }
});

test.run();
