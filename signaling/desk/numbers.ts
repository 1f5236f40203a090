/**
 * What happens at the connection numbers: issued, waited at, claimed, held, ended. The ledger
 * decides; this tells those concerned, and makes of a claim a call or a page of one.
 */
import {
  type GuestPage,
  type NumberEnding,
  type NumberKind,
  type Offer,
  type Refusal,
} from '../../src/protocol/index.js';
import { type Call, type LineId, type Running, begin, isFull } from '../calls/call.js';
import type { CallRoom } from '../calls/room.js';
import type { Counters } from '../counters.js';
import type { Log } from '../log.js';
import type { Entry, Ledger } from '../numbers/ledger.js';
import { type Clock, type Random, nothing, randomId } from '../parts.js';
import type { Floor } from './floor.js';
import { type Guest, type Host, type WaitingLeg, refuse } from './lines.js';

/** What a host claims a number for. */
export type Purpose = { for: 'call' } | { for: 'page'; call: string };

/** Why a claim is refused. */
export interface NotClaimed {
  error: Refusal;
}

/** What a claim came to, as long as its number is not drawn again. */
interface Completed {
  call: string;
  entry: Entry;
}

/** A claim that waits for its guest's page to have a socket again (N7). */
export interface Hold {
  host: LineId;
  purpose: Purpose;
}

/** A guest's document at the door, with its offer. */
export interface Arrival {
  page: GuestPage;
  leg: string;
  try: number;
  offer: Offer;
}

export interface NumberDeskParts {
  clock: Clock;
  random: Random;
  counters: Counters;
  log: Log;
  ledger: Ledger;
  floor: Floor;
}

export class NumberDesk {
  readonly #parts: NumberDeskParts;
  readonly #room: CallRoom;
  /** What was issued, in the order of its ends: numbers live equally long, so one timer is enough. */
  readonly #issued: Entry[] = [];
  #stopTimer = nothing;
  readonly #holds: Map<string, Hold>;
  readonly #completed = new Map<string, Completed>();

  constructor(parts: NumberDeskParts, room: CallRoom, holds: Map<string, Hold>) {
    this.#parts = parts;
    this.#room = room;
    this.#holds = holds;
  }

  /** Numbers that were issued before a restart, in the order of their ends. */
  takeUp(kept: readonly Entry[]): void {
    this.#issued.push(...kept);
    const [next] = this.#issued;
    if (next !== undefined) this.#watchNext(next);
  }

