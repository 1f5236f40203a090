/**
 * An end is told until somebody has heard it (C3): over the leg, and to the service, which tells
 * everybody else. The socket may be down or still to be opened at that moment.
 */
import type { Clock } from './types.js';

export interface Farewell {
  /** The socket is up (again): tell the service. */
  socketUp: () => void;
  /** The host or the service has heard it. */
  heard: () => void;
}

/** So long the end waits for both to hear it. */
const PATIENCE_MS = 10_000;
/** Whoever has heard it tells the other; this is for the slower one's answer. */
const GRACE_MS = 1_000;

export const createFarewell = (
  clock: Clock,
  does: { tell: () => boolean; done: () => void },
): Farewell => {
  let over = false;
  const finish = (): void => {
    if (over) return;
    over = true;
    stop();
    does.done();
  };
  let stop = clock.after(PATIENCE_MS, finish);
  does.tell();
  return {
    socketUp: () => {
      does.tell();
    },
    heard() {
      if (over) return;
      stop();
      stop = clock.after(GRACE_MS, finish);
    },
  };
};
