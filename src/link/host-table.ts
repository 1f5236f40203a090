/**
 * How a tab of the console goes through a call: claims a number, runs, ends. What the legs do is
 * not here: a call runs on whether or not the guest can be reached (C2, C4).
 */
import type { CallEnding, GuestPage, HostToService, Refusal } from '../protocol/index.js';
import type { HostRecord } from './host-record.js';
import { type Table, step } from './table.js';

/** A claim of a support number within a running call. */
export type Adding =
  | { at: 'none' }
  | { at: 'claiming'; number: string }
  | { at: 'held'; number: string; endsAt: number }
  | { at: 'refused'; number: string; error: Refusal; retryAt: number | undefined };

export type HostStage =
  | { at: 'none'; refused: Extract<Adding, { at: 'refused' }> | undefined }
  | { at: 'starting'; number: string }
  /** The guest must look at the page again (N7). */
  | { at: 'held'; number: string; endsAt: number }
  /** Waits for the lock on the call that the record names (C1). */
  | { at: 'returning'; record: HostRecord }
  | { at: 'running'; record: HostRecord; adding: Adding }
  | { at: 'elsewhere'; call: string }
  | { at: 'ended'; record: HostRecord; reason: CallEnding };

export type HostEvent =
  // the host's acts
  | { type: 'start'; number: string }
  | { type: 'add'; number: string }
  | { type: 'release' }
  | { type: 'end'; now: number }
  | { type: 'dismiss' }
  // this tab before its reload
  | { type: 'kept'; record: HostRecord }
  | { type: 'locked' }
  | { type: 'lock-refused' }
  // the service
  | { type: 'up' }
  | { type: 'down' }
  | { type: 'held'; number: string; endsAt: number }
  | { type: 'number-ended'; number: string }
  | {
      type: 'started';
      call: string;
      page: GuestPage;
      site: string | null;
      number: string;
      now: number;
    }
  | { type: 'added'; number: string }
  | { type: 'claim-refused'; number: string; error: Refusal; retryAt: number | undefined }
  | { type: 'call-ended'; reason: CallEnding; now: number }
  // the legs
  | { type: 'introduced'; number: string }
  | { type: 'guest-ended'; reason: CallEnding; now: number };

export type HostEffect =
  | { do: 'send'; message: HostToService }
  | { do: 'lock'; call: string }
  | { do: 'unlock' }
  | { do: 'keep'; record: HostRecord }
  | { do: 'drop' }
  /** Tells the guest's documents over their legs, then closes the legs. */
  | { do: 'end-legs'; reason: CallEnding }
  /** Tells the service, now or when it is there again, until it has answered (C3). */
  | { do: 'tell-end'; call: string; reason: CallEnding };

type Next = readonly [HostStage, ...HostEffect[]];
type Stage<At extends HostStage['at']> = Extract<HostStage, { at: At }>;

const NONE: HostStage = { at: 'none', refused: undefined };

const start = (_: HostStage, { number }: { number: string }): Next => [
  { at: 'starting', number },
  { do: 'send', message: { type: 'call.start', number } },
];

/** Only of the number that was claimed: a service cannot bring in another, nor its key (C5). */
const started = (
  state: Stage<'starting'> | Stage<'held'>,
  event: Extract<HostEvent, { type: 'started' }>,
): Next => {
  if (event.number !== state.number) return [state];
  const record: HostRecord = {
    call: event.call,
    page: event.page,
    site: event.site,
    startedAt: event.now,
    expecting: [event.number],
    pagesAdded: 0,
  };
  return [
    { at: 'running', record, adding: { at: 'none' } },
    { do: 'keep', record },
    { do: 'lock', call: record.call },
  ];
};

const claimRefused = (_: HostStage, event: Extract<HostEvent, { type: 'claim-refused' }>): Next => {
  const { number, error, retryAt } = event;
  return [{ at: 'none', refused: { at: 'refused', number, error, retryAt } }];
};

const numberEnded = (
  state: Stage<'starting'> | Stage<'held'>,
  { number }: { number: string },
): Next =>
  number === state.number
    ? [
        {
          at: 'none',
          refused: { at: 'refused', number, error: 'number-ended', retryAt: undefined },
        },
      ]
    : [state];

const finish = (
  state: Stage<'running'>,
  reason: CallEnding,
  now: number,
  ...effects: HostEffect[]
): Next => {
  const record = { ...state.record, ended: { reason, at: now } };
  return [
    { at: 'ended', record, reason },
    { do: 'keep', record },
    ...effects,
    { do: 'end-legs', reason },
  ];
};

/** Whether a claim of this number is under way. */
const claims = (adding: Adding, number: string): boolean =>
  (adding.at === 'claiming' || adding.at === 'held') && adding.number === number;

/** Whether a claim came through is not known; the service answers a repeated one the same way. */
const resume = (state: Stage<'running'>): Next => {
  const { adding, record } = state;
  const { call } = record;
  const again: HostEffect = { do: 'send', message: { type: 'call.resume', call } };
  if (adding.at !== 'claiming' && adding.at !== 'held') return [state, again];
  const { number } = adding;
  return [
    { ...state, adding: { at: 'claiming', number } },
    again,
    { do: 'send', message: { type: 'page.add', call, number } },
  ];
};

