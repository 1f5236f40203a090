import { KEYS_PER_CALL } from '../protocol/index.js';
import type { LegKeys } from './handshake.js';
import type { KeyStore } from './types.js';

/**
 * The link keys of one call at the host (C5). A key comes in only by a number that this host
 * claimed, one key a number: whoever sits in the service cannot add a page to the call by naming a
 * number, nor a second page by naming one that was used.
 */
export interface KeyRing {
  /** The host claimed this number for the call: one key may come by it. */
  expect: (number: string) => void;
  /** As a leg needs it; `number`: what `leg.offered` says that it was made by. */
  forLeg: (number: string | undefined) => LegKeys;
}

export const createKeyRing = (store: KeyStore, call: string): KeyRing => {
  /** What came by each claimed number; undefined until it did. */
  const brought = new Map<string, string | undefined>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that two legs cannot both be the first of a number. */
  const introduce = async (number: string | undefined, key: string): Promise<boolean> => {
    const known = await store.load(call);
    // Who knows it proves nothing new by saying it: the host was reloaded before it could answer.
    if (known.includes(key)) return true;
    if (number === undefined || !brought.has(number)) return false;
    const before = brought.get(number);
    if (before !== undefined || known.length >= KEYS_PER_CALL) return false;
    await store.add(call, key);
    brought.set(number, key);
    return true;
  };

  return {
    expect: (number) => {
      if (!brought.has(number)) brought.set(number, undefined);
    },
    forLeg: (number) => ({
      all: () => store.load(call),
      introduce: (key) => {
        const mine = last.then(() => introduce(number, key));
        last = mine.catch(() => undefined);
        return mine;
      },
    }),
  };
};
