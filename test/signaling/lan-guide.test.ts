/** The page that offers the local CA, and the two files that it offers. */
import { X509Certificate, createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SetupError } from '../../signaling/config.js';
import { openAuthority } from '../../signaling/lan/authority.js';
import { type Guide, openGuide } from '../../signaling/lan/guide.js';
import { phoneOf } from '../../signaling/lan/guide-page.js';
import { systemClock, systemCrypto, systemRandom } from '../../signaling/time.js';
import { MISETE } from '../../src/look/brand.js';
import { LANGUAGES, lanTexts } from '../../src/text/index.js';

const folder = mkdtempSync(join(tmpdir(), 'misete-guide-'));
const BRAND = { ...MISETE, name: 'みせるくん' };
const CHECK = 'https://192.168.11.7:8080/demo/?a=1&b="2"';

let guide: Guide;
let root: X509Certificate;
let origin: string;

test.before(async () => {
  const place = { clock: systemClock, random: systemRandom, crypto: systemCrypto, folder };
  // What a host name must not be able to do to the page and the profile.
  const machine = '<b>&"kitchen';
  ({ root } = await openAuthority(
    { ...place, machine },
    { dns: ['localhost'], ip: ['127.0.0.1'] },
  ));
  guide = await openGuide({ host: '127.0.0.1', ports: [0] }, { root, brand: BRAND, check: CHECK });
  origin = `http://127.0.0.1:${String(guide.port)}`;
});

test.after(async () => {
  await guide.close();
  rmSync(folder, { recursive: true, force: true });
});

const page = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
  (await fetch(origin + path, { headers })).text();

const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1';
const PIXEL =
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36';

test('the page has all the steps, in the language of the browser or the one that is asked for', async () => {
  for (const [headers, path, language] of [
    [{ 'accept-language': 'ja-JP,ja;q=0.9,en;q=0.8' }, '/', 'ja'],
    [{ 'accept-language': 'en-GB,ja;q=0.9' }, '/', 'en'],
    [{}, '/', 'en'],
    [{ 'accept-language': 'en' }, '/?lang=ja', 'ja'],
    [{ 'accept-language': 'ja' }, '/?lang=en', 'en'],
  ] as const) {
    const html = await page(path, headers);
    const t = lanTexts[language];
    for (const text of [t.title, t.heading, t.lead, t.yours]) {
      assert.ok(html.includes(text(BRAND.name)));
    }
    assert.match(html, `<html lang="${language}">`);
    for (const text of [...t.ios.steps, ...t.android.steps, t.remove.ios, t.remove.android]) {
      assert.ok(html.includes(text.replaceAll('&', '&amp;')), text);
    }
    assert.ok(html.includes('href="https://192.168.11.7:8080/demo/?a=1&amp;b=&quot;2&quot;"'));
    assert.is(
      html.replace(/<[^>]*>/g, '').match(/(?:[\dA-F]{2}:){31}[\dA-F]{2}/)?.[0],
      root.fingerprint256,
    );
  }
});

test('a phone sees its own steps first, and the other ones folded', async () => {
  const open = (html: string) =>
    [...html.matchAll(/<details( open)?>\s*<summary><h2>(\w+)/g)].map(
      ([, isOpen, name]) => `${name ?? ''}${isOpen ?? ''}`,
    );
  assert.equal(open(await page('/', { 'user-agent': IPHONE })), ['iPhone open', 'Android']);
  assert.equal(open(await page('/', { 'user-agent': PIXEL })), ['Android open', 'iPhone']);
  assert.equal(open(await page('/')), ['iPhone open', 'Android open']);
  assert.is(phoneOf(''), 'other');
});

test('nothing runs on it, and nothing comes from elsewhere', async () => {
  const response = await fetch(`${origin}/`);
  const policy = response.headers.get('content-security-policy') ?? '';
  const html = await response.text();
  const style = /<style>([^]*?)<\/style>/.exec(html)?.[1] ?? '';
  const hash = createHash('sha256').update(style).digest('base64');
  assert.match(policy, "default-src 'none'");
  assert.ok(policy.includes(`style-src 'sha256-${hash}'`), policy);
  assert.not.match(policy, /unsafe|script-src/);
  assert.not.match(html, /<script|style=|<b>|onclick/);
  assert.is(response.headers.get('x-content-type-options'), 'nosniff');
  assert.is(response.headers.get('cache-control'), 'no-store');
  assert.is(response.headers.get('strict-transport-security'), null);
});

