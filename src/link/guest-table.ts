/**
 * How a guest's document goes through a call: asks for a number, shows it, meets the host, loses
 * and finds the leg again, ends. Losing the socket or the leg is an event in every state (C2).
 */
import type {
  CallEnding,
  LegEnding,
  NumberKind,
  Refusal,
  SocketEnding,
} from '../protocol/index.js';
import type { GuestEffect, GuestEvent, GuestStage } from './guest-stage.js';
import { type Table, step } from './table.js';
import type { TroubleCode } from './types.js';

/** No answer from the service by then: the guest reads that we go on trying. */
const SLOW_MS = 8_000;
/** No answer from the host's browser by then: another offer. */
const ANSWER_MS = 20_000;
/** The socket is given back so long after a leg is open (C8). */
const REST_MS = 30_000;
/** Both leg and host gone for so long: the call is over (C4). */
const GONE_MS = 120_000;
/** Legs in a row that may fail before the call ends or says so (C7). */
const LEG_FAILURES = 3;
/** How long to wait before the next leg, by how many failed in a row. */
const AGAIN_MS = [50, 1_000, 3_000] as const;
/** How long until the service is asked again for a call that it does not know. */
const UNKNOWN_CALL_MS = 5_000;

type Stage<At extends GuestStage['at']> = Extract<GuestStage, { at: At }>;
type Next = readonly [GuestStage, ...GuestEffect[]];

const REACH_BY_NUMBER: GuestEffect = { do: 'reach', introduce: true };

const ask = (_: GuestStage, { kind }: { kind: NumberKind }): Next => [
  { at: 'asking', kind, slow: false },
  { do: 'timer', name: 'slow', ms: SLOW_MS },
  REACH_BY_NUMBER,
];

const letGo: readonly GuestEffect[] = [
  { do: 'cancel', name: 'slow' },
  { do: 'cancel', name: 'number' },
  { do: 'cancel', name: 'answer' },
  { do: 'cancel', name: 'again' },
  { do: 'cancel', name: 'gone' },
  { do: 'cancel', name: 'rest' },
  { do: 'close-leg', how: 'close' },
  { do: 'disconnect' },
];

const over = ({ kind }: { kind: NumberKind }): Next => [
  { at: 'over', kind },
  { do: 'drop-number' },
  ...letGo,
];

const trouble = (code: TroubleCode, kind: NumberKind | undefined, retryIn?: number): Next => [
  { at: 'trouble', code, kind, retryIn },
  ...letGo,
];

const ended = (_: GuestStage, { reason }: { reason: CallEnding }): Next => [
  { at: 'ended', reason },
  { do: 'drop-number' },
  { do: 'drop-key' },
  ...letGo,
];

/** This side ends the call; the shell keeps leg and socket until the end was heard. */
const end = (_: GuestStage, { reason }: { reason: CallEnding }): Next => [
  { at: 'ended', reason },
  { do: 'drop-number' },
  { do: 'drop-key' },
  { do: 'cancel', name: 'again' },
  { do: 'cancel', name: 'answer' },
  { do: 'cancel', name: 'gone' },
  { do: 'cancel', name: 'rest' },
  { do: 'tell-end', reason },
];
const expired = (state: GuestStage): Next => end(state, { reason: 'expired' });

const barred = (_: GuestStage, { ending }: { ending: SocketEnding | undefined }): Next =>
  trouble(
    ending === 'version-unknown' || ending === 'origin-refused' || ending === 'superseded'
      ? ending
      : 'unexpected',
    undefined,
  );

const broken = (_: GuestStage, { code }: { code: TroubleCode }): Next => trouble(code, undefined);

/** A refusal that ends what was asked for; the page says which and what helps. */
const refused = (
  state: { kind?: NumberKind },
  { error, retryIn }: { error: Refusal; retryIn: number | undefined },
): Next => {
  const named =
    error === 'numbers-exhausted' ||
    error === 'too-many-numbers' ||
    error === 'page-refused' ||
    error === 'too-many-legs';
  return trouble(named ? error : 'unexpected', state.kind, retryIn);
};

