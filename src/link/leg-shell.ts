/**
 * Does what leg-table.ts says, on an RTCPeerConnection. The guest's side and the host's (leg.ts)
 * add what differs between them: who offers, who beats, what may be said.
 */
import {
  type Answer,
  CANDIDATES_PER_OFFER,
  CHANNEL_TEXT_CHARS,
  type Candidate,
  type GuestToHost,
  type HostToGuest,
  type IceServer,
  type Offer,
  type Parsed,
  type Signal,
} from '../protocol/index.js';
import { sameBytes } from './bytes.js';
import { fingerprintOf } from './fingerprint.js';
import type { Ends, ProveDeps, Talk } from './handshake.js';
import { type LegChannel, legChannel } from './leg-channel.js';
import {
  type LegEffect,
  type LegEvent,
  type LegFault,
  type LegState,
  type LegTimer,
  legStep,
} from './leg-table.js';
import type { Clock, Stop } from './types.js';
import type { FrameWire } from './wire.js';

export interface LegDeps extends ProveDeps {
  createPeer: (config: RTCConfiguration) => RTCPeerConnection;
  clock: Clock;
}

type Message = GuestToHost | HostToGuest;
export type Fingerprints = Pick<Ends, 'fingerprintG' | 'fingerprintH'>;

/** What the two sides differ in. */
export interface LegSide<In extends Message> {
  /** The offer to answer; undefined at the guest, who makes it. */
  offer: Offer | undefined;
  ice: IceServer[];
  visible: boolean;
  parse: (json: string) => Parsed<In>;
  /** C5; resolves to whether the other side is who it should be. */
  prove: (talk: Talk<In, Message>, ends: Fingerprints) => Promise<boolean>;
  /** A message on the open leg; false if it may not come there. */
  receive: (message: In) => boolean;
  /** A frame on the open leg, likewise. */
  receiveFrame: (frame: ArrayBuffer) => boolean;
  /** A candidate of this side's, for the other. */
  candidate: (candidate: Candidate) => void;
  /** After every change of `at`. */
  changed: (state: LegState, before: LegState) => void;
}

export interface LegShell extends FrameWire {
  readonly state: LegState;
  dispatch: (event: LegEvent) => void;
  /** An answer or a candidate of the other side's. Other signals are ignored (W1). */
  take: (signal: Signal) => void;
  stats: () => Promise<RTCStatsReport>;
  /** The description that this side made; '' before. */
  sdp: () => string;
}

/** What a host may say between its own proof and the guest's check of it; more is an attack. */
const HELD_MESSAGES = 16;

const PEER_EVENTS: Partial<Record<RTCPeerConnectionState, LegEvent>> = {
  connected: { type: 'peer-connected' },
  disconnected: { type: 'peer-disconnected' },
  failed: { type: 'peer-failed' },
};

export const isOpen = ({ at }: LegState): boolean =>
  at === 'open' || at === 'checking' || at === 'away' || at === 'hidden';

