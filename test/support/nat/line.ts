/**
 * A line's two directions as data: what comes in waits its turn, may be lost, and goes out later.
 * Pure but for its arguments; line-process.ts runs it.
 */
export interface LineQuality {
  /** From one end to the other, in milliseconds. */
  delay: number;
  /** How many of a hundred packets are lost. */
  loss: number;
  /** Kilobits a second, from the near end (the guest's) to the far one and back. */
  up: number;
  down: number;
}

/** How a direction has done so far. */
export interface LineCount {
  packets: number;
  bytes: number;
  lost: number;
  /** Those that found the queue full. */
  full: number;
}

export interface Direction {
  /** A packet comes in; undefined if it is lost, else the moment at which it goes out. */
  enter: (bytes: number, now: number) => number | undefined;
  readonly count: LineCount;
}

/** A queue holds what the line sends in this time, in milliseconds: routers keep about as much. */
const QUEUE_MS = 300;

export const makeDirection = (
  kilobits: number,
  { delay, loss }: Pick<LineQuality, 'delay' | 'loss'>,
  chance: () => number,
): Direction => {
  const count: LineCount = { packets: 0, bytes: 0, lost: 0, full: 0 };
  /** When the last packet has left the queue. */
  let free = 0;
  return {
    count,
    enter(bytes, now) {
      count.packets += 1;
      count.bytes += bytes;
      if (chance() * 100 < loss) {
        count.lost += 1;
        return undefined;
      }
      if (free - now > QUEUE_MS) {
        count.full += 1;
        return undefined;
      }
      free = Math.max(free, now) + (bytes * 8) / kilobits;
      return free + delay;
    },
  };
};