/** The call of another document of this guest's, or of this one before a reload. */
const callKept = (
  _: GuestStage,
  { visible, number }: { visible: boolean; number: string | undefined },
): Next =>
  visible
    ? meet({ at: 'meeting', host: '', met: false, registered: false, failures: 0, number })
    : [{ at: 'asleep', host: '', met: false, number }];

/** Another leg; with the link key as long as only the number vouches for this document. */
const meet = (state: Stage<'meeting'>, ...first: GuestEffect[]): Next => [
  state,
  ...first,
  { do: 'reach', introduce: state.number !== undefined },
];

/** A host claimed the number, or the service found the call. */
const joined = (
  before: Pick<Stage<'meeting'>, 'met' | 'failures' | 'number'>,
  event: { call: string; host: string; present: boolean },
): Next => [
  { at: 'meeting', host: event.host, registered: true, ...before },
  { do: 'cancel', name: 'number' },
  { do: 'cancel', name: 'slow' },
  { do: 'keep-call', call: event.call },
  ...gone(event.present),
  { do: 'timer', name: 'answer', ms: ANSWER_MS },
];

const gone = (present: boolean): readonly GuestEffect[] =>
  present ? [{ do: 'cancel', name: 'gone' }] : [{ do: 'timer', name: 'gone', ms: GONE_MS }];

/** A stable leg needs no socket; what the service knew of the host is then forgotten too (C8). */
const rest = (state: Stage<'connected'>): Next => [
  { ...state, registered: false, hostHere: true },
  { do: 'disconnect' },
];

const sleep = (
  { host, number }: { host: string; number?: string | undefined },
  met: boolean,
  how: 'bye' | 'close',
): Next => [
  { at: 'asleep', host, met, number },
  { do: 'cancel', name: 'answer' },
  { do: 'cancel', name: 'again' },
  { do: 'cancel', name: 'gone' },
  { do: 'cancel', name: 'rest' },
  { do: 'close-leg', how },
  { do: 'disconnect' },
];

const wake = ({ host, met, number }: Stage<'asleep'>): Next =>
  meet({ at: 'meeting', host, met, registered: false, failures: 0, number });

