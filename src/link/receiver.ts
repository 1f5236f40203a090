/**
 * The host's side of a capture's way (P2, P8): holds what has come of a capture across legs, stores
 * it once, and says so as often as it is asked.
 *
 * Two rules keep late words harmless, whatever the legs do:
 * - **The newest leg that spoke of a capture owns it.** A guest opens a leg only after it gave up
 *   the one before, so what still comes over an older leg about the same capture is ignored. Else
 *   frames on their way could complete a capture that the next leg has withdrawn.
 * - **One thing after the other.** Whatever asks the store waits in one queue, so that a begin or a
 *   withdrawal that comes while a capture is being stored is answered by what became of it.
 */
import {
  CAPTURES_PER_CALL,
  CAPTURE_BYTES,
  type CaptureInfo,
  type CaptureRefusal,
  type GuestToHost,
  parseCaptureInfo,
  readFrame,
} from '../protocol/index.js';
import { type Bytes, toBase64url } from './bytes.js';
import { type Digest, webHashing } from './digest.js';
import { type Partial, createPartial } from './partial.js';
import type { CaptureStore, Clock } from './types.js';
import type { HostWire } from './wire.js';

/** Captures of one call that may be under way at the same time: a guest has few tabs that send. */
const PARTIALS = 4;
/** What they may come to together, in bytes. */
const PARTIAL_BYTES = 2 * CAPTURE_BYTES;
/** Captures whose newest leg is remembered: more than a call keeps. */
const REMEMBERED = 2 * CAPTURES_PER_CALL;
/** How long until a store that did not say whether it has a capture is asked again. */
const AGAIN_MS = 2_000;

export interface ReceiverSettings {
  clock: Clock;
  callId: string;
  store: CaptureStore;
  /** No page of the console was in this call before: what is not stored by this one is not stored. */
  isFirst?: boolean;
  digest?: Digest | undefined;
  /** Whether a picture is what it was said to be; else it is refused as `damaged`. Default: yes. */
  fits?: (info: CaptureInfo, picture: Bytes) => boolean;
  onStored?: (info: CaptureInfo) => void;
  /** The guest is told the same. After `too-many-captures` the host is to be asked (P8). */
  onRefused?: (reason: CaptureRefusal) => void;
  /** `have` of `bytes` bytes are held. */
  onProgress?: (id: string, have: number, bytes: number) => void;
}

/** One call's captures. It outlives its legs, but not the console's page: the store does. */
export interface Receiver {
  /** A leg is open and proved. Legs are to be attached in the order in which they opened. */
  attach: (wire: HostWire) => ReceiverLeg;
  /** The call ended: what is not complete is dropped, and nothing is begun any more. */
  close: () => void;
}

export interface ReceiverLeg {
  /** Anything but `capture.…` is ignored. */
  receive: (message: GuestToHost) => void;
  frame: (data: ArrayBuffer) => void;
  detach: () => void;
}

type Request = Extract<GuestToHost, { type: 'capture.begin' | 'capture.withdraw' }>;

interface Leg {
  readonly wire: HostWire;
  readonly order: number;
  attached: boolean;
  /** Not answered yet. A later one takes its place, so that a flood of them costs nothing. */
  request: Request | undefined;
  /** How many there were. */
  asked: number;
}

interface Underway {
  readonly partial: Partial;
  /** Over which its frames come; none between a lost leg and the next begin. */
  leg: Leg | undefined;
}

