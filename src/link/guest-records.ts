/**
 * What a guest's page keeps for the guest's next page: the guest key with what it is good for
 * (outlives the tab), and the number that is shown (does not). Parsed like any other input.
 */
import {
  type Checked,
  type GuestPage,
  NUMBER_KINDS,
  connectionNumber,
  object,
  oneOf,
  whole,
} from '../protocol/index.js';
import { type GuestRecord, readGuestRecord, writeGuestRecord } from './guest-record.js';
import { readKept } from './kept.js';
import { storageNames } from './names.js';
import type { Clock, Keep } from './types.js';

const numberRecord = object({
  number: connectionNumber,
  kind: oneOf(NUMBER_KINDS),
  /** When it ends: milliseconds since 1970. */
  endsAt: whole(0, Number.MAX_SAFE_INTEGER),
});
export type NumberRecord = Checked<typeof numberRecord>;

export interface GuestRecords {
  guest: () => GuestRecord | undefined;
  keepGuest: (record: GuestRecord) => void;
  dropGuest: () => void;
  /** A hand-off that is under way in this tab: the key that is to come by it (H3). */
  handOff: () => GuestRecord | undefined;
  keepHandOff: (record: GuestRecord) => void;
  dropHandOff: () => void;
  /** Also one that is over: the host may not have the link key that was to come by it (C5). */
  number: () => NumberRecord | undefined;
  keepNumber: (record: NumberRecord) => void;
  dropNumber: () => void;
}

/** `local` outlives the tab, `session` does not (C5, N7). */
export const guestRecords = (
  page: GuestPage,
  local: Keep,
  session: Keep,
  clock: Clock,
): GuestRecords => {
  const names = storageNames(page);
  return {
    guest: () => readGuestRecord(local.get(names.guest), clock.now()),
    keepGuest({ handOff: _, ...record }) {
      local.set(names.guest, writeGuestRecord(record));
    },
    dropGuest() {
      local.remove(names.guest);
    },
    handOff: () => readGuestRecord(session.get(names.handOff), clock.now()),
    keepHandOff(record) {
      session.set(names.handOff, writeGuestRecord(record));
    },
    dropHandOff() {
      session.remove(names.handOff);
    },
    number: () => readKept(numberRecord, session.get(names.number)),
    keepNumber(record) {
      session.set(names.number, JSON.stringify(record));
    },
    dropNumber() {
      session.remove(names.number);
    },
  };
};
