/**
 * One call at the service, as a table of pure functions: [what it is] × [what happens] → [what it
 * becomes, what is to be done]. `room.ts` performs what is to be done. Losing a socket is an event
 * like any other; no timer ever ends a call (C4).
 */
import {
  CANDIDATES_PER_OFFER,
  HAND_OFFS_PER_CALL,
  KEYS_PER_CALL,
  LEGS_PER_CALL,
  OFFER_MS,
  isSameSite,
  type Answer,
  type CallEnding,
  type Candidate,
  type GuestPage,
  type Offer,
  type Refusal,
  type ServiceToGuest,
  type ServiceToHost,
  type Signal,
  type SocketEnding,
} from '../../src/protocol/index.js';

/** Names a socket within this service. */
export type LineId = number;

/** A guest's document that has a socket, and its latest offer. */
export interface Leg {
  readonly leg: string;
  readonly line: LineId;
  readonly page: GuestPage;
  readonly site: string | null;
  /** The number that this document presented: its leg may bring a new link key (C5). */
  readonly number?: string;
  /** The hand-off that this document joined by: the same, with its proof (H3). */
  readonly handOff?: string;
  readonly try: number;
  readonly offer: Offer;
  readonly candidates: readonly Candidate[];
}

/** A page that the host offers may join by this, once (H3, H4). */
export interface HandOff {
  readonly id: string;
  /** The origin that it is for. */
  readonly site: string;
  /** Milliseconds since 1970. */
  readonly endsAt: number;
  /** Whether it was used, and by which guest key: the hash of its rejoin token. */
  readonly renew?: string;
}

export interface Running {
  readonly at: 'running';
  readonly call: string;
  /** The host's session: only it may take the call up again (C2). */
  readonly session: string;
  readonly hostName: string;
  /** The console's socket; undefined while it has none. */
  readonly host: LineId | undefined;
  /** Numbers that were claimed for it. */
  readonly numbers: readonly string[];
  /** Hashes of the rejoin tokens of its guest (C5). */
  readonly rejoins: readonly string[];
  /** By the hash of their tokens, the oldest first; also those that are over, to know them by. */
  readonly handOffs: ReadonlyMap<string, HandOff>;
  readonly legs: ReadonlyMap<string, Leg>;
}

/** The record of an end, kept for 24 hours (C3). */
export interface Ended {
  readonly at: 'ended';
  readonly call: string;
  readonly session: string;
  /** Numbers that were claimed for it: what it tells of them is told by no other call. */
  readonly numbers: readonly string[];
  readonly rejoins: readonly string[];
  readonly reason: CallEnding;
  /** Milliseconds since 1970. */
  readonly endedAt: number;
}

export type Call = Running | Ended;

export type CallEvent =
  /** `told`: what it hears in place of `call.resumed`. */
  | { type: 'host.came'; line: LineId; name: string; told?: ServiceToHost }
  | { type: 'host.lost'; line: LineId }
  | { type: 'host.renamed'; name: string }
  | { type: 'host.signal'; line: LineId; leg: string; try: number; signal: Signal }
  | { type: 'page.added'; number: string; rejoin: string; site: string | null }
  | {
      type: 'hand-off.expected';
      line: LineId;
      id: string;
      rejoin: string;
      site: string;
      now: number;
    }
  | { type: 'hand-off.forgotten'; id: string; now: number }
  /** A document presents the token of the hash `rejoin`; `renew` is to take its place. */
  | {
      type: 'hand-off.used';
      line: LineId;
      site: string | null;
      rejoin: string;
      renew: string;
      now: number;
    }
  /** A document comes: by a number, by its rejoin token, or once more over a new socket. */
  | { type: 'leg.came'; leg: Leg }
  | { type: 'leg.renewed'; line: LineId; leg: string; try: number; offer: Offer }
  | { type: 'leg.signal'; line: LineId; leg: string; try: number; signal: Signal }
  | { type: 'leg.lost'; line: LineId; leg: string }
  /** `by`: who says so; it is told even if it is no socket of the call. */
  | { type: 'end'; by: 'host' | 'guest'; line: LineId; reason: CallEnding; now: number };

