/**
 * An end is told until somebody has heard it (C3): over the leg, and to the service, which tells
 * everybody else. The socket may be down or still to be opened at that moment, and a guest without
 * a network leaves too: who gives up early leaves a host waiting for nobody.
 */
import type { Clock, Stop } from './types.js';

export interface Farewell {
  /** The socket is up (again): tell the service. */
  socketUp: () => void;
  /** The host or the service has heard it. */
  heard: () => void;
  /** The service does not know the call: it was restarted, and the host is not back yet (C6). */
  unknown: () => void;
}

/** Whoever has heard it tells the other; this is for the slower one's answer. */
const GRACE_MS = 1_000;
/** A host who does not come back is waited for no longer than in a call (C4): two minutes. */
const AGAIN_MS = 5_000;
const TIMES = 24;

export const createFarewell = (
  clock: Clock,
  does: { tell: () => void; done: () => void },
): Farewell => {
  let stop: Stop | undefined;
  let again: Stop | undefined;
  let left = TIMES;
  const heard = (): void => {
    again?.();
    stop ??= clock.after(GRACE_MS, does.done);
  };
  does.tell();
  return {
    socketUp: () => {
      does.tell();
    },
    heard,
    unknown() {
      left -= 1;
      again?.();
      if (left > 0) again = clock.after(AGAIN_MS, does.tell);
      else heard();
    },
  };
};