const legClosedWhileMeeting = (
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

export const GUEST_TABLE: Table<GuestStage, GuestEvent, GuestEffect> = {
  idle: {
    ask: { to: ['asking'], then: ask },
    'number-kept': {
      to: ['number'],
      then: (_, { kind, number, endsAt, lasts }) => [
        { at: 'number', kind, number, endsAt, registered: false, slow: false },
        { do: 'timer', name: 'number', ms: lasts },
        REACH_BY_NUMBER,
      ],
    },
    'call-kept': { to: ['meeting', 'asleep'], then: callKept },
  },

  asking: {
    up: { to: ['asking'], then: (state) => [state, REACH_BY_NUMBER] },
    offered: {
      to: ['asking'],
      then: (state) => [state, { do: 'send-offer', as: 'number.request', kind: state.kind }],
    },
    issued: {
      to: ['number'],
      then: (_, { kind, number, endsAt, lasts }) => [
        { at: 'number', kind, number, endsAt, registered: true, slow: false },
        { do: 'cancel', name: 'slow' },
        { do: 'timer', name: 'number', ms: lasts },
        { do: 'keep-number', kind, number, endsAt },
      ],
    },
    down: {
      to: ['asking'],
      then: (state) => [
        { ...state, slow: true },
        { do: 'close-leg', how: 'close' },
      ],
    },
    timer: {
      to: ['asking'],
      then: (state, { name }) =>
        name === 'again' ? [state, REACH_BY_NUMBER] : [{ ...state, slow: true }],
    },
    refused: {
      to: ['asking', 'meeting', 'trouble'],
      then: (state, event) => {
        if (event.error === 'already-in-call') {
          return callKept(state, { visible: true, number: undefined });
        }
        // 再発行 was tapped twice in a row: the guest need not know of a limit of seconds (N9).
        const { retryIn } = event;
        return event.error === 'too-many-numbers' && retryIn !== undefined && retryIn <= SLOW_MS
          ? [state, { do: 'timer', name: 'again', ms: retryIn }]
          : refused(state, event);
      },
    },
    barred: { to: ['trouble'], then: barred },
    broken: { to: ['trouble'], then: broken },
    cancel: { to: ['idle'], then: () => [{ at: 'idle' }, ...letGo] },
    'call-kept': { to: ['meeting', 'asleep'], then: callKept },
    pagehide: { to: ['idle'], then: () => [{ at: 'idle' }, ...letGo] },
  },

  number: {
    up: { to: ['number'], then: (state) => [{ ...state, registered: false }, REACH_BY_NUMBER] },
    offered: {
      to: ['number'],
      then: (state) => [
        state,
        state.registered
          ? { do: 'send-offer', as: 'leg.offer' }
          : { do: 'send-offer', as: 'number.resume', number: state.number },
      ],
    },
    issued: {
      to: ['number'],
      then: (state, { number, endsAt, lasts }) => [
        { ...state, number, endsAt, registered: true, slow: false },
        { do: 'timer', name: 'number', ms: lasts },
        { do: 'keep-number', kind: state.kind, number, endsAt },
      ],
    },
    joined: {
      to: ['meeting'],
      then: ({ number }, event) => joined({ met: false, failures: 0, number }, event),
    },
    'number-ended': { to: ['over'], then: over },
    timer: {
      to: ['number', 'over'],
      then: (state, { name }) => (name === 'number' ? over(state) : [state]),
    },
    refused: {
      to: ['over', 'trouble'],
      then: (state, event) =>
        event.error === 'number-ended' || event.error === 'number-unknown'
          ? over(state)
          : refused(state, event),
    },
    down: {
      to: ['number'],
      then: (state) => [
        { ...state, registered: false, slow: true },
        { do: 'close-leg', how: 'close' },
      ],
    },
    barred: { to: ['trouble'], then: barred },
    broken: { to: ['trouble'], then: broken },
    network: { to: ['number'], then: (state) => [state, REACH_BY_NUMBER] },
    'leg-closed': {
      to: ['number'],
      then: (state, { visible }) => (visible ? [state, REACH_BY_NUMBER] : [state]),
    },
    renew: {
      to: ['asking'],
      then: (state) => [
        { at: 'asking', kind: state.kind, slow: false },
        { do: 'cancel', name: 'number' },
        { do: 'retire', number: state.number },
        { do: 'drop-number' },
        { do: 'timer', name: 'slow', ms: SLOW_MS },
        REACH_BY_NUMBER,
      ],
    },
    cancel: {
      to: ['idle'],
      then: (state) => [
        { at: 'idle' },
        { do: 'retire', number: state.number },
        { do: 'drop-number' },
        ...letGo,
      ],
    },
    'call-kept': {
      to: ['meeting', 'asleep'],
      then: (state, event) => {
        const [next, ...effects] = callKept(state, event);
        return [next, { do: 'cancel', name: 'number' }, { do: 'drop-number' }, ...effects];
      },
    },
    // The number lives on without its page (N7); the back-forward cache wants no open connection.
    pagehide: {
      to: ['number'],
      then: (state) => [
        { ...state, registered: false },
        { do: 'close-leg', how: 'close' },
        { do: 'disconnect' },
      ],
    },
    seen: {
      to: ['number'],
      then: (state) => (state.registered ? [state] : [state, REACH_BY_NUMBER]),
    },
  },

  over: {
    renew: { to: ['asking'], then: (state) => ask(state, state) },
    ask: { to: ['asking'], then: ask },
    cancel: { to: ['idle'], then: () => [{ at: 'idle' }] },
    'call-kept': { to: ['meeting', 'asleep'], then: callKept },
  },

  meeting: {
    up: { to: ['meeting'], then: (state) => meet({ ...state, registered: false }) },
    down: {
      to: ['meeting'],
      // Without a socket nothing is known of the host, so the two minutes of C4 do not run.
      then: (state) => [
        { ...state, registered: false },
        { do: 'cancel', name: 'gone' },
      ],
    },
    barred: { to: ['trouble'], then: barred },
    broken: { to: ['trouble'], then: broken },
    offered: {
      to: ['meeting'],
      then: (state) => [
        state,
        state.registered
          ? { do: 'send-offer', as: 'leg.offer' }
          : state.number === undefined
            ? { do: 'send-offer', as: 'leg.join' }
            : { do: 'send-offer', as: 'number.resume', number: state.number },
        { do: 'timer', name: 'answer', ms: ANSWER_MS },
      ],
    },
    joined: {
      to: ['meeting'],
      then: ({ met, failures, number }, event) => joined({ met, failures, number }, event),
    },
    presence: { to: ['meeting'], then: (state, { present }) => [state, ...gone(present)] },
    refused: {
      to: ['meeting', 'trouble'],
      then: (state, event) => {
        if (event.error === 'call-unknown') {
          return [state, ...gone(false), { do: 'timer', name: 'again', ms: UNKNOWN_CALL_MS }];
        }
        // The number is over for the service, but the call need not be.
        const numberOver = event.error === 'number-ended' || event.error === 'number-unknown';
        return numberOver && state.number !== undefined
          ? meet({ ...state, number: undefined }, { do: 'drop-number' })
          : refused({}, event);
      },
    },
    timer: {
      to: ['meeting', 'ended'],
      then: (state, { name }) => {
        if (name === 'gone') return end(state, { reason: 'host-gone' });
        return name === 'again' || name === 'answer' ? meet(state) : [state];
      },
    },
    'leg-open': {
      to: ['connected'],
      then: ({ host, registered }) => [
        { at: 'connected', host, link: 'open', registered, hostHere: true },
        { do: 'cancel', name: 'gone' },
        { do: 'cancel', name: 'answer' },
        { do: 'cancel', name: 'again' },
        { do: 'drop-number' },
        { do: 'timer', name: 'rest', ms: REST_MS },
      ],
    },
    'leg-closed': { to: ['meeting', 'asleep', 'ended', 'trouble'], then: legClosedWhileMeeting },
    network: { to: ['meeting'], then: (state) => meet(state) },
    'leg-ended-call': { to: ['ended'], then: ended },
    'call-ended': { to: ['ended'], then: ended },
    'key-expired': { to: ['ended'], then: expired },
    leave: { to: ['ended'], then: end },
    pagehide: { to: ['asleep'], then: (state) => sleep(state, state.met, 'bye') },
  },

  connected: {
    'leg-state': { to: ['connected'], then: (state, { link }) => [{ ...state, link }] },
    'leg-closed': {
      to: ['meeting', 'asleep'],
      then: (state, { visible }) =>
        visible
          ? meet(
              {
                at: 'meeting',
                host: state.host,
                met: true,
                registered: state.registered,
                failures: 0,
                number: undefined,
              },
              { do: 'cancel', name: 'rest' },
              ...gone(state.hostHere),
            )
          : sleep(state, true, 'close'),
    },
    presence: {
      to: ['connected'],
      then: (state, { present }) => [{ ...state, hostHere: present }],
    },
    timer: {
      to: ['connected'],
      then: (state, { name }) => (name === 'rest' ? rest(state) : [state]),
    },
    down: { to: ['connected'], then: rest },
    'leg-ended-call': { to: ['ended'], then: ended },
    'call-ended': { to: ['ended'], then: ended },
    'key-expired': { to: ['ended'], then: expired },
    leave: { to: ['ended'], then: end },
    pagehide: { to: ['asleep'], then: (state) => sleep(state, true, 'bye') },
  },

  asleep: {
    seen: { to: ['meeting'], then: wake },
    leave: { to: ['ended'], then: end },
    'key-expired': { to: ['ended'], then: expired },
  },

  ended: {
    reset: { to: ['idle'], then: () => [{ at: 'idle' }, ...letGo] },
    ask: {
      to: ['asking'],
      then: (state, event) => {
        const [next, ...effects] = ask(state, event);
        return [next, ...letGo, ...effects];
      },
    },
  },

  trouble: {
    reset: { to: ['idle'], then: () => [{ at: 'idle' }] },
    ask: { to: ['asking'], then: ask },
    'call-kept': { to: ['meeting', 'asleep'], then: callKept },
  },
};

export const guestStep = (stage: GuestStage, event: GuestEvent): Next =>
  step(GUEST_TABLE, stage, event);
