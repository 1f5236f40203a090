/** What is served over HTTP: pages with their headers, signing in, health. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openJournal } from '../../signaling/journal.js';
import { CLOSE_CODES, whole } from '../../src/protocol/index.js';
import { fakeClock } from '../support/clock.js';
import {
  HOST_KEY,
  type RealService,
  callOver,
  cookieOf,
  guestSocket,
  hostSocket,
  knock,
  serve,
  signIn,
} from './support/real.js';

const withService = async (
  options: Parameters<typeof serve>[0],
  check: (service: RealService) => Promise<void>,
): Promise<void> => {
  const service = await serve(options);
  try {
    await check(service);
  } finally {
    await service.stop();
  }
};

const policyOf = (response: Response): string =>
  response.headers.get('content-security-policy') ?? '';

test('[P1] pages come with headers that tell nobody more than the origin', async () => {
  await withService({}, async ({ origin }) => {
    for (const path of [
      '/check',
      '/connect',
      '/console',
      '/demo/',
      '/help/',
      '/embed.js',
      '/none',
    ]) {
      const { headers } = await fetch(origin + path);
      assert.is(headers.get('referrer-policy'), 'strict-origin', path);
      assert.is(headers.get('x-content-type-options'), 'nosniff');
      assert.is(headers.get('strict-transport-security'), null, 'not over plain HTTP');
    }
  });
});

test('[W5] the console and the connection page forbid all that they do not need', async () => {
  await withService({}, async ({ origin, port }) => {
    for (const path of ['/check', '/connect', '/console', '/connect/', '/help/']) {
      const policy = policyOf(await fetch(origin + path));
      assert.match(policy, "default-src 'none'");
      assert.match(policy, "script-src 'self';");
      assert.match(policy, "frame-ancestors 'none'");
      assert.match(policy, `ws://127.0.0.1:${port}`);
      assert.not.match(policy, 'unsafe');
    }
    assert.match(policyOf(await fetch(`${origin}/demo/`)), "frame-ancestors 'self'");
  });
});

test('[W1] the embed and its parts may be loaded by other sites; caches know which may change', async () => {
  await withService({}, async ({ origin }) => {
    const embed = await fetch(`${origin}/embed.js`);
    assert.is(embed.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.is(embed.headers.get('cache-control'), 'no-cache');
    const etag = embed.headers.get('etag') ?? '';
    // Node's fetch would add no-cache of its own.
    const known = { 'if-none-match': etag, 'cache-control': 'max-age=0' };
    const again = await fetch(`${origin}/embed.js`, { headers: known });
    assert.is(again.status, 304);
    const asset = await fetch(`${origin}/assets/main-AbC123.js`);
    assert.match(asset.headers.get('cache-control') ?? '', 'immutable');
    for (const { headers } of [embed, asset]) {
      assert.is(headers.get('access-control-allow-origin'), '*');
      assert.is(headers.get('cross-origin-resource-policy'), 'cross-origin');
    }
    const { headers } = await fetch(`${origin}/console`);
    assert.is(headers.get('access-control-allow-origin'), null);
    assert.is(headers.get('cross-origin-resource-policy'), 'same-origin');
  });
});

test('[W1] text that the build compressed is sent compressed', async () => {
  const files = { 'embed.js': 'plain', 'embed.js.br': 'compressed' };
  await withService({ files }, async ({ origin }) => {
    const response = await fetch(`${origin}/embed.js`, {
      method: 'HEAD',
      headers: { 'accept-encoding': 'br' },
    });
    assert.is(response.headers.get('content-encoding'), 'br');
    assert.is(response.headers.get('content-type'), 'text/javascript; charset=utf-8');
    assert.match(response.headers.get('vary') ?? '', /accept-encoding/i);
    const plain = await fetch(`${origin}/embed.js`, { headers: { 'accept-encoding': 'identity' } });
    assert.is(await plain.text(), 'plain');
  });
});

test('[W1] a demo page in Shift_JIS is not declared to be in another charset', async () => {
  const files = { 'demo/sjis.html': '<meta charset="Shift_JIS">', 'help/index.html': 'help' };
  await withService({ files }, async ({ origin }) => {
    const typeOf = async (path: string) =>
      (await fetch(origin + path)).headers.get('content-type') ?? '';
    assert.is(await typeOf('/demo/sjis.html'), 'text/html');
    assert.is(await typeOf('/help/'), 'text/html; charset=utf-8');
  });
});

test('[W1] what is not there is said in a page of ours, under the address that was asked for', async () => {
  const files = { 'not-found.html': '<title>%BRAND_NAME%</title>' };
  await withService({ files }, async ({ origin }) => {
    const response = await fetch(`${origin}/help/none.html`);
    assert.is(response.status, 404);
    assert.is(response.headers.get('content-type'), 'text/html; charset=utf-8');
    assert.is(await response.text(), '<title>Misete</title>');
  });
});

test('[W1] who types the address is led to the connection page; what is not there is 404', async () => {
  await withService({}, async ({ origin }) => {
    const start = await fetch(origin, { redirect: 'manual' });
    assert.is(start.headers.get('location'), '/connect');
    assert.is((await fetch(`${origin}/demo`)).url, `${origin}/demo/`);
    for (const path of ['/none', '/assets/none.js', '/..%2f..%2fpackage.json', '/api/none']) {
      const response = await fetch(origin + path);
      assert.ok([403, 404].includes(response.status), `${path}: ${response.status}`);
      assert.not.match(await response.text(), /"name"|at .*\.ts/);
    }
    const missing = await fetch(`${origin}/assets/none.js`);
    assert.is(missing.headers.get('cache-control'), 'no-store');
  });
  await withService({ files: { 'index.html': 'start' } }, async ({ origin }) => {
    assert.is(await (await fetch(origin)).text(), 'start');
  });
});

test('[W1] a page opened before a deployment still gets the files that it knows', async () => {
  const clock = fakeClock();
  const build = async (mark: string, data?: string) => {
    clock.advance(60_000);
    const files = { [`assets/main-${mark}.js`]: mark, 'embed.js': mark };
    return serve({ clock, files, ...(data !== undefined && { data }) });
  };
  const first = await build('one');
  await first.close();
  const second = await build('two', first.data);
  const old = await fetch(`${second.origin}/assets/main-one.js`);
  assert.is(await old.text(), 'one');
  assert.match(old.headers.get('cache-control') ?? '', 'immutable');
  assert.is(old.headers.get('access-control-allow-origin'), '*');
  await second.close();
  const third = await build('three', first.data);
  assert.is((await fetch(`${third.origin}/assets/main-two.js`)).status, 200);
  assert.is((await fetch(`${third.origin}/assets/main-one.js`)).status, 404, 'for one build');
  await third.close();
  const thirdAgain = await build('three', first.data);
  assert.is(
    (await fetch(`${thirdAgain.origin}/assets/main-two.js`)).status,
    200,
    'after a restart',
  );
  await thirdAgain.stop();
});

test('[C3] health says what runs and how things ended', async () => {
  await withService({}, async (service) => {
    const { host, guest, call } = await callOver(service);
    const health = async () => (await (await fetch(`${service.origin}/healthz`)).json()) as object;
    assert.equal(
      { ...(await health()), counters: 0 },
      {
        ok: true,
        version: '0.0.0',
        uptime: 0,
        waiting: 0,
        calls: 1,
        counters: 0,
      },
    );
    host.send({ type: 'call.end', call, reason: 'host-ended' });
    await guest.next('call.ended');
    const { calls, counters } = (await health()) as { calls: number; counters: object };
    assert.is(calls, 0);
    assert.is((counters as Record<string, number>)['call.host-ended'], 1);
  });
});

test('[N8] a host signs in with the host key and gets a cookie that scripts cannot read', async () => {
  await withService({}, async (service) => {
    const response = await signIn(service, { key: ` ${HOST_KEY} `, name: '  山田  花子 ' });
    assert.is(response.status, 200);
    const { name, session } = (await response.json()) as { name: string; session: string };
    assert.is(name, '山田 花子');
    const set = response.headers.get('set-cookie') ?? '';
    for (const attribute of ['HttpOnly', 'SameSite=Strict', 'Path=/']) assert.match(set, attribute);
    assert.not.match(set, 'Secure');
    const headers = { cookie: cookieOf(response) };
    const shown = await fetch(`${service.origin}/api/session`, { headers });
    const known = { session, service: service.origin, relay: false };
    assert.equal(await shown.json(), { name, ...known });
    assert.is((await fetch(`${service.origin}/api/session`)).status, 401);
  });
});

test('[N8] a host without a name is called 担当者, and may take another', async () => {
  await withService({}, async (service) => {
    const cookie = cookieOf(await signIn(service));
    const put = (body: string, headers: object) =>
      fetch(`${service.origin}/api/session`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json', origin: service.origin, ...headers },
        body,
      });
    const before = await fetch(`${service.origin}/api/session`, { headers: { cookie } });
    const { name, session } = (await before.json()) as { name: string; session: string };
    assert.is(name, '担当者');
    const renamed = await put('{"name":"佐藤"}', { cookie });
    const known = { session, service: service.origin, relay: false };
    assert.equal(await renamed.json(), { name: '佐藤', ...known });
    const host = knock(service, '/ws/host', {
      origin: service.origin,
      headers: { cookie: cookieOf(renamed) },
    });
    const welcome = await host.next('welcome');
    assert.equal((welcome as unknown as { host: object }).host, { name: '佐藤' });
    assert.is((await put('{"name":"佐藤"}', {})).status, 401);
    assert.is((await put(`{"name":"${'長'.repeat(41)}"}`, { cookie })).status, 400);
  });
});

test('[N8] wrong host keys are limited by address and in all', async () => {
  const env = { MISETE_LIMIT_WRONG_KEYS: '12', MISETE_TRUST_PROXY: '1' };
  await withService({ env }, async (service) => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    for (let guess = 0; guess < 10; guess += 1) {
      assert.is((await signIn(service, { key: `guess ${guess}` }, from('192.0.2.1'))).status, 401);
    }
    const limited = await signIn(service, undefined, from('192.0.2.1'));
    assert.is(limited.status, 429, 'the right one too');
    assert.equal(await limited.json(), { error: 'too-many-keys', retryIn: 600_000 });
    assert.is(limited.headers.get('retry-after'), '600');
    for (const address of ['192.0.2.2', '192.0.2.3']) {
      assert.is((await signIn(service, { key: 'guess' }, from(address))).status, 401);
    }
    assert.is((await signIn(service, undefined, from('192.0.2.4'))).status, 429);
    service.clock.advance(600_000);
    assert.is((await signIn(service, undefined, from('192.0.2.1'))).status, 200);
  });
});

test('[W5] signing in is JSON from the service’s own pages, or nothing', async () => {
  await withService({}, async (service) => {
    const other = await signIn(service, undefined, { origin: 'https://evil.example' });
    assert.is(other.status, 403);
    const url = `${service.origin}/api/sign-in`;
    const body = JSON.stringify({ key: HOST_KEY });
    const { origin } = service;
    assert.is((await fetch(url, { method: 'POST', body })).status, 403, 'no origin');
    const form = { origin, 'content-type': 'text/plain' };
    assert.ok((await fetch(url, { method: 'POST', headers: form, body })).status >= 400);
    for (const bad of [{}, { key: 7 }, [], { key: HOST_KEY, name: 7 }]) {
      assert.is((await signIn(service, bad)).status, 400);
    }
    const broken = { origin, 'content-type': 'application/json' };
    assert.is((await fetch(url, { method: 'POST', headers: broken, body: '{' })).status, 400);
    const large = JSON.stringify({ key: 'x'.repeat(5000) });
    assert.is((await fetch(url, { method: 'POST', headers: broken, body: large })).status, 413);
  });
});

test('[C2] a session outlives a restart, but not another host key', async () => {
  const first = await serve();
  const cookie = cookieOf(await signIn(first));
  await first.close();
  const second = await serve({ data: first.data });
  await (await hostSocket(second, cookie)).leave();
  await second.close();
  const third = await serve({ data: first.data, env: { MISETE_HOST_KEY: 'another' } });
  const headers = { cookie };
  assert.is((await fetch(`${third.origin}/api/session`, { headers })).status, 401);
  await third.stop();
});

test('[W5] a session ends after twelve hours, or by signing out, for good', async () => {
  const first = await serve();
  const old = cookieOf(await signIn(first));
  first.clock.advance(12 * 60 * 60 * 1000 + 1000);
  const session = (service: RealService, cookie: string) =>
    fetch(`${service.origin}/api/session`, { headers: { cookie } });
  assert.is((await session(first, old)).status, 401);

  const cookie = cookieOf(await signIn(first));
  const socket = await hostSocket(first, cookie);
  const out = await fetch(`${first.origin}/api/sign-out`, {
    method: 'POST',
    headers: { origin: first.origin, cookie, 'content-type': 'application/json' },
    body: '{}',
  });
  assert.is(out.status, 204);
  assert.is(await socket.closed(), CLOSE_CODES['signed-out']);
  assert.is((await session(first, cookie)).status, 401, 'a kept copy is worth nothing');
  await first.close();
  const second = await serve({ data: first.data, clock: first.clock });
  assert.is((await session(second, cookie)).status, 401, 'after a restart either');
  await second.stop();
});

test('[C3] how a call ended is known after a restart, also after a torn write', async () => {
  const first = await serve();
  const { host, guest, call, cookie } = await callOver(first);
  host.send({ type: 'call.end', call, reason: 'no-path' });
  await guest.next('call.ended');
  await first.close();
  const journal = join(first.data, 'ends.jsonl');
  writeFileSync(journal, `${readFileSync(journal, 'utf8')}{"at":"ended","ca`);

  const second = await serve({ data: first.data, clock: first.clock });
  const back = await hostSocket(second, cookie);
  back.send({ type: 'call.resume', call });
  assert.is((await back.next('call.ended')).reason, 'no-path');
  const stranger = await hostSocket(second, cookieOf(await signIn(second)));
  stranger.send({ type: 'call.resume', call });
  assert.is((await stranger.next('error')).error, 'call-unknown', 'only to who was in it');
  await second.close();
  assert.match(readFileSync(journal, 'utf8'), call);

  first.clock.advance(24 * 60 * 60 * 1000);
  const third = await serve({ data: first.data, clock: first.clock });
  assert.is(readFileSync(journal, 'utf8'), '', 'no longer than a day');
  await third.stop();
});

test('[W5] the data folder is for nobody else, and holds the key that was made', async () => {
  await withService({ env: { MISETE_HOST_KEY: '' } }, async (service) => {
    assert.is(statSync(service.data).mode & 0o777, 0o700);
    for (const name of ['host-key', 'signing-secret', 'ends.jsonl', 'signed-out.jsonl']) {
      assert.is(statSync(join(service.data, name)).mode & 0o777, 0o600, name);
    }
    const key = service.madeHostKey ?? '';
    assert.match(key, /^([a-z2-9]{4}-){6}[a-z2-9]{4}$/);
    assert.is(readFileSync(join(service.data, 'host-key'), 'utf8'), `${key}\n`);
    assert.is((await signIn(service, { key })).status, 200);
    assert.is((await signIn(service)).status, 401);
  });
  await withService({}, async (service) => {
    assert.is(service.madeHostKey, undefined, 'a key of the operator’s is not shown');
    await guestSocket(service);
  });
});

// With a full disk the end of a call threw before anybody heard of it, and signing out answered 500
// with the cookie still in place and the console still at its calls.
test('[C3, W5] an end and a sign-out work although their record cannot be written', async () => {
  await withService({}, async (service) => {
    const { host, guest, call, cookie } = await callOver(service);
    for (const name of ['ends.jsonl', 'signed-out.jsonl']) {
      rmSync(join(service.data, name));
      mkdirSync(join(service.data, name));
    }
    host.send({ type: 'call.end', call, reason: 'host-ended' });
    await host.next('call.ended');
    await guest.next('call.ended');
    host.send({ type: 'call.resume', call });
    assert.is((await host.next('call.ended')).reason, 'host-ended', 'and it is known');
    const { origin } = service;
    const out = await fetch(`${origin}/api/sign-out`, {
      method: 'POST',
      headers: { origin, cookie, 'content-type': 'application/json' },
      body: '{}',
    });
    assert.is(out.status, 204);
    assert.match(out.headers.get('set-cookie') ?? '', /misete_session=;/);
    assert.is(await host.closed(), CLOSE_CODES['signed-out']);
    assert.is((await fetch(`${origin}/api/session`, { headers: { cookie } })).status, 401);
    assert.is(service.counters.of('journal.failed'), 2);
  });
});

// The record after one that failed half written stood on the same line, and both were lost.
test('[C3] a record that failed half written does not spoil the next', () => {
  const folder = mkdtempSync(join(tmpdir(), 'misete-journal-'));
  const path = join(folder, 'records');
  let failures = 0;
  const open = () =>
    openJournal(
      path,
      whole(0, 9),
      () => true,
      () => (failures += 1),
    );
  const journal = open();
  rmSync(path);
  mkdirSync(path);
  journal.add(1);
  rmSync(path, { recursive: true });
  writeFileSync(path, '{"half');
  journal.add(2);
  journal.add(3);
  assert.is(failures, 1);
  assert.equal(open().kept, [2, 3]);
  rmSync(folder, { recursive: true });
});

// A cookie's end was looked at when a socket came, never again: the console went on for days.
test('[W5] a host’s socket is closed when its session ends', async () => {
  await withService({ env: { MISETE_LIMIT_PING: '100000' } }, async (service) => {
    const host = await hostSocket(service, cookieOf(await signIn(service)));
    service.clock.advance(12 * 60 * 60 * 1000 - 1);
    host.send({ type: 'number.look', number: '0000' });
    await host.next('error');
    service.clock.advance(1);
    assert.is(await host.closed(), CLOSE_CODES['signed-out']);
  });
});

// Anybody could lock every host out of signing in with 300 wrong keys from many addresses.
test('[N8] strangers’ wrong keys do not lock out an address that signed in within a day', async () => {
  const env = { MISETE_LIMIT_WRONG_KEYS: '2', MISETE_TRUST_PROXY: '1' };
  await withService({ env }, async (service) => {
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const attack = async () => {
      for (const address of ['192.0.2.2', '192.0.2.3']) {
        await signIn(service, { key: 'guess' }, from(address));
      }
      assert.is((await signIn(service, undefined, from('192.0.2.4'))).status, 429);
    };
    assert.is((await signIn(service, undefined, from('192.0.2.1'))).status, 200);
    await attack();
    assert.is((await signIn(service, undefined, from('192.0.2.1'))).status, 200);
    service.clock.advance(24 * 60 * 60 * 1000);
    await attack();
    assert.is((await signIn(service, undefined, from('192.0.2.1'))).status, 429);
  });
});

test.run();
