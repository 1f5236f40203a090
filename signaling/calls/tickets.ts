/**
 * What the host holds of its call, so that a service that knows nothing any more rebuilds it (C6):
 * the call with the hashes that let its guest in, sealed with a key of the data folder's secret. It
 * is worth nothing but in the session of the host that it was made for.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  KEYS_PER_CALL,
  Malformed,
  connectionNumber,
  id,
  listOf,
  object,
  secret,
  whole,
} from '../../src/protocol/index.js';
import type { Clock } from '../parts.js';
import type { Running } from './call.js';

/** As long as a guest's keys and a host's session live, in milliseconds. */
const LIVES = 12 * 60 * 60 * 1000;

const parse = object({
  call: id,
  session: id,
  /** Guest keys: by number and by hand-off. */
  rejoins: listOf(secret, KEYS_PER_CALL),
  numbers: listOf(connectionNumber, KEYS_PER_CALL),
  /** Milliseconds since 1970. */
  endsAt: whole(0, Number.MAX_SAFE_INTEGER),
});
export type Ticket = ReturnType<typeof parse>;

export interface Tickets {
  seal: (call: Pick<Running, 'call' | 'session' | 'rejoins' | 'numbers'>) => string;
  /** Undefined for one that is not ours, was altered, or is too old. */
  open: (sealed: string) => Ticket | undefined;
}

export const makeTickets = (clock: Clock, signingSecret: Uint8Array): Tickets => {
  // A key of its own: what is signed for a session is no ticket.
  const key = createHmac('sha256', signingSecret).update('misete.v1 ticket').digest();
  const macOf = (body: string): Buffer => createHmac('sha256', key).update(body).digest();
  return {
    seal: ({ call, session, rejoins, numbers }) => {
      const ticket: Ticket = {
        call,
        session,
        rejoins: [...rejoins],
        numbers: [...numbers],
        endsAt: clock.now() + LIVES,
      };
      const body = Buffer.from(JSON.stringify(ticket)).toString('base64url');
      return `${body}.${macOf(body).toString('base64url')}`;
    },
    open: (sealed) => {
      const [body = '', mac = ''] = sealed.split('.');
      const given = Buffer.from(mac, 'base64url');
      const ours = macOf(body);
      if (given.length !== ours.length || !timingSafeEqual(given, ours)) return undefined;
      try {
        const ticket = parse(JSON.parse(Buffer.from(body, 'base64url').toString()), '');
        return ticket.endsAt > clock.now() ? ticket : undefined;
      } catch (error) {
        // Sealed by another version of this service.
        if (error instanceof Malformed || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
  };
};
