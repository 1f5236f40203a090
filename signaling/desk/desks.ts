/** The rules put together, without sockets: what guests and hosts say goes in, lines are told. */
import type { Ends } from '../calls/ends.js';
import { CallRoom } from '../calls/room.js';
import type { Tickets } from '../calls/tickets.js';
import type { Counters } from '../counters.js';
import type { IceServer } from '../../src/protocol/index.js';
import type { Limits } from '../limits.js';
import type { Log } from '../log.js';
import type { Entry, Ledger } from '../numbers/ledger.js';
import type { Clock, Random } from '../parts.js';
import { Floor } from './floor.js';
import { type GuestDesk, guestDesk } from './guests.js';
import { type HostDesk, hostDesk } from './hosts.js';
import { type Hold, NumberDesk } from './numbers.js';

export interface DeskParts {
  clock: Clock;
  random: Random;
  counters: Counters;
  log: Log;
  limits: Limits;
  ledger: Ledger;
  ends: Ends;
  tickets: Tickets;
  /** Numbers that live from before a restart. */
  numbersKept?: readonly Entry[];
  /** ICE servers, with credentials made for one socket. */
  ice: (reached: string | undefined) => IceServer[];
}

export interface Desks {
  guests: GuestDesk;
  hosts: HostDesk;
  /** How many calls run. */
  runningCalls: () => number;
  /** Stops every timer. */
  close: () => void;
}

export const makeDesks = (parts: DeskParts): Desks => {
  const { clock, counters, log, limits, ends, tickets, numbersKept = [] } = parts;
  const floor = new Floor(clock, limits.idle);
  const holds = new Map<string, Hold>();
  const room = new CallRoom(clock, floor, ends, tickets, counters, log, (line) =>
    [...holds.values()].some((hold) => hold.host === line),
  );
  const numbers = new NumberDesk({ ...parts, floor }, room, holds);
  numbers.takeUp(numbersKept);
  const shared = { ...parts, floor, numbers, room };
  return {
    guests: guestDesk(shared),
    hosts: hostDesk(shared),
    runningCalls: () => room.size,
    close: () => {
      numbers.close();
      room.close();
    },
  };
};
