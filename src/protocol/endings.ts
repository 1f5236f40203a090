/**
 * How things end or are refused, by name. Each has a sentence for the user in src/text (ja and en)
 * and a counter at the service; the same word stands in code, on the wire and in the log.
 */

/** How a call ends (C3). The first end that reaches the service is the one that counts. */
export const CALL_ENDINGS = [
  /** The host ended the call. */
  'host-ended',
  /** The guest left. */
  'guest-left',
  /** The guest tapped ちがいます: somebody else was reached. */
  'wrong-person',
  /** Three legs in a row found no way between the two networks (C7). */
  'no-path',
  /** Leg and host's presence both gone for two minutes (C4). */
  'host-gone',
  /** The guest key is older than 12 hours (C5). */
  'expired',
] as const;
export type CallEnding = (typeof CALL_ENDINGS)[number];

/** Which of them a guest may give as the reason. */
export const GUEST_CALL_ENDINGS = [
  'guest-left',
  'wrong-person',
  'no-path',
  'host-gone',
  'expired',
] as const satisfies readonly CallEnding[];

/** How a number ends (N3, N4, N7). */
export const NUMBER_ENDINGS = ['claimed', 'expired', 'retired'] as const;
export type NumberEnding = (typeof NUMBER_ENDINGS)[number];

/** Why the service refuses a message. It loses nothing of anybody else's. */
export const REFUSALS = [
  'bad-message',
  'unknown-message',
  'out-of-order',
  'numbers-exhausted',
  'too-many-numbers',
  'number-unknown',
  'number-ended',
  'number-taken',
  /** A support number typed where a call starts (N6). It stays valid. */
  'number-is-support',
  /** A call number typed where a page is added (N6). It stays valid. */
  'number-is-call',
  'too-many-guesses',
  'call-unknown',
  'already-in-call',
  'leg-unknown',
  'too-many-legs',
  'too-many-pages',
  'too-many-candidates',
  'page-refused',
  /** The hand-off was used, has run out or was taken back (H4). */
  'hand-off-over',
  /** The page that opened is not of the site that was offered (H4). */
  'hand-off-elsewhere',
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Why a host refuses a capture (P8). */
export const CAPTURE_REFUSALS = [
  'too-large',
  'too-many-captures',
  'damaged',
  'not-stored',
  'call-ended',
] as const;
export type CaptureRefusal = (typeof CAPTURE_REFUSALS)[number];

/** Why a socket was closed, as a WebSocket close code (RFC 6455 section 7.4.2: 4000–4999). */
export const CLOSE_CODES = {
  'version-unknown': 4001,
  'bad-message': 4002,
  'too-many-messages': 4003,
  idle: 4004,
  'too-many-sockets': 4005,
  'origin-refused': 4006,
  'signed-out': 4007,
  superseded: 4008,
  'too-slow': 4009,
  /** Sent by the service when it stops; the peer connects again. */
  stopping: 1001,
  /** Sent by ws itself when a message is over `maxPayload`. */
  'too-large': 1009,
} as const;
export type SocketEnding = keyof typeof CLOSE_CODES;

/** The name of a close code, or undefined for an ordinary loss. */
export const socketEnding = (code: number): SocketEnding | undefined =>
  (Object.keys(CLOSE_CODES) as SocketEnding[]).find((name) => CLOSE_CODES[name] === code);

/** Close codes after which the same page must not connect again by itself. */
export const isFinalForPage = (ending: SocketEnding | undefined): boolean =>
  ending === 'version-unknown' ||
  ending === 'origin-refused' ||
  ending === 'signed-out' ||
  ending === 'superseded';

/** Why a leg ended. Only the guest makes a new one (C7). */
export const LEG_ENDINGS = [
  /** Not open 15 s after the answer, `failed`, or `disconnected` for 4 s while visible (C7). */
  'no-path',
  /** Was open; no heartbeat came while visible (C8), or the browser closed the channel. */
  'lost',
  /** The other side said bye: its document goes away or is put to sleep. */
  'bye',
  /** The proof of C5 failed: wrong key, wrong fingerprints, an echo, or a message before it. */
  'not-proved',
  /** The other side sent what it may not send. */
  'bad-message',
  /** A newer leg of the same document took its place. */
  'replaced',
  /** The call ended. */
  'call-ended',
  /** This side closed it. */
  'closed',
] as const;
export type LegEnding = (typeof LEG_ENDINGS)[number];
