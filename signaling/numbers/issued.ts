/** Numbers as a journal keeps them over a restart: each when it was issued, and when it was given up. */
import {
  GUEST_PAGES,
  NUMBER_KINDS,
  connectionNumber,
  matching,
  nullable,
  object,
  oneOf,
  optional,
  secret,
  whole,
} from '../../src/protocol/index.js';
import { REST } from './pool.js';

const time = whole(0, Number.MAX_SAFE_INTEGER);

/** Throws `Malformed`. */
export const parseIssued = object({
  number: connectionNumber,
  kind: oneOf(NUMBER_KINDS),
  page: oneOf(GUEST_PAGES),
  site: nullable(matching(/^.{1,270}$/, 'an origin')),
  rejoin: secret,
  issuedAt: time,
  endsAt: time,
  /** Missing where nobody gave it up. */
  retiredAt: optional(time),
});
export type Issued = ReturnType<typeof parseIssued>;

/** Until its rest is over too, a number may not be drawn (N5). */
export const isOfUse = ({ endsAt }: Issued, now: number): boolean => now < endsAt + REST;
