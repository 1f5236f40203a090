/** The service's rules with fake lines: what is said goes in, and everybody's mail can be read. */
import { createHash } from 'node:crypto';
import { keepEnds } from '../../../signaling/calls/ends.js';
import { makeTickets } from '../../../signaling/calls/tickets.js';
import { Counters } from '../../../signaling/counters.js';
import { makeDesks } from '../../../signaling/desk/desks.js';
import type { Guest, Host, Line, Refused } from '../../../signaling/desk/lines.js';
import { memoryJournal } from '../../../signaling/journal.js';
import { DEFAULT_LIMITS, type Limits } from '../../../signaling/limits.js';
import { makeLog } from '../../../signaling/log.js';
import type { Issued } from '../../../signaling/numbers/issued.js';
import { MemoryLedger } from '../../../signaling/numbers/memory.js';
import { randomId } from '../../../signaling/parts.js';
import type { Ended } from '../../../signaling/calls/call.js';
import type {
  GuestToService,
  HostToService,
  ServiceToGuest,
  ServiceToHost,
  SocketEnding,
} from '../../../src/protocol/index.js';
import { type FakeClock, fakeClock } from '../../support/clock.js';
import { seededRandom } from '../../support/random.js';

export const TTL = 120_000;

/** A line that keeps what it is told. */
class Mail<Out extends { type: string }> implements Line<Out> {
  readonly got: (Out | Refused)[] = [];
  closed: SocketEnding | undefined;
  /** The latest that a host was given (C6). */
  ticket: string | undefined;

  constructor(readonly id: number) {}

  send(message: Out | Refused): void {
    // It comes with much else and is read by no test but those that are about it.
    if (message.type === 'call.ticket' && 'ticket' in message) this.ticket = String(message.ticket);
    else this.got.push(message);
  }

  close(ending: SocketEnding): void {
    this.closed ??= ending;
  }

  /** What came since the last time, by type. */
  types(): string[] {
    return this.take().map((message) =>
      message.type === 'error' ? `error ${(message as Refused).error}` : message.type,
    );
  }

  /** What came since the last time. */
  take(): (Out | Refused)[] {
    return this.got.splice(0);
  }

  /** The last message of this type, read or not yet. */
  last<T extends Out['type']>(type: T): Extract<Out, { type: T }> {
    const found = this.got.findLast((message) => message.type === type);
    if (found === undefined) throw new Error(`no ${type} came, only ${this.types().join(', ')}`);
    return found as Extract<Out, { type: T }>;
  }
}

const offer = (mark: string) => ({ type: 'offer', sdp: `offer of ${mark}` }) as const;
export const candidate = (mark: string) =>
  ({ type: 'candidate', candidate: { candidate: `candidate ${mark}` } }) as const;
const answer = { type: 'answer', sdp: 'answer' } as const;

const hashOf = (token: string): string =>
  createHash('sha256').update(Buffer.from(token, 'base64url')).digest('base64url');

const OWN = 'https://support.example';

