/**
 * How a guest's capture goes to the host (P2). Losing the leg is an event in every state that needs
 * one. The guest reads 「送信しました」 in `sent` and 「送信できませんでした」 in `failed`, nowhere
 * else: no way leads to `sent` but a receipt, and none to `failed` while the host could still store
 * the capture.
 */
import type { CaptureRefusal } from '../protocol/index.js';
import type { Table } from './table.js';

/** `page-closed`: of a page before this one, which was closed before it had sent it. */
export type FailReason = CaptureRefusal | 'given-up' | 'page-closed';

/** `begun`: the host may have heard of the capture, so only the host can say that it has not. */
export type Sending =
  | { at: 'idle' }
  /** Its size and hash are being taken. */
  | { at: 'measuring'; id: string; begun: boolean }
  /** There is no leg. */
  | { at: 'waiting'; id: string; begun: boolean }
  /** The host was asked how much of it it holds. */
  | { at: 'asking'; id: string }
  /** Frames go; after the last one, until the host has stored it. */
  | { at: 'moving'; id: string }
  /** The host was told, or will be on the next leg, to store it no more. */
  | { at: 'withdrawing'; id: string; reason: FailReason }
  /** It failed, but a document that came now would still find it in the outbox. */
  | { at: 'dropping'; id: string; reason: FailReason }
  /**
   * The document went away, and may come back out of the back-forward cache; meanwhile another one
   * of the tab may carry it on. `failed`: it was out of the host's hands, and about to have failed.
   */
  | { at: 'parked'; id: string; failed: FailReason | undefined }
  | { at: 'sent'; id: string }
  | { at: 'failed'; id: string; reason: FailReason };

export type SendingEvent =
  /** 画面を送信 */
  | { type: 'tap'; id: string }
  /** The outbox has one, from the document before, or still when this one comes back. */
  | { type: 'found'; id: string; givenUp: boolean }
  /** The document goes away. */
  | { type: 'away' }
  /** Another document of the tab was tapped for it, and has left nothing of it but that. */
  | { type: 'orphan'; id: string }
  /** It came back, and another document has told how it ended. */
  | { type: 'gone' }
  /** It came back, and no other document has got hold of it. */
  | { type: 'alone' }
  /** A closed page left one that nobody can send any more. */
  | { type: 'lost'; id: string }
  /** もう一度送信 */
  | { type: 'again' }
  | { type: 'measured' }
  | { type: 'unfit'; reason: 'too-large' | 'damaged' }
  | { type: 'leg-open' }
  | { type: 'leg-lost' }
  | { type: 'have'; bytes: number }
  | { type: 'receipt' }
  | { type: 'refused'; reason: CaptureRefusal }
  | { type: 'withdrawn' }
  /** The guest gave it up, or ten minutes have passed since the tap. */
  | { type: 'give-up' }
  | { type: 'dropped' }
  | { type: 'call-ended' }
  /** Another one, by the same page. */
  | { type: 'call-begun' };

export type SendingEffect =
  /** Takes size and hash; starts the ten minutes. */
  | { do: 'measure' }
  /** Writes it to the outbox. */
  | { do: 'keep'; givenUp: boolean }
  | { do: 'begin' }
  | { do: 'frames'; from: number }
  /** Stops the frames, and says so where there is a leg. */
  | { do: 'withdraw'; id: string }
  /** Takes it out of the outbox; it stays in memory for もう一度送信. */
  | { do: 'drop'; id: string }
  /** The guest reads how it ended: no other document of the tab need say so. */
  | { do: 'told'; id: string }
  /** Takes it out of the outbox and of memory. */
  | { do: 'wipe' };

type Next = readonly [Sending, ...SendingEffect[]];

const sent = ({ id }: { id: string }): Next => [
  { at: 'sent', id },
  { do: 'told', id },
  { do: 'wipe' },
];

const fail = ({ id }: { id: string }, reason: FailReason): Next => [
  { at: 'dropping', id, reason },
  { do: 'drop', id },
];

const withdraw = ({ id }: { id: string }, reason: FailReason): Next => [
  { at: 'withdrawing', id, reason },
  { do: 'withdraw', id },
  { do: 'keep', givenUp: true },
];

/** There is no picture to send, but the host may have had it whole before the page went. */
const orphan = (_: Sending, { id }: { id: string }): Next => [
  { at: 'withdrawing', id, reason: 'page-closed' },
  { do: 'withdraw', id },
];

const ORPHAN = { to: ['withdrawing'], then: orphan } as const;

/** What no leg was ever told of needs no withdrawing. */
const letGo = (state: { id: string; begun: boolean }, reason: FailReason): Next =>
  state.begun ? withdraw(state, reason) : fail(state, reason);

const giveUp = (state: { id: string }): Next => withdraw(state, 'given-up');

const legLost = ({ id }: { id: string }): Next => [{ at: 'waiting', id, begun: true }];

/**
 * Nobody is left who could say what became of what the host has heard of: it may be stored, with the
 * receipt on its way. The guest reads that the connection has ended, and neither of the two.
 */
const callEnded = ({ id, begun = true }: { id: string; begun?: boolean }): Next => [
  begun ? { at: 'idle' } : { at: 'failed', id, reason: 'call-ended' },
  { do: 'wipe' },
];

const CALL_ENDED = { to: ['failed', 'idle'], then: callEnded } as const;
const CALL_ENDED_BEGUN = {
  to: ['idle'],
  then: (state: { id: string }) => callEnded(state),
} as const;

