/** Whole seconds until then, for a countdown; never negative. Both by the same clock, in ms. */
export const secondsUntil = (then: number, now: number): number =>
  Math.max(0, Math.ceil((then - now) / 1000));