export const makeRig = (
  options: {
    limits?: Partial<Limits>;
    journal?: ReturnType<typeof memoryJournal<Ended>>;
    issued?: ReturnType<typeof memoryJournal<Issued>>;
    clock?: FakeClock;
    seed?: number;
  } = {},
) => {
  const clock = options.clock ?? fakeClock();
  const random = seededRandom(options.seed ?? 7);
  const counters = new Counters();
  const journal = options.journal ?? memoryJournal<Ended>();
  const issued = options.issued ?? memoryJournal<Issued>();
  const ledger = new MemoryLedger(clock, random, TTL, issued);
  const tickets = makeTickets(clock, new Uint8Array(32));
  const desks = makeDesks({
    clock,
    random,
    counters,
    log: makeLog('silent'),
    limits: { ...DEFAULT_LIMITS, numberInterval: 0, ...options.limits },
    ledger,
    ends: keepEnds(clock, journal),
    tickets,
    numbersKept: ledger.entries(),
    ice: () => [{ urls: ['stun:stun.example'] }],
  });
  let lines = 0;

  /** A document of a guest, at a socket. */
  const guest = (
    about: { token?: string; leg?: string; origin?: string; address?: string } = {},
  ) => {
    const mail = new Mail<ServiceToGuest>((lines += 1));
    const site = about.origin ?? 'https://shop.example';
    const token = about.token ?? makeToken();
    const leg = about.leg ?? randomId(random);
    const it: Guest = {
      line: mail,
      site,
      device: undefined,
      own: site === OWN,
      address: about.address ?? '192.0.2.1',
      seat: { at: 'idle' },
      stopIdle: () => undefined,
    };
    const page = it.own ? ('connection' as const) : ('target' as const);
    desks.guests.came(it);
    const say = (message: GuestToService) => desks.guests.said(it, message);
    const arrival = (tried: number) => ({ page, leg, try: tried, offer: offer(`${leg} ${tried}`) });
    const resuming = (number: string, tried: number) =>
      ({ type: 'number.resume', number, token, ...arrival(tried) }) as const;
    return {
      mail,
      token,
      leg,
      rejoin: hashOf(token),
      say,
      ask: (kind: 'call' | 'support' = 'call') =>
        say({ type: 'number.request', kind, rejoin: hashOf(token), ...arrival(1) }),
      resuming,
      resume: (number: string, tried = 1) => say(resuming(number, tried)),
      join: (tried = 1) => say({ type: 'leg.join', token, ...arrival(tried) }),
      renew: (tried: number) =>
        say({ type: 'leg.offer', try: tried, offer: offer(`${leg} ${tried}`) }),
      signal: (mark: string, tried = 1) =>
        say({ type: 'signal', try: tried, signal: candidate(mark) }),
      lose: () => desks.guests.lost(it),
    };
  };

  const makeToken = (): string => Buffer.from(random.bytes(32)).toString('base64url');

  /** A console, at a socket. */
  const host = (about: { sid?: string; name?: string; address?: string } = {}) => {
    const mail = new Mail<ServiceToHost>((lines += 1));
    const session = { sid: about.sid ?? randomId(random), name: about.name ?? '山田' };
    const it: Host = { line: mail, session, address: about.address ?? '198.51.100.1' };
    desks.hosts.came(it);
    const say = (message: HostToService) => desks.hosts.said(it, message);
    return {
      mail,
      sid: session.sid,
      say,
      look: (number: string) => say({ type: 'number.look', number }),
      start: (number: string) => say({ type: 'call.start', number }),
      add: (call: string, number: string) => say({ type: 'page.add', call, number }),
      resume: (call: string, ticket?: string) =>
        say({ type: 'call.resume', call, ...(ticket !== undefined && { ticket }) }),
      end: (call: string) => say({ type: 'call.end', call, reason: 'host-ended' }),
      signal: (call: string, leg: string, tried = 1) =>
        say({ type: 'signal', call, leg, try: tried, signal: answer }),
      lose: () => desks.hosts.lost(it),
    };
  };

  /** A guest with a number of that kind. */
  const waiting = async (
    kind: 'call' | 'support' = 'call',
    about: Parameters<typeof guest>[0] = {},
  ) => {
    const it = guest(about);
    await it.ask(kind);
    return { ...it, number: it.mail.last('number.issued').number };
  };

  /** A guest and a host in a call, their mail read. */
  const inCall = async (about: Parameters<typeof guest>[0] = {}) => {
    const caller = await waiting('call', about);
    const desk = host();
    await desk.start(caller.number);
    const { call } = desk.mail.last('call.started');
    caller.mail.take();
    desk.mail.take();
    return { caller, desk, call };
  };

  return {
    clock,
    counters,
    desks,
    ledger,
    journal,
    issued,
    guest,
    host,
    waiting,
    inCall,
    randomId: () => randomId(random),
    makeToken,
    /** Moves the clock and lets what fell due be done. */
    advance: async (ms: number) => {
      clock.advance(ms);
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    },
  };
};

export const OWN_ORIGIN = OWN;
