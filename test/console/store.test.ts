import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { openConsoleStore } from '../../src/console/store/store.js';
import { fakeClock } from '../support/clock.js';
import { CALL, captureId, captureInfo } from './fake-desk.js';

const OTHER = 'b3RoZXJvdGhlcm90aGVybw';
const HOUR = 60 * 60 * 1000;
const picture = (text = 'jpeg') => new Blob([text], { type: 'image/png' });
const NOBODY: ReadonlySet<string> = new Set();

let clock = fakeClock();
const open = (session = 'session') => openConsoleStore(session, () => clock.now());

test.before.each(() => {
  globalThis.indexedDB = new IDBFactory();
  clock = fakeClock();
});

/** Everything that IndexedDB holds, of all calls and sessions. */
const leftovers = (): Promise<unknown[]> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open('misete.console');
    opening.onsuccess = () => {
      const db = opening.result;
      const found: unknown[] = [];
      const all = db.transaction([...db.objectStoreNames]);
      for (const name of db.objectStoreNames) {
        const asked = all.objectStore(name).getAll();
        asked.onsuccess = () => found.push(...(asked.result as unknown[]));
      }
      all.oncomplete = () => {
        db.close();
        resolve(found);
      };
    };
    opening.onerror = () => {
      reject(new Error('IndexedDB does not open'));
    };
  });

/** A call with a key and captures 1 and 2. */
const fill = async (store: Awaited<ReturnType<typeof open>>, call = CALL) => {
  await store.began(call, clock.now());
  await store.keys.add(call, 'key');
  for (const index of [1, 2]) {
    await store.captures.put(call, captureInfo(index), picture(`picture ${String(index)}`));
    clock.advance(1000);
  }
};

test('[P7] captures and keys survive a reload, oldest first, with picture and words', async () => {
  const before = await open();
  await fill(before);
  before.close();

  const store = await open();
  await store.sweep(NOBODY);
  const kept = await store.list(CALL);
  assert.equal(
    kept.map(({ info }) => info),
    [captureInfo(1), captureInfo(2)],
  );
  assert.is(await kept[0]?.picture.text(), 'picture 1');
  assert.equal(await store.keys.load(CALL), ['key']);
  assert.ok(await store.captures.has(CALL, captureId(1)));
  assert.not(await store.captures.has(CALL, captureId(3)));
  store.close();
});

test('[P7] nothing is left of a call whose summary is closed; another call keeps its own', async () => {
  const store = await open();
  await fill(store);
  await fill(store, OTHER);
  await store.wipe(CALL);
  assert.equal(await store.list(CALL), []);
  assert.equal(await store.keys.load(CALL), []);
  assert.is(await store.captures.count(OTHER), 2);
  await store.wipe(OTHER);
  assert.equal(await leftovers(), []);
  store.close();
});

test('[P7] signing out leaves nothing of any call', async () => {
  const store = await open();
  await fill(store);
  await fill(store, OTHER);
  await store.wipeAll();
  assert.equal(await leftovers(), []);
  store.close();
});

test('[P7] the start of the console wipes a call that ended', async () => {
  const before = await open();
  await fill(before);
  await before.ended(CALL);
  before.close();
  const store = await open();
  await store.sweep(NOBODY);
  assert.equal(await leftovers(), []);
  store.close();
});

test('[P7] but not while another tab still shows its summary', async () => {
  const store = await open();
  await fill(store);
  await store.ended(CALL);
  await store.sweep(new Set([CALL]));
  assert.is(await store.captures.count(CALL), 2);
  store.close();
});

test('[P7] the start of the console wipes what is older than 12 hours, shown or not', async () => {
  const store = await open();
  await fill(store);
  clock.advance(11 * HOUR);
  await store.sweep(NOBODY);
  assert.is(await store.captures.count(CALL), 2);
  clock.advance(HOUR);
  await store.sweep(new Set([CALL]));
  assert.equal(await leftovers(), []);
  store.close();
});

test('[P7] another session sees nothing, and its start wipes it', async () => {
  const mine = await open('mine');
  await fill(mine);
  mine.close();
  const store = await open('another');
  assert.equal(await store.list(CALL), []);
  assert.is(await store.get(CALL, captureId(1)), undefined);
  assert.not(await store.captures.has(CALL, captureId(1)));
  assert.is(await store.captures.count(CALL), 0);
  assert.equal(await store.keys.load(CALL), []);
  await store.sweep(NOBODY);
  assert.equal(await leftovers(), []);
  store.close();
});

test('[P2] [P8] a dropped capture makes room, leaves no picture, and never comes again', async () => {
  const store = await open();
  await fill(store);
  await store.drop(CALL, captureId(1));
  assert.is(await store.captures.count(CALL), 1);
  assert.ok(await store.captures.has(CALL, captureId(1)), 'its id is still known');
  assert.equal(
    (await store.list(CALL)).map(({ info }) => info.id),
    [captureId(2)],
  );
  assert.not(JSON.stringify(await leftovers()).includes(captureInfo(1).title));
  store.close();
});

test('a record that an older build or a fault left unreadable is not shown', async () => {
  const store = await open();
  await fill(store);
  await store.captures.put(CALL, { ...captureInfo(3), width: -1 }, picture());
  assert.is((await store.list(CALL)).length, 2);
  store.close();
});

test('[C5] the keys of a call are forgotten alone', async () => {
  const store = await open();
  await fill(store);
  await fill(store, OTHER);
  await store.keys.forget(CALL);
  assert.equal(await store.keys.load(CALL), []);
  assert.equal(await store.keys.load(OTHER), ['key']);
  assert.is(await store.captures.count(CALL), 2);
  store.close();
});

test('a store that cannot be written to says so', async () => {
  const store = await open();
  store.close();
  try {
    await store.captures.put(CALL, captureInfo(1), picture());
    assert.unreachable();
  } catch (error) {
    assert.instance(error, Error);
  }
});

test('[P7] notes stay with their call over a reload and its end, and go when it is wiped', async () => {
  const store = await open();
  await store.note(CALL, 'too early: the call is not known');
  assert.is(await store.notes(CALL), '');
  await store.began(CALL, clock.now());
  await store.note(CALL, '折り返し 090');
  await store.began(CALL, clock.now());
  await store.ended(CALL);
  assert.is(await store.notes(CALL), '折り返し 090');
  const other = await open('another session');
  assert.is(await other.notes(CALL), '');
  await other.note(CALL, 'not mine');
  assert.is(await store.notes(CALL), '折り返し 090');
  await store.wipe(CALL);
  assert.not(JSON.stringify(await leftovers()).includes('折り返し'));
});

test.run();
