/** What a host's console may say, and what comes of it. */
import type { HostToService, IceServer, Refusal } from '../../src/protocol/index.js';
import { isFull } from '../calls/call.js';
import type { CallRoom } from '../calls/room.js';
import type { Counters } from '../counters.js';
import type { Limits } from '../limits.js';
import { GUESS_SPAN } from '../limits.js';
import type { Log } from '../log.js';
import type { Ledger } from '../numbers/ledger.js';
import type { Clock } from '../parts.js';
import { Rate } from '../rates.js';
import type { Floor } from './floor.js';
import { type Host, refuse } from './lines.js';
import type { NumberDesk, Purpose } from './numbers.js';

type MessageOf<T extends HostToService['type']> = Extract<HostToService, { type: T }>;
type Handlers = {
  [T in HostToService['type']]: (host: Host, message: MessageOf<T>) => Promise<void> | void;
};

export interface HostDesk {
  /** `reached`: the name or address under which its browser has reached the service. */
  came: (host: Host, reached?: string) => void;
  said: (host: Host, message: HostToService) => Promise<void>;
  lost: (host: Host) => Promise<void>;
  /** The host took another name, which guests see from now on. */
  renamed: (sid: string, name: string) => void;
  /** The host signed out: its sockets are closed. */
  signedOut: (sid: string) => void;
}

export interface HostDeskParts {
  clock: Clock;
  counters: Counters;
  limits: Limits;
  floor: Floor;
  ledger: Ledger;
  log: Log;
  numbers: NumberDesk;
  room: CallRoom;
  ice: (reached: string | undefined) => IceServer[];
}

