/**
 * The log: JSON lines on stderr. Never SDP, tokens, keys or numbers; addresses without their last
 * part; of a call only the beginning of its id.
 */
import { type Logger, destination, pino, stdTimeFunctions } from 'pino';

/** What the rooms need of a logger. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const makeLog = (level: LogLevel): Log =>
  pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: (name) => ({ level: name }) },
    },
    destination({ dest: 2, sync: true }),
  );
