/**
 * RTCPeerConnections over the model's wires. A connection may stop for a while, die without a word
 * (then each end is told so late, as by a browser) or be closed by one end, and what was on its way
 * is then lost from some point on: an ordered, reliable channel until it is none.
 */
import type { Chance } from './chance.js';
import type { Life } from './life.js';
import type { Time } from './time.js';
import type { Traffic, Wire } from './traffic.js';

/** When a browser says `disconnected`, and `failed`, of a connection that died. */
const DISCONNECTED_MS = 5_000;
const FAILED_MS = 20_000;

interface Listener {
  then: (event: never) => void;
  signal: AbortSignal | undefined;
}

/** As much of an EventTarget as a leg uses; Node's own would cost most of a run's time. */
class Emitter {
  readonly #listeners = new Map<string, Listener[]>();

  addEventListener(
    type: string,
    then: Listener['then'],
    { signal }: { signal?: AbortSignal } = {},
  ): void {
    const before = this.#listeners.get(type) ?? [];
    this.#listeners.set(type, [...before, { then, signal }]);
  }

  removeEventListener(type: string, then: Listener['then']): void {
    const before = this.#listeners.get(type) ?? [];
    this.#listeners.set(
      type,
      before.filter((each) => each.then !== then),
    );
  }

  emit(type: string, event: object = {}): void {
    for (const { then, signal } of this.#listeners.get(type) ?? []) {
      if (signal?.aborted !== true) then(event as never);
    }
  }
}

type Data = string | ArrayBuffer;

export class ModelChannel extends Emitter {
  readyState: RTCDataChannelState = 'connecting';
  binaryType = 'blob';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly label: string;
  readonly peer: ModelPeer;

  constructor(peer: ModelPeer, label: string) {
    super();
    this.peer = peer;
    this.label = label;
  }

  send(data: string | Uint8Array): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    const copy: Data = typeof data === 'string' ? data : data.slice().buffer;
    const size = typeof copy === 'string' ? copy.length : copy.byteLength;
    this.bufferedAmount += size;
    this.peer.path?.carry(this, copy, () => {
      const before = this.bufferedAmount;
      this.bufferedAmount -= size;
      const mark = this.bufferedAmountLowThreshold;
      if (before <= mark || this.bufferedAmount > mark) return;
      this.peer.events.put(() => {
        this.emit('bufferedamountlow');
      });
    });
  }

  opened(): void {
    if (this.readyState !== 'connecting') return;
    this.readyState = 'open';
    this.emit('open');
  }

  ended(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    this.emit('close');
  }

  close(): void {
    this.readyState = 'closed';
  }
}

/** Two peers that have met. */
export class Path {
  readonly #ends: readonly [ModelPeer, ModelPeer];
  readonly #net: Net;
  #isDead = false;
  #isStopped = false;

  constructor(net: Net, ends: readonly [ModelPeer, ModelPeer]) {
    this.#net = net;
    this.#ends = ends;
  }

  get isUp(): boolean {
    return !this.#isDead && !this.#isStopped;
  }

  other(peer: ModelPeer): ModelPeer {
    return this.#ends[0] === peer ? this.#ends[1] : this.#ends[0];
  }

