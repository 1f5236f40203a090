import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createHash, hkdfSync } from 'node:crypto';
import { fromBase64url, sameBytes, toBase64url } from '../../src/link/bytes.js';
import { readGuestRecord, writeGuestRecord } from '../../src/link/guest-record.js';
import { linkKey, makeSecret, rejoinHash, rejoinToken } from '../../src/link/keys.js';
import { GUEST_KEY_MS } from '../../src/link/names.js';
import { secret } from '../../src/protocol/index.js';
import { seededRandom } from '../support/random.js';

const KEY = toBase64url(Uint8Array.from({ length: 32 }, (_, at) => at));

const derived = (info: string) =>
  Buffer.from(hkdfSync('sha256', Buffer.from(KEY, 'base64url'), '', info, 32));

test('[C5] a secret is 256 bits of the generator, in the form that travels', () => {
  const made = makeSecret(seededRandom());
  assert.is(secret(made, ''), made);
  assert.equal(fromBase64url(made), seededRandom().bytes(32));
});

test('[C5] rejoin token and link key come from the guest key by HKDF-SHA-256, and differ', async () => {
  assert.is(await rejoinToken(KEY), derived('misete.v1 rejoin').toString('base64url'));
  assert.is(await linkKey(KEY), derived('misete.v1 link').toString('base64url'));
  assert.is.not(await rejoinToken(KEY), await linkKey(KEY));
});

test("[C5] the service is told the SHA-256 of the token's bytes", async () => {
  const hash = createHash('sha256').update(derived('misete.v1 rejoin')).digest('base64url');
  assert.is(await rejoinHash(await rejoinToken(KEY)), hash);
});

test('bytes come back from base64url, and are compared whole', () => {
  const all = Uint8Array.from({ length: 256 }, (_, at) => at);
  assert.equal(fromBase64url(toBase64url(all)), all);
  assert.ok(sameBytes(all, all.slice()));
  for (const at of [0, 100, 255]) {
    const other = all.slice();
    other[at] = (other[at] ?? 0) ^ 1;
    assert.not(sameBytes(all, other));
  }
  assert.not(sameBytes(all, all.slice(1)));
  assert.not(sameBytes(all.slice(1), all));
});

test('[C5] a guest key is kept with its call, and is gone after 12 hours', () => {
  const made = 1_700_000_000_000;
  const record = { key: KEY, made, call: 'AAAAAAAAAAAAAAAAAAAAAA' };
  const kept = writeGuestRecord(record);
  assert.equal(readGuestRecord(kept, made), record);
  assert.equal(readGuestRecord(kept, made + GUEST_KEY_MS - 1), record);
  assert.is(readGuestRecord(kept, made + GUEST_KEY_MS), undefined);
  assert.is(readGuestRecord(kept, made - 1), undefined);
});

test('[C5] what stands damaged in storage counts as nothing', () => {
  for (const kept of [undefined, '', 'null', '{}', '[1', '{"key":"short","made":1}']) {
    assert.is(readGuestRecord(kept, 2), undefined);
  }
});

test.run();