  /** Draws a number for this guest; false when there is none (N1). */
  async issue(guest: Guest, kind: NumberKind, rejoin: string, arrival: Arrival): Promise<boolean> {
    const { ledger, counters, log, floor } = this.#parts;
    const { page } = arrival;
    const entry = await ledger.issue({ kind, page, site: guest.site, rejoin });
    if (entry === undefined) return false;
    const { number } = entry;
    this.#completed.delete(number);
    this.#issued.push(entry);
    if (this.#issued.length === 1) this.#watchNext(entry);
    counters.count('number.issued');
    log.debug({ kind }, 'number issued');
    floor.sit(guest, { at: 'waiting', number, rejoin, leg: waitingLeg(arrival) });
    this.#tellIssued(guest, entry);
    return true;
  }

  /** The page of a number is back (N7). Says how that number ended where it has. */
  async resume(
    guest: Guest,
    number: string,
    rejoin: string,
    arrival: Arrival,
  ): Promise<NumberEnding | 'unknown' | 'done'> {
    const { floor, ledger } = this.#parts;
    const resumed = await ledger.resume(number, rejoin);
    switch (resumed.at) {
      case 'unknown':
        return 'unknown';
      case 'over':
        return resumed.reason;
      case 'waiting': {
        if (!this.#takesPlace(guest, number, arrival)) return 'done';
        floor.sit(guest, { at: 'waiting', number, rejoin, leg: waitingLeg(arrival) });
        this.#tellIssued(guest, resumed.entry);
        return 'done';
      }
      case 'claimed': {
        const hold = this.#holds.get(number);
        floor.sit(guest, { at: 'waiting', number, rejoin, leg: waitingLeg(arrival) });
        const host = floor.hosts.get(hold?.host ?? -1);
        if (hold === undefined || host === undefined) {
          this.#over(resumed.entry.number, 'retired');
          return 'done';
        }
        await this.#complete(host, hold.purpose, resumed.entry);
        return 'done';
      }
    }
  }

  /** The guest gives its number up (N3). */
  async retire(guest: Guest): Promise<void> {
    if (guest.seat.at !== 'waiting') return;
    const { number, rejoin } = guest.seat;
    if (await this.#parts.ledger.retire(number, rejoin)) this.#over(number, 'retired');
  }

  /** The guest's socket is gone; its number waits on (N7). */
  async left(number: string): Promise<void> {
    if (this.#parts.floor.atNumber(number) === undefined) await this.#parts.ledger.leave(number);
  }

  /** Claims a number (N4, N6). Undefined if it is claimed, or held for this host. */
  async claim(host: Host, number: string, purpose: Purpose): Promise<NotClaimed | undefined> {
    const { ledger, counters, clock } = this.#parts;
    const looked = await ledger.look(number);
    if (looked.at === 'living' && this.#belongsElsewhere(looked.entry.rejoin, purpose)) {
      return { error: 'number-taken' };
    }
    const kind = purpose.for === 'call' ? 'call' : 'support';
    const claimed = await ledger.claim(number, kind, String(host.line.id));
    switch (claimed.at) {
      case 'refused':
        return this.#repeated(host, number, purpose) ? undefined : { error: claimed.error };
      case 'held': {
        this.#holds.set(number, { host: host.line.id, purpose });
        counters.count('number.held');
        const expiresIn = Math.max(0, claimed.entry.endsAt - clock.now());
        host.line.send({ type: 'number.held', number, expiresIn });
        return undefined;
      }
      case 'claimed':
        await this.#complete(host, purpose, claimed.entry);
        return undefined;
    }
  }

  /** Gives a held claim back (N7). False if this host holds none on it. */
  async release(host: Host, number: string): Promise<boolean> {
    const held = this.#holds.get(number)?.host === host.line.id;
    if (held) this.#holds.delete(number);
    return held && (await this.#parts.ledger.release(number, String(host.line.id)));
  }

  /** The host's socket is gone: the numbers that it held wait again. */
  async releaseAll(host: Host): Promise<void> {
    for (const [number, hold] of [...this.#holds]) {
      if (hold.host === host.line.id) await this.release(host, number);
    }
  }

  /** No timer is left behind. */
  close(): void {
    this.#stopTimer();
  }

  /**
   * A call was rebuilt (C6): its guest's documents that were here first come to it, and its numbers,
   * which may live again since the restart, are claimed.
   */
  async gather(call: Running): Promise<void> {
    const { floor, ledger } = this.#parts;
    const here = floor.waitingWith(call.rejoins);
    for (const number of call.numbers) {
      // After its rest it may be a stranger's.
      const spent = await Promise.all(call.rejoins.map((rejoin) => ledger.spend(number, rejoin)));
      if (spent.includes(true)) this.#over(number, 'claimed');
    }
    for (const guest of here) {
      const { seat } = guest;
      const now = this.#room.byId(call.call);
      if (now === undefined || (seat.at !== 'expecting' && seat.at !== 'waiting')) continue;
      const number = seat.at === 'waiting' ? seat.number : undefined;
      const cameBy = number !== undefined && call.numbers.includes(number);
      this.#room.join(guest, now, { ...seat.leg, ...(cameBy && { number }) });
      // One that the guest asked for meanwhile leads nowhere any more.
      const isLeft = number !== undefined && (await ledger.retire(number, seat.rejoin));
      if (isLeft) this.#over(number, 'retired');
    }
  }

  async #complete(host: Host, purpose: Purpose, entry: Entry): Promise<void> {
    const { floor, ledger } = this.#parts;
    const error = this.#forbidden(entry.rejoin, purpose);
    if (error !== undefined) {
      this.#holds.delete(entry.number);
      this.#over(entry.number, 'retired');
      refuse(host.line, ABOUT[purpose.for], error, { number: entry.number });
      return;
    }
    const call =
      purpose.for === 'call' ? this.#start(host, entry) : this.#addPage(purpose.call, entry);
    if (call === undefined) {
      this.#over(entry.number, 'retired');
      return;
    }
    this.#completed.set(entry.number, { call: call.call, entry });
    const guest = floor.atNumber(entry.number);
    this.#over(entry.number, 'claimed');
    if (guest?.seat.at === 'waiting') {
      this.#room.join(guest, call, { ...guest.seat.leg, number: entry.number });
    }
    if (purpose.for === 'page') return;
    for (const other of await ledger.retireCalls(entry.rejoin)) this.#over(other.number, 'retired');
  }

  /**
   * A session claims again what it has: its socket was lost before it heard of its claim. It hears
   * of it once more, and the call is at its new socket.
   */
  #repeated(host: Host, number: string, purpose: Purpose): boolean {
    const completed = this.#completed.get(number);
    const call = this.#room.byId(completed?.call ?? '');
    if (completed === undefined || call?.at !== 'running') return false;
    if (call.session !== host.session.sid) return false;
    const { page, site } = completed.entry;
    const started = call.numbers[0] === number;
    if (purpose.for === 'call' ? !started : started || purpose.call !== call.call) return false;
    const told =
      purpose.for === 'call'
        ? ({ type: 'call.started', call: call.call, number, page, site } as const)
        : ({ type: 'page.added', call: call.call, number, site } as const);
    const { line, session } = host;
    this.#room.happen(call, { type: 'host.came', line: line.id, name: session.name, told });
    return true;
  }

  #start(host: Host, entry: Entry): Call {
    const { random, counters, log } = this.#parts;
    const call = randomId(random);
    const { sid: session, name: hostName } = host.session;
    counters.count('call.started');
    log.info({ call: call.slice(0, 8), page: entry.page }, 'call started');
    return this.#room.settle(begin({ call, session, hostName, host: host.line.id }, entry), '');
  }

  #addPage(id: string, entry: Entry): Call | undefined {
    const { counters, log } = this.#parts;
    const call = this.#room.byId(id);
    if (call === undefined) return undefined;
    if (call.at === 'running') {
      counters.count('call.page-added');
      log.info({ call: id.slice(0, 8) }, 'page added');
    }
    const { number, rejoin, site } = entry;
    return this.#room.happen(call, { type: 'page.added', number, rejoin, site });
  }

  /** A guest is in one call at a time: its key must not come to lead to two. */
  #belongsElsewhere(rejoin: string, purpose: Purpose): boolean {
    const call = this.#room.byRejoin(rejoin);
    if (call?.at !== 'running') return false;
    return purpose.for === 'call' || purpose.call !== call.call;
  }

  /** What has come between a claim and its completion, which a hold keeps apart for minutes. */
  #forbidden(rejoin: string, purpose: Purpose): Refusal | undefined {
    if (this.#belongsElsewhere(rejoin, purpose)) return 'number-taken';
    const call = purpose.for === 'page' ? this.#room.byId(purpose.call) : undefined;
    return call?.at === 'running' && isFull(call) ? 'too-many-pages' : undefined;
  }

  #watchNext({ endsAt }: Entry): void {
    const { clock } = this.#parts;
    this.#stopTimer = clock.after(Math.max(0, endsAt - clock.now()), () => {
      const lives = this.#issued.findIndex((entry) => entry.endsAt > clock.now());
      const over = this.#issued.splice(0, lives === -1 ? Infinity : lives);
      for (const { number } of over) void this.#expire(number);
      const [next] = this.#issued;
      if (next !== undefined) this.#watchNext(next);
    });
  }

  /** Nothing happens if it ended before, even if the number was issued anew since. */
  async #expire(number: string): Promise<void> {
    const ended = await this.#parts.ledger.expire(number);
    if (ended !== undefined) this.#over(number, 'expired');
  }

  /** A number has ended: tells who waited at it and who held it, unless its claim says it all. */
  #over(number: string, reason: NumberEnding): void {
    const { counters, floor } = this.#parts;
    counters.count(`number.${reason}`);
    const hold = this.#holds.get(number);
    this.#holds.delete(number);
    if (reason === 'claimed') return;
    const message = { type: 'number.ended', number, reason } as const;
    if (hold !== undefined) floor.tellHost(hold.host, message);
    const guest = floor.atNumber(number);
    if (guest === undefined) return;
    floor.sit(guest, { at: 'idle' });
    guest.line.send(message);
  }

  /**
   * One document waits at a number: the one that presented it last (N7). False for a socket that its
   * document has given up since.
   */
  #takesPlace(guest: Guest, number: string, arrival: Arrival): boolean {
    const other = this.#parts.floor.atNumber(number);
    if (other === undefined || other === guest || other.seat.at !== 'waiting') return true;
    const { leg } = other.seat;
    const sameDocument = leg.leg === arrival.leg;
    if (sameDocument && arrival.try < leg.try) {
      // Of a socket that its document has given up: it was on its way for longer than the newer one's.
      guest.line.close('superseded');
      return false;
    }
    this.#parts.floor.sit(other, { at: 'idle' });
    if (sameDocument) other.line.close('superseded');
    else other.line.send({ type: 'number.ended', number, reason: 'retired' });
    return true;
  }

  #tellIssued(guest: Guest, { number, kind, endsAt }: Entry): void {
    const expiresIn = Math.max(0, endsAt - this.#parts.clock.now());
    guest.line.send({ type: 'number.issued', number, kind, expiresIn });
  }
}

/** The message that a claim came by. */
const ABOUT = { call: 'call.start', page: 'page.add' } as const;

const waitingLeg = ({ page, leg, try: tried, offer }: Arrival): WaitingLeg => ({
  page,
  leg,
  try: tried,
  offer,
  candidates: [],
});
