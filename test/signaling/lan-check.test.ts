/** What stands in the way of phones: one sentence for each, before a phone finds out. */
import { X509Certificate, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type Server, createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocketServer } from 'ws';
import { SetupError } from '../../signaling/config.js';
import { readGiven } from '../../signaling/lan/given.js';
import {
  type KeptCa,
  type ServerCertificate,
  issueCa,
  issueServer,
} from '../../signaling/lan/issue.js';
import { loadX509 } from '../../signaling/lan/x509.js';
import { checkSocket } from '../../signaling/lan/self-check.js';
import { systemClock, systemCrypto, systemRandom } from '../../signaling/time.js';
import { type FakeClock, fakeClock } from '../support/clock.js';

const folder = mkdtempSync(join(tmpdir(), 'misete-check-'));
const DAY = 24 * 60 * 60 * 1000;
const now = Date.now();

const partsAt = (clock: FakeClock) => ({ clock, random: systemRandom, crypto: systemCrypto });

let ca: KeptCa;
let good: ServerCertificate;

test.before(async () => {
  ca = await issueCa(partsAt(fakeClock(now)), 'kitchen', []);
  good = await certificate({});
});

test.after(() => {
  rmSync(folder, { recursive: true, force: true });
});

const certificate = ({ at = now, dns = ['kitchen.local'], ip = ['127.0.0.1'] }) =>
  issueServer(partsAt(fakeClock(at)), ca, { dns, ip });

let files = 0;
const fileOf = (text: string): string => {
  files += 1;
  const path = join(folder, `${String(files)}.pem`);
  writeFileSync(path, text);
  return path;
};

const given = (certificateText: string, key: string, host = '127.0.0.1') =>
  readGiven({ cert: fileOf(certificateText), key: fileOf(key) }, host, fakeClock(now));

const refusal = (read: () => unknown): string => {
  try {
    read();
  } catch (error) {
    if (error instanceof SetupError) return error.message;
    throw error;
  }
  throw new Error('accepted');
};

test('a certificate of the operator’s that does is taken as it is', () => {
  const { cert, key, notices } = given(good.cert, good.key);
  assert.equal({ cert, key }, good);
  assert.equal(notices, []);
  assert.equal(given(good.cert, good.key, 'kitchen.local').notices, []);
});

test('a certificate that would keep every phone out stops the start, with one sentence', async () => {
  const past = await certificate({ at: now - 500 * DAY });
  const future = await certificate({ at: now + 30 * DAY });
  const other = await certificate({});
  const absent = join(folder, 'absent.pem');
  const cases: [() => unknown, RegExp][] = [
    [
      () => readGiven({ cert: absent, key: fileOf(good.key) }, '127.0.0.1', systemClock),
      /^--cert: the file \S+absent\.pem cannot be read \(ENOENT\)\.$/,
    ],
    [
      () => readGiven({ cert: fileOf(good.cert), key: absent }, '127.0.0.1', systemClock),
      /^--key: the file \S+absent\.pem cannot be read \(ENOENT\)\.$/,
    ],
    [() => given('no certificate', good.key), /^--cert: there is no certificate \(PEM\) in \S+\.$/],
    [() => given(good.cert, 'no key'), /^--key: there is no private key \(PEM, .*\) in \S+\.$/],
    [
      () => given(good.cert, other.key),
      /^--key: the key in \S+ does not belong to the certificate/,
    ],
    [() => given(past.cert, past.key), /^--cert: the certificate expired on \d{4}-\d\d-\d\d\.$/],
    [() => given(future.cert, future.key), /^--cert: the certificate is valid only from \d{4}-/],
    [
      () => given(good.cert, good.key, '192.168.11.7'),
      /^--cert: the certificate is for kitchen\.local, 127\.0\.0\.1 and does not cover 192\.168\.11\.7;/,
    ],
    [() => given(good.cert, good.key, 'misete.example'), /does not cover misete\.example;/],
  ];
  for (const [read, sentence] of cases) {
    const said = refusal(read);
    assert.match(said, sentence);
    assert.not.match(said, '\n');
  }
});

test('a key with a passphrase is refused, not asked for', () => {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' },
  });
  assert.match(
    refusal(() => given(good.cert, privateKey)),
    'without a passphrase',
  );
});

