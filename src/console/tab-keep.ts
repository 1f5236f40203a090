import type { Keep } from '../link/types.js';

/** One tab's own storage. A browser that refuses it forgets at the next reload, and no more. */
export const tabKeep = (storage: Storage): Keep => {
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  return {
    get: (name) => attempt(() => storage.getItem(name)) ?? undefined,
    set: (name, value) => {
      attempt(() => {
        storage.setItem(name, value);
      });
    },
    remove: (name) => {
      attempt(() => {
        storage.removeItem(name);
      });
    },
  };
};
