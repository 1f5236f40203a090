/** Keeps the screen on while a guest reads a number from it, where the browser can. */

/** What is used of `navigator.wakeLock`, which older browsers and insecure pages do not have. */
interface WakeLock {
  request: (type: 'screen') => Promise<{ release: () => Promise<void> }>;
}

export interface Awake {
  /** Asked again on every change; the same answer again does nothing. */
  keep: (wanted: boolean) => void;
}

export const screenAwake = (
  { wakeLock }: { wakeLock?: WakeLock },
  page: Pick<Document, 'visibilityState' | 'addEventListener'>,
): Awake => {
  let wanted = false;
  let lock: Promise<{ release: () => Promise<void> }> | undefined;
  const settle = (): void => {
    // The browser lets go of it by itself when the page is hidden.
    const held = wanted && page.visibilityState === 'visible';
    if (held === (lock !== undefined)) return;
    const before = lock;
    lock = held ? wakeLock?.request('screen') : undefined;
    // Refused, at a low battery for instance: then the screen does as it always did.
    lock?.catch(() => undefined);
    before?.then((given) => given.release()).catch(() => undefined);
  };
  page.addEventListener('visibilitychange', settle);
  return {
    keep: (next) => {
      wanted = next;
      settle();
    },
  };
};
