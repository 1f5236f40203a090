import type { Clock } from '../../src/link/types.js';

/** A clock that stands still until the test moves it. */
export interface FakeClock extends Clock {
  /** Moves on by `ms` and calls what falls due, in order. */
  advance: (ms: number) => void;
  /** The device sleeps: `ms` pass in which nothing is called, and what fell due is called together. */
  sleep: (ms: number) => void;
  /** How many calls are still to come: 0 when everything was stopped. */
  pending: () => number;
}

export const fakeClock = (start = 1_700_000_000_000): FakeClock => {
  let now = start;
  const due = new Set<{ at: number; then: () => void }>();
  const nextUntil = (end: number) =>
    [...due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];

  return {
    now: () => now,
    after: (ms, then) => {
      const call = { at: now + ms, then };
      due.add(call);
      return () => {
        due.delete(call);
      };
    },
    advance: (ms) => {
      const end = now + ms;
      for (let call = nextUntil(end); call !== undefined; call = nextUntil(end)) {
        due.delete(call);
        now = call.at;
        call.then();
      }
      now = end;
    },
    sleep: (ms) => {
      now += ms;
      for (let call = nextUntil(now); call !== undefined; call = nextUntil(now)) {
        due.delete(call);
        call.then();
      }
    },
    pending: () => due.size,
  };
};
