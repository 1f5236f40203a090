/**
 * What a tab of the console keeps of its call: for its own reload, and for the tab that the host opens
 * after closing this one (C2). And ends not yet heard (C3).
 */
import {
  CALL_ENDINGS,
  type Check,
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
import { readKept } from './kept.js';
import type { Clock, Keep } from './types.js';

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

/** So many tabs with a call each; the oldest is forgotten first. */
const LEFT = 16;
/** As long as a host's session and a guest's keys live, in milliseconds. */
const LEFT_MS = 12 * 60 * 60 * 1000;

const leftRecords = listOf(object({ session: id, record: hostRecord }), LEFT);

/** With the ticket, a service that was restarted knows the call whose end it is told (C6). */
const untold = object({ call: id, reason: oneOf(CALL_ENDINGS), ticket: optional(sealedTicket) });
export type UntoldEnd = Checked<typeof untold>;
const ENDS_KEPT = 32;
const untoldEnds = listOf(object({ session: id, end: untold }), ENDS_KEPT);

const RECORD = 'misete.host.call';
/** In the browser's storage: the calls of all tabs, and the ends that any of them has still to tell. */
const ENDS = 'misete.host.ends';
const CALLS = 'misete.host.calls';

export interface HostRecords {
  call: () => HostRecord | undefined;
  keepCall: (record: HostRecord) => void;
  dropCall: () => void;
  /** In this tab only. */
  forgetCall: () => void;
  /** Calls of this host's session that some tab is in, or was in when it was closed; the latest first. */
  left: () => HostRecord[];
  /** Ends that the service has not acknowledged. */
  ends: () => UntoldEnd[];
  keepEnds: (ends: readonly UntoldEnd[]) => void;
}

export interface HostStorage {
  /** Lives as long as the tab. */
  session: Keep;
  /** Outlives the tab. */
  local: Keep;
  /** Names the host's session: another's calls are not taken up. */
  hostSession: string;
  clock: Clock;
}

export const hostRecords = ({ session, local, hostSession, clock }: HostStorage): HostRecords => {
  const read = <T>(name: string, check: Check<T>, from = session): T | undefined =>
    readKept(check, from.get(name));
  const leftNow = () =>
    (read(CALLS, leftRecords, local) ?? []).filter(
      (left) => left.session === hostSession && clock.now() - left.record.startedAt < LEFT_MS,
    );
  const endsNow = () => read(ENDS, untoldEnds, local) ?? [];
  /** `record` in the place of what was left of this call; nothing for a call that is over. */
  const leave = (call: string | undefined, record?: HostRecord): void => {
    const others = leftNow().filter((left) => left.record.call !== call);
    const all = record === undefined ? others : [...others, { session: hostSession, record }];
    if (all.length === 0) local.remove(CALLS);
    else local.set(CALLS, JSON.stringify(all.slice(-LEFT)));
  };
  return {
    call: () => read(RECORD, hostRecord),
    keepCall(record) {
      session.set(RECORD, JSON.stringify(record));
      leave(record.call, record.ended === undefined ? record : undefined);
    },
    dropCall() {
      leave(read(RECORD, hostRecord)?.call);
      session.remove(RECORD);
    },
    forgetCall() {
      session.remove(RECORD);
    },
    left: () =>
      leftNow()
        .map(({ record }) => record)
        .reverse(),
    ends: () =>
      endsNow()
        .filter((kept) => kept.session === hostSession)
        .map(({ end }) => end),
    keepEnds(ends) {
      const others = endsNow().filter((kept) => kept.session !== hostSession);
      const all = [...others, ...ends.map((end) => ({ session: hostSession, end }))];
      if (all.length === 0) local.remove(ENDS);
      else local.set(ENDS, JSON.stringify(all.slice(-ENDS_KEPT)));
    },
  };
};
