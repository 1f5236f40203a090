/** The local CA: what it may sign, who believes it, and when it is made anew. */
import { X509Certificate, createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ConnectionOptions, connect, createServer } from 'node:tls';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SetupError } from '../../signaling/config.js';
import { type Names, openAuthority } from '../../signaling/lan/authority.js';
import { type KeptCa, type ServerCertificate, issueServer } from '../../signaling/lan/issue.js';
import { systemCrypto, systemRandom } from '../../signaling/time.js';
import { fakeClock } from '../support/clock.js';

const folder = mkdtempSync(join(tmpdir(), 'misete-lan-'));
const DAY = 24 * 60 * 60 * 1000;
const NAMES: Names = {
  dns: ['localhost', 'kitchen.local'],
  ip: ['127.0.0.1', '::1', '192.168.11.7'],
};

let places = 0;
const place = () => {
  places += 1;
  return {
    clock: fakeClock(Date.now()),
    random: systemRandom,
    crypto: systemCrypto,
    folder: join(folder, String(places)),
    machine: 'kitchen.local',
  };
};

/** Undefined if a client that trusts only this root is content; otherwise why not. */
const refusal = async (
  server: ServerCertificate,
  root: X509Certificate,
  options: ConnectionOptions,
): Promise<string | undefined> => {
  const listening = createServer(server, (socket) => socket.on('error', () => undefined));
  await new Promise<void>((resolve) => {
    listening.listen(0, '127.0.0.1', resolve);
  });
  const { port } = listening.address() as AddressInfo;
  try {
    return await new Promise((resolve) => {
      const socket = connect({ port, host: '127.0.0.1', ca: root.toString(), ...options });
      socket.once('secureConnect', () => {
        resolve(undefined);
        socket.destroy();
      });
      socket.once('error', (error: Error) => {
        resolve(error.message);
      });
    });
  } finally {
    listening.close();
  }
};

test('a client that trusts the root believes the server, by each name and address', async () => {
  const { root, server, notices } = await openAuthority(place(), NAMES);
  assert.equal(notices, []);
  for (const servername of NAMES.dns) {
    assert.is(await refusal(server, root, { servername }), undefined, servername);
  }
  assert.is(await refusal(server, root, {}), undefined, 'by 127.0.0.1');
  const [leaf] = chainOf(server);
  for (const address of NAMES.ip) assert.is(leaf?.checkIP(address), address);
  assert.match((await refusal(server, root, { servername: 'other.local' })) ?? '', 'altnames');
  const { root: stranger } = await openAuthority(place(), NAMES);
  assert.ok(await refusal(server, stranger, {}), 'another root does not do');
});

test('the certificates are what phones ask for', async () => {
  const { root, server } = await openAuthority(place(), NAMES);
  const [leaf, signing] = chainOf(server);
  assert.ok(leaf && signing);
  assert.ok(root.ca && signing.ca && !leaf.ca);
  assert.equal(leaf.keyUsage, ['1.3.6.1.5.5.7.3.1'], 'serverAuth');
  assert.is(leaf.publicKey.asymmetricKeyDetails?.namedCurve, 'prime256v1');
  const days = (Date.parse(leaf.validTo) - Date.parse(leaf.validFrom)) / DAY;
  assert.ok(days <= 397, String(days));
  assert.match(root.subject, /^CN=Misete kitchen [\dA-F]{4}$/m);
  assert.ok(signing.checkIssued(root) && leaf.checkIssued(signing));
  // OpenSSL would be content with the root's; iOS looks at those of the certificate below it only.
  const critically = Buffer.from('0603551d1e0101ff', 'hex');
  assert.ok(signing.raw.includes(critically), 'name constraints, critical');
});

test('it can sign for nothing but private addresses and .local names', async () => {
  const parts = place();
  const { root } = await openAuthority(parts, { ...NAMES, ip: [...NAMES.ip, '203.0.113.9'] });
  const ca: KeptCa = {
    root: root.toString(),
    signing: readFileSync(join(parts.folder, 'ca.crt'), 'utf8'),
    key: readFileSync(join(parts.folder, 'ca.key'), 'utf8'),
  };
  const tried = async (dns: string[], ip: string[]) =>
    refusal(await issueServer(parts, ca, { dns, ip }), root, {
      // Only the chain is in question.
      checkServerIdentity: () => undefined,
    });
  assert.is(await tried(['printer.local'], ['10.3.2.1', 'fd00::1', '203.0.113.9']), undefined);
  for (const [dns, ip] of [
    [['bank.example'], []],
    [['notlocal'], []],
    [[], ['203.0.113.10']],
    [[], ['2001:db8::1']],
  ] as [string[], string[]][]) {
    assert.match((await tried(dns, ip)) ?? 'accepted', 'permitted subtree violation');
  }
});

