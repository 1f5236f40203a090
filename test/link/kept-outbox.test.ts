/** The outbox in the page's own origin: what carries over, to whom, and what is left behind (P2). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type KeptOutboxDeps, type Shelf, keptOutbox } from '../../src/link/kept-outbox.js';
import { type Outbox, type OutboxEntry, lateOutbox, memoryOutbox } from '../../src/link/outbox.js';
import type { Keep } from '../../src/link/types.js';
import { infoOf, pictureOf } from '../support/captures.js';
import { type FakeClock, fakeClock } from '../support/clock.js';
import { seededRandom } from '../support/random.js';

const CALL = 'AAAAAAAAAAAAAAAAAAAAAA';
const OTHER_CALL = 'BBBBBBBBBBBBBBBBBBBBBA';
const MINUTE = 60_000;

const memoryShelf = (
  kept = new Map<string, unknown>(),
): Shelf & { kept: Map<string, unknown> } => ({
  kept,
  get: (key) => Promise.resolve(kept.get(key)),
  set: (key, value) => {
    kept.set(key, structuredClone(value));
    return Promise.resolve();
  },
  delMany: (keys) => {
    for (const key of keys) kept.delete(key);
    return Promise.resolve();
  },
  entries: () => Promise.resolve([...kept]),
});

const tabStorage = (from: readonly [string, string][] = []): Keep & { copy: () => Keep } => {
  const kept = new Map(from);
  return {
    get: (name) => kept.get(name),
    set: (name, value) => void kept.set(name, value),
    remove: (name) => void kept.delete(name),
    copy: () => tabStorage([...kept]),
  };
};

/** One browser: its database, its locks and its clock; every document opened on it is ours. */
const browser = (shelf: Shelf = memoryShelf()) => {
  const clock = fakeClock();
  const random = seededRandom();
  const locks = new Set<string>();
  const open = (
    session: Keep,
    call: KeptOutboxDeps['call'] = () => CALL,
    copied: KeptOutboxDeps['copied'] = () => undefined,
  ): Outbox =>
    keptOutbox({
      clock,
      random,
      session,
      shelf,
      call,
      copied,
      lock: (name) => {
        if (locks.has(name)) return Promise.resolve(undefined);
        locks.add(name);
        return Promise.resolve(() => void locks.delete(name));
      },
    });
  return { clock, locks, open };
};

const picture = pictureOf(5_000);
const entryAt = (clock: FakeClock, givenUp = false): OutboxEntry => ({
  info: infoOf('one', picture),
  image: new Blob([picture], { type: 'image/jpeg' }),
  since: clock.now(),
  givenUp,
});

const bytesOf = async (entry: OutboxEntry | undefined) =>
  entry && new Uint8Array(await entry.image.arrayBuffer());

/** Answers, also what waits for the clock. */
const passing = async <T>(clock: FakeClock, answer: Promise<T>): Promise<T> => {
  const waiting = new Set([answer]);
  const over = (): void => {
    waiting.clear();
  };
  answer.then(over, over);
  for (let turn = 0; waiting.size > 0; turn += 1) {
    await new Promise(setImmediate);
    if (turn % 20 === 19) clock.advance(100);
  }
  return answer;
};

test('[P2] the tab’s next document finds the capture as it was put', async () => {
  const { clock, open } = browser();
  const session = tabStorage();
  const first = open(session);
  const entry = entryAt(clock, true);
  await first.put(entry);
  first.leave();
  const found = await open(session).get();
  assert.equal(found && { ...found, image: undefined }, { ...entry, image: undefined });
  assert.equal(await bytesOf(found), picture);
  assert.is(found?.image.type, 'image/jpeg');
});

// A guest closed the page while a picture was on its way: the next page said nothing of it.
test('[P2] what a closed tab left is taken out, and told once', async () => {
  const shelf = memoryShelf();
  const { clock, open } = browser(shelf);
  const closed = open(tabStorage());
  await closed.put(entryAt(clock));
  // The browser lets go of its lock.
  closed.leave();
  const next = open(tabStorage());
  assert.is(await passing(clock, next.get()), undefined);
  assert.ok(
    await passing(
      clock,
      next.lost(() => true),
    ),
  );
  assert.is(shelf.kept.size, 0);
  assert.not.ok(
    await passing(
      clock,
      next.lost(() => true),
    ),
  );
});

