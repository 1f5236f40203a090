/** The outbox as it is, over a site's disk of the model's, and with entries that need no unsealing. */
import { type Cipher, keptOutbox } from '../../src/link/kept-outbox.js';
import { type Outbox, type OutboxEntry, type OutboxOf, lateOutbox } from '../../src/link/outbox.js';
import type { Stop } from '../../src/link/types.js';
import type { Life } from './life.js';
import type { Area, SiteDisk } from './storage.js';
import type { Surroundings } from './surroundings.js';

/** As much of a document as is asked for. */
interface Doc {
  readonly life: Life;
  readonly tab: { readonly session: Area };
}

const sealedBy = new WeakMap<ArrayBuffer, { key: string; entry: OutboxEntry }>();

/** Keeps the picture as it is: WebCrypto and a Blob's bytes come by threads of their own. */
const promptCipher: Cipher = {
  seal: (key, iv, entry) => {
    const sealed = new ArrayBuffer(0);
    sealedBy.set(sealed, { key, entry });
    return Promise.resolve({ iv, sealed });
  },
  open: (key, { sealed }, since) => {
    const kept = sealedBy.get(sealed);
    return Promise.resolve(kept?.key === key ? { ...kept.entry, since } : undefined);
  },
};

export const siteOutbox = (
  world: Surroundings<never, never>,
  doc: Doc,
  disk: SiteDisk,
  of: OutboxOf,
): Outbox => {
  const wire = world.traffic.wire(doc.life);
  const ask = <T>(answer: () => T): Promise<T> =>
    new Promise((resolve, reject) => {
      wire.put(() => {
        if (disk.isRefusing) reject(new Error('no database here'));
        else resolve(answer());
      });
    });
  const lock = (name: string): Stop | undefined => {
    const holder = disk.locks.get(name);
    if (holder !== undefined && !holder.life.isDead) return undefined;
    disk.locks.set(name, doc);
    return () => {
      if (disk.locks.get(name) === doc) disk.locks.delete(name);
    };
  };
  return lateOutbox(() =>
    Promise.resolve(
      keptOutbox({
        clock: world.time.of(doc.life),
        random: world.chance,
        session: doc.tab.session.keepFor(doc),
        cipher: promptCipher,
        ...of,
        lock: (name) =>
          new Promise((resolve) => {
            wire.put(() => {
              resolve(lock(name));
            });
          }),
        shelf: {
          get: (key) => ask(() => disk.entries.get(key)),
          set: (key, value) =>
            ask(() => {
              disk.entries.set(key, value);
            }),
          delMany: (keys) =>
            ask(() => {
              for (const key of keys) disk.entries.delete(key);
            }),
          entries: () => ask(() => [...disk.entries]),
        },
      }),
    ),
  );
};
