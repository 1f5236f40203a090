import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createKeyRing } from '../../src/link/key-ring.js';
import { linkKey } from '../../src/link/keys.js';
import type { KeyStore } from '../../src/link/types.js';
import { KEYS_PER_CALL } from '../../src/protocol/index.js';
import { newSecret } from '../support/legs.js';

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
  assert.not(await ring.forLeg({}).introduce('key'), 'a leg without a number');
  assert.not(await ring.forLeg({ number: '9999' }).introduce('key'), 'a number that nobody typed');
  assert.equal(store.kept, []);
  assert.ok(await ring.forLeg({ number: '1234' }).introduce('key'));
  assert.equal(await ring.forLeg({}).all(), ['key']);
});

test('[C5] one key a number: the same again is fine, another is refused', async () => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  ring.expect('1234');
  assert.ok(await ring.forLeg({ number: '1234' }).introduce('key'));
  ring.expect('1234');
  assert.ok(await ring.forLeg({ number: '1234' }).introduce('key'));
  assert.not(await ring.forLeg({ number: '1234' }).introduce('other'));
  assert.equal(store.kept, ['key']);
});

test('[C5] two legs at once cannot both be the first of a number', async () => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  ring.expect('1234');
  const both = await Promise.all([
    ring.forLeg({ number: '1234' }).introduce('key'),
    ring.forLeg({ number: '1234' }).introduce('other'),
  ]);
  assert.equal(both, [true, false]);
  assert.equal(store.kept, ['key']);
});

test('[C5] a page that is added by another number of the same guest brings no second key', async () => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  for (const number of ['1234', '5678']) {
    ring.expect(number);
    assert.ok(await ring.forLeg({ number }).introduce('key'));
  }
  assert.equal(store.kept, ['key']);
});

test('[C5] [W5] a call keeps so many keys and no more', async () => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  for (let count = 0; count <= KEYS_PER_CALL; count += 1) {
    ring.expect(String(count));
    assert.is(
      await ring.forLeg({ number: String(count) }).introduce(`key ${count}`),
      count < KEYS_PER_CALL,
    );
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
    .forLeg({ number: '1234' })
    .introduce('key')
    .catch((error: unknown) => error);
  assert.instance(failed, Error);
  fails = false;
  assert.ok(await ring.forLeg({ number: '1234' }).introduce('key'));
});

// ---- hand-offs ----------------------------------------------------------------------------------

const SITE = 'https://shop.example';
const handedOver = async (used = false) => {
  const store = memoryStore();
  const ring = createKeyRing(store, 'call');
  const secret = newSecret();
  ring.expectPages([{ id: 'page', secret, site: SITE, used }]);
  const admit = (shared: string, key: string | undefined, by = { handOff: 'page', site: SITE }) =>
    ring.forLeg(by).admit?.(shared, key) ?? Promise.resolve(false);
  return { store, ring, secret, link: await linkKey(secret), admit };
};

test('[H3] a hand-off brings one key, which may be said again', async () => {
  const { store, ring, link, admit } = await handedOver();
  assert.equal(await ring.forLeg({ handOff: 'page', site: SITE }).all(), [link]);
  assert.ok(await admit(link, 'key'));
  assert.equal(store.kept, ['key']);
  assert.ok(await admit(link, 'key'), 'the host was reloaded before it could answer');
  assert.not.ok(await admit(link, 'other'));
  assert.equal(store.kept, ['key'], 'the key of the hand-off is none of the call');
});

test('[H3] of two keys at the same instant one comes in', async () => {
  const { store, link, admit } = await handedOver();
  const both = await Promise.all([admit(link, 'one'), admit(link, 'two')]);
  assert.equal(both, [true, false]);
  assert.equal(store.kept, ['one']);
});

test('[H3] the key of a hand-off opens no leg without another to come after it', async () => {
  const { link, admit } = await handedOver();
  assert.not.ok(await admit(link, undefined));
  assert.ok(await admit(link, 'key'));
  assert.not.ok(await admit(link, undefined), 'nor after it was used');
  assert.ok(await admit('key', undefined), 'its page comes once more, as any page');
});

test('[H3] who proves another key brings none by it', async () => {
  const { store, admit } = await handedOver();
  store.kept.push('known');
  assert.not.ok(await admit('known', 'key'));
  assert.ok(await admit('known', 'known'));
  assert.not.ok(await admit('stranger', 'key'));
});

test('[H3] nothing is brought in on it before the proof', async () => {
  const { store, ring } = await handedOver();
  assert.not.ok(await ring.forLeg({ handOff: 'page', site: SITE }).introduce('key'));
  assert.equal(store.kept, []);
});

test('[H3] [C2] a hand-off that was used before the host was reloaded is used', async () => {
  const { link, admit } = await handedOver(true);
  assert.not.ok(await admit(link, 'key'));
});

test('[H4] a leg that names another hand-off, or is of another site, has none', async () => {
  const { ring, link, admit } = await handedOver();
  for (const by of [
    { handOff: 'other', site: SITE },
    { handOff: 'page', site: 'https://evil.example' },
    { handOff: 'page', site: null },
    { handOff: 'page' },
    { number: '1234' },
    {},
  ]) {
    assert.equal(await ring.forLeg(by).all(), [], JSON.stringify(by));
  }
  assert.not.ok(await admit(link, 'key', { handOff: 'page', site: 'https://evil.example' }));
});

test('[H4] taken back while its page is on the way: its key is nothing any more', async () => {
  const { ring } = await handedOver();
  const keys = ring.forLeg({ handOff: 'page', site: SITE });
  ring.expectPages([]);
  assert.equal(await keys.all(), []);
});

test('[H3] a call that is full takes no key by a hand-off either', async () => {
  const { store, link, admit } = await handedOver();
  for (let count = 0; count < KEYS_PER_CALL; count += 1) store.kept.push(`key ${String(count)}`);
  assert.not.ok(await admit(link, 'key'));
  assert.ok(await admit(link, 'key 3'));
});

test.run();
