import type { Keep } from '../link/types.js';

/**
 * sessionStorage or localStorage; `storage` reads the browser's property, which throws where storage
 * is forbidden. Such a browser forgets at the next reload, and no more.
 */
export const browserKeep = (storage: () => Storage): Keep => {
  const attempt = <T>(act: () => T): T | undefined => {
    try {
      return act();
    } catch {
      return undefined;
    }
  };
  return {
    get: (name) => attempt(() => storage().getItem(name)) ?? undefined,
    set: (name, value) => {
      attempt(() => {
        storage().setItem(name, value);
      });
    },
    remove: (name) => {
      attempt(() => {
        storage().removeItem(name);
      });
    },
  };
};
