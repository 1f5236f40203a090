/**
 * What the console keeps in the browser: the captures of a call and its link keys. They belong to
 * one session of the host's, outlive a reload, and go when the rule of P7 says so.
 */
import { openDB } from 'idb';
import type { CaptureStore, KeyStore } from '../../link/types.js';
import { type ConsoleSchema, type KeptCapture, readCapture } from './records.js';

/** No call, and nothing of one, is kept longer (P7). */
const KEPT_MS = 12 * 60 * 60 * 1000;

export interface ConsoleStore {
  captures: CaptureStore;
  keys: KeyStore;
  get: (call: string, captureId: string) => Promise<KeptCapture | undefined>;
  /** The captures of a call, oldest first. */
  list: (call: string) => Promise<KeptCapture[]>;
  /** Drops one capture's picture and words. Its id stays known, so that it never comes again. */
  drop: (call: string, captureId: string) => Promise<void>;
  began: (call: string, startedAt: number) => Promise<void>;
  /** What the host wrote down beside the call; '' for nothing. */
  notes: (call: string) => Promise<string>;
  /** Keeps it in the place of what was there; nothing, where the call is not known. */
  note: (call: string, notes: string) => Promise<void>;
  /** The call ended: nothing of it is left after the console's next start. */
  ended: (call: string) => Promise<void>;
  /** The summary was closed: everything of the call goes now. */
  wipe: (call: string) => Promise<void>;
  /** The host signed out: everything of everybody's goes. */
  wipeAll: () => Promise<void>;
  /**
   * The console starts: wipes what ended, is too old, or belongs to another session. `shown`: calls
   * that another tab shows at this moment; their summaries are not closed yet.
   */
  sweep: (shown: ReadonlySet<string>) => Promise<void>;
  close: () => void;
}

/** Rejects where the browser refuses IndexedDB. `now`: milliseconds since 1970. */
export const openConsoleStore = async (
  session: string,
  now: () => number,
): Promise<ConsoleStore> => {
  const db = await openDB<ConsoleSchema>('misete.console', 1, {
    upgrade: (fresh) => {
      fresh.createObjectStore('calls', { keyPath: 'call' });
      fresh.createObjectStore('keys', { keyPath: ['call', 'key'] }).createIndex('call', 'call');
      fresh.createObjectStore('captures', { keyPath: ['call', 'id'] }).createIndex('call', 'call');
    },
    // A newer build in another tab must be able to upgrade.
    blocking: (_current, _blocked, event) => {
      (event.target as IDBDatabase).close();
    },
  });

  const ofCall = async (call: string) => {
    const found = await db.getAllFromIndex('captures', 'call', call);
    return found.filter((record) => record.session === session);
  };

  const wipeCalls = async (gone: (record: { call: string; session: string }) => boolean) => {
    const all = db.transaction(['calls', 'keys', 'captures'], 'readwrite');
    for (const name of ['calls', 'keys', 'captures'] as const) {
      for await (const cursor of all.objectStore(name)) {
        if (gone(cursor.value)) await cursor.delete();
      }
    }
    await all.done;
  };

  return {
    captures: {
      has: async (call, captureId) => {
        const record = await db.get('captures', [call, captureId]);
        return record?.session === session;
      },
      count: async (call) => (await ofCall(call)).filter(({ kept }) => kept !== null).length,
      put: async (call, info, picture) => {
        const kept = { info, picture };
        // Strict: the receipt that follows promises that it survives (P2).
        const one = db.transaction('captures', 'readwrite', { durability: 'strict' });
        const record = { call, session, id: info.id, storedAt: now(), kept };
        await Promise.all([one.store.put(record), one.done]);
      },
    },

    keys: {
      load: async (call) => {
        const found = await db.getAllFromIndex('keys', 'call', call);
        return found.filter((record) => record.session === session).map(({ key }) => key);
      },
      add: async (call, key) => {
        await db.put('keys', { call, session, key });
      },
      forget: async (call) => {
        const own = db.transaction('keys', 'readwrite');
        const keys = await own.store.index('call').getAllKeys(call);
        await Promise.all([...keys.map((key) => own.store.delete(key)), own.done]);
      },
    },

    get: async (call, captureId) => {
      const record = await db.get('captures', [call, captureId]);
      return record?.session === session ? readCapture(record) : undefined;
    },
    list: async (call) => {
      const readable = (await ofCall(call)).map(readCapture).filter((kept) => kept !== undefined);
      return readable.sort((a, b) => a.storedAt - b.storedAt);
    },
    drop: async (call, captureId) => {
      const one = db.transaction('captures', 'readwrite');
      const record = await one.store.get([call, captureId]);
      if (record !== undefined) await one.store.put({ ...record, kept: null });
      await one.done;
    },

    began: async (call, startedAt) => {
      const one = db.transaction('calls', 'readwrite');
      const before = await one.store.get(call);
      const notes = before?.session === session ? (before.notes ?? '') : '';
      await one.store.put({ call, session, startedAt, ended: false, notes });
      await one.done;
    },
    notes: async (call) => {
      const record = await db.get('calls', call);
      return record?.session === session ? (record.notes ?? '') : '';
    },
    note: async (call, notes) => {
      const one = db.transaction('calls', 'readwrite');
      const record = await one.store.get(call);
      if (record?.session === session) await one.store.put({ ...record, notes });
      await one.done;
    },
    ended: async (call) => {
      const one = db.transaction('calls', 'readwrite');
      const { startedAt = now(), notes = '' } = (await one.store.get(call)) ?? {};
      await one.store.put({ call, session, startedAt, ended: true, notes });
      await one.done;
    },

    wipe: (call) => wipeCalls((record) => record.call === call),
    wipeAll: () => wipeCalls(() => true),
    sweep: async (shown) => {
      const calls = new Map((await db.getAll('calls')).map((record) => [record.call, record]));
      const oldest = now() - KEPT_MS;
      await wipeCalls(({ call, session: owner }) => {
        const record = calls.get(call);
        if (owner !== session || (record !== undefined && record.startedAt < oldest)) return true;
        return record?.ended !== false && !shown.has(call);
      });
    },
    close: () => {
      db.close();
    },
  };
};