export type Effect =
  | { do: 'tell-host'; line: LineId; message: ServiceToHost }
  | { do: 'tell-guest'; line: LineId; message: ServiceToGuest }
  | { do: 'refuse-host'; line: LineId; error: Refusal; handOff?: string }
  | { do: 'refuse-guest'; line: LineId; error: Refusal }
  | { do: 'close-guest'; line: LineId; ending: SocketEnding }
  /** The call's host is to hold a ticket that fits what it has become (C6). */
  | { do: 'give-ticket' }
  /** The token of this hash leads nowhere any more. */
  | { do: 'forget-hand-off'; rejoin: string }
  /** This socket of the host's lost the call to a newer one. */
  | { do: 'drop-host'; line: LineId }
  /** The end is to be kept, and the call with its numbers and legs forgotten. */
  | { do: 'record'; end: Ended };

type Step<C extends Call, E> = (call: C, event: E) => [Call, ...Effect[]];
type EventOf<T extends CallEvent['type']> = Extract<CallEvent, { type: T }>;
type Table = {
  [A in Call['at']]: {
    [T in CallEvent['type']]: Step<Extract<Call, { at: A }>, EventOf<T>>;
  };
};

/** A call at its start, by the claim of a number. */
export const begin = (
  started: Pick<Running, 'call' | 'session' | 'hostName'> & { host: LineId },
  claimed: { number: string; rejoin: string; page: GuestPage; site: string | null },
): [Running, ...Effect[]] => {
  const { number, rejoin, page, site } = claimed;
  const { call, session, hostName, host } = started;
  const legs = new Map<string, Leg>();
  const numbers = [number];
  const rejoins = [rejoin];
  const handOffs = new Map<string, HandOff>();
  return [
    { at: 'running', call, session, hostName, host, numbers, rejoins, handOffs, legs },
    tellHost(host, { type: 'call.started', call, number, page, site }),
    { do: 'give-ticket' },
  ];
};

/** A call as a ticket tells of it, in a service that was restarted (C6). Its documents come back. */
export const rebuilt = ({
  call,
  session,
  rejoins,
  numbers,
  hostName,
}: Pick<Running, 'call' | 'session' | 'rejoins' | 'numbers' | 'hostName'>): Running => ({
  at: 'running',
  call,
  session,
  hostName,
  host: undefined,
  numbers,
  rejoins,
  handOffs: new Map(),
  legs: new Map(),
});