test('nobody else may read its files, and the root’s key is nowhere', async () => {
  const parts = place();
  const { root } = await openAuthority(parts, NAMES);
  assert.is(statSync(parts.folder).mode & 0o777, 0o700);
  const files = readdirSync(parts.folder);
  assert.equal(files.sort(), ['ca.crt', 'ca.key', 'root.crt', 'server.crt', 'server.key']);
  for (const file of files) {
    const path = join(parts.folder, file);
    assert.is(statSync(path).mode & 0o777, 0o600, file);
    if (!file.endsWith('.key')) continue;
    assert.not.ok(root.checkPrivateKey(createPrivateKey(readFileSync(path))), file);
  }
});

test('the next start takes the same', async () => {
  const parts = place();
  const first = await openAuthority(parts, NAMES);
  parts.clock.advance(200 * DAY);
  const second = await openAuthority(parts, NAMES);
  assert.is(second.root.fingerprint256, first.root.fingerprint256);
  assert.equal(second.server, first.server);
});

test('a new address gets a new server certificate from the same CA; one that is gone does not matter', async () => {
  const parts = place();
  const first = await openAuthority(parts, NAMES);
  const moved = { ...NAMES, ip: ['127.0.0.1', '10.0.0.4'] };
  const second = await openAuthority(parts, moved);
  assert.is(second.root.fingerprint256, first.root.fingerprint256);
  assert.equal(second.notices, []);
  assert.is.not(second.server.cert, first.server.cert);
  assert.is(chainOf(second.server)[0]?.checkIP('10.0.0.4'), '10.0.0.4');
  const third = await openAuthority(parts, { ...moved, ip: ['127.0.0.1'] });
  assert.equal(third.server, second.server);
});

test('a server certificate near its end is made anew, and never outlives its CA', async () => {
  const parts = place();
  const first = await openAuthority(parts, NAMES);
  parts.clock.advance(340 * DAY);
  const second = await openAuthority(parts, NAMES);
  assert.is(second.root.fingerprint256, first.root.fingerprint256);
  assert.is.not(second.server.cert, first.server.cert);
  parts.clock.advance(1370 * DAY);
  const third = await openAuthority(parts, NAMES);
  assert.is(third.root.fingerprint256, first.root.fingerprint256);
  assert.is(chainOf(third.server)[0]?.validTo, third.root.validTo);
});

test('a CA near its end is made anew, and says that phones have to trust it again', async () => {
  const parts = place();
  const first = await openAuthority(parts, NAMES);
  parts.clock.advance((5 * 365 - 80) * DAY);
  const second = await openAuthority(parts, NAMES);
  assert.is.not(second.root.fingerprint256, first.root.fingerprint256);
  assert.match(
    second.notices[0] ?? '',
    /^The local CA ends on \d{4}-\d\d-\d\d and .* phones have to trust/,
  );
  assert.equal((await openAuthority(parts, NAMES)).notices, [], 'once');
});

test('a public address is signed for only by a CA that was made for it', async () => {
  const parts = place();
  const first = await openAuthority(parts, NAMES);
  const moved = { ...NAMES, ip: [...NAMES.ip, '203.0.113.9'] };
  const second = await openAuthority(parts, moved);
  assert.is.not(second.root.fingerprint256, first.root.fingerprint256);
  assert.match(second.notices[0] ?? '', '203.0.113.9');
  const third = await openAuthority(parts, moved);
  assert.is(third.root.fingerprint256, second.root.fingerprint256);
});

test('files that are damaged, or of different CAs, are made anew', async () => {
  const [parts, others] = [place(), place()];
  const first = await openAuthority(parts, NAMES);
  await openAuthority(others, NAMES);
  writeFileSync(join(parts.folder, 'server.key'), 'not a key');
  const second = await openAuthority(parts, NAMES);
  assert.is(second.root.fingerprint256, first.root.fingerprint256);
  assert.is.not(second.server.key, 'not a key');
  writeFileSync(join(parts.folder, 'ca.key'), readFileSync(join(others.folder, 'ca.key')));
  assert.match((await openAuthority(parts, NAMES)).notices[0] ?? '', 'did not fit together');
  writeFileSync(join(parts.folder, 'root.crt'), 'not a certificate');
  assert.match((await openAuthority(parts, NAMES)).notices[0] ?? '', 'could not be read');
  rmSync(join(parts.folder, 'ca.key'));
  const last = await openAuthority(parts, NAMES);
  assert.match(last.notices[0] ?? '', 'were missing');
  assert.is(await refusal(last.server, last.root, {}), undefined);
});

test('a folder that cannot be written is one sentence', async () => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  try {
    await openAuthority({ ...place(), folder: join(file, 'lan') }, NAMES);
    assert.unreachable();
  } catch (error) {
    assert.instance(error, SetupError);
    assert.match((error as SetupError).message, /^MISETE_DATA: .*ENOTDIR/);
  }
});

const chainOf = ({ cert }: ServerCertificate): X509Certificate[] =>
  (cert.match(/-+BEGIN[^-]+-+[^-]+-+END[^-]+-+/g) ?? []).map((pem) => new X509Certificate(pem));

test.after(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.run();
