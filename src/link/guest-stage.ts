/** Where a guest's document stands, what may happen to it, and what is then to be done. */
import type {
  CallEnding,
  GuestToService,
  LegEnding,
  NumberKind,
  Refusal,
  SocketEnding,
} from '../protocol/index.js';
import type { LinkState, TroubleCode } from './types.js';

export type GuestStage =
  | { at: 'idle' }
  /** `before`: the number that 再発行 retires; a host may claim it at the same instant. */
  | { at: 'asking'; kind: NumberKind; slow: boolean; before: string | undefined }
  /** `registered`: the socket of this moment speaks for the number. */
  | {
      at: 'number';
      kind: NumberKind;
      number: string;
      endsAt: number;
      registered: boolean;
      slow: boolean;
    }
  | { at: 'over'; kind: NumberKind }
  /**
   * `failures`: legs in a row that found no path or were not proved. `met`: a leg was open before.
   * `number`: this document came by it, and the host does not have the link key yet (C5).
   * `hostHere`: as far as this socket's service has said.
   */
  | {
      at: 'meeting';
      host: string;
      met: boolean;
      registered: boolean;
      hostHere: boolean;
      failures: number;
      number: string | undefined;
    }
  | { at: 'connected'; host: string; link: LinkState; registered: boolean; hostHere: boolean }
  /** In a call, but unseen and without a leg (C1). */
  | { at: 'asleep'; host: string; met: boolean; number: string | undefined }
  | { at: 'ended'; reason: CallEnding }
  | { at: 'trouble'; code: TroubleCode; kind: NumberKind | undefined; retryIn: number | undefined };

export type GuestTimer = 'slow' | 'number' | 'answer' | 'again' | 'gone' | 'unknown' | 'rest';

export type GuestEvent =
  // the guest's taps
  | { type: 'ask'; kind: NumberKind }
  | { type: 'renew' }
  | { type: 'cancel' }
  | { type: 'leave'; reason: 'guest-left' | 'wrong-person' }
  | { type: 'reset' }
  // storage
  | { type: 'number-kept'; kind: NumberKind; number: string; endsAt: number; lasts: number }
  | { type: 'call-kept'; visible: boolean; number: string | undefined }
  | { type: 'key-expired' }
  /** This browser cannot do it, or something happened that nobody foresaw. */
  | { type: 'broken'; code: TroubleCode }
  // the service
  | { type: 'up' }
  | { type: 'down' }
  | { type: 'barred'; ending: SocketEnding | undefined }
  | { type: 'issued'; kind: NumberKind; number: string; endsAt: number; lasts: number }
  | { type: 'number-ended' }
  | { type: 'joined'; call: string; host: string; present: boolean }
  | { type: 'presence'; present: boolean }
  | { type: 'refused'; error: Refusal; retryIn: number | undefined }
  | { type: 'call-ended'; reason: CallEnding }
  // the leg
  | { type: 'offered' }
  | { type: 'leg-open' }
  | { type: 'leg-state'; link: LinkState }
  | { type: 'leg-closed'; ending: LegEnding; visible: boolean }
  | { type: 'leg-ended-call'; reason: CallEnding }
  // the document and the clock
  | { type: 'seen' }
  | { type: 'network' }
  | { type: 'pagehide' }
  | { type: 'timer'; name: GuestTimer };

export type OfferAs = Extract<
  GuestToService['type'],
  'number.request' | 'number.resume' | 'leg.join' | 'leg.offer'
>;

export type GuestEffect =
  /**
   * Makes a new leg with a new offer; connects first where there is no socket (C7). `introduce`:
   * it hands the link key over, because a number leads to it (C5).
   */
  | { do: 'reach'; introduce: boolean }
  | { do: 'disconnect' }
  | { do: 'send-offer'; as: OfferAs; kind?: NumberKind; number?: string }
  | { do: 'retire'; number: string }
  | { do: 'close-leg'; how: 'bye' | 'close' }
  | { do: 'keep-number'; kind: NumberKind; number: string; endsAt: number }
  | { do: 'drop-number' }
  | { do: 'keep-call'; call: string }
  | { do: 'drop-key' }
  /** Tells the end over the leg and to the service until one has heard it (C3). */
  | { do: 'tell-end'; reason: CallEnding }
  /** `goesOn`: if it runs already it is not begun anew. */
  | { do: 'timer'; name: GuestTimer; ms: number; goesOn?: true }
  | { do: 'cancel'; name: GuestTimer };
