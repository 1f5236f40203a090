/** What a tab of the console keeps of its call for its own reload (C2), and ends not yet heard (C3). */
import {
  CALL_ENDINGS,
  type Checked,
  GUEST_PAGES,
  KEYS_PER_CALL,
  connectionNumber,
  id,
  listOf,
  matching,
  nullable,
  object,
  oneOf,
  optional,
  sealedTicket,
  whole,
} from '../protocol/index.js';
import { parseOffers } from './host-offers.js';
import type { Keep } from './types.js';

const time = whole(0, Number.MAX_SAFE_INTEGER);

const hostRecord = object({
  call: id,
  page: oneOf(GUEST_PAGES),
  /** The origin that the call was started from. */
  site: nullable(matching(/^.{1,270}$/, 'an origin')),
  startedAt: time,
  /** Numbers claimed for this call whose guest has not brought its link key yet (C5). */
  expecting: listOf(connectionNumber, KEYS_PER_CALL),
  pagesAdded: whole(0, KEYS_PER_CALL),
  /** Pages that were offered to the guest (H1). */
  offers: optional(parseOffers),
  /** For a service that was restarted (C6). */
  ticket: optional(sealedTicket),
  ended: optional(object({ reason: oneOf(CALL_ENDINGS), at: time })),
});
export type HostRecord = Checked<typeof hostRecord>;

const untold = object({ call: id, reason: oneOf(CALL_ENDINGS) });
export type UntoldEnd = Checked<typeof untold>;
const untoldEnds = listOf(untold, 32);

const RECORD = 'misete.host.call';
const ENDS = 'misete.host.ends';

export interface HostRecords {
  call: () => HostRecord | undefined;
  keepCall: (record: HostRecord) => void;
  dropCall: () => void;
  /** Ends that the service has not acknowledged. */
  ends: () => UntoldEnd[];
  keepEnds: (ends: readonly UntoldEnd[]) => void;
}

export const hostRecords = (session: Keep): HostRecords => {
  const read = <T>(name: string, check: (value: unknown, at: string) => T): T | undefined => {
    const kept = session.get(name);
    if (kept === undefined) return undefined;
    try {
      return check(JSON.parse(kept), '');
    } catch {
      return undefined;
    }
  };
  return {
    call: () => read(RECORD, hostRecord),
    keepCall(record) {
      session.set(RECORD, JSON.stringify(record));
    },
    dropCall() {
      session.remove(RECORD);
    },
    ends: () => read(ENDS, untoldEnds) ?? [],
    keepEnds(ends) {
      if (ends.length === 0) session.remove(ENDS);
      else session.set(ENDS, JSON.stringify(ends.slice(-32)));
    },
  };
};
