/**
 * The outbox in the target page's own origin (P2). What waits is sealed with a key that only this tab
 * has, in its sessionStorage: a closed tab takes the key along, and what it leaves behind nobody reads
 * (C5 keeps the guest key more loosely, since it opens no picture). It is wiped at the next load.
 *
 * Only one document has an entry at a time, by a Web Lock: a tab that was duplicated has the same
 * storage, and must not send the same capture beside the first.
 */
import { type Checked, id, object, parseCaptureInfo, whole, yesNo } from '../protocol/index.js';
import { concat, fromBase64url, utf8 } from './bytes.js';
import type { Outbox, OutboxEntry, OutboxOf } from './outbox.js';
import { type Tab, nameTab, tabIn } from './taps.js';
import type { Clock, Keep, Random, Stop } from './types.js';

/** No capture waits longer (P2); the same as the sender's. */
const WAIT_MS = 10 * 60 * 1000;
/** A database that has not answered by then does not: WebKit's first open after a start may hang. */
const PATIENCE_MS = 3_000;
/** The document before may hold its lock a moment longer than it is shown. */
const LOCK_TRIES = 5;
const LOCK_AGAIN_MS = 300;
/** A tab that nobody has for so long was closed, and is not amid a navigation. */
const CLOSED_MS = 3_000;
const IV_BYTES = 12;

/** As much of a database as is used; values are what structured cloning can carry. */
export interface Shelf {
  get: (key: string) => Promise<unknown>;
  set: (key: string, value: unknown) => Promise<void>;
  delMany: (keys: string[]) => Promise<void>;
  entries: () => Promise<[string, unknown][]>;
}

export interface KeptOutboxDeps extends OutboxOf {
  clock: Clock;
  random: Random;
  /** The tab's own storage. */
  session: Keep;
  shelf: Shelf;
  /** Takes a lock that other tabs see; undefined if one of them holds it. */
  lock: (name: string) => Promise<Stop | undefined>;
  cipher?: Cipher;
}

/** How an entry is sealed with the tab's key; default: AES-GCM by WebCrypto. */
export interface Cipher {
  seal: (key: string, iv: Uint8Array<ArrayBuffer>, entry: OutboxEntry) => Promise<SealedEntry>;
  /** Undefined for what another key sealed, or a fault has changed. */
  open: (key: string, sealed: SealedEntry, since: number) => Promise<OutboxEntry | undefined>;
}

export interface SealedEntry {
  /** The words, a number of four bytes with their length before them, then the picture. */
  sealed: ArrayBuffer;
  iv: Uint8Array<ArrayBuffer>;
}

/** What stands on the shelf beside the sealed bytes, and so says nothing of the page. */
const onShelf = object({ call: id, since: whole(0, Number.MAX_SAFE_INTEGER) });
const sealedWords = object({ info: parseCaptureInfo, givenUp: yesNo });

type Sealed = Checked<typeof onShelf> & SealedEntry;

