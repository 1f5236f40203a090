import type { CaptureInfo } from '../protocol/index.js';
import type { Bytes } from './bytes.js';

const FIRST_ROOM = 64 * 1024;

/** A capture of which the host holds a beginning. */
export interface Partial {
  readonly info: CaptureInfo;
  readonly held: () => number;
  /** False, and nothing is taken, where the bytes would not fit at that position. */
  readonly add: (position: number, bytes: Bytes) => boolean;
  /** What is held; the whole picture once `held` is `info.bytes`. */
  readonly picture: () => Bytes;
}

/**
 * Room grows with what has come, never with what was claimed: neither a large claim nor a stream of
 * tiny frames costs the host much more than it cost to send.
 */
export const createPartial = (info: CaptureInfo): Partial => {
  let room: Bytes = new Uint8Array(Math.min(FIRST_ROOM, info.bytes));
  let held = 0;

  const makeRoom = (needed: number) => {
    if (needed <= room.length) return;
    const larger = new Uint8Array(Math.min(info.bytes, Math.max(needed, room.length * 2)));
    larger.set(room);
    room = larger;
  };

  return {
    info,
    held: () => held,
    add: (position, bytes) => {
      const end = held + bytes.length;
      if (position !== held || end > info.bytes) return false;
      makeRoom(end);
      room.set(bytes, held);
      held = end;
      return true;
    },
    picture: () => room.subarray(0, held),
  };
};
