/** Makes things that change outside Svelte readable inside it. */
import { createSubscriber } from 'svelte/reactivity';

/**
 * Reads a thing that tells of its changes. `const desk = live(hostDesk)`, then `desk().call` in
 * markup or `$derived` is read anew after every change.
 */
export const live = <T extends { watch: (then: () => void) => () => void }>(
  thing: T,
): (() => T) => {
  const subscribe = createSubscriber((update) => thing.watch(update));
  return () => {
    subscribe();
    return thing;
  };
};

const everySecond = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => {
    clearInterval(timer);
  };
});

/** Milliseconds since 1970, read anew every second while something shows it. */
export const now = (): number => {
  everySecond();
  return Date.now();
};
