/** Two ends of a leg with fake peers, joined by a service that may lie. */
import {
  type FromGuest,
  type FromHost,
  type GuestLeg,
  type HostLeg,
  type HostLegParams,
  type GuestLegParams,
  type LegKeys,
  openGuestLeg,
  openHostLeg,
} from '../../src/link/leg.js';
import { makeSecret } from '../../src/link/keys.js';
import { toBase64url } from '../../src/link/bytes.js';
import type { Answer, Candidate, LegEnding, Offer } from '../../src/protocol/index.js';
import { type FakeClock, fakeClock } from './clock.js';
import { type FakePeer, type FakePeers, fakePeers, until } from './fake-peer.js';
import { seededRandom } from './random.js';

export interface Log<Message> {
  opened: number;
  links: string[];
  messages: Message[];
  frames: ArrayBuffer[];
  ending: LegEnding | undefined;
}

export interface LegPair {
  clock: FakeClock;
  peers: FakePeers;
  guest: GuestLeg;
  host: HostLeg;
  atGuest: Log<FromHost>;
  atHost: Log<FromGuest>;
  guestPeer: FakePeer;
  hostPeer: FakePeer;
}

export interface PairOptions {
  guest?: Partial<GuestLegParams>;
  host?: Partial<HostLegParams>;
  meet?: string;
  /** What the service does with what it passes on. */
  offer?: (offer: Offer) => Offer;
  answer?: (answer: Answer) => Answer;
  /** Before the two can meet. */
  prepare?: (guestPeer: FakePeer) => void;
}

const random = seededRandom(7);
export const newId = (): string => toBase64url(random.bytes(16));
export const newSecret = (): string => makeSecret(random);

const emptyLog = <Message>(): Log<Message> => ({
  opened: 0,
  links: [],
  messages: [],
  frames: [],
  ending: undefined,
});

/** The keys of a call that takes no other. */
export const fixedKeys = (...keys: string[]): LegKeys => ({
  all: () => Promise.resolve(keys),
  introduce: () => Promise.resolve(false),
});

/** Joins two legs; resolves as soon as both ends exist and the offer is answered. */
export const joinLegs = async (options: PairOptions = {}): Promise<LegPair> => {
  const clock = fakeClock();
  const peers = fakePeers(random);
  const deps = { createPeer: peers.create, clock, random };
  const linkKey = options.guest?.linkKey ?? newSecret();
  const call = newId();
  const leg = newId();
  const atGuest = emptyLog<FromHost>();
  const atHost = emptyLog<FromGuest>();
  const { offer: passOffer = same, answer: passAnswer = same } = options;

  const candidates: Candidate[] = [];
  const joined: { host?: HostLeg } = {};
  const guest = openGuestLeg(
    deps,
    { ice: [], legId: leg, linkKey, introduce: false, visible: true, ...options.guest },
    {
      candidate: (candidate) => {
        if (joined.host === undefined) candidates.push(candidate);
        else joined.host.take(candidate);
      },
      open: () => (atGuest.opened += 1),
      link: (link) => atGuest.links.push(link),
      message: (message) => atGuest.messages.push(message),
      closed: (ending) => (atGuest.ending = ending),
    },
  );
  const guestPeer = lastOf(peers.made);
  options.prepare?.(guestPeer);
  guest.meet(options.meet ?? call);
  const offer = await guest.offer;
  if (offer === undefined) throw new Error('the guest made no offer');

  const host = openHostLeg(
    deps,
    {
      ice: [],
      callId: call,
      legId: leg,
      offer: passOffer(offer),
      candidates,
      keys: fixedKeys(linkKey),
      ...options.host,
    },
    {
      signal: (signal) => {
        guest.take(signal.type === 'answer' ? passAnswer(signal) : signal);
      },
      open: () => (atHost.opened += 1),
      link: (link) => atHost.links.push(link),
      message: (message) => atHost.messages.push(message),
      frame: (frame) => atHost.frames.push(frame),
      closed: (ending) => (atHost.ending = ending),
    },
  );
  joined.host = host;
  const hostPeer = lastOf(peers.made);
  return { clock, peers, guest, host, atGuest, atHost, guestPeer, hostPeer };
};

/** As `joinLegs`, and waits until both ends are open or one has closed. */
export const meetLegs = async (options: PairOptions = {}): Promise<LegPair> => {
  const pair = await joinLegs(options);
  const { atGuest, atHost } = pair;
  await until(
    () =>
      atGuest.opened + atHost.opened === 2 ||
      (atGuest.ending !== undefined && atHost.ending !== undefined),
  );
  return pair;
};

// ---- a stranger at one end ----------------------------------------------------------------------

