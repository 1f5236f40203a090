/** Gets ready for a picture ahead of the tap that asks for it. */

export interface Ahead {
  /** When the page has nothing else to do, where the browser can tell; at once where it cannot. */
  prepare: () => void;
  /** The picture itself is asked for: it would only be kept waiting. */
  cancel: () => void;
}

/** Milliseconds after which a page that is never idle is made to wait after all. */
const TIMEOUT_MS = 1_000;

export const whenIdle = (work: () => Promise<void>): Ahead => {
  let waiting = 0;
  const cancel = (): void => {
    if (waiting !== 0) cancelIdleCallback(waiting);
    waiting = 0;
  };
  const begin = (): void => {
    waiting = 0;
    void work();
  };
  return {
    prepare: () => {
      cancel();
      if ('requestIdleCallback' in globalThis) {
        waiting = requestIdleCallback(begin, { timeout: TIMEOUT_MS });
      } else begin();
    },
    cancel,
  };
};
