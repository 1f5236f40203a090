import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createKeyRing } from '../../src/link/key-ring.js';
import type { KeyStore } from '../../src/link/types.js';
import { KEYS_PER_CALL } from '../../src/protocol/index.js';

const memoryStore = (): KeyStore & { kept: string[] } => {
  const kept: string[] = [];
  return {
    kept,
    load: async () => {
      await Promise.resolve();
      return [...kept];
    },
    add: async (_, key) => {
      await Promise.resolve();
      kept.push(key);
    },
    forget: () => Promise.resolve(),
  };
};

test('[C5] a key comes by a number that the host claimed, and by no other way', async () => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  ring.expect('1234');
  assert.not(await ring.forLeg(undefined).introduce('key'), 'a leg without a number');
  assert.not(await ring.forLeg('9999').introduce('key'), 'a number that nobody typed');
  assert.equal(store.kept, []);
  assert.ok(await ring.forLeg('1234').introduce('key'));
  assert.equal(await ring.forLeg(undefined).all(), ['key']);
});

test('[C5] one key a number: the same again is fine, another is refused', async () => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  ring.expect('1234');
  assert.ok(await ring.forLeg('1234').introduce('key'));
  ring.expect('1234');
  assert.ok(await ring.forLeg('1234').introduce('key'));
  assert.not(await ring.forLeg('1234').introduce('other'));
  assert.equal(store.kept, ['key']);
});

test('[C5] two legs at once cannot both be the first of a number', async () => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  ring.expect('1234');
  const both = await Promise.all([
    ring.forLeg('1234').introduce('key'),
    ring.forLeg('1234').introduce('other'),
  ]);
  assert.equal(both, [true, false]);
  assert.equal(store.kept, ['key']);
});

test('[C5] a page that is added by another number of the same guest brings no second key', async () => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  for (const number of ['1234', '5678']) {
    ring.expect(number);
    assert.ok(await ring.forLeg(number).introduce('key'));
  }
  assert.equal(store.kept, ['key']);
});

test('[C5] [W5] a call keeps so many keys and no more', async () => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  for (let count = 0; count <= KEYS_PER_CALL; count += 1) {
    ring.expect(String(count));
    assert.is(await ring.forLeg(String(count)).introduce(`key ${count}`), count < KEYS_PER_CALL);
  }
  assert.is(store.kept.length, KEYS_PER_CALL);
});

test('[C5] a store that fails once does not stop the next key', async () => {
  const store = memoryStore();
  let fails = true;
  const ring = createKeyRing(
    {
      ...store,
      add: (call, key) => (fails ? Promise.reject(new Error('full')) : store.add(call, key)),
    },
    'call',
  );
  ring.expect('1234');
  const failed = await ring
    .forLeg('1234')
    .introduce('key')
    .catch((error: unknown) => error);
  assert.instance(failed, Error);
  fails = false;
  assert.ok(await ring.forLeg('1234').introduce('key'));
});

test.run();
