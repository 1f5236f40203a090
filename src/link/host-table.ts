/**
 * How a tab of the console goes through a call: claims a number, runs, ends. What the legs do is
 * not here: a call runs on whether or not the guest can be reached (C2, C4).
 */
import type { CallEnding, GuestPage, HostToService, Refusal } from '../protocol/index.js';
import * as pages from './host-offers.js';
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
  | { type: 'offer'; page: { id: string; url: string; name: string; secret: string }; now: number }
  | { type: 'withdraw'; id: string }
  | { type: 'end'; now: number }
  | { type: 'dismiss' }
  // this tab before its reload
  | { type: 'kept'; record: HostRecord }
  /** `record`: as the tab that had the lock before has left it, if it has. */
  | { type: 'locked'; record?: HostRecord }
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
  | { type: 'ticket'; call: string; ticket: string }
  | { type: 'claim-refused'; number: string; error: Refusal; retryAt: number | undefined }
  | { type: 'expected'; id: string }
  | { type: 'offer-refused'; id: string | undefined }
  | { type: 'call-ended'; reason: CallEnding; now: number }
  | { type: 'call-unknown'; call: string; now: number }
  // the legs
  | { type: 'opened'; id: string; now: number }
  | { type: 'handed-over'; id: string }
  | { type: 'leg-open'; site: string | null }
  | { type: 'introduced'; number: string }
  | { type: 'guest-ended'; reason: CallEnding; now: number }
  // the clock
  | { type: 'lapsed'; now: number };

export type HostEffect =
  | { do: 'send'; message: HostToService }
  | { do: 'lock'; call: string }
  | { do: 'unlock' }
  /** Closes the legs without a word: the call goes on in another tab. */
  | { do: 'let-go' }
  | { do: 'keep'; record: HostRecord }
  | { do: 'drop' }
  /** The call goes on in another tab: only this one forgets it. */
  | { do: 'forget' }
  /** Tells the service of the hand-offs of these pages, which is to let each in once (H3). */
  | { do: 'expect'; offers: pages.Offers }
  /** Tells the guest's documents over their legs, then closes the legs. */
  | { do: 'end-legs'; reason: CallEnding }
  /** Tells the service, now or when it is there again, until it has answered (C3). */
  | { do: 'tell-end'; record: HostRecord; reason: CallEnding };

type Next = readonly [HostStage, ...HostEffect[]];
type Stage<At extends HostStage['at']> = Extract<HostStage, { at: At }>;

/** For so long after its claim a number cannot be anybody else's: the shortest of its rests (N5). */
const NUMBER_SAFE_MS = 60_000;

const NONE: HostStage = { at: 'none', refused: undefined };

const start = (_: HostStage, { number }: { number: string }): Next => [
  { at: 'starting', number },
  { do: 'send', message: { type: 'call.start', number } },
];

/** 「取り消す」 crossed with the claim: nobody is at this call, and its guest must not wait for it. */
const notWanted = (state: HostStage, { call }: { call: string }): Next => [
  state,
  { do: 'send', message: { type: 'call.end', call, reason: 'host-ended' } },
];

/** Only of the number that was claimed: a service cannot bring in another, nor its key (C5). */
const started = (
  state: Stage<'starting'> | Stage<'held'>,
  event: Extract<HostEvent, { type: 'started' }>,
): Next => {
  if (event.number !== state.number) return notWanted(state, event);
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

/**
 * The service crashed between its word that the call had started and the ticket by which another
 * could know of it (C6). No leg was offered by then, and the number waits again: it is claimed anew.
 */
const startAgain = (
  state: Stage<'running'>,
  { call, now }: { call: string; now: number },
): Next => {
  const { record } = state;
  const [number] = record.expecting;
  const isOld = now - record.startedAt > NUMBER_SAFE_MS;
  if (record.call !== call || record.ticket !== undefined || number === undefined || isOld) {
    return [state];
  }
  return [
    { at: 'starting', number },
    { do: 'let-go' },
    { do: 'drop' },
    { do: 'unlock' },
    { do: 'send', message: { type: 'call.start', number } },
  ];
};

/** Of another number it is the answer to a claim before this one. */
const claimRefused = (
  state: Stage<'starting'> | Stage<'held'>,
  { number, error, retryAt }: Extract<HostEvent, { type: 'claim-refused' }>,
): Next =>
  number === state.number
    ? [{ at: 'none', refused: { at: 'refused', number, error, retryAt } }]
    : [state];

const numberEnded = (
  state: Stage<'starting'> | Stage<'held'>,
  { number }: { number: string },
): Next =>
  claimRefused(state, {
    type: 'claim-refused',
    number,
    error: 'number-ended',
    retryAt: undefined,
  });

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
  const again = takeUp(record);
  if (adding.at !== 'claiming' && adding.at !== 'held') return [state, ...again];
  const { number } = adding;
  return [
    { ...state, adding: { at: 'claiming', number } },
    ...again,
    { do: 'send', message: { type: 'page.add', call, number } },
  ];
};

