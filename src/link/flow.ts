import type { Bytes } from './bytes.js';
import type { Stop } from './types.js';
import type { FrameWire } from './wire.js';

/** Bytes of `bufferedAmount` between which a sender keeps (W4). */
export interface WaterMarks {
  high: number;
  low: number;
}

/**
 * High enough that the network never waits for us, low enough that a heartbeat or a withdrawal,
 * which queue behind the frames, are out within a second on a slow phone line.
 */
export const WATER_MARKS: WaterMarks = { high: 256 * 1024, low: 64 * 1024 };

export interface Flow {
  /**
   * Sends the frames that `next` gives, until it gives none or the wire takes no more. `moved` is
   * called whenever bytes were handed over or have left.
   */
  run: (next: () => Bytes | undefined, moved: () => void) => void;
  /** Hands over nothing more; what is in the browser's buffer still goes. */
  stop: Stop;
}

/**
 * Keeps the buffer of one wire between two water marks.
 *
 * A wire has one flow and a flow one run: a new run takes the place of the last. Where every sender
 * that waits for room is woken by itself, all of them find the buffer empty and fill it together,
 * far over the mark; LiveKit's data channel did so until it woke one after the other
 * (livekit/client-sdk-js#1995). Here there is never a second one to wake.
 */
export const createFlow = (wire: FrameWire<never>, { high, low } = WATER_MARKS): Flow => {
  let running: { next: () => Bytes | undefined; moved: () => void } | undefined;
  let unwatch: Stop | undefined;

  const watch = (threshold: number, then: () => void) => {
    unwatch?.();
    unwatch = wire.onBufferedAmountLow(threshold, then);
  };

  const stop = () => {
    running = undefined;
    unwatch?.();
    unwatch = undefined;
  };

  const fill = () => {
    const mine = running;
    if (mine === undefined) return;
    while (running === mine && wire.bufferedAmount() < high) {
      const frame = mine.next();
      if (frame === undefined) {
        running = undefined;
        // Nothing waits for room any more, but the last bytes leaving are progress too.
        watch(0, mine.moved);
      } else if (!wire.sendFrame(frame)) {
        stop();
        return;
      }
    }
    mine.moved();
  };

  return {
    run: (next, moved) => {
      running = { next, moved };
      watch(low, fill);
      fill();
    },
    stop,
  };
};
