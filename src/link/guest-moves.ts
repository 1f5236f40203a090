/** The moves of a guest's document that more than one cell of guest-table.ts makes. Pure. */
import type {
  CallEnding,
  LegEnding,
  NumberKind,
  Refusal,
  SocketEnding,
} from '../protocol/index.js';
import type { GuestEffect, GuestStage } from './guest-stage.js';
import type { TroubleCode } from './types.js';

/** No answer from the service by then: the guest reads that we go on trying. */
export const SLOW_MS = 8_000;
/** No answer from the host's browser by then: another offer. */
export const ANSWER_MS = 20_000;
/** The socket is given back so long after a leg is open (C8). */
export const REST_MS = 30_000;
/** Both leg and host gone for so long: the call is over (C4). */
const GONE_MS = 120_000;
/** Legs in a row that may fail before the call ends or says so (C7). */
const LEG_FAILURES = 3;
/** How long to wait before the next leg, by how many failed in a row. */
const AGAIN_MS = [50, 1_000, 3_000] as const;
/** How long until the service is asked again for a call that it does not know. */
const UNKNOWN_CALL_MS = 5_000;

type Stage<At extends GuestStage['at']> = Extract<GuestStage, { at: At }>;
export type Next = readonly [GuestStage, ...GuestEffect[]];

export const REACH_BY_NUMBER: GuestEffect = { do: 'reach', introduce: true };

export const ask = (_: GuestStage, { kind }: { kind: NumberKind }): Next => [
  { at: 'asking', kind, slow: false, before: undefined },
  { do: 'timer', name: 'slow', ms: SLOW_MS },
  REACH_BY_NUMBER,
];

export const letGo: readonly GuestEffect[] = [
  { do: 'cancel', name: 'slow' },
  { do: 'cancel', name: 'number' },
  { do: 'cancel', name: 'answer' },
  { do: 'cancel', name: 'again' },
  { do: 'cancel', name: 'gone' },
  { do: 'cancel', name: 'unknown' },
  { do: 'cancel', name: 'rest' },
  { do: 'close-leg', how: 'close' },
  { do: 'disconnect' },
];

export const over = ({ kind }: { kind: NumberKind }): Next => [
  { at: 'over', kind },
  { do: 'drop-number' },
  ...letGo,
];

const trouble = (code: TroubleCode, kind: NumberKind | undefined, retryIn?: number): Next => [
  { at: 'trouble', code, kind, retryIn },
  ...letGo,
];

export const ended = (_: GuestStage, { reason }: { reason: CallEnding }): Next => [
  { at: 'ended', reason },
  { do: 'drop-number' },
  { do: 'drop-key' },
  ...letGo,
];

/** This side ends the call; the shell keeps leg and socket until the end was heard. */
export const end = (_: GuestStage, { reason }: { reason: CallEnding }): Next => [
  { at: 'ended', reason },
  { do: 'drop-number' },
  { do: 'drop-key' },
  { do: 'cancel', name: 'again' },
  { do: 'cancel', name: 'answer' },
  { do: 'cancel', name: 'gone' },
  { do: 'cancel', name: 'unknown' },
  { do: 'cancel', name: 'rest' },
  { do: 'tell-end', reason },
];
export const expired = (state: GuestStage): Next => end(state, { reason: 'expired' });

export const barred = (_: GuestStage, { ending }: { ending: SocketEnding | undefined }): Next =>
  trouble(
    ending === 'version-unknown' || ending === 'origin-refused' || ending === 'superseded'
      ? ending
      : 'unexpected',
    undefined,
  );

export const broken = (_: GuestStage, { code }: { code: TroubleCode }): Next =>
  trouble(code, undefined);

