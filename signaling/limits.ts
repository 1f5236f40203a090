/** Every limit of N8, N9 and W5 that may be set by a variable `MISETE_LIMIT_…`, with its reason. */
import { SIGNALING_MESSAGE_BYTES } from '../src/protocol/index.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The spans that the counted limits below are over, in milliseconds. */
export const GUESS_SPAN = MINUTE;
export const NUMBER_SPAN = MINUTE;
export const WRONG_KEY_SPAN = 10 * MINUTE;

interface Limit {
  variable: string;
  fallback: number;
  /** The value counts in this many milliseconds, or bytes, or things. */
  unit: number;
  least: number;
}

const limit = (name: string, fallback: number, unit = 1, least = 1): Limit => ({
  variable: `MISETE_LIMIT_${name}`,
  fallback,
  unit,
  least,
});

export const LIMITS = {
  /** N8: wrong numbers a minute, by signed-in session, by host key, by address. */
  guessesPerSession: limit('GUESSES_PER_SESSION', 10),
  guessesPerKey: limit('GUESSES_PER_KEY', 100),
  guessesPerAddress: limit('GUESSES_PER_ADDRESS', 100),
  /** N9: seconds between two numbers of one socket. */
  numberInterval: limit('NUMBER_INTERVAL', 3, SECOND, 0),
  /** N9: numbers a minute by address; many phones share one address at a mobile carrier. */
  numbersPerAddress: limit('NUMBERS_PER_ADDRESS', 60),
  /** W5: open sockets by address. */
  socketsPerAddress: limit('SOCKETS_PER_ADDRESS', 60),
  /** W5: a leg sends about 25 messages at once (its candidates), then hardly any. */
  messagesPerSecond: limit('MESSAGES_PER_SECOND', 20),
  messageBurst: limit('MESSAGE_BURST', 60),
  messageBytes: limit('MESSAGE_BYTES', SIGNALING_MESSAGE_BYTES),
  /** W5: malformed messages before the socket is closed. */
  malformed: limit('MALFORMED', 5),
  /** W5: seconds that a guest's socket may stay without a number or a call. */
  idle: limit('IDLE', 30, SECOND),
  /** W5: seconds between pings; a socket that has not answered by the next one is gone. */
  ping: limit('PING', 20, SECOND),
  /** W5: bytes that wait for a slow reader. */
  waitingBytes: limit('WAITING_BYTES', 1024 * 1024),
  /** Wrong host keys in ten minutes, by address and in all. */
  wrongKeysPerAddress: limit('WRONG_KEYS_PER_ADDRESS', 10),
  wrongKeys: limit('WRONG_KEYS', 300),
  /** STUN requests a second, by address and in all; a browser asks a few times for each leg. */
  stunPerAddress: limit('STUN_PER_ADDRESS', 100),
  stun: limit('STUN', 2000),
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof LIMITS;
/** The values in force; times in milliseconds. */
export type Limits = Record<LimitName, number>;

const limitNames = Object.keys(LIMITS) as LimitName[];

/** Makes the values in force: `given` answers with a variable's value, if it is set. */
export const limitsFrom = (
  given: (variable: string, least: number) => number | undefined,
): Limits => {
  const entries = limitNames.map((name) => {
    const { variable, fallback, unit, least } = LIMITS[name];
    return [name, (given(variable, least) ?? fallback) * unit] as const;
  });
  return Object.fromEntries(entries) as Limits;
};

export const DEFAULT_LIMITS: Limits = limitsFrom(() => undefined);
