/**
 * The browser's own clock, randomness, sockets, storage and page life, as the link room asks for
 * them. The one file of this room that touches globals.
 */
import type { OpenSocket } from './socket.js';
import type { Clock, Keep, PageLife, Random, Stop } from './types.js';

export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, then) {
    // Longer than setTimeout's 24.8 days means never.
    const timer = setTimeout(then, Math.min(ms, 2 ** 31 - 1));
    return () => {
      clearTimeout(timer);
    };
  },
};

export const browserRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
};

export const browserSocket: OpenSocket = (url, subprotocol, on) => {
  const socket = new WebSocket(url, subprotocol);
  socket.onopen = () => {
    on.open();
  };
  socket.onmessage = ({ data }: MessageEvent<unknown>) => {
    on.message(data);
  };
  socket.onclose = ({ code }) => {
    on.close(code);
  };
  return socket;
};

/** Undefined where this browser cannot do it: old in-app browsers, iOS lockdown mode. */
export const browserPeer =
  typeof RTCPeerConnection === 'undefined'
    ? undefined
    : (config: RTCConfiguration): RTCPeerConnection => new RTCPeerConnection(config);

/**
 * One of the browser's storages. Where it is refused or full (cookies blocked, private mode), what
 * is set lives in `other`, which is the next best thing, and in the end in memory.
 */
const keepIn = (open: () => Storage, other: Keep): Keep => {
  const attempt = <T>(act: (storage: Storage) => T): T | undefined => {
    try {
      return act(open());
    } catch {
      return undefined;
    }
  };
  return {
    get: (name) => attempt((storage) => storage.getItem(name)) ?? other.get(name),
    set(name, value) {
      const done = attempt((storage) => {
        storage.setItem(name, value);
        return true;
      });
      if (done === true) other.remove(name);
      else {
        // Full: what was there before must not be found in its place.
        attempt((storage) => {
          storage.removeItem(name);
        });
        other.set(name, value);
      }
    },
    remove(name) {
      attempt((storage) => {
        storage.removeItem(name);
      });
      other.remove(name);
    },
  };
};

const memoryKeep = (): Keep => {
  const kept = new Map<string, string>();
  return {
    get: (name) => kept.get(name),
    set: (name, value) => void kept.set(name, value),
    remove: (name) => void kept.delete(name),
  };
};

/** Lives as long as the tab. */
export const browserSession: Keep = keepIn(() => sessionStorage, memoryKeep());
/** Outlives the tab. */
export const browserLocal: Keep = keepIn(() => localStorage, browserSession);

/** `then` after another document of this origin changed what `browserLocal` holds. */
export const watchBrowserLocal = (then: () => void): Stop => listen(window, 'storage', then);

const listen = (target: EventTarget, type: string, then: () => void): Stop => {
  target.addEventListener(type, then);
  return () => {
    target.removeEventListener(type, then);
  };
};

/**
 * From Wi-Fi to the mobile network or back, where the browser tells (Network Information API). Its
 * event also comes with every new guess of the speed, which is no reason to do anything.
 */
const watchNetworkType = (then: () => void): Stop => {
  const connection: unknown = Reflect.get(navigator, 'connection');
  if (!(connection instanceof EventTarget)) return () => undefined;
  const typeNow = (): unknown => Reflect.get(connection, 'type');
  let before = typeNow();
  return listen(connection, 'change', () => {
    const now = typeNow();
    if (now === before) return;
    before = now;
    then();
  });
};

export const browserLife: PageLife = {
  visible: () => document.visibilityState === 'visible',
  watch(then) {
    const stops = [
      listen(document, 'visibilitychange', () => {
        then(document.visibilityState === 'visible' ? 'visible' : 'hidden');
      }),
      listen(window, 'pagehide', () => {
        then('pagehide');
      }),
      listen(window, 'pageshow', () => {
        then('pageshow');
      }),
      listen(window, 'online', () => {
        then('network');
      }),
      watchNetworkType(() => {
        then('network');
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  },
};

/** A lock that other tabs of this origin see (C1); undefined if one of them holds it. */
export const browserLock = async (name: string): Promise<Stop | undefined> => {
  // An older browser has none; two tabs on one call are then told apart by the service alone.
  if (!('locks' in navigator)) return () => undefined;
  return new Promise((resolve) => {
    const asked = navigator.locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock === null) {
        resolve(undefined);
        return undefined;
      }
      return new Promise<void>((release) => {
        resolve(release);
      });
    });
    // A page of an opaque origin (sandboxed) has no locks, and shares nothing that would need one.
    asked.catch(() => {
      resolve(() => undefined);
    });
  });
};
