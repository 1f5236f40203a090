import type { FrameWire } from '../../src/link/wire.js';

/**
 * One direction of a leg. What is sent stays in the buffer, then is on its way, then arrives, each
 * when the test says so; in order, as the data channel is.
 */
export interface Lane<Message> extends FrameWire<Message> {
  /** Lets the first `count` leave the buffer. */
  leave: (count?: number) => void;
  /** Delivers the first `count` of those that are on their way. */
  arrive: (count?: number) => void;
  /** Takes nothing more, and loses what has not arrived. */
  cut: () => void;
  /** The most that the buffer ever held, in bytes. */
  readonly highest: number;
  /** How many frames were taken. */
  readonly frames: number;
  /** How many callers wait for room. */
  readonly waiting: number;
}

export interface LaneEnd {
  text: (json: string) => void;
  frame: (data: ArrayBuffer) => void;
}

type Parcel = { text: string } | { frame: Uint8Array<ArrayBuffer> };

const size = (parcel: Parcel) => ('text' in parcel ? parcel.text.length : parcel.frame.length);

export const createLane = <Message>(end: LaneEnd): Lane<Message> => {
  const buffer: Parcel[] = [];
  const flying: Parcel[] = [];
  const watchers = new Set<{ threshold: number; then: () => void }>();
  let open = true;
  let highest = 0;
  let frames = 0;

  const bufferedAmount = () => buffer.reduce((sum, parcel) => sum + size(parcel), 0);

  const take = (parcel: Parcel) => {
    if (!open) return false;
    buffer.push(parcel);
    highest = Math.max(highest, bufferedAmount());
    return true;
  };

  return {
    send: (message) => take({ text: JSON.stringify(message) }),
    sendFrame: (frame) => {
      const taken = take({ frame: frame.slice() });
      if (taken) frames += 1;
      return taken;
    },
    bufferedAmount,
    onBufferedAmountLow: (threshold, then) => {
      const watcher = { threshold, then };
      watchers.add(watcher);
      return () => {
        watchers.delete(watcher);
      };
    },
    leave: (count = Infinity) => {
      for (let left = 0; left < count; left += 1) {
        const before = bufferedAmount();
        const parcel = buffer.shift();
        if (parcel === undefined) return;
        flying.push(parcel);
        const after = bufferedAmount();
        for (const { threshold, then } of [...watchers]) {
          if (before > threshold && after <= threshold) then();
        }
      }
    },
    arrive: (count = Infinity) => {
      for (let arrived = 0; arrived < count; arrived += 1) {
        const parcel = flying.shift();
        if (parcel === undefined) return;
        if ('text' in parcel) end.text(parcel.text);
        else end.frame(parcel.frame.buffer);
      }
    },
    cut: () => {
      open = false;
      buffer.length = 0;
      flying.length = 0;
    },
    get highest() {
      return highest;
    },
    get frames() {
      return frames;
    },
    get waiting() {
      return watchers.size;
    },
  };
};
