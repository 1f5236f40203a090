import type { GuestCall, GuestState } from '../link/index.js';

/** Stands for the call in a browser, or on an insecure page, where none can be made: says so. */
export const unusableCall = (): GuestCall => {
  let state: GuestState = { at: 'idle' };
  const watchers = new Set<() => void>();
  const become = (next: GuestState): void => {
    state = next;
    for (const tell of watchers) tell();
  };
  const nothing = (): void => undefined;
  return {
    get state() {
      return state;
    },
    sending: { at: 'idle' },
    offers: [],
    watch: (then) => {
      watchers.add(then);
      return () => void watchers.delete(then);
    },
    ask: (kind) => become({ at: 'trouble', code: 'no-webrtc', kind, retryIn: undefined }),
    reset: () => become({ at: 'idle' }),
    send: () => false,
    renew: nothing,
    cancel: nothing,
    leave: nothing,
    sendAgain: nothing,
    giveUp: nothing,
    opened: nothing,
  };
};
