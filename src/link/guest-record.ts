/** What a guest's origin keeps of a call in the page's storage (C5): read and written only here. */
import { connectionNumber, id, object, optional, secret, whole, yesNo } from '../protocol/index.js';
import { readKept } from './kept.js';
import { GUEST_KEY_MS } from './names.js';

const parse = object({
  /** The guest key. */
  key: secret,
  /** When it was made: milliseconds since 1970. */
  made: whole(0, Number.MAX_SAFE_INTEGER),
  /** The call that it belongs to, once a host claimed its number. */
  call: optional(id),
  /** The number that led to the call, until the host has the link key: also for another tab's page. */
  number: optional(connectionNumber),
  /** Whether anything was sent in this call: ちがいます is over then. */
  sent: optional(yesNo),
  /** The secret of the hand-off that it comes by, until the host has its link key (H3). */
  handOff: optional(secret),
});
export type GuestRecord = ReturnType<typeof parse>;

/**
 * Undefined for nothing, for what is damaged, and for a key over 12 hours old. A key from the
 * future counts as old: the phone's clock was set back, and nobody knows how old it is.
 */
export const readGuestRecord = (kept: string | undefined, now: number): GuestRecord | undefined => {
  const record = readKept(parse, kept);
  const age = now - (record?.made ?? NaN);
  return age >= 0 && age < GUEST_KEY_MS ? record : undefined;
};

export const writeGuestRecord = (record: GuestRecord): string => JSON.stringify(record);
