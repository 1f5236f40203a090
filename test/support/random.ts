import type { Random } from '../../src/link/types.js';

/** The same bytes for the same seed (mulberry32): no secret, but evenly spread. */
export const seededRandom = (seed = 1): Random => {
  let state = seed >>> 0;
  const byte = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 24) & 0xff;
  };
  return { bytes: (length) => Uint8Array.from({ length }, byte) };
};
