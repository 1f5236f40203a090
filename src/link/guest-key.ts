/**
 * The guest key that a guest's document goes by, from where it comes to where it is kept: new, of
 * this site's call, or by a hand-off (C5, H3). Until a hand-off has led this page into its call, it
 * is kept in this tab only and changes nothing for other pages of the site.
 */
import type { GuestRecord } from './guest-record.js';
import type { GuestRecords } from './guest-records.js';
import { makeSecret } from './keys.js';
import { GUEST_KEY_MS } from './names.js';
import type { Clock, HandOff, Random, Stop } from './types.js';

export interface GuestKey {
  /** The key in use, with the call that it belongs to. */
  readonly record: GuestRecord | undefined;
  /** The call that this tab's next page comes to; undefined once any page of the site has left it. */
  readonly nextCall: string | undefined;
  /** Takes the key of a hand-off: of the page's address, or of before a reload. Is there one? */
  takeHandOff: (handOff: HandOff | undefined) => boolean;
  /** Takes the key of the call that this site is in. Is it in one? */
  takeKept: () => boolean;
  /** The key for an offer: the one in use, else the one kept, else a new one. */
  forOffer: () => GuestRecord;
  joined: (call: string) => void;
  /** A capture has arrived: ちがいます is over for the rest of this call, also after a reload. */
  sent: () => void;
  /** A leg is open. The host has the link key of this page now: the hand-off has done its service. */
  proved: () => void;
  /** A hand-off that did not lead into the call is not tried again. Was there one? */
  giveHandOffUp: () => boolean;
  /** The call is over: nobody finds the key again. This document still tells the end with it. */
  drop: () => void;
  /** Before a new call: a key whose call has ended, or that grew old, is not used again (C5). */
  leaveOld: () => void;
}

export const createGuestKey = (
  records: GuestRecords,
  { clock, random }: { clock: Clock; random: Random },
  /** The key in use is too old. */
  expired: () => void,
): GuestKey => {
  let record: GuestRecord | undefined;
  let stopAging: Stop | undefined;

  const use = (taken: GuestRecord): void => {
    record = taken;
    stopAging?.();
    stopAging = clock.after(taken.made + GUEST_KEY_MS - clock.now(), expired);
  };

  /** Is the key in use the one that this site keeps? Another document may have ended its call. */
  const isKept = (): boolean => records.guest()?.key === record?.key;

  const handedOver = (handOff: HandOff | undefined): GuestRecord | undefined => {
    const kept = records.handOff();
    // A page whose site is in that call already needs none; opened twice in one tab it is the same.
    if (handOff === undefined || handOff.secret === kept?.handOff) return kept;
    const { secret, call } = handOff;
    records.dropHandOff();
    if (call === records.guest()?.call) return undefined;
    return { key: makeSecret(random), made: clock.now(), call, handOff: secret };
  };

  return {
    get record() {
      return record;
    },
    get nextCall() {
      return record?.handOff !== undefined || isKept() ? record?.call : undefined;
    },
    takeHandOff(handOff) {
      const taken = handedOver(handOff);
      if (taken === undefined) return false;
      records.keepHandOff(taken);
      use(taken);
      return true;
    },
    takeKept() {
      const kept = records.guest();
      if (kept?.call === undefined) return false;
      use(kept);
      return true;
    },
    forOffer() {
      const ours = record ?? records.guest() ?? { key: makeSecret(random), made: clock.now() };
      if (record === undefined) use(ours);
      if (ours.call === undefined) records.keepGuest(ours);
      return ours;
    },
    joined(call) {
      if (record === undefined) return;
      const number = records.number()?.number ?? record.number;
      const isNew = record.call !== call;
      record = { ...record, call, ...(number !== undefined && { number }) };
      if (record.handOff !== undefined) records.keepHandOff(record);
      // Where another document has left the call meanwhile, nobody is to be led into it again.
      else if (isNew || isKept()) records.keepGuest(record);
    },
    sent() {
      if (record === undefined || record.sent === true) return;
      record = { ...record, sent: true };
      if (isKept()) records.keepGuest(record);
    },
    proved() {
      if (record === undefined) return;
      const { handOff, number, ...rest } = record;
      record = rest;
      if (handOff !== undefined || (number !== undefined && isKept())) records.keepGuest(record);
      if (handOff !== undefined) records.dropHandOff();
    },
    giveHandOffUp() {
      if (record?.handOff === undefined) return false;
      record = undefined;
      records.dropHandOff();
      return true;
    },
    drop() {
      if (isKept()) records.dropGuest();
      records.dropHandOff();
      stopAging?.();
    },
    leaveOld() {
      if (!isKept()) record = undefined;
    },
  };
};
