/** What leg-suite.ts runs inside the browser: two ends in one page, no service between. */
import { toBase64url } from '../../src/link/bytes.js';
import { WATER_MARKS, createFlow } from '../../src/link/flow.js';
import { makeSecret } from '../../src/link/keys.js';
import { type GuestLeg, type HostLeg, openGuestLeg, openHostLeg } from '../../src/link/leg.js';
import type { Clock, Random } from '../../src/link/types.js';
import { FRAME_BYTES, type LegEnding } from '../../src/protocol/index.js';

const random: Random = { bytes: (length) => crypto.getRandomValues(new Uint8Array(length)) };
const clock: Clock = {
  now: () => Date.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
const deps = {
  createPeer: (config: RTCConfiguration) => new RTCPeerConnection(config),
  clock,
  random,
};

interface Pair {
  guest: GuestLeg;
  host: HostLeg;
  /** Resolves when both are open. */
  opened: Promise<unknown>;
  guestClosed: Promise<LegEnding>;
  hostClosed: Promise<LegEnding>;
  frame: Promise<ArrayBuffer>;
  /** Calls `then` with the size of each frame that the host gets. */
  onFrame: (then: (bytes: number) => void) => void;
}

const join = async (sameKey: boolean, alter = (sdp: string): string => sdp): Promise<Pair> => {
  const linkKey = makeSecret(random);
  const [call, legId] = [toBase64url(random.bytes(16)), toBase64url(random.bytes(16))];
  const [guestOpened, guestClosed] = [signalled<undefined>(), signalled<LegEnding>()];
  const [hostOpened, hostClosed] = [signalled<undefined>(), signalled<LegEnding>()];
  const frame = signalled<ArrayBuffer>();
  const ignore = (): void => undefined;
  let tellSize: (bytes: number) => void = ignore;
  const guest = openGuestLeg(
    deps,
    { ice: [], legId, linkKey, introduce: false, visible: true },
    {
      candidate: (candidate) => {
        host.take(candidate);
      },
      open: () => {
        guestOpened.resolve(undefined);
      },
      link: ignore,
      message: ignore,
      closed: guestClosed.resolve,
    },
  );
  guest.meet(call);
  const offer = await guest.offer;
  if (offer === undefined) throw new Error('no offer');
  const keys = [sameKey ? linkKey : makeSecret(random)];
  const host = openHostLeg(
    deps,
    {
      ice: [],
      callId: call,
      legId,
      offer: { type: 'offer', sdp: alter(offer.sdp) },
      candidates: [],
      keys: { all: () => Promise.resolve(keys), introduce: () => Promise.resolve(false) },
    },
    {
      signal: guest.take,
      open: () => {
        hostOpened.resolve(undefined);
      },
      link: ignore,
      message: ignore,
      frame: (data) => {
        frame.resolve(data);
        tellSize(data.byteLength);
      },
      closed: hostClosed.resolve,
    },
  );
  return {
    guest,
    host,
    opened: Promise.all([guestOpened.promise, hostOpened.promise]),
    guestClosed: guestClosed.promise,
    hostClosed: hostClosed.promise,
    frame: frame.promise,
    onFrame: (then) => {
      tellSize = then;
    },
  };
};

const signalled = <T>(): { promise: Promise<T>; resolve: (value: T) => void } => {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((done) => (resolve = done));
  return { promise, resolve };
};

const legs = {
  openAndSend: async () => {
    const { guest, host, opened, frame, hostClosed } = await join(true);
    await opened;
    guest.sendFrame(Uint8Array.of(0, 0, 0, 0, 9));
    const seen = {
      guest: guest.state.at,
      host: host.state.at,
      frame: [...new Uint8Array(await frame)],
    };
    guest.close();
    await hostClosed;
    return seen;
  },
  /** So many bytes in whole frames; resolves to what came, and the most that ever waited. */
  flood: async (bytes: number) => {
    const { guest, opened, onFrame } = await join(true);
    await opened;
    let [given, got, highest] = [0, 0, 0];
    const all = signalled<undefined>();
    onFrame((size) => {
      got += size;
      if (got >= bytes) all.resolve(undefined);
    });
    const next = (): Uint8Array<ArrayBuffer> | undefined => {
      highest = Math.max(highest, guest.bufferedAmount());
      if (given >= bytes) return undefined;
      given += FRAME_BYTES;
      return new Uint8Array(FRAME_BYTES);
    };
    // The browser says itself when there is room again: nothing else wakes the flow.
    const empty = signalled<undefined>();
    createFlow(guest).run(next, () => {
      if (given >= bytes && guest.bufferedAmount() === 0) empty.resolve(undefined);
    });
    await all.promise;
    await empty.promise;
    guest.close();
    return { got, withinMarks: highest < WATER_MARKS.high };
  },
  bye: async () => {
    const { guest, opened, hostClosed } = await join(true);
    await opened;
    guest.bye();
    return hostClosed;
  },
  wrongKey: async () => {
    const { guestClosed, hostClosed } = await join(false);
    return { guest: await guestClosed, host: await hostClosed };
  },
  secondFingerprint: async () => {
    const other = Array.from({ length: 32 }, () => 'AB').join(':');
    // Browsers go by the last of them, so the true one stays last: DTLS itself is content.
    const pair = await join(true, (sdp) =>
      sdp.replace('a=fingerprint:', `a=fingerprint:sha-256 ${other}\r\na=fingerprint:`),
    );
    return pair.hostClosed;
  },
  closed: async () => {
    const { guest, opened, hostClosed } = await join(true);
    await opened;
    guest.close();
    return hostClosed;
  },
};

declare global {
  interface Window {
    legs: typeof legs;
  }
}
window.legs = legs;
