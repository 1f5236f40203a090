/** The real clock and the real generator; everything else gets them as arguments. */
import { getRandomValues } from 'node:crypto';
import type { Clock, Random, WebCrypto } from './parts.js';

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export const systemRandom: Random = {
  bytes: (length) => getRandomValues(new Uint8Array(length)),
};

export const systemCrypto: WebCrypto = globalThis.crypto;
