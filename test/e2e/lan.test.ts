/**
 * `--lan` in a real browser that knows the local CA as a phone would: the demo over https on an
 * address that is not the machine's own loopback, up to a number on the guest's page.
 */
import { X509Certificate, createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { lanAddresses } from '../../signaling/lan/addresses.js';
import { lanTexts } from '../../src/text/index.js';
import { launchChromium, openPhone } from '../support/browsers.js';
import { startService } from '../support/service.js';

/** A machine without a network has only itself. */
const address = lanAddresses(networkInterfaces())[0]?.address ?? '127.0.0.1';

const spkiOf = (pem: string): string =>
  createHash('sha256')
    .update(new X509Certificate(pem).publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');

test('a phone that trusts the CA opens the demo over https, and gets a number', async () => {
  const service = await startService({}, [`--lan=${address}`]);
  const root = readFileSync(join(service.data, 'lan', 'root.crt'), 'utf8');
  const server = readFileSync(join(service.data, 'lan', 'server.crt'), 'utf8');
  const browser = await launchChromium([
    // The nearest to a user-added CA that a command line has. The keys alone are let in, and a
    // stranger's certificate is refused, as the next test shows.
    `--ignore-certificate-errors-spki-list=${spkiOf(server)},${spkiOf(root)}`,
    `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${address}`,
  ]);
  try {
    const context = await openPhone(browser);
    const page = await context.newPage();
    await page.goto(`${service.url}/demo/`);
    assert.is(await page.evaluate(() => isSecureContext), true);
    await page.getByRole('button', { name: 'スマホ画面サポートを利用する' }).click();
    await page.getByRole('button', { name: 'スマホ画面サポートを開始する' }).click();
    await page.getByRole('button', { name: 'OK', exact: true }).click();
    const number = page.locator('[data-connection-number]');
    await number.waitFor();
    assert.match((await number.textContent()) ?? '', /^\d{4}$/);
  } finally {
    await browser.close();
    await service.stop();
  }
});

test('a phone that does not trust it yet is led from the page of the CA to one that fails', async () => {
  const service = await startService({}, [`--lan=${address}`]);
  const browser = await launchChromium([
    `--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE ${address}`,
  ]);
  try {
    const context = await openPhone(browser);
    const page = await context.newPage();
    const guide = /^ {3}(http:\/\/\S+\/)$/m.exec(await service.said('Checked: '))?.[1] ?? '';
    await page.goto(guide);
    const t = lanTexts.ja;
    await page.getByRole('heading', { level: 1, name: t.heading('Misete') }).waitFor();
    const link = page.getByRole('link', { name: t.check.open });
    assert.is(await link.getAttribute('href'), `${service.url}/demo/`);
    const failure = await page.goto(`${service.url}/demo/`).then(() => 'opened', String);
    assert.match(failure, 'ERR_CERT_AUTHORITY_INVALID');
  } finally {
    await browser.close();
    await service.stop();
  }
});

test.run();
