/**
 * The ledger of connection numbers: what each number is for, who waits at it, who claimed it. It
 * knows no socket and no offer; it is what several services would share. Each operation is atomic.
 */
import type { GuestPage, NumberEnding, NumberKind, Refusal } from '../../src/protocol/index.js';

/** What a guest asked for. */
export interface Asked {
  kind: NumberKind;
  page: GuestPage;
  /** The origin of the guest's page by its socket's word, or null. */
  site: string | null;
  /** SHA-256 of the guest key's rejoin token, base64url (C5). */
  rejoin: string;
}

/** A number that lives. */
export interface Entry extends Asked {
  number: string;
  /** Both in milliseconds since 1970. */
  issuedAt: number;
  endsAt: number;
}

export type Looked =
  /** `present`: the guest's page has a socket, so that a claim completes at once (N7). */
  | { at: 'living'; entry: Entry; present: boolean; holder: string | undefined }
  | { at: 'over' }
  | { at: 'unknown' };

export type Claimed =
  | { at: 'claimed'; entry: Entry }
  /** Kept for this holder until the guest's page has a socket again (N7). */
  | { at: 'held'; entry: Entry }
  | {
      at: 'refused';
      error: Extract<
        Refusal,
        'number-unknown' | 'number-ended' | 'number-taken' | 'number-is-support' | 'number-is-call'
      >;
    };

export type Resumed =
  | { at: 'waiting'; entry: Entry }
  /** The guest is back and the claim that was held for `holder` is complete. */
  | { at: 'claimed'; entry: Entry; holder: string }
  | { at: 'over'; reason: NumberEnding }
  /** No such number, or not this guest's: the answer is the same. */
  | { at: 'unknown' };

/** A number that ended before its time ran out, or by it. */
export interface Ended {
  number: string;
  /** Who held a claim on it. */
  holder: string | undefined;
}

export interface Ledger {
  /** Draws a number whose guest is present (N1); undefined when none is free and rested. */
  issue: (asked: Asked) => Promise<Entry | undefined>;
  /** Does not consume it (N8). */
  look: (number: string) => Promise<Looked>;
  /** Of several claims exactly one succeeds (N4); the wrong kind does not consume it (N6). */
  claim: (number: string, kind: NumberKind, holder: string) => Promise<Claimed>;
  /** Gives a held claim back. False if `holder` holds none on it. */
  release: (number: string, holder: string) => Promise<boolean>;
  /** The guest's page has a socket again (N7). */
  resume: (number: string, rejoin: string) => Promise<Resumed>;
  /** The guest's page has no socket any more; the number goes on waiting (N7). */
  leave: (number: string) => Promise<void>;
  /** Ends it early (N3). False if it does not live, or is not this guest's. */
  retire: (number: string, rejoin: string) => Promise<boolean>;
  /** Ends it as claimed: its claim is older than this ledger (C6). False if it does not live, or is not this guest's. */
  spend: (number: string, rejoin: string) => Promise<boolean>;
  /** Ends every number of kind call that this guest has left. */
  retireCalls: (rejoin: string) => Promise<Ended[]>;
  /** Its time is over; undefined if it had ended before. */
  expire: (number: string) => Promise<Ended | undefined>;
  /** How many live. */
  living: () => Promise<number>;
}