const withRecord = (state: Stage<'running'>, record: HostRecord, adding: Adding): Next => [
  { ...state, record, adding },
  { do: 'keep', record },
];

export const HOST_TABLE: Table<HostStage, HostEvent, HostEffect> = {
  none: {
    start: { to: ['starting'], then: start },
    kept: {
      to: ['ended', 'returning'],
      then: (_, { record }) =>
        record.ended === undefined
          ? [
              { at: 'returning', record },
              { do: 'lock', call: record.call },
            ]
          : [{ at: 'ended', record, reason: record.ended.reason }],
    },
  },

  starting: {
    held: {
      to: ['held'],
      then: (_, { number, endsAt }) => [{ at: 'held', number, endsAt }],
    },
    started: { to: ['running', 'starting'], then: started },
    'claim-refused': { to: ['none'], then: claimRefused },
    'number-ended': { to: ['none', 'starting'], then: numberEnded },
    // Whether the claim came through is not known; the service answers a repeated one the same way.
    up: { to: ['starting'], then: (state) => start(state, state) },
    release: {
      to: ['none'],
      then: ({ number }) => [NONE, { do: 'send', message: { type: 'hold.release', number } }],
    },
  },

  held: {
    started: { to: ['running', 'held'], then: started },
    'claim-refused': { to: ['none'], then: claimRefused },
    'number-ended': { to: ['none', 'held'], then: numberEnded },
    // The service gives a held claim back when the host's socket goes (N7).
    up: { to: ['starting'], then: (state) => start(state, state) },
    release: {
      to: ['none'],
      then: ({ number }) => [NONE, { do: 'send', message: { type: 'hold.release', number } }],
    },
  },

  returning: {
    locked: {
      to: ['running'],
      then: ({ record }) => [
        { at: 'running', record, adding: { at: 'none' } },
        { do: 'send', message: { type: 'call.resume', call: record.call } },
      ],
    },
    'lock-refused': {
      to: ['elsewhere'],
      then: ({ record }) => [{ at: 'elsewhere', call: record.call }],
    },
  },

  running: {
    up: { to: ['running'], then: resume },
    add: {
      to: ['running'],
      then: (state, { number }) => [
        { ...state, adding: { at: 'claiming', number } },
        { do: 'send', message: { type: 'page.add', call: state.record.call, number } },
      ],
    },
    held: {
      to: ['running'],
      then: (state, { number, endsAt }) => [{ ...state, adding: { at: 'held', number, endsAt } }],
    },
    added: {
      to: ['running'],
      then: (state, { number }) =>
        claims(state.adding, number)
          ? withRecord(
              state,
              {
                ...state.record,
                expecting: [...state.record.expecting, number],
                pagesAdded: state.record.pagesAdded + 1,
              },
              { at: 'none' },
            )
          : [state],
    },
    'claim-refused': {
      to: ['running'],
      then: (state, { number, error, retryAt }) => [
        { ...state, adding: { at: 'refused', number, error, retryAt } },
      ],
    },
    'number-ended': {
      to: ['running'],
      then: (state, { number }) =>
        state.adding.at === 'held' && state.adding.number === number
          ? [
              {
                ...state,
                adding: { at: 'refused', number, error: 'number-ended', retryAt: undefined },
              },
            ]
          : [state],
    },
    release: {
      to: ['running'],
      then: (state) =>
        state.adding.at === 'held' || state.adding.at === 'claiming'
          ? [
              { ...state, adding: { at: 'none' } },
              { do: 'send', message: { type: 'hold.release', number: state.adding.number } },
            ]
          : [{ ...state, adding: { at: 'none' } }],
    },
    introduced: {
      to: ['running'],
      then: (state, { number }) =>
        withRecord(
          state,
          {
            ...state.record,
            expecting: state.record.expecting.filter((expected) => expected !== number),
          },
          state.adding,
        ),
    },
    'lock-refused': {
      to: ['elsewhere'],
      then: ({ record }) => [{ at: 'elsewhere', call: record.call }],
    },
    end: {
      to: ['ended'],
      then: (state, { now }) =>
        finish(state, 'host-ended', now, {
          do: 'tell-end',
          call: state.record.call,
          reason: 'host-ended',
        }),
    },
    'guest-ended': {
      to: ['ended'],
      then: (state, { reason, now }) =>
        finish(state, reason, now, { do: 'tell-end', call: state.record.call, reason }),
    },
    'call-ended': { to: ['ended'], then: (state, { reason, now }) => finish(state, reason, now) },
  },

  elsewhere: {
    dismiss: { to: ['none'], then: () => [NONE, { do: 'drop' }] },
  },

  ended: {
    dismiss: { to: ['none'], then: () => [NONE, { do: 'drop' }, { do: 'unlock' }] },
  },
};

export const hostStep = (stage: HostStage, event: HostEvent): Next =>
  step(HOST_TABLE, stage, event);
