import type { Random } from '../../src/link/types.js';

/** All chance of one run of the model, from one seed. */
export interface Chance extends Random {
  /** A whole number from 0 to `bound - 1`. */
  below: (bound: number) => number;
  /** True once in so many times. */
  once: (inTimes: number) => boolean;
}

/** xorshift32: no secret, fast, and the same for the same seed. */
export const chanceOf = (seed: number): Chance => {
  let state = (seed ^ 0x9e3779b9) | 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let skipped = 0; skipped < 8; skipped += 1) next();
  const below = (bound: number): number => (next() >>> 4) % bound;
  return {
    below,
    once: (inTimes) => below(inTimes) === 0,
    bytes(length) {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 1) bytes[at] = next() >>> 11;
      return bytes;
    },
  };
};
