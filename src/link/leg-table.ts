/**
 * A leg from its first description to its end, the same table at both sides (C7, C8). A leg is
 * disposable: nothing is repaired, what fails is closed under a name and the guest makes another.
 * Losing the peer or the channel is an event in every state that has one.
 *
 * Only what a visible document says or leaves unsaid is judged: a phone in the pocket stops the
 * timers of its pages and says nothing, and is not lost for that.
 */
import type { Answer, LegEnding } from '../protocol/index.js';
import { type Table, step } from './table.js';

/** Not open so long after the answer: there is no path (C7). */
export const PATH_MS = 15_000;
/** `disconnected` for so long: it does not come back in useful time (C7). */
export const GONE_MS = 4_000;
/** The guest's heartbeat (C8). */
export const BEAT_MS = 2_000;
/** Nothing heard for so long: checking. The host waits longer, for a beat that is on its way. */
export const QUIET_MS = { guest: 3_000, host: 3_500 } as const;
/** Still nothing so long after that: the guest's leg is lost, the host's guest is away. */
export const SILENT_MS = 3_000;
/** The guest's document is seen again, and nothing is heard for so long: lost, as a lock screen does. */
export const WAKE_MS = 2_500;

/** `visible`: whether the guest's document is seen, as far as this side knows. */
interface Early {
  side: 'guest' | 'host';
  visible: boolean;
}
interface Open {
  side: 'guest' | 'host';
}
export type LegState =
  /** The guest's offer, or the host's answer, is being made. */
  | ({ at: 'describing' } & Early)
  /** Only the guest: the offer is out. How long is the number's or the call's affair. */
  | ({ at: 'waiting' } & Early)
  /** The answer was applied, or sent. */
  | ({ at: 'connecting' } & Early)
  /** The channel is open; the two sides prove themselves (C5). */
  | ({ at: 'proving' } & Early)
  | ({ at: 'open' } & Open)
  /** Nothing was heard for some seconds. */
  | ({ at: 'checking' } & Open)
  /** Only the host: nothing for longer. It stays until the browser, or a newer leg, ends it. */
  | ({ at: 'away' } & Open)
  /** The guest's document is not seen; nothing is judged. */
  | ({ at: 'hidden' } & Open)
  | { at: 'closed'; ending: LegEnding };

export type LegTimer = 'path' | 'gone' | 'silence' | 'beat';
/** What this side blames the other for, as it goes over the channel. */
export type LegFault = 'bad-message' | 'not-proved' | 'too-large';

export type LegEvent =
  /** The offer, or the answer, is made. */
  | { type: 'described' }
  /** A description could not be applied or made. */
  | { type: 'undescribable' }
  | { type: 'answer'; answer: Answer }
  | { type: 'channel-open' }
  | { type: 'channel-closed' }
  | { type: 'proved' }
  | { type: 'peer-connected' }
  | { type: 'peer-disconnected' }
  | { type: 'peer-failed' }
  /** A sign of life from the other side. */
  | { type: 'heard' }
  /** The guest's document is seen, or not any more. */
  | { type: 'seen' }
  | { type: 'unseen' }
  /** A fault of the other side's. */
  | { type: 'fault'; fault: LegFault }
  /** The other side says that it closes, or is about to, and why. */
  | { type: 'told'; ending: LegEnding }
  /** This side closes. `bye`: and says so. */
  | { type: 'leave'; ending: LegEnding; bye: boolean }
  // timers
  | { type: LegTimer };

export type LegEffect =
  | { do: 'apply'; answer: Answer }
  | { do: 'prove' }
  | { do: 'beat' }
  | { do: 'tell-visible'; visible: boolean }
  | { do: 'say-bye' }
  | { do: 'tell-fault'; fault: LegFault }
  | { do: 'timer'; name: LegTimer; ms: number }
  | { do: 'cancel'; name: LegTimer }
  /** Closes the channel and the peer, with every handler and timer. */
  | { do: 'release' };

