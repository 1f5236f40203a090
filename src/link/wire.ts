import type { GuestToHost, HostToGuest } from '../protocol/index.js';
import type { Stop } from './types.js';

/** What a leg is to those who move captures over it: an ordered, reliable way with a buffer. */
export interface FrameWire<Message = GuestToHost | HostToGuest> {
  /** False where the leg is not open, or the browser would not take it: nothing was sent then. */
  send: (message: Message) => boolean;
  /** Sends a binary frame (protocol/frames.ts); false as for `send`. */
  sendFrame: (frame: Uint8Array<ArrayBuffer>) => boolean;
  /** Bytes that were given to the browser and have not left it. */
  bufferedAmount: () => number;
  /** Calls `then` each time `bufferedAmount` falls to `threshold` bytes. One caller at a time. */
  onBufferedAmountLow: (threshold: number, then: () => void) => Stop;
}

export type GuestWire = FrameWire<GuestToHost>;
export type HostWire = FrameWire<HostToGuest>;
