/** How calls ended, kept 24 hours (C3), so that who comes late hears it. */
import {
  CALL_ENDINGS,
  type Check,
  HAND_OFFS_PER_CALL,
  KEYS_PER_CALL,
  connectionNumber,
  id,
  listOf,
  object,
  oneOf,
  optional,
  secret,
  whole,
} from '../../src/protocol/index.js';
import type { Clock } from '../parts.js';
import type { Journal } from '../journal.js';
import type { Ended } from './call.js';

/** In milliseconds. */
export const ENDS_KEPT = 24 * 60 * 60 * 1000;

const ended = object({
  at: oneOf(['ended']),
  call: id,
  session: id,
  /** Ends of before this was written say nothing of them. */
  numbers: optional(listOf(connectionNumber, KEYS_PER_CALL)),
  rejoins: listOf(secret, KEYS_PER_CALL + HAND_OFFS_PER_CALL),
  reason: oneOf(CALL_ENDINGS),
  endedAt: whole(0, Number.MAX_SAFE_INTEGER),
});

/** Of a record in the journal; throws `Malformed`. */
export const parseEnded: Check<Ended> = (value, at) => ({ numbers: [], ...ended(value, at) });

export interface Ends {
  add: (end: Ended) => void;
  byCall: (call: string) => Ended | undefined;
  /** The latest call that a guest of this rejoin hash was in. */
  byRejoin: (rejoin: string) => Ended | undefined;
}

/** Ends in memory, written to a journal so that they survive a restart. */
export const keepEnds = (clock: Clock, journal: Journal<Ended>): Ends => {
  const byCall = new Map<string, Ended>();
  const byRejoin = new Map<string, Ended>();

  const remember = (end: Ended): void => {
    byCall.set(end.call, end);
    for (const rejoin of end.rejoins) byRejoin.set(rejoin, end);
  };
  const forgetOld = (): void => {
    for (const end of byCall.values()) {
      if (clock.now() - end.endedAt < ENDS_KEPT) return;
      byCall.delete(end.call);
      for (const rejoin of end.rejoins) {
        if (byRejoin.get(rejoin) === end) byRejoin.delete(rejoin);
      }
    }
  };

  for (const end of journal.kept) remember(end);
  return {
    add: (end) => {
      forgetOld();
      remember(end);
      journal.add(end);
    },
    byCall: (call) => {
      forgetOld();
      return byCall.get(call);
    },
    byRejoin: (rejoin) => {
      forgetOld();
      return byRejoin.get(rejoin);
    },
  };
};