  carry(from: ModelChannel, data: Data, left: () => void): void {
    if (this.#isDead) return;
    const { incoming, channel } = this.other(from.peer);
    incoming.put(() => {
      left();
      if (channel?.readyState === 'open') channel.emit('message', { data });
    });
  }

  /** Nothing passes for a while, and both browsers notice. */
  stop(ms: number): void {
    if (this.#isDead || this.#isStopped) return;
    this.#isStopped = true;
    for (const end of this.#ends) {
      end.incoming.isStalled = true;
      end.become('disconnected');
    }
    this.#net.later(ms, () => {
      this.#isStopped = false;
      for (const end of this.#ends) {
        end.incoming.isStalled = false;
        if (!this.#isDead) end.become('connected');
      }
    });
  }

  /** Nothing passes any more, and nobody is told before long. */
  die(): void {
    if (this.#isDead) return;
    this.#isDead = true;
    for (const end of this.#ends) end.incoming.lose();
    this.#net.later(DISCONNECTED_MS, () => {
      for (const end of this.#ends) end.become('disconnected');
    });
    this.#net.later(FAILED_MS, () => {
      for (const end of this.#ends) end.become('failed');
    });
  }

  /** One end closes: the other hears of it after some of what was on its way. */
  closedBy(peer: ModelPeer): void {
    if (this.#isDead) return;
    this.#isDead = true;
    peer.incoming.lose();
    const { incoming, channel } = this.other(peer);
    if (this.#net.chance.once(3)) incoming.lose(this.#net.chance.below(incoming.length + 1));
    incoming.put(() => channel?.ended());
  }
}

/** Whose a peer is: the truth asks when a leg opens. */
export interface Owner {
  readonly life: Life;
  /** Whether a way leads to its device. */
  readonly isReachable: boolean;
}

export class ModelPeer extends Emitter {
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  channel: ModelChannel | undefined;
  path: Path | undefined;
  /** The leg that it is for, at a console. */
  leg: string | undefined;
  readonly owner: Owner;
  readonly events: Wire;
  readonly incoming: Wire;
  readonly ufrag: string;
  readonly fingerprint: string;
  candidates = 0;
  readonly #net: Net;

  constructor(net: Net, owner: Owner) {
    super();
    this.#net = net;
    this.owner = owner;
    this.events = net.traffic.wire(owner.life);
    this.incoming = net.traffic.wire(owner.life);
    this.ufrag = Buffer.from(net.chance.bytes(8)).toString('hex');
    const hex = Buffer.from(net.chance.bytes(32)).toString('hex').toUpperCase();
    this.fingerprint = hex.replace(/..(?!$)/g, '$&:');
  }

  createDataChannel(label: string): ModelChannel {
    this.channel = new ModelChannel(this, label);
    return this.channel;
  }

  /** In a task of its own, as a browser takes a while; it never comes to a peer that was closed. */
  #soon(act: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      this.events.put(() => {
        if (this.connectionState === 'closed') return;
        try {
          act();
          resolve();
        } catch (error) {
          reject(error instanceof Error ? error : new Error('a peer failed'));
        }
      });
    });
  }

  setLocalDescription(): Promise<void> {
    return this.#soon(() => {
      const type = this.remoteDescription === null ? 'offer' : 'answer';
      this.localDescription = { type, sdp: this.#sdp() };
      this.events.put(() => {
        if (this.connectionState === 'closed') return;
        const candidate = `candidate:1 1 udp 1 ${this.ufrag}.local 9 typ host`;
        const found = { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: this.ufrag };
        this.emit('icecandidate', { candidate: found });
      });
      this.#net.meet(this);
    });
  }

  setRemoteDescription({ type, sdp }: RTCSessionDescriptionInit): Promise<void> {
    return this.#soon(() => {
      if (sdp?.startsWith('v=0') !== true) throw new DOMException('bad', 'OperationError');
      this.remoteDescription = { type, sdp };
      this.#net.meet(this);
    });
  }

  addIceCandidate(): Promise<void> {
    return this.#soon(() => {
      if (this.remoteDescription === null) throw new DOMException('early', 'InvalidStateError');
      this.candidates += 1;
      this.#net.meet(this);
    });
  }

  getStats(): Promise<ReadonlyMap<string, unknown>> {
    return Promise.resolve(new Map());
  }

  become(state: RTCPeerConnectionState): void {
    this.events.put(() => {
      if (this.connectionState === 'closed') return;
      this.connectionState = state;
      this.emit('connectionstatechange');
    });
  }

  close(): void {
    if (this.connectionState === 'closed') return;
    this.connectionState = 'closed';
    this.channel?.close();
    this.path?.closedBy(this);
    this.#net.forget(this);
  }

  #sdp(): string {
    return [
      'v=0',
      'o=- 1 2 IN IP4 127.0.0.1',
      's=-',
      't=0 0',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      `a=ice-ufrag:${this.ufrag}`,
      `a=fingerprint:sha-256 ${this.fingerprint}`,
      'a=mid:0',
      '',
    ].join('\r\n');
  }
}

/** All peers, and how two of them come to meet. */
export class Net {
  readonly chance: Chance;
  readonly traffic: Traffic;
  /** How many peers were made. */
  made = 0;
  readonly #time: Time;
  readonly #world: Life;
  readonly #peers = new Map<string, ModelPeer>();

  constructor(chance: Chance, traffic: Traffic, time: Time, world: Life) {
    this.chance = chance;
    this.traffic = traffic;
    this.#time = time;
    this.#world = world;
  }

  /** Every peer that is not closed. */
  get open(): ModelPeer[] {
    return [...this.#peers.values()];
  }

  create(owner: Owner): ModelPeer {
    this.made += 1;
    const peer = new ModelPeer(this, owner);
    this.#peers.set(peer.ufrag, peer);
    return peer;
  }

  forget({ ufrag }: ModelPeer): void {
    this.#peers.delete(ufrag);
  }

  later(ms: number, then: () => void): void {
    this.#time.of(this.#world).after(ms, then);
  }

  /** A way has opened: whoever tries still may find it. */
  meetAll(): void {
    for (const peer of this.open) this.meet(peer);
  }

  meet(peer: ModelPeer): void {
    const other = this.#peers.get(ufragIn(peer.remoteDescription));
    if (other === undefined || peer.path !== undefined || other.path !== undefined) return;
    if (peer.localDescription === null || ufragIn(other.remoteDescription) !== peer.ufrag) return;
    if (!peer.owner.isReachable || !other.owner.isReachable) return;
    if (peer.candidates + other.candidates === 0) return;
    const ends = [peer, other] as const;
    if (!trusts(peer, other) || !trusts(other, peer)) {
      for (const end of ends) end.become('failed');
      return;
    }
    const path = new Path(this, ends);
    for (const end of ends) {
      end.path = path;
      end.become('connected');
    }
    const [near, far] = peer.channel === undefined ? [other, peer] : [peer, other];
    const made = new ModelChannel(far, near.channel?.label ?? '');
    far.channel = made;
    far.incoming.put(() => {
      far.emit('datachannel', { channel: made });
      made.opened();
    });
    near.incoming.put(() => near.channel?.opened());
  }

  /** The process of this life was killed: nobody says a word. */
  vanish(life: Life): void {
    for (const peer of this.open) {
      if (peer.owner.life !== life) continue;
      peer.path?.die();
      this.forget(peer);
    }
  }
}

const ufragIn = (description: RTCSessionDescriptionInit | null): string =>
  /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1] ?? '';

/** DTLS: the certificate that is shown is one that the description names. */
const trusts = (one: ModelPeer, other: ModelPeer): boolean =>
  one.remoteDescription?.sdp?.includes(other.fingerprint) === true;
