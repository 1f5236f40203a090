/** The two ends of a leg (C7): the guest makes the offer and the channel, the host answers. */
import {
  type Answer,
  type Candidate,
  type GuestToHost,
  type HostToGuest,
  type IceServer,
  type LegEnding,
  type LegWay,
  type Offer,
  type Signal,
  parseGuestToHost,
  parseHostToGuest,
} from '../protocol/index.js';
import { type LegKeys, proveAsGuest, proveAsHost } from './handshake.js';
import { type LegDeps, createLegShell, isOpen } from './leg-shell.js';
import type { LegState } from './leg-table.js';
import type { LinkState } from './types.js';
import { wayOf } from './way.js';
import type { GuestWire, HostWire } from './wire.js';

export type { LegDeps } from './leg-shell.js';
export type { LegKeys } from './handshake.js';

/** The messages that the leg keeps to itself. */
type OfTheLeg = 'hello' | 'challenge' | 'proof' | 'beat' | 'visible' | 'bye' | 'error';
type Passed<M extends { type: string }> = Exclude<M, { type: OfTheLeg }>;
export type FromHost = Passed<HostToGuest>;
export type FromGuest = Passed<GuestToHost>;

interface Leg {
  readonly state: LegState;
  /** A signal of the other side's for this leg. */
  take: (signal: Signal) => void;
  /** Closes it; `closed` is called before this returns, unless it was closed already. */
  close: (ending?: LegEnding) => void;
}

// ---- the guest's end ----------------------------------------------------------------------------

export interface GuestLegParams {
  ice: IceServer[];
  legId: string;
  linkKey: string;
  /** Hand the link key to the host: only on a leg made by a number (C5). */
  introduce: boolean;
  /** Hand this one over in its place: on a leg by a hand-off, whose own key is good once (H3). */
  newKey?: string | undefined;
  visible: boolean;
}

export interface GuestLegEvents {
  candidate: (candidate: Candidate) => void;
  open: () => void;
  /** After it was open: the host is silent, or heard again. */
  link: (link: LinkState) => void;
  message: (message: FromHost) => void;
  closed: (ending: LegEnding) => void;
}

export interface GuestLeg extends Leg, GuestWire {
  /** Undefined if the leg was closed before the offer was made. Candidates follow it. */
  readonly offer: Promise<Offer | undefined>;
  /** Says which call it belongs to; must come before the host's answer is taken. */
  meet: (call: string) => void;
  setVisible: (visible: boolean) => void;
  /** `pagehide`: says bye and closes. */
  bye: () => void;
}

/** Throws where the browser cannot make a peer connection. */
export const openGuestLeg = (
  deps: LegDeps,
  { ice, legId, linkKey, introduce, newKey, visible }: GuestLegParams,
  events: GuestLegEvents,
): GuestLeg => {
  let call: string | undefined;
  let described: (offer: Offer | undefined) => void;
  const offer = new Promise<Offer | undefined>((resolve) => (described = resolve));

  const shell = createLegShell<HostToGuest>(deps, {
    offer: undefined,
    ice,
    visible,
    parse: parseHostToGuest,
    prove: async (talk, fingerprints) =>
      call !== undefined &&
      proveAsGuest(
        talk,
        deps,
        { linkKey, brings: newKey ?? (introduce ? linkKey : undefined) },
        { ...fingerprints, call, leg: legId },
      ),
    receive: (message) => {
      if (message.type === 'beat') return true;
      if (!isPassed(message)) return false;
      events.message(message);
      return true;
    },
    receiveFrame: () => false,
    candidate: events.candidate,
    changed: (state, before) => {
      if (state.at === 'waiting') described({ type: 'offer', sdp: shell.sdp() });
      else if (state.at === 'closed') {
        described(undefined);
        events.closed(state.ending);
      } else if (isOpen(state) && !isOpen(before)) events.open();
      else if (state.at === 'open' || state.at === 'checking') events.link(state.at);
    },
  });

  return {
    ...shell,
    get state() {
      return shell.state;
    },
    offer,
    meet: (id) => {
      call = id;
    },
    setVisible: (seen) => {
      shell.dispatch({ type: seen ? 'seen' : 'unseen' });
    },
    bye: () => {
      shell.dispatch({ type: 'leave', ending: 'closed', bye: true });
    },
    close: (ending = 'closed') => {
      shell.dispatch({ type: 'leave', ending, bye: false });
    },
  };
};

// ---- the host's end -----------------------------------------------------------------------------

export interface HostLegParams {
  ice: IceServer[];
  callId: string;
  legId: string;
  /** From `leg.offered`. */
  offer: Offer;
  candidates: readonly Candidate[];
  keys: LegKeys;
}

export interface HostLegEvents {
  /** The answer, then the candidates, for the guest. */
  signal: (signal: Answer | Candidate) => void;
  open: () => void;
  /** After it was open. `hidden`: the guest's document is not seen, so nothing is known of it. */
  link: (link: LinkState | 'hidden') => void;
  message: (message: FromGuest) => void;
  frame: (frame: ArrayBuffer) => void;
  closed: (ending: LegEnding) => void;
}

export interface HostLeg extends Leg, HostWire {
  /** The way that its bytes take; undefined where that is not known. Never rejects. */
  way: () => Promise<LegWay | undefined>;
}

export const openHostLeg = (
  deps: LegDeps,
  { ice, callId, legId, offer, candidates, keys }: HostLegParams,
  events: HostLegEvents,
): HostLeg => {
  const shell = createLegShell<GuestToHost>(deps, {
    offer,
    ice,
    // Only a visible document opens a leg (C1).
    visible: true,
    parse: parseGuestToHost,
    prove: (talk, fingerprints) =>
      proveAsHost(talk, deps, keys, { ...fingerprints, call: callId, leg: legId }),
    receive: (message) => {
      if (message.type === 'beat') shell.send(message);
      else if (message.type === 'visible') {
        shell.dispatch({ type: message.visible ? 'seen' : 'unseen' });
      } else if (isPassed(message)) events.message(message);
      else return false;
      return true;
    },
    receiveFrame: (frame) => {
      events.frame(frame);
      return true;
    },
    candidate: events.signal,
    changed: (state, before) => {
      if (state.at === 'connecting') events.signal({ type: 'answer', sdp: shell.sdp() });
      else if (state.at === 'closed') events.closed(state.ending);
      else if (isOpen(state) && !isOpen(before)) events.open();
      else if (
        state.at === 'open' ||
        state.at === 'checking' ||
        state.at === 'away' ||
        state.at === 'hidden'
      ) {
        events.link(state.at);
      }
    },
  });
  candidates.forEach(shell.take);

  return {
    ...shell,
    get state() {
      return shell.state;
    },
    way: () =>
      shell.stats().then(
        (report) => wayOf(report as unknown as ReadonlyMap<string, unknown>),
        () => undefined,
      ),
    close: (ending = 'closed') => {
      shell.dispatch({ type: 'leave', ending, bye: false });
    },
  };
};

const OF_THE_LEG: readonly string[] = [
  'hello',
  'challenge',
  'proof',
  'beat',
  'visible',
  'bye',
  'error',
] satisfies OfTheLeg[];

const isPassed = <M extends { type: string }>(message: M): message is M & Passed<M> =>
  !OF_THE_LEG.includes(message.type);
