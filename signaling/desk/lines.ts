/** Who is at the service over a socket: guests' documents and hosts' consoles. */
import type {
  Device,
  GuestPage,
  Offer,
  Candidate,
  Refusal,
  ServiceToGuest,
  ServiceToHost,
  SocketEnding,
} from '../../src/protocol/index.js';
import type { Leg, LineId } from '../calls/call.js';
import type { Stop } from '../parts.js';

export type Refused = Extract<ServiceToGuest, { type: 'error' }>;

/** All that the rules ask of a socket. */
export interface Line<Out> {
  readonly id: LineId;
  send: (message: Out | Refused) => void;
  close: (ending: SocketEnding) => void;
}

/** The offer of a document whose number waits, with its candidates so far (W2). */
export interface WaitingLeg {
  readonly leg: string;
  readonly page: GuestPage;
  readonly try: number;
  readonly offer: Offer;
  readonly candidates: readonly Candidate[];
}

/** A document that comes to a call, with how it came. */
export type Arriving = WaitingLeg & Pick<Leg, 'number' | 'handOff'>;

/** Where a guest's document stands. */
export type Seat =
  | { readonly at: 'idle' }
  | {
      readonly at: 'waiting';
      readonly number: string;
      readonly rejoin: string;
      readonly leg: WaitingLeg;
    }
  /** For its call, which this service does not know: it was restarted, and the host is to come (C6). */
  | { readonly at: 'expecting'; readonly rejoin: string; readonly leg: WaitingLeg }
  /** Also after the end of the call, so that what was under way is answered with it. */
  | { readonly at: 'joined'; readonly call: string; readonly leg: string };

export interface Guest {
  readonly line: Line<ServiceToGuest>;
  /** The origin of its page, or null where the browser names none. */
  readonly site: string | null;
  /** Whether the page is one of the service's own. */
  readonly own: boolean;
  /** What its browser says that it runs on. */
  readonly device: Device | undefined;
  readonly address: string;
  seat: Seat;
  /** Stops the timer that closes an idle socket (W5). */
  stopIdle: Stop;
}

export interface HostSession {
  /** Names the session: a random 128-bit id. */
  readonly sid: string;
  readonly name: string;
}

export interface Host {
  readonly line: Line<ServiceToHost>;
  session: HostSession;
  readonly address: string;
}

/** Says no to a message, by name. */
export const refuse = (
  line: Line<never>,
  about: string,
  error: Refusal,
  more: Omit<Refused, 'type' | 'error' | 'about'> = {},
): void => {
  line.send({ type: 'error', error, about, ...more });
};