export const keptOutbox = (deps: KeptOutboxDeps): Outbox => {
  const { clock, random, session, shelf, call, cipher = webCipher } = deps;
  let tab: Tab | undefined;
  let unlock: Stop | undefined;
  let swept = false;
  let visit = 0;

  /** Rejects where the database hangs. */
  const soon = <T>(act: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const stop = clock.after(PATIENCE_MS, () => {
        reject(new Error('the database does not answer'));
      });
      act.then(resolve, reject).finally(stop);
    });

  const hold = async (of: Tab, tries: number): Promise<boolean> => {
    const now = visit;
    for (let left = tries; left > 0; left -= 1) {
      const release = await deps.lock(lockOf(of.tab));
      if (visit !== now) {
        release?.();
        throw new Error('the document has gone away');
      }
      if (release !== undefined) {
        unlock = release;
        return true;
      }
      if (left > 1) await new Promise<void>((then) => clock.after(LOCK_AGAIN_MS, then));
    }
    return false;
  };

  /** This tab's, with its lock. Another document that has it makes this a tab of its own. */
  const ours = async (tries: number): Promise<Tab> => {
    let tried: string | undefined;
    for (;;) {
      if (tab !== undefined && unlock !== undefined) return tab;
      // Another document of this tab may have had to take another name while this one was away.
      const kept = tabIn(session) ?? tab;
      if (kept === undefined || kept.tab === tried) break;
      if (await hold(kept, tries)) return (tab = kept);
      tried = kept.tab;
    }
    if (tried !== undefined) deps.copied();
    tab = nameTab(session, random);
    await hold(tab, 1);
    return tab;
  };

  /** Wipes what other calls and closed tabs have left, once. */
  const sweep = async (mine: string): Promise<void> => {
    if (swept) return;
    const over = (await shelf.entries()).filter(([key, value]) => {
      const record = readShelf(value);
      const isOld = record === undefined || clock.now() - record.since > WAIT_MS;
      return isOld || (key === mine && record.call !== call());
    });
    await shelf.delMany(over.map(([key]) => key));
    swept = true;
  };

  /** What other tabs have of this call and no document holds, with the locks that show it. */
  const leftBehind = async (): Promise<Left[]> => {
    const look = async (): Promise<Left[]> => {
      const left: Left[] = [];
      for (const [key, value] of await shelf.entries()) {
        if (key === tab?.tab || readShelf(value)?.call !== call()) continue;
        const release = await deps.lock(lockOf(key));
        if (release !== undefined) left.push({ key, release });
      }
      return left;
    };
    const looking = look();
    return soon(looking).catch((error: unknown) => {
      // What is locked all the same, only later, is some other tab's.
      void looking.then(letGo, () => undefined);
      throw error;
    });
  };

  return {
    put: async (entry) => {
      const of = call();
      if (of === undefined) return;
      const { tab: name, key } = await ours(1);
      const sealed = await cipher.seal(key, random.bytes(IV_BYTES), entry);
      await soon(shelf.set(name, { call: of, since: entry.since, ...sealed }));
    },
    get: async () => {
      const { tab: name, key } = await ours(LOCK_TRIES);
      await soon(sweep(name));
      const record = readShelf(await soon(shelf.get(name)));
      return record?.call === call() && record !== undefined
        ? cipher.open(key, record, record.since)
        : undefined;
    },
    drop: async () => {
      if (tab === undefined) return;
      // It went away before it came to this: what is there now may be the next page's.
      if (unlock === undefined) throw new Error('another document may have it');
      await soon(shelf.delMany([tab.tab]));
    },
    lost: async (mayBeSaid) => {
      const before = await leftBehind();
      letGo(before);
      if (before.length === 0) return false;
      await new Promise<void>((then) => clock.after(CLOSED_MS, then));
      const now = await leftBehind();
      if (!mayBeSaid()) {
        letGo(now);
        return undefined;
      }
      const gone = now.map(({ key }) => key).filter((key) => before.some((of) => of.key === key));
      await soon(shelf.delMany(gone)).catch(() => undefined);
      letGo(now);
      return gone.length > 0;
    },
    leave: () => {
      // A page that holds a lock is kept out of the back-forward cache (C8).
      visit += 1;
      unlock?.();
      unlock = undefined;
    },
  };
};

/** What a tab has left, locked. */
interface Left {
  key: string;
  release: Stop;
}

const letGo = (left: readonly Left[]): void => {
  for (const { release } of left) release();
};

const lockOf = (tab: string): string => `misete.outbox.${tab}`;

// ---- sealing ------------------------------------------------------------------------------------

const LENGTH_BYTES = 4;

const cipherKey = (key: string, use: KeyUsage): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64url(key), 'AES-GCM', false, [use]);

const seal: Cipher['seal'] = async (key, iv, { info, image, givenUp }) => {
  const words = utf8(JSON.stringify({ info, givenUp }));
  const length = new Uint8Array(LENGTH_BYTES);
  new DataView(length.buffer).setUint32(0, words.length);
  const plain = concat([length, words, new Uint8Array(await image.arrayBuffer())]);
  const sealed = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv },
    await cipherKey(key, 'encrypt'),
    plain,
  );
  return { iv, sealed };
};

const open: Cipher['open'] = async (key, { iv, sealed }, since) => {
  try {
    const plain = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv },
      await cipherKey(key, 'decrypt'),
      sealed,
    );
    const end = LENGTH_BYTES + new DataView(plain).getUint32(0);
    const json = new TextDecoder().decode(plain.slice(LENGTH_BYTES, end));
    const { info, givenUp } = sealedWords(JSON.parse(json), '');
    return { info, since, givenUp, image: new Blob([plain.slice(end)], { type: info.mime }) };
  } catch {
    return undefined;
  }
};

const webCipher: Cipher = { seal, open };

// ---- parsing ------------------------------------------------------------------------------------

const readShelf = (value: unknown): Sealed | undefined => {
  try {
    const { iv, sealed } = value as Partial<Sealed>;
    if (!(sealed instanceof ArrayBuffer && iv instanceof Uint8Array)) return undefined;
    return { ...onShelf(value, ''), iv, sealed };
  } catch {
    return undefined;
  }
};
