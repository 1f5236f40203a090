/** The outbox in this browser; a file of its own, which is fetched when there is something to keep. */
import { createStore, delMany, entries, get, set } from 'idb-keyval';
import { type KeptOutboxDeps, keptOutbox } from './kept-outbox.js';
import type { Outbox } from './outbox.js';

/** Each act rejects where the browser refuses IndexedDB. */
export const openOutbox = (deps: Omit<KeptOutboxDeps, 'shelf'>): Outbox => {
  const store = createStore('misete.outbox', 'captures');
  return keptOutbox({
    ...deps,
    shelf: {
      get: (key) => get(key, store),
      set: (key, value) => set(key, value, store),
      delMany: (keys) => delMany(keys, store),
      entries: () => entries(store),
    },
  });
};