const table: Table = {
  running: {
    'host.came': (call, { line, name, told = { type: 'call.resumed', call: call.call } }) => {
      const before = call.host;
      const effects: Effect[] = [
        tellHost(line, told),
        // It may have missed the last one.
        { do: 'give-ticket' },
        ...[...call.legs.values()].map((leg) => tellHost(line, offered(call, leg))),
      ];
      if (before === undefined) effects.push(...presence(call, true));
      else if (before !== line) effects.push({ do: 'drop-host', line: before });
      return [{ ...call, host: line, hostName: name }, ...effects];
    },

    'host.lost': (call, { line }) =>
      call.host === line ? [{ ...call, host: undefined }, ...presence(call, false)] : [call],

    'host.renamed': (call, { name }) => [{ ...call, hostName: name }],

    'host.signal': (call, { line, leg: id, try: tried, signal }) => {
      if (call.host !== line) return [call, { do: 'refuse-host', line, error: 'call-unknown' }];
      const leg = call.legs.get(id);
      if (leg === undefined) return [call, { do: 'refuse-host', line, error: 'leg-unknown' }];
      if (leg.try !== tried || signal.type === 'other') return [call];
      return [call, tellGuest(leg.line, { type: 'signal', try: tried, signal })];
    },

    'page.added': (call, { number, rejoin, site }) => [
      {
        ...call,
        numbers: [...call.numbers, number],
        rejoins: call.rejoins.includes(rejoin) ? call.rejoins : [...call.rejoins, rejoin],
      },
      ...toHost(call, { type: 'page.added', call: call.call, number, site }),
      { do: 'give-ticket' },
    ],

    'hand-off.expected': (call, { line, id, rejoin, site, now }) => {
      const before = call.handOffs.get(rejoin);
      const handOffs = new Map(call.handOffs);
      const effects: Effect[] = [];
      if (before === undefined && handOffs.size >= HAND_OFFS_PER_CALL) {
        const old = [...handOffs].find(([, known]) => isOver(known, now))?.[0];
        if (old === undefined) {
          return [call, { do: 'refuse-host', line, error: 'too-many-pages', handOff: id }];
        }
        handOffs.delete(old);
        effects.push({ do: 'forget-hand-off', rejoin: old });
      }
      handOffs.set(rejoin, { ...before, id, site, endsAt: now + OFFER_MS });
      return [
        { ...call, handOffs },
        ...effects,
        tellHost(line, { type: 'hand-off.expected', call: call.call, handOff: id }),
      ];
    },

    'hand-off.forgotten': (call, { id, now }) => {
      const [rejoin, known] = [...call.handOffs].find(([, handOff]) => handOff.id === id) ?? [];
      if (rejoin === undefined || known === undefined || isOver(known, now)) return [call];
      // It stays known by its hash, so that who comes with it hears that it is over.
      const handOffs = new Map(call.handOffs).set(rejoin, { ...known, endsAt: now });
      return [{ ...call, handOffs }];
    },

    'hand-off.used': (call, { line, site, rejoin, renew, now }) => {
      const refuse = (error: Refusal): [Running, Effect] => [
        call,
        { do: 'refuse-guest', line, error },
      ];
      const known = call.handOffs.get(rejoin);
      if (known === undefined || isOver(known, now)) return refuse('hand-off-over');
      // Its document once more: the page was reloaded before it could prove itself.
      if (known.renew === renew) return [call];
      if (known.renew !== undefined) return refuse('hand-off-over');
      if (!isSameSite(known.site, site)) return refuse('hand-off-elsewhere');
      const isNew = !call.rejoins.includes(renew);
      if (isNew && call.rejoins.length >= KEYS_PER_CALL) return refuse('too-many-pages');
      return [
        {
          ...call,
          rejoins: isNew ? [...call.rejoins, renew] : call.rejoins,
          handOffs: new Map(call.handOffs).set(rejoin, { ...known, renew }),
        },
        ...(isNew ? [{ do: 'give-ticket' } as const] : []),
      ];
    },

    'leg.came': (call, { leg }) => {
      const before = call.legs.get(leg.leg);
      // Of a socket that its document has given up: it was on its way for longer than the newer one's.
      if (before !== undefined && before.line !== leg.line && leg.try < before.try) {
        return [call, { do: 'close-guest', line: leg.line, ending: 'superseded' }];
      }
      if (before === undefined && call.legs.size >= LEGS_PER_CALL) {
        return [call, { do: 'refuse-guest', line: leg.line, error: 'too-many-legs' }];
      }
      const effects: Effect[] = [];
      if (before !== undefined && before.line !== leg.line) {
        effects.push({ do: 'close-guest', line: before.line, ending: 'superseded' });
      }
      const present = call.host !== undefined;
      const host = { name: call.hostName };
      effects.push(
        tellGuest(leg.line, { type: 'call.joined', call: call.call, host, present }),
        ...toHost(call, offered(call, leg)),
      );
      return [withLeg(call, leg), ...effects];
    },

    'leg.renewed': (call, { line, leg: id, try: tried, offer }) => {
      const before = call.legs.get(id);
      if (before?.line !== line || tried <= before.try) return [call];
      const leg = { ...before, try: tried, offer, candidates: [] };
      return [withLeg(call, leg), ...toHost(call, offered(call, leg))];
    },

    'leg.signal': (call, { line, leg: id, try: tried, signal }) => {
      const leg = call.legs.get(id);
      if (leg?.line !== line || leg.try !== tried) return [call];
      const taken = withSignal(leg, signal);
      if ('error' in taken) return [call, { do: 'refuse-guest', line, error: taken.error }];
      if (taken === leg) return [call];
      return [
        withLeg(call, taken),
        ...toHost(call, { type: 'signal', call: call.call, leg: id, try: tried, signal }),
      ];
    },

    'leg.lost': (call, { line, leg: id }) => {
      if (call.legs.get(id)?.line !== line) return [call];
      const legs = new Map(call.legs);
      legs.delete(id);
      return [{ ...call, legs }, ...toHost(call, { type: 'leg.away', call: call.call, leg: id })];
    },

    end: (call, { by, line, reason, now }) => {
      const { session, numbers } = call;
      // Who comes by a hand-off after the end hears of the end, too.
      const rejoins = [...call.rejoins, ...call.handOffs.keys()];
      const ended: Ended = {
        at: 'ended',
        call: call.call,
        session,
        numbers,
        rejoins,
        reason,
        endedAt: now,
      };
      const hosts = new Set(call.host === undefined ? [] : [call.host]);
      const guests = new Set([...call.legs.values()].map((leg) => leg.line));
      (by === 'host' ? hosts : guests).add(line);
      const message = { type: 'call.ended', call: call.call, reason } as const;
      return [
        ended,
        ...[...hosts].map((host) => tellHost(host, message)),
        ...[...guests].map((guest) => tellGuest(guest, message)),
        { do: 'record', end: ended },
      ];
    },
  },

  // An end is final (C3): who comes after it hears how it ended; what was under way is dropped.
  ended: {
    'host.came': (call, { line }) => [call, tellHost(line, endOf(call))],
    'host.lost': (call) => [call],
    'host.renamed': (call) => [call],
    'host.signal': (call) => [call],
    'page.added': (call) => [call],
    'hand-off.expected': (call, { line }) => [call, tellHost(line, endOf(call))],
    'hand-off.forgotten': (call) => [call],
    'hand-off.used': (call) => [call],
    'leg.came': (call, { leg }) => [call, tellGuest(leg.line, endOf(call))],
    'leg.renewed': (call, { line }) => [call, tellGuest(line, endOf(call))],
    'leg.signal': (call) => [call],
    'leg.lost': (call) => [call],
    end: (call, { by, line }) => [
      call,
      by === 'host' ? tellHost(line, endOf(call)) : tellGuest(line, endOf(call)),
    ],
  },
};

