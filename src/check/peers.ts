/** Checks with peer connections that both live in this page. */
import type { IceServer } from '../protocol/index.js';
import type { Clock } from '../link/types.js';
import { type Outcome, fails, works } from './types.js';
import { within } from './within.js';

export type MakePeer = (config: RTCConfiguration) => RTCPeerConnection;

export interface PeerParts {
  peer: MakePeer;
  clock: Clock;
  random: { bytes: (length: number) => Uint8Array<ArrayBuffer> };
  /** Is told the kind of every candidate that is seen. */
  saw: (kind: string) => void;
}

/** So long may two ends in one page take; through a relay, and for a server's answer. */
export const CHANNEL_MS = 8_000;
export const RELAY_MS = 15_000;
export const STUN_MS = 8_000;

const SENT_BYTES = 4096;

/** Codes below are a server's own words; from here on, the browser says that none came. */
const NO_ANSWER = 700;

/** `typ` of a candidate's line (RFC 8839): Firefox does not have it as a field everywhere. */
const kindOf = ({ candidate }: RTCIceCandidate): string => / typ (\w+)/.exec(candidate)?.[1] ?? '';

interface Passage {
  /** Whether the bytes came back as they were sent; undefined if they have not come. */
  same: boolean | undefined;
  kinds: ReadonlySet<string>;
  /** What servers said no with. */
  codes: readonly number[];
}

/** Connects two ends and sends bytes there and back. */
const pass = async (parts: PeerParts, config: RTCConfiguration, ms: number): Promise<Passage> => {
  const { peer, clock, random, saw } = parts;
  const kinds = new Set<string>();
  const codes: number[] = [];
  const [near, far] = [peer(config), peer(config)];
  const exchange = (from: RTCPeerConnection, to: RTCPeerConnection): void => {
    from.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null || candidate.candidate === '') return;
      const kind = kindOf(candidate);
      kinds.add(kind);
      saw(kind);
      // One that the other end cannot use is one way less, and no fault.
      to.addIceCandidate(candidate).catch(() => undefined);
    });
    from.addEventListener('icecandidateerror', ({ errorCode }) => codes.push(errorCode));
  };
  // Candidates come after the descriptions that they belong to were handed over.
  exchange(near, far);
  exchange(far, near);
  const same = await within<boolean>(clock, ms, (done) => {
    const sent = random.bytes(SENT_BYTES);
    const channel = near.createDataChannel('check');
    channel.binaryType = 'arraybuffer';
    channel.addEventListener('open', () => {
      channel.send(sent);
    });
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      done(data instanceof ArrayBuffer && equal(new Uint8Array(data), sent));
    });
    far.addEventListener('datachannel', ({ channel: back }) => {
      back.binaryType = 'arraybuffer';
      back.addEventListener('message', ({ data }: MessageEvent<ArrayBuffer>) => {
        back.send(new Uint8Array(data));
      });
    });
    void (async () => {
      try {
        await near.setLocalDescription();
        if (near.localDescription) await far.setRemoteDescription(near.localDescription);
        await far.setLocalDescription();
        if (far.localDescription) await near.setRemoteDescription(far.localDescription);
      } catch {
        done(false);
      }
    })();
  });
  near.close();
  far.close();
  return { same, kinds, codes };
};

const equal = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at]);

/** Whether this browser connects to itself at all, without any server. */
export const checkChannel = async (parts: PeerParts): Promise<Outcome> => {
  const { same, kinds } = await pass(parts, {}, CHANNEL_MS);
  if (same === true) return works;
  if (same === false) return fails({ is: 'broken' });
  // No candidate at all: a policy or an extension forbids it.
  return fails(kinds.size === 0 ? { is: 'refused' } : silent(CHANNEL_MS));
};

/** Whether bytes come through this relay, and by no other way. */
export const checkTurn = async (parts: PeerParts, server: IceServer): Promise<Outcome> => {
  const config = { iceServers: [own(server)], iceTransportPolicy: 'relay' as const };
  const { same, kinds, codes } = await pass(parts, config, RELAY_MS);
  if (same === true) return works;
  if (same === false) return fails({ is: 'broken' });
  if (kinds.has('relay')) return fails({ is: 'stuck' });
  const code = codes.find((one) => one < NO_ANSWER);
  return fails(code === undefined ? silent(RELAY_MS) : { is: 'told', code: String(code) });
};

/** Whether this server tells the browser its address as others see it. */
export const checkStun = async (parts: PeerParts, server: IceServer): Promise<Outcome> => {
  const { peer, clock, saw } = parts;
  const asking = peer({ iceServers: [own(server)] });
  const codes: number[] = [];
  const refusal = (): Outcome => {
    const code = codes.find((one) => one < NO_ANSWER);
    return fails(code === undefined ? silent(STUN_MS) : { is: 'told', code: String(code) });
  };
  const outcome = await within<Outcome>(clock, STUN_MS, (done) => {
    asking.addEventListener('icecandidate', ({ candidate }) => {
      if (candidate === null || candidate.candidate === '') return;
      const kind = kindOf(candidate);
      saw(kind);
      if (kind === 'srflx') done(works);
    });
    // Each of the device's networks may fail by itself: one that answers is enough.
    asking.addEventListener('icecandidateerror', ({ errorCode }) => codes.push(errorCode));
    asking.addEventListener('icegatheringstatechange', () => {
      if (asking.iceGatheringState !== 'complete') return;
      // Without an error and without another address: this device is seen as what it is.
      done(codes.length > 0 ? refusal() : { at: 'absent', is: 'untold' });
    });
    asking.createDataChannel('check');
    asking.setLocalDescription().catch(() => {
      done(fails({ is: 'refused' }));
    });
  });
  asking.close();
  return outcome ?? refusal();
};

const silent = (ms: number) => ({ is: 'silent', seconds: ms / 1000 }) as const;

/** As the browser's types have it: no member that is there and undefined. */
const own = ({ urls, username, credential }: IceServer): RTCIceServer => ({
  urls,
  ...(username !== undefined && { username }),
  ...(credential !== undefined && { credential }),
});