/** A refusal that ends what was asked for; the page says which and what helps. */
export const refused = (
  state: { kind?: NumberKind },
  { error, retryIn }: { error: Refusal; retryIn: number | undefined },
): Next => {
  const named =
    error === 'numbers-exhausted' ||
    error === 'too-many-numbers' ||
    error === 'page-refused' ||
    error === 'too-many-legs' ||
    error === 'hand-off-over' ||
    error === 'hand-off-elsewhere';
  return trouble(named ? error : 'unexpected', state.kind, retryIn);
};

/** Before the service has said anything. */
const UNMET = { at: 'meeting', registered: false, hostHere: true, failures: 0 } as const;

/** The call of another document of this guest's, or of this one before a reload. */
export const callKept = (
  _: GuestStage,
  { visible, number }: { visible: boolean; number: string | undefined },
): Next =>
  visible
    ? meet({ ...UNMET, host: '', met: false, number })
    : [{ at: 'asleep', host: '', met: false, number }];

/** Another leg; with the link key as long as only the number vouches for this document. */
export const meet = (state: Stage<'meeting'>, ...first: GuestEffect[]): Next => [
  state,
  ...first,
  { do: 'reach', introduce: state.number !== undefined },
];

/** A host claimed the number, or the service found the call. */
export const joined = (
  before: Pick<Stage<'meeting'>, 'met' | 'failures' | 'number'>,
  event: { call: string; host: string; present: boolean },
): Next => [
  { at: 'meeting', host: event.host, registered: true, hostHere: event.present, ...before },
  { do: 'cancel', name: 'number' },
  { do: 'cancel', name: 'slow' },
  { do: 'cancel', name: 'unknown' },
  { do: 'cancel', name: 'again' },
  { do: 'keep-call', call: event.call },
  ...gone(event.present),
  { do: 'timer', name: 'answer', ms: ANSWER_MS },
];

export const gone = (present: boolean): readonly GuestEffect[] =>
  present
    ? [{ do: 'cancel', name: 'gone' }]
    : [{ do: 'timer', name: 'gone', ms: GONE_MS, goesOn: true }];

/**
 * The service does not know the call: it was restarted, and the host has not come back. Asked again
 * and again, but no longer than a host who is gone is waited for (C4).
 */
export const callUnknown = (state: Stage<'meeting'>): Next => [
  state,
  { do: 'timer', name: 'unknown', ms: GONE_MS, goesOn: true },
  { do: 'timer', name: 'again', ms: UNKNOWN_CALL_MS },
];

/** A stable leg needs no socket; what the service knew of the host is then forgotten too (C8). */
export const rest = (state: Stage<'connected'>): Next => [
  { ...state, registered: false, hostHere: true },
  { do: 'disconnect' },
];

export const sleep = (
  { host, number }: { host: string; number?: string | undefined },
  met: boolean,
  how: 'bye' | 'close',
): Next => [
  { at: 'asleep', host, met, number },
  { do: 'cancel', name: 'answer' },
  { do: 'cancel', name: 'again' },
  { do: 'cancel', name: 'gone' },
  { do: 'cancel', name: 'unknown' },
  { do: 'cancel', name: 'rest' },
  { do: 'close-leg', how },
  { do: 'disconnect' },
];

export const wake = ({ host, met, number }: Stage<'asleep'>): Next =>
  meet({ ...UNMET, host, met, number });

export const legClosedWhileMeeting = (
  state: Stage<'meeting'>,
  { ending, visible }: { ending: LegEnding; visible: boolean },
): Next => {
  if (!visible) return sleep(state, state.met, 'close');
  const failed = ending === 'no-path' || ending === 'not-proved';
  const failures = failed ? state.failures + 1 : state.failures;
  if (failures >= LEG_FAILURES) {
    return ending === 'not-proved'
      ? trouble('not-proved', undefined)
      : end(state, { reason: 'no-path' });
  }
  const ms = AGAIN_MS[failures] ?? AGAIN_MS[0];
  return [
    { ...state, failures },
    { do: 'timer', name: 'again', ms },
  ];
};
