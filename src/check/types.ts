/** What is checked, and what comes out of it. */

/** Checks of this device and browser, in the order in which they are shown. */
export const DEVICE_TOPICS = [
  'secure',
  'browser',
  'webrtc',
  'channel',
  'crypto',
  'picture',
  'storage',
  'database',
  'clipboard',
] as const;
/** Checks of the network. Those of `stun` and `turn` come once for every address. */
export const NETWORK_TOPICS = ['online', 'service', 'stun', 'turn'] as const;

export type Topic = (typeof DEVICE_TOPICS)[number] | (typeof NETWORK_TOPICS)[number];

/** Why a check failed. */
export type Why =
  /** The browser has no such thing. */
  | { is: 'missing' }
  /** The browser has it and does not let us. */
  | { is: 'refused' }
  /** It was tried, and what came out is not what went in. */
  | { is: 'broken' }
  /** Nothing came within so many seconds. */
  | { is: 'silent'; seconds: number }
  /** The relay answers, but nothing comes through it. */
  | { is: 'stuck' }
  /** The other side said no, by name or number. */
  | { is: 'told'; code: string }
  /** It needs what failed before. */
  | { is: 'after'; topic: Topic };

export type Outcome =
  | { at: 'works' }
  /** This service does not use it, or this browser cannot tell. Nothing is wrong. */
  | { at: 'absent'; is: 'not-set-up' | 'untold' }
  /**
   * The page is open inside an app, by its name where it gives one. Many of them can do all that is
   * needed; the other checks say so.
   */
  | { at: 'inside'; app: string }
  | { at: 'fails'; why: Why };

export interface Line {
  topic: Topic;
  /** Tells lines of one topic apart: `1 (UDP)`. */
  which: string;
  outcome: Outcome | { at: 'checking' };
}

export interface Report {
  lines: readonly Line[];
  /** Kinds of candidates that were seen: never their addresses. */
  kinds: readonly string[];
}

export const works: Outcome = { at: 'works' };
export const fails = (why: Why): Outcome => ({ at: 'fails', why });
