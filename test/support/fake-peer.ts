/**
 * RTCPeerConnections that meet in memory. Two of them connect as real ones do: both descriptions
 * applied, a candidate through at least one way, and each certificate the one that the other's
 * description names. What arrives, arrives in a task of its own, as in a browser.
 */
import type { Random } from '../../src/link/types.js';

type Data = string | ArrayBuffer;

export class FakeChannel extends EventTarget {
  readyState: RTCDataChannelState = 'connecting';
  binaryType: BinaryType = 'blob';
  bufferedAmount = 0;
  bufferedAmountLowThreshold = 0;
  readonly label: string;
  /** Everything that was sent, in order. */
  readonly sent: Data[] = [];
  twin: FakeChannel | undefined;
  /** Keeps what is sent in the buffer until `drain`. */
  congested = false;
  /** Swallows what is sent: the network is gone, and nobody has noticed. */
  cut = false;
  readonly #waiting: Data[] = [];

  constructor(label: string) {
    super();
    this.label = label;
  }

  /** The texts that were sent, in one. */
  texts(): string {
    return this.sent.filter((data) => typeof data === 'string').join('\n');
  }

  send(data: string | Uint8Array): void {
    if (this.readyState !== 'open') throw new DOMException('not open', 'InvalidStateError');
    const copy = typeof data === 'string' ? data : new Uint8Array(data).buffer;
    this.sent.push(copy);
    if (this.congested) {
      this.#waiting.push(copy);
      this.bufferedAmount += sizeOf(copy);
    } else this.#pass(copy);
  }

  /** Lets whole messages of the buffer through, at most `bytes`. */
  drain(bytes = Infinity): void {
    const before = this.bufferedAmount;
    let left = bytes;
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      if (sizeOf(next) > left) break;
      left -= sizeOf(next);
      this.bufferedAmount -= sizeOf(next);
      this.#waiting.shift();
      this.#pass(next);
    }
    const threshold = this.bufferedAmountLowThreshold;
    if (before > threshold && this.bufferedAmount <= threshold) {
      this.dispatchEvent(new Event('bufferedamountlow'));
    }
  }

  #pass(data: Data): void {
    const { twin } = this;
    if (this.cut || twin === undefined) return;
    soon(() => {
      if (twin.readyState === 'open') twin.dispatchEvent(new MessageEvent('message', { data }));
    });
  }

  open(): void {
    this.readyState = 'open';
    this.dispatchEvent(new Event('open'));
  }

  close(): void {
    if (this.readyState === 'closed') return;
    this.readyState = 'closed';
    const { twin, cut } = this;
    soon(() => {
      this.dispatchEvent(new Event('close'));
      if (!cut) twin?.close();
    });
  }
}

export class FakePeer extends EventTarget {
  connectionState: RTCPeerConnectionState = 'new';
  localDescription: RTCSessionDescriptionInit | null = null;
  remoteDescription: RTCSessionDescriptionInit | null = null;
  channel: FakeChannel | undefined;
  /** No way leads to it: it never connects, and nobody says so. */
  unreachable = false;
  /** In the place of its own description, once that is made: what a lying test wants in it. */
  rewrite: (sdp: string) => string = (sdp) => sdp;
  readonly ufrag: string;
  readonly fingerprint: string;
  readonly candidates: RTCIceCandidateInit[] = [];
  readonly #network: Map<string, FakePeer>;

  constructor(network: Map<string, FakePeer>, random: Random) {
    super();
    this.#network = network;
    this.ufrag = hex(random.bytes(8)).join('');
    this.fingerprint = hex(random.bytes(32)).join(':').toUpperCase();
    network.set(this.ufrag, this);
  }

  createDataChannel(label: string): FakeChannel {
    this.channel = new FakeChannel(label);
    return this.channel;
  }