/** The service may have been restarted since: it hears of each hand-off again. */
const takeUp = ({ call, ticket, offers = [] }: HostRecord): HostEffect[] => {
  const good = offers.filter(({ secret }) => secret !== undefined);
  const held = ticket !== undefined && { ticket };
  const again: HostEffect = { do: 'send', message: { type: 'call.resume', call, ...held } };
  return good.length === 0 ? [again] : [again, { do: 'expect', offers: good }];
};

const offersOf = ({ record }: Stage<'running'>): pages.Offers => record.offers ?? [];

/** What becomes of the pages on offer; nothing, where none ever was. */
const withOffers = (
  state: Stage<'running'>,
  { offers: changed, forgotten }: pages.Changed,
  ...effects: HostEffect[]
): Next => {
  const { call, offers } = state.record;
  if (offers === undefined && changed.length === 0) return [state];
  const record = { ...state.record, offers: [...changed] };
  return [
    { ...state, record },
    { do: 'keep', record },
    ...forgotten.map((handOff): HostEffect => ({
      do: 'send',
      message: { type: 'hand-off.forget', call, handOff },
    })),
    ...effects,
  ];
};

const withRecord = (state: Stage<'running'>, record: HostRecord, adding: Adding): Next => [
  { ...state, record, adding },
  { do: 'keep', record },
];

export const HOST_TABLE: Table<HostStage, HostEvent, HostEffect> = {
  none: {
    start: { to: ['starting'], then: start },
    started: { to: ['none'], then: notWanted },
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
      to: ['held', 'starting'],
      then: (state, { number, endsAt }) =>
        number === state.number ? [{ at: 'held', number, endsAt }] : [state],
    },
    started: { to: ['running', 'starting'], then: started },
    'claim-refused': { to: ['none', 'starting'], then: claimRefused },
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
    'claim-refused': { to: ['none', 'held'], then: claimRefused },
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
      then: (state, { record = state.record }) => [
        { at: 'running', record, adding: { at: 'none' } },
        ...takeUp(record),
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
      then: (state, { number, endsAt }) =>
        claims(state.adding, number)
          ? [{ ...state, adding: { at: 'held', number, endsAt } }]
          : [state],
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
    ticket: {
      to: ['running'],
      then: (state, { call, ticket }) =>
        call === state.record.call
          ? withRecord(state, { ...state.record, ticket }, state.adding)
          : [state],
    },
    'claim-refused': {
      to: ['running'],
      then: (state, { number, error, retryAt }) =>
        claims(state.adding, number)
          ? [{ ...state, adding: { at: 'refused', number, error, retryAt } }]
          : [state],
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
    offer: {
      to: ['running'],
      then: (state, { page, now }) => {
        const changed = pages.add(offersOf(state), { ...page, now });
        const added = changed.offers.filter(({ id }) => id === page.id);
        return withOffers(state, changed, { do: 'expect', offers: added });
      },
    },
    withdraw: {
      to: ['running'],
      then: (state, { id }) => withOffers(state, pages.remove(offersOf(state), id)),
    },
    expected: {
      to: ['running'],
      then: (state, { id }) => withOffers(state, pages.expected(offersOf(state), id)),
    },
    'offer-refused': {
      to: ['running'],
      then: (state, { id }) => withOffers(state, pages.refused(offersOf(state), id)),
    },
    opened: {
      to: ['running'],
      then: (state, { id, now }) => withOffers(state, pages.opened(offersOf(state), id, now)),
    },
    'handed-over': {
      to: ['running'],
      then: (state, { id }) => withOffers(state, pages.handedOver(offersOf(state), id)),
    },
    'leg-open': {
      to: ['running'],
      then: (state, { site }) => withOffers(state, pages.arrived(offersOf(state), site)),
    },
    lapsed: {
      to: ['running'],
      then: (state, { now }) => withOffers(state, pages.lapse(offersOf(state), now)),
    },
    // The other tab has the call with the service already, and waits for the lock.
    'lock-refused': {
      to: ['elsewhere'],
      then: ({ record }) => [
        { at: 'elsewhere', call: record.call },
        { do: 'let-go' },
        { do: 'unlock' },
      ],
    },
    end: {
      to: ['ended'],
      then: (state, { now }) =>
        finish(state, 'host-ended', now, {
          do: 'tell-end',
          record: state.record,
          reason: 'host-ended',
        }),
    },
    'guest-ended': {
      to: ['ended'],
      then: (state, { reason, now }) =>
        finish(state, reason, now, { do: 'tell-end', record: state.record, reason }),
    },
    'call-ended': { to: ['ended'], then: (state, { reason, now }) => finish(state, reason, now) },
    'call-unknown': { to: ['running', 'starting'], then: startAgain },
  },

  elsewhere: {
    dismiss: { to: ['none'], then: () => [NONE, { do: 'forget' }] },
  },

  ended: {
    dismiss: { to: ['none'], then: () => [NONE, { do: 'drop' }, { do: 'unlock' }] },
  },
};

export const hostStep = (stage: HostStage, event: HostEvent): Next =>
  step(HOST_TABLE, stage, event);