/** A peer connection in a stranger's hands: no leg, only what the test makes it say. */
export interface Stranger {
  peer: FakePeer;
  /** Every message that came, parsed. */
  heard: Record<string, unknown>[];
  say: (message: unknown) => void;
  /** From now on, says to another stranger's end what comes at this one, from the beginning. */
  relayTo: (other: Stranger) => void;
  /** The next message of this type, or undefined once the channel has closed. */
  next: (type: string) => Promise<Record<string, unknown> | undefined>;
}

const listenTo = async (peer: FakePeer): Promise<Stranger> => {
  await until(() => peer.channel !== undefined);
  const { channel } = peer;
  if (channel === undefined) throw new Error('no channel');
  const heard: Record<string, unknown>[] = [];
  let relay: Stranger | undefined;
  channel.addEventListener('message', (event) => {
    const message = JSON.parse((event as MessageEvent<string>).data) as Record<string, unknown>;
    heard.push(message);
    relay?.say(message);
  });
  await until(() => channel.readyState === 'open');
  const find = (type: string) => heard.find((message) => message['type'] === type);
  return {
    peer,
    heard,
    relayTo: (other) => {
      for (const message of heard) other.say(message);
      relay = other;
    },
    say: (message) => {
      if (channel.readyState !== 'open') return;
      channel.send(typeof message === 'string' ? message : JSON.stringify(message));
    },
    next: async (type) => {
      await until(() => find(type) !== undefined || channel.readyState === 'closed');
      return find(type);
    },
  };
};

export interface Visited<Leg, Message> {
  leg: Leg;
  log: Log<Message>;
  clock: FakeClock;
  stranger: Stranger;
  call: string;
  legId: string;
}

/** A guest's end alone: its offer is out, and nobody has answered. */
export const waitingGuest = (params: Partial<GuestLegParams> = {}) => {
  const clock = fakeClock();
  const peers = fakePeers(random);
  const [call, legId] = [newId(), newId()];
  const log = emptyLog<FromHost>();
  const candidates: Candidate[] = [];
  const leg = openGuestLeg(
    { createPeer: peers.create, clock, random },
    { ice: [], legId, linkKey: newSecret(), introduce: false, visible: true, ...params },
    {
      candidate: (candidate) => candidates.push(candidate),
      open: () => (log.opened += 1),
      link: (link) => log.links.push(link),
      message: (message) => log.messages.push(message),
      closed: (ending) => (log.ending = ending),
    },
  );
  return { leg, log, clock, peers, call, legId, candidates };
};

/** A guest's leg whose answer came from a stranger. */
export const guestWithStranger = async (
  params: Partial<GuestLegParams> = {},
): Promise<Visited<GuestLeg, FromHost>> => {
  const { leg, log, clock, peers, call, legId, candidates } = waitingGuest(params);
  leg.meet(call);
  const offer = await leg.offer;
  peers.create();
  const peer = lastOf(peers.made);
  await peer.setRemoteDescription(offer ?? { type: 'offer' });
  await peer.setLocalDescription();
  leg.take({ type: 'answer', sdp: peer.localDescription?.sdp ?? '' });
  await until(() => candidates.length > 0);
  for (const { candidate } of candidates) await peer.addIceCandidate(candidate);
  return { leg, log, clock, stranger: await listenTo(peer), call, legId };
};

/** A host's leg that a stranger offered. */
export const hostWithStranger = async (
  keys: LegKeys,
  { call: callId = newId(), legId = newId() }: { call?: string; legId?: string } = {},
): Promise<Visited<HostLeg, FromGuest>> => {
  const clock = fakeClock();
  const peers = fakePeers(random);
  const log = emptyLog<FromGuest>();
  peers.create();
  const peer = lastOf(peers.made);
  peer.createDataChannel('any label');
  await peer.setLocalDescription();
  const offer: Offer = { type: 'offer', sdp: peer.localDescription?.sdp ?? '' };
  const signals: (Answer | Candidate)[] = [];
  const leg = openHostLeg(
    { createPeer: peers.create, clock, random },
    { ice: [], callId, legId, offer, candidates: [], keys },
    {
      signal: (signal) => signals.push(signal),
      open: () => (log.opened += 1),
      link: (link) => log.links.push(link),
      message: (message) => log.messages.push(message),
      frame: (frame) => log.frames.push(frame),
      closed: (ending) => (log.ending = ending),
    },
  );
  await until(() => signals.length > 1);
  for (const signal of signals) {
    if (signal.type === 'answer') await peer.setRemoteDescription(signal);
    else await peer.addIceCandidate(signal.candidate);
  }
  return { leg, log, clock, stranger: await listenTo(peer), call: callId, legId };
};

const same = <T>(value: T): T => value;

const lastOf = (made: FakePeer[]): FakePeer => {
  const last = made.at(-1);
  if (last === undefined) throw new Error('no peer was made');
  return last;
};
