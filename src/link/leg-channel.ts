import type { GuestToHost, HostToGuest } from '../protocol/index.js';
import { type Bytes, utf8 } from './bytes.js';
import type { Stop } from './types.js';
import type { FrameWire } from './wire.js';

/** An RTCDataChannel as a leg uses it; it says no instead of throwing. */
export interface LegChannel extends FrameWire {
  /**
   * Whether bytes that had to wait have left since the last call: then the other side has taken
   * some, and is there, though its answer to a heartbeat waits behind a capture. Asked with every
   * heartbeat, it also makes good for a `bufferedamountlow` that never came: browsers whose buffer is
   * emptied by another thread have lost it (webrtc/samples #1432), and a capture would stand still for it.
   */
  moved: () => boolean;
  close: () => void;
}

export const legChannel = (channel: RTCDataChannel): LegChannel => {
  let given = 0;
  let gone = 0;
  let waited = false;
  /** Who waits for room. `above`: the buffer went over the threshold, and no event has come since. */
  let waiting: { threshold: number; then: () => void; above: boolean } | undefined;

  /** The browser throws where its buffer is full or the channel has closed a moment ago. */
  const give = (bytes: number, send: () => void): boolean => {
    if (channel.readyState !== 'open') return false;
    try {
      send();
    } catch {
      return false;
    }
    given += bytes;
    if (waiting !== undefined) waiting.above ||= channel.bufferedAmount > waiting.threshold;
    return true;
  };

  return {
    send: (message: GuestToHost | HostToGuest) => {
      const text = JSON.stringify(message);
      return give(utf8(text).length, () => {
        channel.send(text);
      });
    },
    sendFrame: (frame: Bytes) =>
      give(frame.length, () => {
        channel.send(frame);
      }),
    bufferedAmount: () => channel.bufferedAmount,
    onBufferedAmountLow: (threshold: number, then: () => void): Stop => {
      channel.bufferedAmountLowThreshold = threshold;
      const mine = { threshold, then, above: channel.bufferedAmount > threshold };
      const low = (): void => {
        mine.above = false;
        then();
      };
      waiting = mine;
      channel.addEventListener('bufferedamountlow', low);
      return () => {
        channel.removeEventListener('bufferedamountlow', low);
        if (waiting === mine) waiting = undefined;
      };
    },
    moved: () => {
      const before = gone;
      const hadToWait = waited;
      gone = given - channel.bufferedAmount;
      waited = channel.bufferedAmount > 0;
      if (waiting?.above === true && channel.bufferedAmount <= waiting.threshold) {
        waiting.above = false;
        waiting.then();
      }
      return hadToWait && gone > before;
    },
    close: () => {
      channel.close();
    },
  };
};