export const hostDesk = (parts: HostDeskParts): HostDesk => {
  const { clock, counters, limits, floor, ledger, log, numbers, room, ice } = parts;
  const guesses = {
    session: new Rate(clock, limits.guessesPerSession, GUESS_SPAN),
    key: new Rate(clock, limits.guessesPerKey, GUESS_SPAN),
    address: new Rate(clock, limits.guessesPerAddress, GUESS_SPAN),
  };

  /** N8: while this host guessed wrong too often, nothing about numbers is answered. */
  const guessedTooOften = ({ session, address }: Host): number =>
    Math.max(
      guesses.session.retryIn(session.sid),
      guesses.key.retryIn(''),
      guesses.address.retryIn(address),
    );

  const countGuess = ({ session, address }: Host): void => {
    guesses.session.count(session.sid);
    guesses.key.count('');
    guesses.address.count(address);
    counters.count('guess.wrong');
  };

  const refuseNumber = (host: Host, about: string, number: string, error: Refusal): void => {
    if (error === 'number-unknown' || error === 'number-ended') countGuess(host);
    refuse(host.line, about, error, { number });
  };

  const mayAsk = (host: Host, { type, number }: { type: string; number: string }): boolean => {
    const retryIn = guessedTooOften(host);
    if (retryIn > 0) refuse(host.line, type, 'too-many-guesses', { number, retryIn });
    return retryIn === 0;
  };

  const claim = async (
    host: Host,
    { type, number }: { type: string; number: string },
    purpose: Purpose,
  ): Promise<void> => {
    const refused = await numbers.claim(host, number, purpose);
    if (refused !== undefined) refuseNumber(host, type, number, refused.error);
  };

  /** The call of this name if it is this session's; any other gets the same answer as none. */
  const ownCall = (
    host: Host,
    { type, call: id, number }: { type: string; call: string; number?: string },
  ) => {
    const call = room.byId(id);
    if (call?.session === host.session.sid) return call;
    refuse(host.line, type, 'call-unknown', { call: id, ...(number !== undefined && { number }) });
    return undefined;
  };

  const handlers: Handlers = {
    'number.look': async (host, message) => {
      const { type, number } = message;
      if (!mayAsk(host, message)) return;
      const looked = await ledger.look(number);
      if (looked.at !== 'living') {
        refuseNumber(host, type, number, looked.at === 'over' ? 'number-ended' : 'number-unknown');
        return;
      }
      const { kind, page, site, issuedAt, endsAt } = looked.entry;
      const device = floor.atNumber(number)?.device;
      host.line.send({
        type: 'number.found',
        number,
        kind,
        page,
        site,
        waiting: looked.present,
        ...(device !== undefined && { device }),
        waited: Math.max(0, clock.now() - issuedAt),
        expiresIn: Math.max(0, endsAt - clock.now()),
      });
    },

    'call.start': async (host, message) => {
      if (mayAsk(host, message)) await claim(host, message, { for: 'call' });
    },

    'page.add': async (host, message) => {
      const { type, call: id, number } = message;
      const call = ownCall(host, message);
      if (call === undefined) return;
      if (call.at === 'ended') {
        host.line.send({ type: 'call.ended', call: id, reason: call.reason });
      } else if (call.host !== host.line.id) {
        refuse(host.line, type, 'call-unknown', { call: id, number });
      } else if (isFull(call)) {
        refuse(host.line, type, 'too-many-pages', { call: id, number });
      } else if (mayAsk(host, message)) {
        await claim(host, message, { for: 'page', call: id });
      }
    },

    'hand-off.expect': (host, message) => {
      const { type, handOff: id, rejoin, site } = message;
      const call = ownCall(host, message);
      if (call === undefined) return;
      const { id: line } = host.line;
      if (call.at === 'running' && call.host !== line) {
        refuse(host.line, type, 'call-unknown', { call: call.call, handOff: id });
        return;
      }
      counters.count('hand-off.expected');
      const now = clock.now();
      room.happen(call, { type: 'hand-off.expected', line, id, rejoin, site, now }, type);
    },

    'hand-off.forget': (host, message) => {
      const call = ownCall(host, message);
      if (call === undefined) return;
      room.happen(call, { type: 'hand-off.forgotten', id: message.handOff, now: clock.now() });
    },

    'hold.release': async (host, { type, number }) => {
      if (await numbers.release(host, number)) host.line.send({ type: 'hold.released', number });
      else refuse(host.line, type, 'number-unknown', { number });
    },

    'call.resume': async (host, message) => {
      const { ticket } = message;
      const { line, session } = host;
      const again = ticket === undefined ? undefined : room.rebuild(ticket, session);
      const call = ownCall(host, message);
      if (call === undefined) return;
      room.happen(call, { type: 'host.came', line: line.id, name: session.name }, message.type);
      if (call.at === 'running') counters.count('call.resumed');
      if (again !== undefined) await numbers.gather(again);
    },

    signal: (host, message) => {
      const call = ownCall(host, message);
      if (call === undefined) return;
      const { type, leg, try: tried, signal } = message;
      const { id: line } = host.line;
      room.happen(call, { type: 'host.signal', line, leg, try: tried, signal }, type);
    },

    'leg.way': (host, message) => {
      const call = ownCall(host, message);
      if (call === undefined) return;
      const { way } = message;
      counters.count(`leg.${way}`);
      log.info({ call: call.call.slice(0, 8), way }, 'leg open');
    },

    ping: (host) => {
      host.line.send({ type: 'pong' });
    },

    'call.end': (host, message) => {
      const call = ownCall(host, message);
      if (call === undefined) return;
      const { type, reason } = message;
      const { id: line } = host.line;
      room.happen(call, { type: 'end', by: 'host', line, reason, now: clock.now() }, type);
    },
  };

  const ofSession = (sid: string): Host[] =>
    [...floor.hosts.values()].filter((host) => host.session.sid === sid);

  return {
    came: (host, reached) => {
      counters.count('socket.host');
      floor.hosts.set(host.line.id, host);
      host.line.send({ type: 'welcome', ice: ice(reached), host: { name: host.session.name } });
    },
    said: async (host, message) => {
      // The handler matches its message by construction, which TypeScript cannot follow.
      const handle = handlers[message.type] as (host: Host, message: HostToService) => unknown;
      await handle(host, message);
    },
    lost: async (host) => {
      floor.hosts.delete(host.line.id);
      room.hostLost(host.line.id);
      await numbers.releaseAll(host);
    },
    renamed: (sid, name) => {
      for (const host of ofSession(sid)) host.session = { sid, name };
      room.hostRenamed(sid, name);
    },
    signedOut: (sid) => {
      for (const host of ofSession(sid)) host.line.close('signed-out');
    },
  };
};