test('[P2] what a living tab sends is left to it, also while it goes to its next page', async () => {
  const shelf = memoryShelf();
  const { clock, open } = browser(shelf);
  const session = tabStorage();
  const busy = open(session);
  await busy.put(entryAt(clock));
  const other = open(tabStorage());
  await passing(clock, other.get());
  assert.not.ok(
    await passing(
      clock,
      other.lost(() => true),
    ),
    'its page holds the lock',
  );
  busy.leave();
  const asked = other.lost(() => true);
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  const next = open(session);
  assert.ok(await next.get());
  assert.not.ok(await passing(clock, asked));
  assert.is(shelf.kept.size, 1);
});

test('[P2] of another call nothing is told', async () => {
  const { clock, open } = browser();
  const closed = open(tabStorage(), () => 'another call');
  await closed.put(entryAt(clock));
  closed.leave();
  assert.not.ok(
    await passing(
      clock,
      open(tabStorage()).lost(() => true),
    ),
  );
});

test('[P2] what is on the shelf says nothing of the page, and another tab cannot read it', async () => {
  const shelf = memoryShelf();
  const { clock, open } = browser(shelf);
  await open(tabStorage()).put(entryAt(clock));
  const [value] = shelf.kept.values();
  const { sealed } = value as { sealed: ArrayBuffer };
  const bytes = Buffer.from(sealed);
  assert.is(bytes.indexOf('お申し込み'), -1);
  assert.is(bytes.indexOf(Buffer.from(picture.subarray(100, 132))), -1);
  assert.equal(Object.keys(value as object).sort(), ['call', 'iv', 'sealed', 'since']);
  assert.is(await open(tabStorage()).get(), undefined);
});

test('[P2] a capture that was dropped, or is of another call, is not found', async () => {
  const shelf = memoryShelf();
  const { clock, open } = browser(shelf);
  const session = tabStorage();
  const first = open(session);
  await first.put(entryAt(clock));
  await first.drop();
  assert.is(await first.get(), undefined);
  await first.put(entryAt(clock));
  first.leave();
  assert.is(await open(session, () => OTHER_CALL).get(), undefined);
  assert.is(shelf.kept.size, 0, 'and it is wiped');
});

test('[P2] what closed tabs have left is wiped after ten minutes, what is damaged at once', async () => {
  const shelf = memoryShelf();
  const { clock, open } = browser(shelf);
  await open(tabStorage()).put(entryAt(clock));
  shelf.kept.set('damaged', { call: 7 });
  await open(tabStorage()).get();
  assert.is(shelf.kept.size, 1);
  clock.advance(10 * MINUTE + 1);
  await open(tabStorage()).get();
  assert.is(shelf.kept.size, 0);
});

// A tab that the guest duplicates has a copy of the storage: both documents would send the capture.
test('[P2] a duplicated tab leaves the capture to the first, and is a tab of its own', async () => {
  const { clock, open } = browser();
  const session = tabStorage();
  const first = open(session);
  await first.put(entryAt(clock));
  const second = open(session.copy());
  assert.is(await passing(clock, second.get()), undefined);
  await second.put(entryAt(clock, true));
  assert.is((await first.get())?.givenUp, false);
  await second.drop();
  assert.ok(await first.get());
});

test('[P2] the next document waits for the lock of the one before', async () => {
  const { clock, open } = browser();
  const session = tabStorage();
  const first = open(session);
  await first.put(entryAt(clock));
  const finding = open(session).get();
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  first.leave();
  assert.ok(await passing(clock, finding));
});

test('[C8] a document that goes away holds no lock, and takes it again when it asks', async () => {
  const { clock, locks, open } = browser();
  const first = open(tabStorage());
  await first.put(entryAt(clock));
  assert.is(locks.size, 1);
  first.leave();
  assert.is(locks.size, 0);
  assert.ok(await first.get());
  assert.is(locks.size, 1);
});

test('a tab’s record that is damaged is replaced', async () => {
  const { clock, open } = browser();
  const session = tabStorage([['misete.outbox', '{"tab":1}']]);
  const first = open(session);
  await first.put(entryAt(clock));
  assert.ok(await first.get());
});

// WebKit’s first open of a database after a start may never answer.
test('a database that hangs is no outbox, and holds nothing up', async () => {
  const never = () => new Promise<never>(() => undefined);
  const { clock, open } = browser({ get: never, set: never, delMany: never, entries: never });
  const outbox = lateOutbox(() => Promise.resolve(open(tabStorage())));
  await passing(clock, outbox.put(entryAt(clock)));
  assert.ok(await passing(clock, outbox.get()), 'in memory');
  await passing(
    clock,
    outbox.drop().catch(() => undefined),
  );
  assert.is(
    await passing(
      clock,
      outbox.get().catch(() => undefined),
    ),
    undefined,
  );
});