test('a certificate that has signed itself works, and the operator reads that Safari differs', async () => {
  const { pem, key } = await selfSigned();
  assert.match(given(pem, key).notices[0] ?? '', /^The certificate has signed itself: Safari /);
});

const selfSigned = async (): Promise<{ pem: string; key: string }> => {
  const x509 = await loadX509(systemCrypto);
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await systemCrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    keys,
    name: 'CN=127.0.0.1',
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + DAY),
    signingAlgorithm: algorithm,
    extensions: [new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }])],
  });
  const key = await systemCrypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { pem: made.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
};

/** The service as the check meets it: `answer` is its first message, if any. */
const meeting = async (
  tls: ServerCertificate,
  answer: string | undefined,
  check: (address: { url: string; address: string; port: number }) => Promise<void>,
): Promise<void> => {
  const server: Server = createServer(tls);
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', (socket) => {
    if (answer === undefined) socket.close(4003, 'origin-refused');
    else socket.send(answer);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  try {
    await check({ url: `https://127.0.0.1:${String(port)}`, address: '127.0.0.1', port });
  } finally {
    server.close();
    server.closeAllConnections();
    sockets.close();
  }
};

const WELCOME = JSON.stringify({ type: 'welcome' });
const clock = systemClock;
const trustedRoot = () => new X509Certificate(ca.root);

test('all is well: nothing to say', async () => {
  await meeting(good, WELCOME, async (at) => {
    assert.is(await checkSocket({ clock, ...at, trusted: trustedRoot() }), undefined);
    const url = at.url.replace('127.0.0.1', 'kitchen.local');
    assert.is(
      await checkSocket({ clock, ...at, url, trusted: trustedRoot() }),
      undefined,
      'by name',
    );
  });
});

test('what a phone would run into is said in one sentence', async () => {
  const said: string[] = [];
  const expect = async (
    tls: ServerCertificate,
    answer: string | undefined,
    sentence: RegExp,
    trusted: X509Certificate | undefined = trustedRoot(),
  ): Promise<void> => {
    await meeting(tls, answer, async (at) => {
      const found = (await checkSocket({ clock, ...at, trusted })) ?? 'nothing';
      assert.match(found, sentence);
      said.push(found);
    });
  };
  const strange = await issueCa(partsAt(fakeClock(now)), 'other', []);
  await expect(good, undefined, /was closed \(origin-refused\)/);
  await expect(good, 'hello', /is not answered by Misete/);
  await expect(good, WELCOME, /not from the local CA/, new X509Certificate(strange.root));
  await expect(await certificate({ ip: ['10.0.0.4'] }), WELCOME, /does not cover 127\.0\.0\.1/);
  await expect(await certificate({ at: now - 500 * DAY }), WELCOME, /has expired/);
  await expect(await certificate({ at: now + 30 * DAY }), WELCOME, /is not valid yet/);
  await meeting(good, WELCOME, async (at) => {
    const found = await checkSocket({ clock, ...at, trusted: undefined });
    assert.match(found ?? '', /comes from no authority that is known to this computer/);
    said.push(found ?? '');
  });
  for (const sentence of said)
    assert.match(sentence, /^[A-Z][^\n]+[.?]$|phones must trust its CA first\.$/);
});

test('an address where nobody listens, and one that gives no answer', async () => {
  let closed = { url: '', address: '', port: 0 };
  await meeting(good, WELCOME, (at) => {
    closed = at;
    return Promise.resolve();
  });
  const found = await checkSocket({ clock, ...closed, trusted: trustedRoot() });
  assert.match(found ?? '', /cannot be reached on port \d+ \(ECONNREFUSED\)/);

  const still = fakeClock(now);
  const silent = createServer(good);
  await new Promise<void>((resolve) => {
    silent.on('upgrade', () => {
      still.advance(5000);
    });
    silent.listen(0, '127.0.0.1', resolve);
  });
  const { port } = silent.address() as AddressInfo;
  const url = `https://127.0.0.1:${String(port)}`;
  const late = await checkSocket({
    clock: still,
    url,
    address: '127.0.0.1',
    port,
    trusted: trustedRoot(),
  });
  assert.match(late ?? '', /gave no answer; does a firewall close port/);
  silent.close();
  silent.closeAllConnections();
});

test.run();
