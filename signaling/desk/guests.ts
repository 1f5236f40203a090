/** What a guest's document may say, and what comes of it. One leg a socket. */
import { createHash } from 'node:crypto';
import type { GuestToService, IceServer } from '../../src/protocol/index.js';
import { withSignal } from '../calls/call.js';
import type { CallRoom } from '../calls/room.js';
import type { Counters } from '../counters.js';
import { NUMBER_SPAN, type Limits } from '../limits.js';
import type { Clock } from '../parts.js';
import { Rate } from '../rates.js';
import type { Floor } from './floor.js';
import { type Guest, refuse } from './lines.js';
import type { Arrival, NumberDesk } from './numbers.js';

type MessageOf<T extends GuestToService['type']> = Extract<GuestToService, { type: T }>;
type Handlers = {
  [T in GuestToService['type']]: (guest: Guest, message: MessageOf<T>) => Promise<void> | void;
};

export interface GuestDesk {
  /** `reached`: the name or address under which its browser has reached the service. */
  came: (guest: Guest, reached?: string) => void;
  said: (guest: Guest, message: GuestToService) => Promise<void>;
  lost: (guest: Guest) => Promise<void>;
}

export interface GuestDeskParts {
  clock: Clock;
  counters: Counters;
  limits: Limits;
  floor: Floor;
  numbers: NumberDesk;
  room: CallRoom;
  /** ICE servers, with credentials made for one socket. */
  ice: (reached: string | undefined) => IceServer[];
}