export const createLegShell = <In extends Message>(
  { createPeer, clock }: LegDeps,
  own: LegSide<In>,
): LegShell => {
  const side = own.offer === undefined ? 'guest' : 'host';
  let state: LegState = { at: 'describing', side, visible: own.visible };
  let channel: LegChannel | undefined;
  let beats = 0;
  /** The other side's description, as it came. */
  let received = '';
  const timers = new Map<LegTimer, Stop>();
  /** Removes every handler at once. */
  const handlers = new AbortController();
  const { signal } = handlers;
  /** Candidates that came before the description that they belong to; undefined once it is there. */
  let early: Candidate[] | undefined = [];
  /** Messages of the handshake that came before they were asked for, and who asks. */
  const held: In[] = [];
  let asking: ((message: In) => void) | undefined;

  // ---- what is to be done -----------------------------------------------------------------------

  const dispatch = (event: LegEvent): void => {
    const before = state;
    const [next, ...effects] = legStep(state, event);
    state = next;
    effects.forEach(perform);
    if (before.at !== next.at) own.changed(next, before);
  };

  const fault = (what: LegFault): void => {
    dispatch({ type: 'fault', fault: what });
  };

  const perform = (effect: LegEffect): void => {
    switch (effect.do) {
      case 'apply':
        void apply(effect.answer);
        return;
      case 'prove':
        void prove();
        return;
      case 'beat':
        beats += 1;
        channel?.send({ type: 'beat', count: beats });
        return;
      case 'tell-visible':
        channel?.send({ type: 'visible', visible: effect.visible });
        return;
      case 'say-bye':
        channel?.send({ type: 'bye' });
        return;
      case 'tell-fault':
        channel?.send({ type: 'error', error: effect.fault });
        return;
      case 'timer':
        timers.get(effect.name)?.();
        timers.set(
          effect.name,
          clock.after(effect.ms, () => {
            due(effect.name);
          }),
        );
        return;
      case 'cancel':
        timers.get(effect.name)?.();
        return;
      case 'release':
        for (const stop of timers.values()) stop();
        handlers.abort();
        channel?.close();
        peer.close();
    }
  };

  const due = (name: LegTimer): void => {
    const alive = channel?.moved() === true;
    if (alive) dispatch({ type: 'heard' });
    if (!alive || name !== 'silence') dispatch({ type: name });
  };

  // ---- descriptions and candidates --------------------------------------------------------------

  const describe = async (): Promise<void> => {
    try {
      if (own.offer !== undefined) await applyOther(own.offer);
      await peer.setLocalDescription();
    } catch {
      dispatch({ type: 'undescribable' });
      return;
    }
    dispatch({ type: 'described' });
  };

  const apply = async (answer: Answer): Promise<void> => {
    try {
      await applyOther(answer);
    } catch {
      dispatch({ type: 'undescribable' });
    }
  };

  const applyOther = async (description: Offer | Answer): Promise<void> => {
    received = description.sdp;
    await peer.setRemoteDescription(description);
    early?.forEach(add);
    early = undefined;
  };

  const add = ({ candidate }: Candidate): void => {
    // A candidate that this browser cannot read is one way less; the others remain.
    if (state.at !== 'closed') peer.addIceCandidate(candidate).catch(() => undefined);
  };

  const take = (incoming: Signal): void => {
    if (incoming.type === 'answer') {
      // Of another document of the host's: the one that answered first is gone, and so is its peer.
      const isOther = received !== '' && received !== incoming.sdp;
      const isEarly = state.at === 'connecting' || state.at === 'proving';
      if (isOther && isEarly) dispatch({ type: 'told', ending: 'replaced' });
      else dispatch({ type: 'answer', answer: incoming });
    } else if (incoming.type !== 'candidate' || incoming.candidate.candidate === '') return;
    else if (early === undefined) add(incoming);
    else if (early.length < CANDIDATES_PER_OFFER) early.push(incoming);
  };

  // ---- the proof --------------------------------------------------------------------------------

  /**
   * Of what was applied. A browser keeps one fingerprint of several and forgets that there were
   * more, so what came is asked too, and must agree.
   */
  const fingerprints = (): Fingerprints | undefined => {
    const local = fingerprintOf(peer.localDescription?.sdp ?? '');
    const remote = fingerprintOf(peer.remoteDescription?.sdp ?? '');
    const named = fingerprintOf(received);
    if (local === undefined || remote === undefined || named === undefined) return undefined;
    if (!sameBytes(remote, named)) return undefined;
    return side === 'guest'
      ? { fingerprintG: local, fingerprintH: remote }
      : { fingerprintG: remote, fingerprintH: local };
  };

  const prove = async (): Promise<void> => {
    const ends = fingerprints();
    // Whatever fails there, a refused storage included: nothing was proved.
    const proved = ends !== undefined && (await own.prove(talk, ends).catch(() => false));
    if (!proved) {
      fault('not-proved');
      return;
    }
    dispatch({ type: 'proved' });
    held.splice(0).forEach(receive);
  };

  const talk: Talk<In, Message> = {
    say: (message) => channel?.send(message),
    next: (type) =>
      new Promise((resolve) => {
        asking = (message) => {
          if (isOf(message, type)) resolve(message);
          else fault('not-proved');
        };
        const first = held.shift();
        if (first !== undefined) answerWith(first);
      }),
  };

  const answerWith = (message: In): void => {
    const answer = asking;
    asking = undefined;
    if (answer !== undefined) answer(message);
    else if (held.length < HELD_MESSAGES) held.push(message);
    else fault('not-proved');
  };

  // ---- what arrives -----------------------------------------------------------------------------

  const hear = (data: unknown): void => {
    if (typeof data !== 'string') {
      hearFrame(data);
      return;
    }
    if (data.length > CHANNEL_TEXT_CHARS) {
      fault('too-large');
      return;
    }
    const parsed = own.parse(data);
    if (parsed.ok) accept(parsed.message);
    else if (parsed.error === 'bad-message') fault('bad-message');
    else if (!isOpen(state)) fault('not-proved');
    else channel?.send({ type: 'error', error: 'unknown-message', about: parsed.about });
  };

  const hearFrame = (data: unknown): void => {
    if (!isOpen(state)) {
      fault('not-proved');
      return;
    }
    dispatch({ type: 'heard' });
    if (!(data instanceof ArrayBuffer && own.receiveFrame(data))) fault('bad-message');
  };

  const accept = (message: In): void => {
    if (message.type === 'bye') dispatch({ type: 'told', ending: 'bye' });
    else if (message.type === 'error') {
      // An older or newer peer does not know a message: the leg lives (W1).
      if (message.error === 'unknown-message') return;
      dispatch({
        type: 'told',
        ending: message.error === 'not-proved' ? 'not-proved' : 'bad-message',
      });
    } else if (isOpen(state)) receive(message);
    else answerWith(message);
  };

  const receive = (message: In): void => {
    if (!isOpen(state)) return;
    dispatch({ type: 'heard' });
    if (!own.receive(message)) fault('bad-message');
  };

  // ---- the peer ---------------------------------------------------------------------------------

  const join = (made: RTCDataChannel): void => {
    if (channel !== undefined) {
      made.close();
      return;
    }
    made.binaryType = 'arraybuffer';
    channel = legChannel(made);
    const opened = (): void => {
      dispatch({ type: 'channel-open' });
    };
    made.addEventListener('open', opened, { signal });
    made.addEventListener(
      'close',
      () => {
        dispatch({ type: 'channel-closed' });
      },
      { signal },
    );
    made.addEventListener(
      'message',
      ({ data }: MessageEvent<unknown>) => {
        hear(data);
      },
      { signal },
    );
    if (made.readyState === 'open') opened();
  };

  const peer = createPeer({ iceServers: own.ice });
  peer.addEventListener(
    'connectionstatechange',
    () => {
      const event = PEER_EVENTS[peer.connectionState];
      if (event !== undefined) dispatch(event);
    },
    { signal },
  );
  peer.addEventListener(
    'icecandidate',
    ({ candidate: found }) => {
      // None, or an empty one, is the end of candidates: the leg's 15 s say that anyway.
      if (found === null || found.candidate === '') return;
      const { candidate, sdpMid, sdpMLineIndex, usernameFragment } = found;
      own.candidate({
        type: 'candidate',
        candidate: { candidate, sdpMid, sdpMLineIndex, usernameFragment },
      });
    },
    { signal },
  );
  if (side === 'guest') join(peer.createDataChannel('misete'));
  else
    peer.addEventListener(
      'datachannel',
      ({ channel: made }) => {
        join(made);
      },
      { signal },
    );
  void describe();

  return {
    get state() {
      return state;
    },
    dispatch,
    take,
    stats: () => peer.getStats(),
    sdp: () => peer.localDescription?.sdp ?? '',
    send: (message) => isOpen(state) && channel?.send(message) === true,
    sendFrame: (frame) => isOpen(state) && channel?.sendFrame(frame) === true,
    bufferedAmount: () => channel?.bufferedAmount() ?? 0,
    onBufferedAmountLow: (threshold, then) =>
      channel?.onBufferedAmountLow(threshold, then) ?? (() => undefined),
  };
};

const isOf = <M extends { type: string }, T extends M['type']>(
  message: M,
  type: T,
): message is Extract<M, { type: T }> => message.type === type;