/** What a call becomes by an event, and what is to be done. */
export const step = (call: Call, event: CallEvent): [Call, ...Effect[]] => {
  // The row and the cell match their arguments by construction, which TypeScript cannot follow.
  const cell = table[call.at][event.type] as Step<Call, CallEvent>;
  return cell(call, event);
};

/** No more guest keys fit into it: by number and by hand-off together (C5). */
export const isFull = ({ numbers, rejoins }: Running): boolean =>
  Math.max(numbers.length, rejoins.length) >= KEYS_PER_CALL;

/** What an offer's owner sent after it: kept, ignored, or refused. Also while a number waits. */
export const withSignal = <L extends Pick<Leg, 'candidates'>>(
  leg: L,
  signal: Answer | Signal,
): L | { error: Refusal } => {
  if (signal.type === 'other') return leg;
  if (signal.type === 'answer') return { error: 'out-of-order' };
  if (leg.candidates.length >= CANDIDATES_PER_OFFER) return { error: 'too-many-candidates' };
  return { ...leg, candidates: [...leg.candidates, signal] };
};

const isOver = ({ endsAt }: HandOff, now: number): boolean => endsAt <= now;

const tellHost = (line: LineId, message: ServiceToHost): Effect => ({
  do: 'tell-host',
  line,
  message,
});

const tellGuest = (line: LineId, message: ServiceToGuest): Effect => ({
  do: 'tell-guest',
  line,
  message,
});

const toHost = (call: Running, message: ServiceToHost): Effect[] =>
  call.host === undefined ? [] : [tellHost(call.host, message)];

const presence = (call: Running, present: boolean): Effect[] =>
  [...call.legs.values()].map((leg) => tellGuest(leg.line, { type: 'host.present', present }));

const withLeg = (call: Running, leg: Leg): Running => ({
  ...call,
  legs: new Map(call.legs).set(leg.leg, leg),
});

const endOf = ({ call, reason }: Ended) => ({ type: 'call.ended', call, reason }) as const;

const offered = ({ call }: Running, { line: _, candidates, ...leg }: Leg): ServiceToHost => ({
  type: 'leg.offered',
  call,
  ...leg,
  candidates: [...candidates],
});