  async setLocalDescription(): Promise<void> {
    await Promise.resolve();
    const type = this.remoteDescription === null ? 'offer' : 'answer';
    this.localDescription = { type, sdp: this.rewrite(this.#sdp()) };
    soon(() => {
      this.#tell(`candidate:1 1 udp 1 ${this.ufrag}.local 9 typ host`);
      this.#tell('');
    });
    this.#meet();
  }

  async setRemoteDescription(description: RTCSessionDescriptionInit): Promise<void> {
    await Promise.resolve();
    if (!description.sdp?.startsWith('v=0')) throw new DOMException('bad', 'OperationError');
    this.remoteDescription = { type: description.type, sdp: description.sdp };
    this.#meet();
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    await Promise.resolve();
    if (this.remoteDescription === null) throw new DOMException('early', 'InvalidStateError');
    if (!candidate.candidate?.startsWith('candidate:')) throw new DOMException('bad', 'DataError');
    this.candidates.push(candidate);
    this.#meet();
  }

  /** Sets the connection state as the browser would, and says so. */
  become(state: RTCPeerConnectionState): void {
    this.connectionState = state;
    this.dispatchEvent(new Event('connectionstatechange'));
  }

  /** Of the pair that is chosen; as of two browsers in one network. */
  candidateType: RTCIceCandidateType = 'host';

  getStats(): Promise<ReadonlyMap<string, object>> {
    const pair = { type: 'candidate-pair', nominated: true, state: 'succeeded' };
    const candidate = { type: 'candidate', candidateType: this.candidateType };
    return Promise.resolve(
      new Map<string, object>([
        ['pair', { ...pair, localCandidateId: 'near', remoteCandidateId: 'far' }],
        ['near', candidate],
        ['far', candidate],
      ]),
    );
  }

  close(): void {
    if (this.connectionState === 'closed') return;
    this.connectionState = 'closed';
    this.channel?.close();
    this.#network.delete(this.ufrag);
  }

  #sdp(): string {
    return [
      'v=0',
      'o=- 1 2 IN IP4 127.0.0.1',
      's=-',
      't=0 0',
      'a=group:BUNDLE 0',
      'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
      `a=ice-ufrag:${this.ufrag}`,
      `a=fingerprint:sha-256 ${this.fingerprint}`,
      'a=mid:0',
      '',
    ].join('\r\n');
  }

  #tell(candidate: string): void {
    if (this.connectionState === 'closed') return;
    const found = { candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: this.ufrag };
    this.dispatchEvent(Object.assign(new Event('icecandidate'), { candidate: found }));
  }

  #meet(): void {
    const other = this.#network.get(ufragIn(this.remoteDescription));
    if (other === undefined || this.connectionState !== 'new') return;
    if (this.localDescription === null || ufragIn(other.remoteDescription) !== this.ufrag) return;
    if (this.unreachable || other.unreachable) return;
    if (this.candidates.length + other.candidates.length === 0) return;
    if (!trusts(this, other) || !trusts(other, this)) {
      for (const end of [this, other]) end.become('failed');
      return;
    }
    for (const end of [this, other]) end.become('connected');
    const offering = this.channel === undefined ? other : this;
    const answering = this.channel === undefined ? this : other;
    const [near, far] = [offering.channel, new FakeChannel(offering.channel?.label ?? '')];
    if (near === undefined) return;
    near.twin = far;
    far.twin = near;
    answering.channel = far;
    soon(() => {
      if (near.readyState !== 'connecting') return;
      answering.dispatchEvent(Object.assign(new Event('datachannel'), { channel: far }));
      far.open();
      near.open();
    });
  }
}

export interface FakePeers {
  /** As `createPeer` of a leg. */
  create: () => RTCPeerConnection;
  /** All that were made, in order. */
  made: FakePeer[];
}

export const fakePeers = (random: Random): FakePeers => {
  const network = new Map<string, FakePeer>();
  const made: FakePeer[] = [];
  return {
    made,
    create: () => {
      const peer = new FakePeer(network, random);
      made.push(peer);
      // As much of an RTCPeerConnection as a leg uses; what is missing would show at once.
      return peer as unknown as RTCPeerConnection;
    },
  };
};

/**
 * Waits for tasks and for WebCrypto (which works on threads of its own) until `holds`; the runner's
 * limit ends a test in which it never does.
 */
export const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise(setImmediate);
};

/** Lets every task that is due now, and those that follow from it, run. For what takes no thread. */
export const turns = async (count = 20): Promise<void> => {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
};

const soon = (then: () => void): void => {
  setImmediate(then);
};

const sizeOf = (data: Data): number =>
  typeof data === 'string' ? Buffer.byteLength(data) : data.byteLength;

const hex = (bytes: Uint8Array): string[] =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0'));

const ufragIn = (description: RTCSessionDescriptionInit | null): string =>
  /a=ice-ufrag:(\S+)/.exec(description?.sdp ?? '')?.[1] ?? '';

/** DTLS: the certificate that is shown is one that the description names. */
const trusts = (one: FakePeer, other: FakePeer): boolean =>
  one.remoteDescription?.sdp?.includes(other.fingerprint) === true;