export const createReceiver = (settings: ReceiverSettings): Receiver => {
  const {
    clock,
    callId,
    store,
    digest = webHashing.digest,
    fits = anything,
    isFirst = false,
  } = settings;
  const { onStored, onRefused, onProgress } = settings;
  /** By id, the one that was begun first in front. */
  const underway = new Map<string, Underway>();
  /** By the capture's id: the `order` of the newest leg that spoke of it. */
  const newest = new Map<string, number>();
  /** By us. A call keeps 100 at most (P8), and who is asked twice may fail the second time. */
  const stored = new Set<string>();
  let legs = 0;
  let closed = false;
  let queue: Promise<void> = Promise.resolve();

  const enqueue = (task: () => Promise<void>) => {
    queue = queue.then(task, task);
  };

  const answer = ({ wire }: Leg, id: string, outcome: 'stored' | CaptureRefusal) => {
    if (outcome === 'stored') {
      wire.send({ type: 'capture.receipt', id });
    } else {
      wire.send({ type: 'capture.refused', id, reason: outcome });
      onRefused?.(outcome);
    }
  };

  /** @throws where the store does not say, and a page before this one may have stored it */
  const isThere = async (id: string): Promise<boolean> => {
    if (stored.has(id)) return true;
    try {
      return await store.has(callId, id);
    } catch (error) {
      if (isFirst) return false;
      throw error;
    }
  };

  /** Why no more captures are taken. */
  const full = async (): Promise<CaptureRefusal | undefined> => {
    try {
      if ((await store.count(callId)) >= CAPTURES_PER_CALL) return 'too-many-captures';
    } catch {
      return 'not-stored';
    }
    return closed ? 'call-ended' : undefined;
  };

  const put = async (info: CaptureInfo, picture: Bytes): Promise<'stored' | CaptureRefusal> => {
    try {
      await store.put(callId, info, new Blob([picture], { type: info.mime }));
    } catch {
      return 'not-stored';
    }
    stored.add(info.id);
    onStored?.(info);
    return 'stored';
  };

  /** What is held of it, or a new beginning; undefined where there is no room for one. */
  const underwayOf = (info: CaptureInfo): Underway | undefined => {
    const held = underway.get(info.id);
    const before = held?.partial.info;
    if (before?.sha256 === info.sha256 && before.bytes === info.bytes) return held;
    underway.delete(info.id);
    if (!makeRoom(info.bytes)) return undefined;
    const fresh: Underway = { partial: createPartial(info), leg: undefined };
    underway.set(info.id, fresh);
    return fresh;
  };

  /** Drops what no leg goes on with, oldest first: whoever comes back to it begins from 0. */
  const makeRoom = (bytes: number): boolean => {
    for (;;) {
      const claimed = [...underway.values()].reduce(
        (sum, each) => sum + each.partial.info.bytes,
        0,
      );
      if (underway.size < PARTIALS && claimed + bytes <= PARTIAL_BYTES) return true;
      const left = [...underway.values()].find((each) => each.leg === undefined);
      if (left === undefined) return false;
      underway.delete(left.partial.info.id);
    }
  };

  const overtaken = (leg: Leg, id: string) =>
    leg.request !== undefined || newest.get(id) !== leg.order;

  const begin = async (leg: Leg, info: CaptureInfo) => {
    const { id } = info;
    let outcome: 'stored' | CaptureRefusal | undefined;
    try {
      outcome = (await isThere(id)) ? 'stored' : await full();
    } catch {
      askAgain(leg, { type: 'capture.begin', ...info });
      return;
    }
    if (overtaken(leg, id)) return;
    if (outcome !== undefined) {
      underway.delete(id);
      answer(leg, id, outcome);
      return;
    }
    const going = underwayOf(info);
    if (going === undefined) {
      answer(leg, id, 'not-stored');
      return;
    }
    going.leg = leg.attached ? leg : undefined;
    leg.wire.send({ type: 'capture.have', id, bytes: going.partial.held() });
  };

  const withdraw = async (leg: Leg, id: string) => {
    let isStored: boolean;
    try {
      isStored = await isThere(id);
    } catch {
      askAgain(leg, { type: 'capture.withdraw', id });
      return;
    }
    if (overtaken(leg, id)) return;
    underway.delete(id);
    if (isStored) answer(leg, id, 'stored');
    else leg.wire.send({ type: 'capture.withdrawn', id });
  };

  /** Nothing true can be said now: neither that it is stored, nor that it is not. */
  const askAgain = (leg: Leg, request: Request) => {
    const { asked } = leg;
    clock.after(AGAIN_MS, () => {
      if (leg.attached && leg.asked === asked && !overtaken(leg, request.id)) receive(leg, request);
    });
  };

  const serve = async (leg: Leg) => {
    const { request } = leg;
    leg.request = undefined;
    if (request === undefined || overtaken(leg, request.id)) return;
    if (request.type === 'capture.withdraw') await withdraw(leg, request.id);
    else await begin(leg, parseCaptureInfo(request, ''));
  };

  const finish = async (leg: Leg, partial: Partial) => {
    const { info } = partial;
    const picture = partial.picture();
    const whole = toBase64url(await digest(picture)) === info.sha256 && fits(info, picture);
    // The store has said at the beginning that it was not there; since then only we could store it.
    const outcome = stored.has(info.id)
      ? 'stored'
      : whole
        ? ((await full()) ?? (await put(info, picture)))
        : 'damaged';
    answer(leg, info.id, outcome);
  };

  const receive = (leg: Leg, request: Request) => {
    const { id } = request;
    if ((newest.get(id) ?? 0) > leg.order) return;
    remember(newest, id, leg.order);
    // Until it is answered no frame counts, neither of this leg nor of this capture.
    for (const each of underway.values()) {
      if (each.leg === leg || each.partial.info.id === id) each.leg = undefined;
    }
    leg.asked += 1;
    const queued = leg.request !== undefined;
    leg.request = request;
    if (!queued) enqueue(() => serve(leg));
  };

  const take = (leg: Leg, data: ArrayBuffer) => {
    const going = [...underway.values()].find((each) => each.leg === leg);
    // It was on its way when its capture was refused, withdrawn or taken over.
    if (going === undefined) return;
    const { partial } = going;
    const { id, bytes } = partial.info;
    const frame = readFrame(data);
    if (frame === undefined || !partial.add(frame.position, frame.bytes)) {
      underway.delete(id);
      answer(leg, id, 'damaged');
      return;
    }
    onProgress?.(id, partial.held(), bytes);
    if (partial.held() === bytes) {
      underway.delete(id);
      enqueue(() => finish(leg, partial));
    }
  };

  return {
    attach: (wire) => {
      legs += 1;
      const leg: Leg = { wire, order: legs, attached: true, request: undefined, asked: 0 };
      return {
        receive: (message) => {
          if (!leg.attached) return;
          if (message.type === 'capture.begin' || message.type === 'capture.withdraw') {
            receive(leg, message);
          }
        },
        frame: (data) => {
          if (leg.attached) take(leg, data);
        },
        detach: () => {
          leg.attached = false;
          leg.request = undefined;
          for (const each of underway.values()) if (each.leg === leg) each.leg = undefined;
        },
      };
    },
    close: () => {
      closed = true;
      underway.clear();
    },
  };
};

const anything = () => true;

/** Sets, and forgets the entry that was set longest ago where there are too many. */
const remember = (orders: Map<string, number>, id: string, order: number) => {
  orders.delete(id);
  orders.set(id, order);
  const [oldest] = orders.keys();
  if (orders.size > REMEMBERED && oldest !== undefined) orders.delete(oldest);
};
