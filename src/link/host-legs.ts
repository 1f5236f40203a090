/** The legs of one call at the host: answers each offer, knows the state of each (C1, C7). */
import type {
  Answer,
  CallEnding,
  Candidate,
  HostToGuest,
  IceServer,
  LegWay,
  ServiceToHost,
  Signal,
} from '../protocol/index.js';
import { type FromGuest, type HostLeg, type LegDeps, type LegKeys, openHostLeg } from './leg.js';
import type { Receiver } from './receiver.js';
import type { LegView, Stop } from './types.js';

export type LegOffered = Extract<ServiceToHost, { type: 'leg.offered' }>;

export interface HostLegDeps extends Omit<LegDeps, 'createPeer'> {
  /** Undefined where this browser has no WebRTC. */
  createPeer: LegDeps['createPeer'] | undefined;
}

export interface HostLegsParams {
  call: string;
  /** Of the moment: TURN credentials are made anew for every socket. */
  ice: () => IceServer[];
  keys: (offered: LegOffered) => LegKeys;
  /** A leg is open; what every leg is told at its beginning is told to it now. */
  opened: (leg: { site: string | null; send: (message: HostToGuest) => void }) => void;
  /** The guest tapped the link of an offered page. */
  pageOpened: (id: string) => void;
  receiver: Receiver;
  signal: (leg: string, attempt: number, signal: Answer | Candidate) => void;
  /** The way of an open leg is known now, or is another. */
  way: (way: LegWay) => void;
  /** A leg came, went or changed. */
  changed: () => void;
  /** The guest ends the call. */
  ended: (reason: CallEnding) => void;
}

export interface HostLegs {
  readonly views: readonly LegView[];
  /** Whether any leg was ever open in this call. */
  readonly met: boolean;
  /** A document of the guest's offers a leg. */
  answer: (offered: LegOffered) => void;
  take: (leg: string, attempt: number, signal: Signal) => void;
  /** Over every open leg. */
  tell: (message: HostToGuest) => void;
  /** Tells the end over every open leg, and closes each once it was heard, or after a moment. */
  end: (reason: CallEnding) => void;
  close: () => void;
}

interface Entry {
  attempt: number;
  leg: HostLeg;
  view: LegView;
  detach: Stop;
}

/** So long an end waits for `ended`. */
const END_HEARD_MS = 2_000;
/** After so long a leg keeps to its way. */
const WAY_AGAIN_MS = 5_000;

export const createHostLegs = (deps: HostLegDeps, params: HostLegsParams): HostLegs => {
  const entries = new Map<string, Entry>();
  let met = false;

  const update = (entry: Entry, state: LegView['state']): void => {
    entry.view = { ...entry.view, state };
    params.changed();
  };

  /** Asked anew when it is open again: ICE may have found another way meanwhile. */
  const findWay = async (entry: Entry): Promise<void> => {
    const way = await entry.leg.way();
    if (entries.get(entry.view.leg) !== entry) return;
    if (way === undefined || way === entry.view.way) return;
    // ICE may begin by the relay, and find the direct way a moment later.
    if (way === 'relayed') deps.clock.after(WAY_AGAIN_MS, () => void findWay(entry));
    entry.view = { ...entry.view, way };
    params.way(way);
    params.changed();
  };

  const forget = (entry: Entry): void => {
    entry.detach();
    if (entries.get(entry.view.leg) === entry) entries.delete(entry.view.leg);
    params.changed();
  };

  const hear = (entry: Entry, message: FromGuest, receive: (m: FromGuest) => void): void => {
    if (message.type === 'end') {
      entry.leg.send({ type: 'ended' });
      params.ended(message.reason);
    } else if (message.type === 'ended') entry.leg.close('call-ended');
    else if (message.type === 'page.opened') params.pageOpened(message.id);
    else receive(message);
  };

  const answer = (offered: LegOffered) => {
    const { createPeer } = deps;
    // The console has said so before the number was typed, and says so now.
    if (createPeer === undefined) return;
    const { leg: id, try: attempt, page, site, offer, candidates } = offered;
    const older = entries.get(id);
    if (older !== undefined && older.attempt >= attempt) return;
    older?.leg.close('replaced');
    let attached: ReturnType<Receiver['attach']> | undefined;
    const leg: HostLeg = openHostLeg(
      { ...deps, createPeer },
      {
        ice: params.ice(),
        callId: params.call,
        legId: id,
        offer,
        candidates,
        keys: params.keys(offered),
      },
      {
        signal: (signal) => {
          params.signal(id, attempt, signal);
        },
        open: () => {
          met = true;
          attached = params.receiver.attach(leg);
          update(entry, leg.state.at === 'hidden' ? 'hidden' : 'open');
          void findWay(entry);
          params.opened({ site, send: (message) => leg.send(message) });
        },
        link: (state) => {
          update(entry, state);
          if (state === 'open') void findWay(entry);
        },
        message: (message) => {
          hear(entry, message, (rest) => attached?.receive(rest));
        },
        frame: (frame) => attached?.frame(frame),
        closed: () => {
          forget(entry);
        },
      },
    );
    const entry: Entry = {
      attempt,
      leg,
      view: { leg: id, page, site, state: 'connecting', way: undefined },
      detach: () => {
        attached?.detach();
      },
    };
    entries.set(id, entry);
    params.changed();
  };

  return {
    get views() {
      return [...entries.values()].map((entry) => entry.view);
    },
    get met() {
      return met;
    },
    answer,
    take(id, attempt, signal) {
      const entry = entries.get(id);
      if (entry?.attempt === attempt) entry.leg.take(signal);
    },
    tell(message) {
      for (const { leg } of entries.values()) leg.send(message);
    },
    end(reason) {
      for (const { leg } of [...entries.values()]) {
        if (leg.send({ type: 'end', reason })) {
          deps.clock.after(END_HEARD_MS, () => {
            leg.close('call-ended');
          });
        } else leg.close('call-ended');
      }
    },
    close() {
      for (const { leg } of [...entries.values()]) leg.close();
    },
  };
};
