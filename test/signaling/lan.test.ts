/** What `--lan` makes of the settings: where it listens, what it calls itself, what it refuses. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type LanWish, parseArguments } from '../../signaling/arguments.js';
import { SetupError, boundHost, parseConfig } from '../../signaling/config.js';
import { strictTransport } from '../../signaling/http/headers.js';
import type { Interfaces } from '../../signaling/lan/addresses.js';
import { issueCa, issueServer } from '../../signaling/lan/issue.js';
import { type Lan, prepareLan } from '../../signaling/lan/lan.js';
import { makeLog } from '../../signaling/log.js';
import { ownOrigin } from '../../signaling/sockets/origins.js';
import { systemClock, systemCrypto, systemRandom } from '../../signaling/time.js';

const folder = mkdtempSync(join(tmpdir(), 'misete-lan-mode-'));
const v4 = { family: 'IPv4', netmask: '', mac: '', cidr: null, internal: false } as const;
const interfaces: Interfaces = { en0: [{ ...v4, address: '192.168.11.7' }] };
const tools = {
  clock: systemClock,
  random: systemRandom,
  crypto: systemCrypto,
  log: makeLog('silent'),
};

const prepare = (args: string[], env: Record<string, string> = {}): Promise<Lan> => {
  const environment = { MISETE_DATA: folder, ...env };
  const asked = parseArguments(args);
  const wish: LanWish | undefined = asked.to === 'start' ? asked.lan : undefined;
  if (wish === undefined) throw new Error('no --lan');
  const config = parseConfig(environment);
  const bound = boundHost(environment);
  return prepareLan({ ...tools, wish, config, bound, interfaces, machine: 'kitchen' });
};

const refusal = async (args: string[], env?: Record<string, string>): Promise<string> => {
  try {
    await prepare(args, env);
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
  throw new Error('accepted');
};

test('it listens on the address that phones reach, and on 127.0.0.1 for this machine’s browser', async () => {
  const { config, onLan } = await prepare(['--lan']);
  assert.is(config.host, '192.168.11.7');
  assert.is(config.port, 8080);
  assert.is(onLan.host, '192.168.11.7');
  assert.ok(onLan.alsoHere);
});

test('STUN is answered at the address that guests are told to ask', async () => {
  // It was bound to 127.0.0.1, the default of HOST: two phones behind NATs never met by it.
  const { config, onLan } = await prepare(['--lan']);
  assert.equal(config.ownStun?.hosts, [onLan.host]);
  const everywhere = await prepare(['--lan'], { HOST: '0.0.0.0' });
  assert.equal(everywhere.config.ownStun?.hosts, ['0.0.0.0']);
  const without = await prepare(['--lan'], { MISETE_STUN_PORT: 'off' });
  assert.is(without.config.ownStun, undefined);
});

test('HOST and --lan=127.0.0.1 leave 127.0.0.1 to https', async () => {
  const everywhere = await prepare(['--lan'], { HOST: '0.0.0.0', PORT: '9000' });
  assert.is(everywhere.config.host, '0.0.0.0');
  assert.is(everywhere.config.port, 9000);
  assert.is(everywhere.onLan.host, '192.168.11.7');
  assert.not.ok(everywhere.onLan.alsoHere);
  assert.not.ok((await prepare(['--lan=127.0.0.1'])).onLan.alsoHere);
});

test('a public URL is where browsers come: with a .local name, or a certificate for it', async () => {
  const named = await prepare(['--lan'], { MISETE_PUBLIC_URL: 'https://office.local:8080' });
  assert.is(named.config.publicUrl, 'https://office.local:8080');
  assert.not.ok(named.onLan.alsoHere, 'the service answers to one origin then');

  const ca = await issueCa(tools, 'office', []);
  const { cert, key } = await issueServer(tools, ca, { dns: ['misete.example'], ip: [] });
  const files = [join(folder, 'own.crt'), join(folder, 'own.key')] as const;
  writeFileSync(files[0], cert);
  writeFileSync(files[1], key);
  const args = ['--lan', `--cert=${files[0]}`, `--key=${files[1]}`];
  const own = await prepare(args, { MISETE_PUBLIC_URL: 'https://misete.example' });
  assert.equal(own.onLan.tls, { cert, key });
  assert.match(
    await refusal(args),
    /^--cert: .* misete\.example and does not cover 192\.168\.11\.7;/,
  );
});

test('what would keep every phone out is refused in one sentence', async () => {
  const cases: [string[], Record<string, string>, RegExp][] = [
    [['--lan=203.0.113.1'], {}, /^--lan: 203\.0\.113\.1 is not an address of this computer/],
    [['--lan=127.0.0.1'], { HOST: '127.0.0.2' }, /^HOST is 127\.0\.0\.2/],
    [
      ['--lan'],
      { MISETE_PUBLIC_URL: 'http://a.local' },
      /^MISETE_PUBLIC_URL should begin with https/,
    ],
    [['--lan'], { MISETE_PUBLIC_URL: 'https://a.example' }, /^MISETE_PUBLIC_URL: the local CA/],
    [['--lan', '--cert=no', '--key=no'], {}, /^--cert: the file no cannot be read/],
  ];
  for (const [args, env, sentence] of cases) {
    const said = await refusal(args, env);
    assert.match(said, sentence);
    assert.not.match(said, '\n');
  }
});

test('[W5] the own origin is https where the service does TLS itself', () => {
  const headers = { host: '192.168.11.7:8080' };
  const direct = { publicUrl: undefined, trustProxy: 0 };
  assert.is(
    ownOrigin({ headers, socket: { encrypted: true } }, direct),
    'https://192.168.11.7:8080',
  );
  assert.is(ownOrigin({ headers, socket: {} }, direct), 'http://192.168.11.7:8080');
});

test('HSTS is for a proxy’s name only: it would bind every other port of this machine', () => {
  const config = { publicUrl: 'https://office.local:8080' };
  assert.is(strictTransport(config, true), false);
  assert.ok(strictTransport(config, false));
});

test.after(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.run();