test('the profile is well-formed, holds the same certificate, and is the same each time', async () => {
  const response = await fetch(`${origin}/misete-ca.mobileconfig`);
  assert.is(response.headers.get('content-type'), 'application/x-apple-aspen-config');
  assert.is(response.headers.get('content-disposition'), null, 'iOS would only store the file');
  const xml = await response.text();
  const profile = plist(xml);
  assert.is(profile['PayloadType'], 'Configuration');
  assert.is(profile['PayloadVersion'], 1);
  assert.is(profile['PayloadRemovalDisallowed'], false);
  const [payload] = profile['PayloadContent'] as Record<string, unknown>[];
  assert.ok(payload);
  assert.is(payload['PayloadType'], 'com.apple.security.root');
  assert.is(payload['PayloadDisplayName'], profile['PayloadDisplayName']);
  const certificate = new X509Certificate(payload['PayloadContent'] as Buffer);
  assert.is(certificate.fingerprint256, root.fingerprint256);
  const ids = [profile['PayloadUUID'], payload['PayloadUUID']].map(String);
  for (const id of ids)
    assert.match(id, /^[\dA-F]{8}-[\dA-F]{4}-8[\dA-F]{3}-[89AB][\dA-F]{3}-[\dA-F]{12}$/);
  assert.is.not(ids[0], ids[1]);
  assert.is.not(profile['PayloadIdentifier'], payload['PayloadIdentifier']);
  for (const language of LANGUAGES) assert.ok(xml.includes(lanTexts[language].profile(BRAND.name)));
  assert.is(await page('/misete-ca.mobileconfig'), xml);
});

test('the certificate is there for Android, in DER', async () => {
  const response = await fetch(`${origin}/misete-ca.crt`);
  assert.is(response.headers.get('content-type'), 'application/x-x509-ca-cert');
  assert.match(response.headers.get('content-disposition') ?? '', 'misete-ca.crt');
  const bytes = Buffer.from(await response.arrayBuffer());
  assert.is(bytes[0], 0x30, 'no PEM');
  assert.is(new X509Certificate(bytes).fingerprint256, root.fingerprint256);
});

test('there is nothing else, and nothing can be sent', async () => {
  for (const path of [
    '/ca.key',
    '/../ca.key',
    '/root.crt',
    '/demo/',
    '/console',
    '/favicon.ico',
    '//',
  ]) {
    assert.is((await fetch(origin + path)).status, 404, path);
  }
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
    const response = await fetch(`${origin}/`, { method });
    assert.is(response.status, 405, method);
    assert.is(response.headers.get('allow'), 'GET, HEAD');
  }
  const head = await fetch(`${origin}/misete-ca.crt`, { method: 'HEAD' });
  assert.is(head.status, 200);
  assert.is(Number(head.headers.get('content-length')), root.raw.length);
  assert.is((await head.arrayBuffer()).byteLength, 0);
});

test('it takes the next free port, and says which ones are not', async () => {
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  const { port } = taken.address() as AddressInfo;
  const parts = { root, brand: BRAND, check: CHECK };
  const other = await openGuide({ host: '127.0.0.1', ports: [port, 0] }, parts);
  assert.is.not(other.port, port);
  await other.close();
  try {
    await openGuide({ host: '127.0.0.1', ports: [port] }, parts);
    assert.unreachable();
  } catch (error) {
    assert.instance(error, SetupError);
    assert.is(
      (error as SetupError).message,
      `--ca-port: ${String(port)} is not free on 127.0.0.1 (EADDRINUSE).`,
    );
  } finally {
    taken.close();
  }
});

/** A property list's own grammar, strictly: what this does not take, iOS need not take either. */
const plist = (xml: string): Record<string, unknown> => {
  const tokens = xml
    .replace(/^<\?xml[^>]*\?>\s*<!DOCTYPE plist[^>]*>\s*<plist version="1\.0">/, '')
    .replace(/<\/plist>\s*$/, '')
    .match(/<[^>]+>|[^<]+/g);
  const queue = (tokens ?? []).filter((token) => token.trim() !== '');
  const take = (expected?: string): string => {
    const token = queue.shift() ?? '';
    if (expected !== undefined) assert.is(token, expected);
    return token;
  };
  const text = (end: string): string => {
    const content = queue[0]?.startsWith('<') === true ? '' : take();
    take(end);
    assert.not.match(content, /&(?!amp;|lt;|gt;)/);
    return content.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
  };
  const value = (): unknown => {
    const tag = take();
    switch (tag) {
      case '<string>':
        return text('</string>');
      case '<integer>':
        return Number(text('</integer>'));
      case '<data>':
        return Buffer.from(text('</data>'), 'base64');
      case '<true/>':
      case '<false/>':
        return tag === '<true/>';
      case '<array>': {
        const list: unknown[] = [];
        while (queue[0] !== '</array>') list.push(value());
        take();
        return list;
      }
      case '<dict>': {
        const dict: Record<string, unknown> = {};
        while (queue[0] !== '</dict>') {
          take('<key>');
          dict[text('</key>')] = value();
        }
        take();
        return dict;
      }
      default:
        throw new Error(`not of a property list: ${tag}`);
    }
  };
  const found = value() as Record<string, unknown>;
  assert.is(queue.length, 0);
  return found;
};

test.run();
