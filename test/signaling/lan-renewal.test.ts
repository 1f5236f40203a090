/** A certificate that ends while the service runs. */
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TLSSocket, connect } from 'node:tls';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parseConfig } from '../../signaling/config.js';
import { openAuthority } from '../../signaling/lan/authority.js';
import type { ServerCertificate } from '../../signaling/lan/issue.js';
import { keepRenewed } from '../../signaling/lan/renewal.js';
import { makeLog } from '../../signaling/log.js';
import { startService } from '../../signaling/service.js';
import { systemClock, systemCrypto, systemRandom } from '../../signaling/time.js';
import { settled } from '../support/captures.js';
import { fakeClock } from '../support/clock.js';

const folder = mkdtempSync(join(tmpdir(), 'misete-renewal-'));
test.after(() => {
  rmSync(folder, { recursive: true });
});

const DAY = 24 * 60 * 60 * 1000;
const log = makeLog('silent');
const random = systemRandom;

const open = async (name: string, clock = fakeClock(Date.now())) => {
  const place = {
    clock,
    random,
    crypto: systemCrypto,
    folder: join(folder, name),
    machine: 'kitchen',
  };
  const authority = await openAuthority(place, { dns: ['localhost'], ip: ['127.0.0.1'] });
  return { clock, place, authority };
};

test('the same CA signs a new one when 60 days are left, and not before', async () => {
  const { clock, place, authority } = await open('authority');
  clock.advance(330 * DAY);
  assert.is(await authority.renewed(), undefined);
  clock.advance(10 * DAY);
  const renewed = await authority.renewed();
  assert.ok(renewed !== undefined);
  const certificate = new X509Certificate(renewed.cert);
  assert.ok(Date.parse(certificate.validTo) - clock.now() > 390 * DAY);
  const signing = new X509Certificate(readFileSync(join(place.folder, 'ca.crt')));
  assert.ok(certificate.verify(signing.publicKey), 'phones go on trusting it');
  assert.is(readFileSync(join(place.folder, 'server.crt'), 'utf8'), renewed.cert);
  assert.is(await authority.renewed(), undefined, 'once');
});

test('it is looked at each day, also after a failure, until the service stops', async () => {
  const clock = fakeClock();
  const answers: (() => Promise<ServerCertificate | undefined>)[] = [
    () => Promise.resolve(undefined),
    () => Promise.reject(new Error('the disk is full')),
    () => Promise.resolve({ cert: 'new', key: 'key' }),
  ];
  const shown: string[] = [];
  const stop = keepRenewed({
    clock,
    log,
    renewed: () => answers.shift()?.() ?? Promise.resolve(undefined),
    show: ({ cert }) => shown.push(cert),
  });
  for (const left of [2, 1, 0]) {
    assert.equal(shown, []);
    clock.advance(DAY);
    await settled();
    assert.is(answers.length, left);
  }
  assert.equal(shown, ['new']);
  stop();
  assert.is(clock.pending(), 0);
});

test('what is made while the service stops is shown to nobody', async () => {
  const clock = fakeClock();
  let made = (_: ServerCertificate): void => undefined;
  const renewed = () => new Promise<ServerCertificate>((resolve) => (made = resolve));
  const shown: string[] = [];
  const stop = keepRenewed({ clock, log, renewed, show: ({ cert }) => shown.push(cert) });
  clock.advance(DAY);
  stop();
  made({ cert: 'new', key: 'key' });
  await settled();
  assert.equal(shown, []);
  assert.is(clock.pending(), 0);
});

const serialOf = (port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket: TLSSocket = connect(
      { port, host: '127.0.0.1', rejectUnauthorized: false },
      () => {
        resolve(socket.getPeerX509Certificate()?.serialNumber ?? '');
        socket.destroy();
      },
    );
    socket.once('error', reject);
  });

test('a running service shows the new one to whoever connects', async () => {
  const { clock, authority } = await open('running');
  const config = parseConfig({ PORT: '0', MISETE_DATA: join(folder, 'data') });
  const service = await startService(config, {
    clock: systemClock,
    random,
    log,
    web: new URL('../../public', import.meta.url).pathname,
    version: '0',
    lan: { tls: authority.server, host: '127.0.0.1', alsoHere: false },
  });
  try {
    const before = await serialOf(service.port);
    assert.is(before, new X509Certificate(authority.server.cert).serialNumber);
    clock.advance(340 * DAY);
    const renewed = await authority.renewed();
    assert.ok(renewed !== undefined);
    service.showCertificate(renewed);
    assert.is(await serialOf(service.port), new X509Certificate(renewed.cert).serialNumber);
  } finally {
    await service.close();
  }
});

test.run();