type Next = readonly [LegState, ...LegEffect[]];
type EarlyState = Extract<LegState, Early>;
type OpenState = Exclude<Extract<LegState, Open>, Early>;

const timer = (name: LegTimer, ms: number): LegEffect => ({ do: 'timer', name, ms });
const cancel = (name: LegTimer): LegEffect => ({ do: 'cancel', name });

const close = (ending: LegEnding, ...before: LegEffect[]): Next => [
  { at: 'closed', ending },
  ...before,
  { do: 'release' },
];
const closes = (ending: LegEnding) => ({ to: ['closed'], then: () => close(ending) }) as const;

/** In every state but the last. */
const ANYWHERE = {
  undescribable: closes('bad-message'),
  fault: {
    to: ['closed'],
    then: (_: LegState, { fault }: { fault: LegFault }) =>
      close(fault === 'too-large' ? 'bad-message' : fault, { do: 'tell-fault', fault }),
  },
  told: {
    to: ['closed'],
    then: (_: LegState, { ending }: { ending: LegEnding }) => close(ending),
  },
  leave: {
    to: ['closed'],
    then: (_: LegState, { ending, bye }: { ending: LegEnding; bye: boolean }) =>
      bye ? close(ending, { do: 'say-bye' }) : close(ending),
  },
} as const;

// ---- before it is open --------------------------------------------------------------------------

/** Before the answer no time runs, so being seen or not is only remembered. */
const BEFORE_THE_ANSWER = {
  ...ANYWHERE,
  'peer-failed': closes('no-path'),
  'channel-closed': closes('no-path'),
} as const;

const remember =
  (visible: boolean) =>
  <S extends EarlyState>(state: S): readonly [S] => [{ ...state, visible }];

const AFTER_THE_ANSWER = {
  ...ANYWHERE,
  'peer-failed': closes('no-path'),
  path: closes('no-path'),
  gone: closes('no-path'),
} as const;

const earlyDisconnect = <S extends EarlyState>(state: S): readonly [S, ...LegEffect[]] =>
  state.visible ? [state, timer('gone', GONE_MS)] : [state];
const earlyConnect = <S extends EarlyState>(state: S): readonly [S, LegEffect] => [
  state,
  cancel('gone'),
];
const earlySeen = <S extends EarlyState>(state: S): readonly [S, ...LegEffect[]] =>
  state.visible ? [state] : [{ ...state, visible: true }, timer('path', PATH_MS)];
const earlyUnseen = <S extends EarlyState>(state: S): readonly [S, ...LegEffect[]] => [
  { ...state, visible: false },
  cancel('path'),
  cancel('gone'),
];

const connecting = ({ side, visible }: Early, ...first: LegEffect[]): Next => [
  { at: 'connecting', side, visible },
  ...first,
  ...(visible ? [timer('path', PATH_MS)] : []),
];

// ---- open ---------------------------------------------------------------------------------------

/** What goes on while the guest's document is seen. */
const watch = (side: Open['side'], quiet: number = QUIET_MS[side]): readonly LegEffect[] => [
  timer('silence', quiet),
  ...(side === 'guest' ? [{ do: 'beat' } as const, timer('beat', BEAT_MS)] : []),
];

/** The host knows it from the guest; only the guest tells. */
const tell = (side: Open['side'], visible: boolean): readonly LegEffect[] =>
  side === 'guest' ? [{ do: 'tell-visible', visible }] : [];

const proved = ({ side, visible }: Early): Next =>
  visible
    ? [{ at: 'open', side }, cancel('path'), cancel('gone'), ...watch(side)]
    : [{ at: 'hidden', side }, cancel('path'), cancel('gone'), ...tell(side, false)];

const hear = ({ side }: Open): Next => [{ at: 'open', side }, timer('silence', QUIET_MS[side])];

const beat = (state: OpenState): Next => [state, { do: 'beat' }, timer('beat', BEAT_MS)];

const OPEN = {
  ...ANYWHERE,
  'peer-failed': closes('lost'),
  'channel-closed': closes('lost'),
} as const;