export const guestDesk = (parts: GuestDeskParts): GuestDesk => {
  const { clock, counters, limits, floor, numbers, room, ice } = parts;
  const perSocket = new Rate(clock, 1, limits.numberInterval);
  const perAddress = new Rate(clock, limits.numbersPerAddress, NUMBER_SPAN);

  /** N9: undefined if a number may be asked for now, else the milliseconds until it may. */
  const tooSoon = (guest: Guest): number | undefined => {
    const wait = Math.max(
      perSocket.retryIn(String(guest.line.id)),
      perAddress.retryIn(guest.address),
    );
    return wait === 0 ? undefined : wait;
  };

  /** The call that this socket's document is in, if it runs. */
  const runningCall = (guest: Guest) => {
    const call = guest.seat.at === 'joined' ? room.byId(guest.seat.call) : undefined;
    return call?.at === 'running' ? call : undefined;
  };

  /** Only the service's own page may say that it is the connection page. */
  const pageRefused = (guest: Guest, { type, page }: { type: string; page: string }): boolean => {
    const refused = page === 'connection' && !guest.own;
    if (refused) refuse(guest.line, type, 'page-refused');
    return refused;
  };

  /** A page that the host offered joins, by a token that is good for one guest key (H3, H4). */
  const joinByHandOff = async (
    guest: Guest,
    message: MessageOf<'leg.join'>,
    rejoin: string,
    renew: string,
  ): Promise<void> => {
    const { type } = message;
    if (room.byHandOff(rejoin) !== undefined) await numbers.retire(guest);
    const call = room.byHandOff(rejoin);
    const other = room.byRejoin(renew);
    if (call === undefined) {
      refuse(guest.line, type, 'call-unknown');
    } else if (other?.at === 'running' && other.call !== call.call) {
      refuse(guest.line, type, 'already-in-call', { call: other.call });
    } else {
      const { line, site } = guest;
      const now = clock.now();
      const after = room.happen(
        call,
        { type: 'hand-off.used', line: line.id, site, rejoin, renew, now },
        type,
      );
      const arrival = { ...arrivalOf(message), candidates: [] };
      if (after.at === 'ended') {
        room.join(guest, after, arrival, type);
        return;
      }
      const used = after.handOffs.get(rejoin);
      if (used?.renew !== renew || used.endsAt <= now) return;
      counters.count('hand-off.used');
      room.join(guest, after, { ...arrival, handOff: used.id }, type);
    }
  };

  const handlers: Handlers = {
    'number.request': async (guest, message) => {
      const { type, kind, rejoin } = message;
      if (pageRefused(guest, message)) return;
      const call = room.byRejoin(rejoin);
      if (call?.at === 'running') {
        refuse(guest.line, type, 'already-in-call', { call: call.call });
        return;
      }
      if (runningCall(guest) !== undefined) {
        refuse(guest.line, type, 'out-of-order');
        return;
      }
      const retryIn = tooSoon(guest);
      if (retryIn !== undefined) {
        refuse(guest.line, type, 'too-many-numbers', { retryIn });
        return;
      }
      perSocket.count(String(guest.line.id));
      perAddress.count(guest.address);
      await numbers.retire(guest);
      if (!(await numbers.issue(guest, kind, rejoin, arrivalOf(message)))) {
        refuse(guest.line, type, 'numbers-exhausted');
      }
    },

    'number.resume': async (guest, message) => {
      const { type, number } = message;
      if (pageRefused(guest, message)) return;
      const { seat } = guest;
      const call = runningCall(guest);
      const isLeg = seat.at === 'joined' && seat.leg === message.leg;
      const elsewhere =
        seat.at === 'waiting'
          ? seat.number !== number
          : call !== undefined && !(isLeg && call.numbers.includes(number));
      if (elsewhere) {
        refuse(guest.line, type, 'out-of-order', { number });
        return;
      }
      const rejoin = hashOf(message.token);
      const resumed = await numbers.resume(guest, number, rejoin, arrivalOf(message));
      if (resumed === 'done') return;
      // Whoever forgot the claim in a restart takes its number for one that ran out.
      const led = resumed === 'unknown' ? undefined : room.byRejoin(rejoin);
      if (led?.numbers.includes(number) === true) {
        room.join(guest, led, { ...arrivalOf(message), candidates: [], number }, type);
        return;
      }
      const error = resumed === 'unknown' ? 'number-unknown' : 'number-ended';
      refuse(guest.line, type, error, { number });
    },

    'number.retire': async (guest, { type, number }) => {
      if (guest.seat.at === 'waiting' && guest.seat.number === number) await numbers.retire(guest);
      else refuse(guest.line, type, 'number-unknown', { number });
    },

    'leg.join': async (guest, message) => {
      const { type, token, leg } = message;
      if (pageRefused(guest, message)) return;
      const { seat } = guest;
      if (runningCall(guest) && seat.at === 'joined' && seat.leg !== leg) {
        refuse(guest.line, type, 'out-of-order');
        return;
      }
      const rejoin = hashOf(token);
      if (message.renew !== undefined) {
        await joinByHandOff(guest, message, rejoin, message.renew);
        return;
      }
      // Its page learned of the call elsewhere, in another window for example.
      if (room.byRejoin(rejoin) !== undefined) await numbers.retire(guest);
      // Looked up after the wait: what a call was before it may be out of date.
      const call = room.byRejoin(rejoin);
      const arrived = { ...arrivalOf(message), candidates: [] };
      if (call !== undefined) {
        room.join(guest, call, arrived, type);
        return;
      }
      // Its host may be on its way with the ticket (C6). Until then the guest's patience runs (C4).
      if (seat.at === 'idle' || seat.at === 'expecting')
        floor.sit(guest, { at: 'expecting', rejoin, leg: arrived });
      refuse(guest.line, type, 'call-unknown');
    },

    'leg.offer': (guest, { type, try: tried, offer }) => {
      const { seat } = guest;
      if (seat.at === 'waiting' || seat.at === 'expecting') {
        if (tried <= seat.leg.try) return;
        floor.sit(guest, { ...seat, leg: { ...seat.leg, try: tried, offer, candidates: [] } });
        return;
      }
      const call = seat.at === 'joined' ? room.byId(seat.call) : undefined;
      if (seat.at !== 'joined' || call === undefined) {
        refuse(guest.line, type, 'out-of-order');
        return;
      }
      const { leg } = seat;
      room.happen(call, { type: 'leg.renewed', line: guest.line.id, leg, try: tried, offer }, type);
    },

    signal: (guest, { type, try: tried, signal }) => {
      const { seat } = guest;
      if (seat.at === 'waiting' || seat.at === 'expecting') {
        if (tried !== seat.leg.try) return;
        const leg = withSignal(seat.leg, signal);
        if ('error' in leg) refuse(guest.line, type, leg.error);
        else floor.sit(guest, { ...seat, leg });
        return;
      }
      const call = seat.at === 'joined' ? room.byId(seat.call) : undefined;
      if (seat.at !== 'joined' || call === undefined) {
        refuse(guest.line, type, 'out-of-order');
        return;
      }
      const { leg } = seat;
      room.happen(call, { type: 'leg.signal', line: guest.line.id, leg, try: tried, signal }, type);
    },

    ping: (guest) => {
      guest.line.send({ type: 'pong' });
    },

    'call.end': (guest, { type, reason, token }) => {
      const { seat, line } = guest;
      const joined = seat.at === 'joined' ? room.byId(seat.call) : undefined;
      const call = token === undefined ? joined : room.byRejoin(hashOf(token));
      if (call === undefined) {
        refuse(line, type, token === undefined ? 'out-of-order' : 'call-unknown');
        return;
      }
      room.happen(
        call,
        { type: 'end', by: 'guest', line: line.id, reason, now: clock.now() },
        type,
      );
    },
  };

  return {
    came: (guest, reached) => {
      counters.count('socket.guest');
      floor.guestCame(guest);
      guest.line.send({ type: 'welcome', ice: ice(reached) });
    },
    said: async (guest, message) => {
      // The handler matches its message by construction, which TypeScript cannot follow.
      const handle = handlers[message.type] as (guest: Guest, message: GuestToService) => unknown;
      await handle(guest, message);
    },
    lost: async (guest) => {
      const { seat, line } = guest;
      floor.guestGone(guest);
      if (seat.at === 'waiting') await numbers.left(seat.number);
      const call = seat.at === 'joined' ? room.byId(seat.call) : undefined;
      if (seat.at !== 'joined' || call === undefined) return;
      room.happen(call, { type: 'leg.lost', line: line.id, leg: seat.leg });
    },
  };
};

const arrivalOf = ({ page, leg, try: tried, offer }: Arrival): Arrival => ({
  page,
  leg,
  try: tried,
  offer,
});

/** What the service keeps of a rejoin token (C5): the SHA-256 of its 32 bytes. */
const hashOf = (token: string): string =>
  createHash('sha256').update(Buffer.from(token, 'base64url')).digest('base64url');
