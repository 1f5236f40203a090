/** What the service asks of its surroundings, and small things made of it. */

/** Cancels what was started; a second call does nothing. */
export type Stop = () => void;

/** Stops nothing: stands where nothing runs. */
export const nothing: Stop = () => undefined;

/** Time as an argument, so that tests neither sleep nor patch. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Calls `then` once, after `ms`. */
  after: (ms: number, then: () => void) => Stop;
}

/** `bytes(n)`: n bytes of a cryptographic generator. */
export interface Random {
  bytes: (length: number) => Uint8Array<ArrayBuffer>;
}

/** Keys and signatures. */
export type WebCrypto = typeof globalThis.crypto;

/** 128 random bits as the wire writes them: an id of a call or a session. */
export const randomId = (random: Random): string =>
  Buffer.from(random.bytes(16)).toString('base64url');

/**
 * An even whole number from 0 to `bound - 1`, for a bound of at most 65,536. What lies above the
 * last whole multiple of the bound is drawn again: folding it down would favour small results.
 */
export const randomBelow = (random: Random, bound: number): number => {
  const fair = 65_536 - (65_536 % bound);
  for (;;) {
    const [high = 0, low = 0] = random.bytes(2);
    const drawn = high * 256 + low;
    if (drawn < fair) return drawn % bound;
  }
};