const WATCHED = {
  ...OPEN,
  gone: closes('lost'),
  heard: { to: ['open'], then: hear },
  unseen: {
    to: ['hidden'],
    then: ({ side }: Open): Next => [
      { at: 'hidden', side },
      ...tell(side, false),
      cancel('silence'),
      cancel('beat'),
      cancel('gone'),
    ],
  },
} as const;

const disconnected = <S extends OpenState>(state: S): readonly [S, LegEffect] => [
  state,
  timer('gone', GONE_MS),
];
const reconnected = <S extends OpenState>(state: S): readonly [S, LegEffect] => [
  state,
  cancel('gone'),
];

export const LEG_TABLE: Table<LegState, LegEvent, LegEffect> = {
  describing: {
    ...BEFORE_THE_ANSWER,
    seen: { to: ['describing'], then: remember(true) },
    unseen: { to: ['describing'], then: remember(false) },
    described: {
      to: ['waiting', 'connecting'],
      then: (state) => (state.side === 'host' ? connecting(state) : [{ ...state, at: 'waiting' }]),
    },
  },

  waiting: {
    ...BEFORE_THE_ANSWER,
    seen: { to: ['waiting'], then: remember(true) },
    unseen: { to: ['waiting'], then: remember(false) },
    answer: {
      to: ['connecting'],
      then: (state, { answer }) => connecting(state, { do: 'apply', answer }),
    },
  },

  connecting: {
    ...AFTER_THE_ANSWER,
    'channel-closed': closes('no-path'),
    'peer-disconnected': { to: ['connecting'], then: earlyDisconnect },
    'peer-connected': { to: ['connecting'], then: earlyConnect },
    seen: { to: ['connecting'], then: earlySeen },
    unseen: { to: ['connecting'], then: earlyUnseen },
    'channel-open': {
      to: ['proving'],
      then: (state) => [{ ...state, at: 'proving' }, { do: 'prove' }],
    },
  },

  proving: {
    ...AFTER_THE_ANSWER,
    // There was a path: the other side's document went away, or it closed without a word.
    'channel-closed': closes('lost'),
    'peer-disconnected': { to: ['proving'], then: earlyDisconnect },
    'peer-connected': { to: ['proving'], then: earlyConnect },
    seen: { to: ['proving'], then: earlySeen },
    unseen: { to: ['proving'], then: earlyUnseen },
    proved: { to: ['open', 'hidden'], then: proved },
  },

  open: {
    ...WATCHED,
    'peer-disconnected': { to: ['open'], then: disconnected },
    'peer-connected': { to: ['open'], then: reconnected },
    beat: { to: ['open'], then: beat },
    silence: {
      to: ['checking'],
      then: ({ side }) => [{ at: 'checking', side }, timer('silence', SILENT_MS)],
    },
  },

  checking: {
    ...WATCHED,
    'peer-disconnected': { to: ['checking'], then: disconnected },
    'peer-connected': { to: ['checking'], then: reconnected },
    beat: { to: ['checking'], then: beat },
    // Only the guest makes legs, so only the guest gives one up for silence alone (C7).
    silence: {
      to: ['away', 'closed'],
      then: ({ side }) => (side === 'host' ? [{ at: 'away', side }] : close('lost')),
    },
  },

  away: {
    ...WATCHED,
    'peer-disconnected': { to: ['away'], then: disconnected },
    'peer-connected': { to: ['away'], then: reconnected },
  },

  hidden: {
    ...OPEN,
    // The host knows it from the guest, and so has heard it. What the guest finds after a sleep may
    // only look open.
    seen: {
      to: ['open', 'checking'],
      then: ({ side }) =>
        side === 'host'
          ? [{ at: 'open', side }, ...watch(side)]
          : [{ at: 'checking', side }, ...tell(side, true), ...watch(side, WAKE_MS)],
    },
  },

  closed: {},
};

export const legStep = (state: LegState, event: LegEvent): Next => step(LEG_TABLE, state, event);