const measure = (id: string, begun: boolean): Next => [
  { at: 'measuring', id, begun },
  { do: 'measure' },
];

const found = (_: Sending, { id, givenUp }: { id: string; givenUp: boolean }): Next =>
  givenUp ? giveUp({ id }) : measure(id, true);

const AWAY = {
  to: ['parked'],
  then: ({ id }: { id: string }): Next => [{ at: 'parked', id, failed: undefined }],
} as const;

const lost = (_: Sending, { id }: { id: string }): Next => [
  { at: 'failed', id, reason: 'page-closed' },
];

const CALL_BEGUN = { to: ['idle'], then: (): Next => [{ at: 'idle' }, { do: 'wipe' }] } as const;

const tap = (_: Sending, { id }: { id: string }): Next => measure(id, false);

export const SENDING_TABLE: Table<Sending, SendingEvent, SendingEffect> = {
  idle: {
    tap: { to: ['measuring'], then: tap },
    lost: { to: ['failed'], then: lost },
    orphan: ORPHAN,
    found: { to: ['measuring', 'withdrawing'], then: found },
    'call-ended': { to: ['idle'], then: () => [{ at: 'idle' }, { do: 'wipe' }] },
  },

  measuring: {
    measured: {
      to: ['waiting'],
      then: ({ id, begun }) => [
        { at: 'waiting', id, begun },
        { do: 'keep', givenUp: false },
      ],
    },
    unfit: { to: ['withdrawing', 'dropping'], then: (state, { reason }) => letGo(state, reason) },
    'give-up': { to: ['withdrawing', 'dropping'], then: (state) => letGo(state, 'given-up') },
    away: AWAY,
    'call-ended': CALL_ENDED,
  },

  waiting: {
    away: AWAY,
    'leg-open': { to: ['asking'], then: ({ id }) => [{ at: 'asking', id }, { do: 'begin' }] },
    'give-up': { to: ['withdrawing', 'dropping'], then: (state) => letGo(state, 'given-up') },
    'call-ended': CALL_ENDED,
  },

  asking: {
    away: AWAY,
    have: {
      to: ['moving'],
      then: ({ id }, { bytes }) => [
        { at: 'moving', id },
        { do: 'frames', from: bytes },
      ],
    },
    receipt: { to: ['sent'], then: sent },
    refused: { to: ['dropping'], then: (state, { reason }) => fail(state, reason) },
    'leg-lost': { to: ['waiting'], then: legLost },
    'give-up': { to: ['withdrawing'], then: giveUp },
    'call-ended': CALL_ENDED_BEGUN,
  },

  moving: {
    away: AWAY,
    receipt: { to: ['sent'], then: sent },
    refused: { to: ['dropping'], then: (state, { reason }) => fail(state, reason) },
    'leg-lost': { to: ['waiting'], then: legLost },
    'give-up': { to: ['withdrawing'], then: giveUp },
    'call-ended': CALL_ENDED_BEGUN,
  },

  withdrawing: {
    away: AWAY,
    'leg-open': { to: ['withdrawing'], then: (state) => [state, { do: 'withdraw', id: state.id }] },
    withdrawn: { to: ['dropping'], then: (state) => fail(state, state.reason) },
    // It was stored before the withdrawal came: the truth wins.
    receipt: { to: ['sent'], then: sent },
    // Said before the withdrawal came, whose own answer is still on its way. Who failed here and
    // began again would take that answer for one to the new begin.
    refused: { to: ['withdrawing'], then: (state, { reason }) => [{ ...state, reason }] },
    'call-ended': CALL_ENDED_BEGUN,
  },

  dropping: {
    away: { to: ['parked'], then: ({ id, reason }) => [{ at: 'parked', id, failed: reason }] },
    dropped: {
      to: ['failed'],
      then: ({ id, reason }) => [
        { at: 'failed', id, reason },
        { do: 'told', id },
      ],
    },
    'call-ended': { to: ['failed'], then: (state) => callEnded({ ...state, begun: false }) },
  },

  parked: {
    found: { to: ['measuring', 'withdrawing'], then: found },
    orphan: ORPHAN,
    gone: { to: ['idle'], then: () => [{ at: 'idle' }, { do: 'wipe' }] },
    // Another document may have begun it, and then lost it.
    alone: {
      to: ['measuring', 'dropping'],
      then: ({ id, failed }) => (failed === undefined ? measure(id, true) : fail({ id }, failed)),
    },
    'call-ended': CALL_ENDED_BEGUN,
  },

  sent: {
    lost: { to: ['failed'], then: lost },
    orphan: ORPHAN,
    tap: { to: ['measuring'], then: tap },
    'call-ended': { to: ['idle'], then: () => [{ at: 'idle' }] },
    'call-begun': CALL_BEGUN,
  },

  failed: {
    orphan: ORPHAN,
    tap: { to: ['measuring'], then: tap },
    again: {
      to: ['measuring', 'failed'],
      then: (state) => (state.reason === 'call-ended' ? [state] : measure(state.id, false)),
    },
    'call-ended': {
      to: ['idle', 'failed'],
      then: (state) => (state.reason === 'call-ended' ? [state] : [{ at: 'idle' }, { do: 'wipe' }]),
    },
    'call-begun': CALL_BEGUN,
  },
};
