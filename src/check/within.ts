import type { Clock } from '../link/types.js';

/** What comes first: the value, or `undefined` after so many milliseconds. */
export const within = <T>(
  clock: Clock,
  ms: number,
  start: (done: (value: T) => void) => void,
): Promise<T | undefined> =>
  new Promise((resolve) => {
    const stop = clock.after(ms, () => {
      resolve(undefined);
    });
    start((value) => {
      stop();
      resolve(value);
    });
  });
