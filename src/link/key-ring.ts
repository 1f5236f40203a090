import { KEYS_PER_CALL, isSameSite } from '../protocol/index.js';
import type { Hashing } from './digest.js';
import type { LegKeys } from './handshake.js';
import { linkKey } from './keys.js';
import type { KeyStore } from './types.js';

/** A page that the host offers may bring one key, by proving that of the hand-off (H3). */
export interface ExpectedPage {
  id: string;
  secret: string;
  /** The origin that it is for. */
  site: string;
  /** It has brought its key. */
  used: boolean;
}

/** How a leg's document came, as `leg.offered` says it. */
export interface CameBy {
  number?: string | undefined;
  handOff?: string | undefined;
  site?: string | null;
}

/**
 * The link keys of one call at the host (C5). A key comes in only by a number that this host
 * claimed, one key a number, or by a hand-off that this host made, one key each (H3): whoever sits
 * in the service cannot add a page to the call by naming a number, nor a second page by naming one
 * that was used.
 */
export interface KeyRing {
  /** The host claimed this number for the call: one key may come by it. */
  expect: (number: string) => void;
  /** The hand-offs that are good now, in the place of those before. */
  expectPages: (pages: readonly ExpectedPage[]) => void;
  /** As a leg needs it. */
  forLeg: (by: CameBy) => LegKeys;
}

export const createKeyRing = (store: KeyStore, call: string, hashing?: Hashing): KeyRing => {
  /** What came by each claimed number; undefined until it did. */
  const brought = new Map<string, string | undefined>();
  let pages: readonly ExpectedPage[] = [];
  /** Hand-offs that have brought a key. */
  const spent = new Set<string>();
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, so that two legs cannot both be the first of a number. */
  const inTurn = (act: () => Promise<boolean>): Promise<boolean> => {
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    return mine;
  };

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

  const admit = async (
    page: ExpectedPage | undefined,
    shared: string,
    key: string | undefined,
  ): Promise<boolean> => {
    const known = await store.load(call);
    if (key === undefined) return known.includes(shared);
    if (known.includes(key)) return true;
    if (page === undefined || page.used || spent.has(page.id)) return false;
    if (shared !== (await linkKey(page.secret, hashing)) || known.length >= KEYS_PER_CALL)
      return false;
    await store.add(call, key);
    spent.add(page.id);
    return true;
  };

  return {
    expect: (number) => {
      if (!brought.has(number)) brought.set(number, undefined);
    },
    expectPages: (expected) => {
      pages = expected;
    },
    forLeg: ({ number, handOff, site = null }) => {
      if (handOff === undefined) {
        return {
          all: () => store.load(call),
          introduce: (key) => inTurn(() => introduce(number, key)),
        };
      }
      // Of this moment: it may be taken back while its page is on the way.
      const page = (): ExpectedPage | undefined =>
        pages.find((each) => each.id === handOff && isSameSite(each.site, site));
      return {
        all: async () => {
          const known = await store.load(call);
          const expected = page();
          return expected === undefined
            ? known
            : [...known, await linkKey(expected.secret, hashing)];
        },
        introduce: () => Promise.resolve(false),
        admit: (shared, key) => inTurn(() => admit(page(), shared, key)),
      };
    },
  };
};