test('an outbox that cannot be fetched is one in memory', async () => {
  const outbox = lateOutbox(() => Promise.reject(new Error('offline')));
  const entry = entryAt(fakeClock());
  await outbox.put(entry);
  assert.is(await outbox.get(), entry);
  await outbox.drop();
  assert.is(await outbox.get(), undefined);
});

test('an outbox is fetched when it is first asked for, and not to be told of an end', async () => {
  let fetched = 0;
  const outbox = lateOutbox(() => {
    fetched += 1;
    return Promise.resolve(memoryOutbox());
  });
  await outbox.drop();
  outbox.leave();
  assert.is(fetched, 0);
  await outbox.get();
  await outbox.get();
  assert.is(fetched, 1);
});

// A duplicated tab whose page is left before it has found out: the page that comes back out of the
// back-forward cache took yet another name, and what its next page had left under its own was lost.
test('[P2] a page that comes back takes the name that its tab’s next page had to take', async () => {
  const { clock, open } = browser();
  const session = tabStorage();
  const other = open(session);
  await other.get();
  const copied = session.copy();
  const first = open(copied);
  const looking = first.get().catch(() => undefined);
  for (let turn = 0; turn < 20; turn += 1) await new Promise(setImmediate);
  first.leave();
  const next = open(copied);
  await passing(clock, next.put(entryAt(clock)));
  next.leave();
  await passing(clock, looking);
  assert.ok(await passing(clock, first.get()));
});

// The lock was asked for before the page went away, and granted after: the browser does not keep a
// page that holds one for going back, so going back meant loading it anew.
test('[C8] a lock that is granted to a page that has gone away is given back', async () => {
  const { clock, locks, open } = browser();
  const page = open(tabStorage());
  const looking = page.get().catch(() => undefined);
  page.leave();
  await passing(clock, looking);
  assert.is(locks.size, 0);
  await passing(clock, page.get());
  assert.is(locks.size, 1, 'and asked for again when it is back');
});

test('[P2] a tab that was copied learns so: what the other one was tapped for is not its own', async () => {
  const { clock, open } = browser();
  const session = tabStorage();
  const told: string[] = [];
  const call = (): string => CALL;
  await passing(clock, open(session, call, () => told.push('first')).get());
  await passing(clock, open(session.copy(), call, () => told.push('copy')).get());
  assert.equal(told, ['copy']);
});

// A slow database: another page of the site looked for what closed tabs had left, gave up waiting, and
// then got the lock of a tab that was being loaded anew. That one took itself for a copy ever after.
test('[P2] who looks for what was left, and waits too long, holds nobody else’s lock', async () => {
  const shelf = memoryShelf();
  let answer = (): void => undefined;
  const entries = (): Promise<[string, unknown][]> =>
    new Promise((resolve) => {
      answer = () => {
        resolve([...shelf.kept]);
      };
    });
  const { clock, locks, open } = browser({ ...shelf, entries });
  const tab = open(tabStorage());
  await tab.put(entryAt(clock));
  tab.leave();
  const other = open(tabStorage());
  const looking = other.lost(() => true).catch(() => 'gave up');
  clock.advance(4_000);
  assert.is(await looking, 'gave up');
  answer();
  await passing(clock, Promise.resolve());
  for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
  assert.equal([...locks], []);
});

// A page that was left at the very moment of the receipt wiped its capture when it came back: by then
// that of the tab's next page stood in its place, and was lost.
test('[P2] a page that comes back wipes nothing of the page after it', async () => {
  const { clock, open } = browser();
  const session = tabStorage();
  const first = open(session);
  await first.put(entryAt(clock));
  first.leave();
  const next = open(session);
  await next.put(entryAt(clock, true));
  next.leave();
  await first.drop().catch(() => undefined);
  assert.is((await first.get())?.givenUp, true);
  await first.drop();
  assert.is(await first.get(), undefined);
});

// A page that was sending something itself took the capture of a closed one out, and said nothing.
test('[P2] what a closed tab has left stays until it can be said', async () => {
  const { clock, open } = browser();
  const closed = open(tabStorage());
  await closed.put(entryAt(clock));
  closed.leave();
  const page = open(tabStorage());
  assert.is(
    await passing(
      clock,
      page.lost(() => false),
    ),
    undefined,
  );
  assert.is(
    await passing(
      clock,
      page.lost(() => true),
    ),
    true,
  );
  assert.is(
    await passing(
      clock,
      page.lost(() => true),
    ),
    false,
  );
});

test.run();
