import type { GuestCall, GuestState, TroubleCode } from './types.js';

const NO_PAGES: GuestCall['offers'] = [];

/**
 * A call that is not asked for while something stands in its way: the guest is told what.
 *
 * @param inner undefined where this browser cannot have a call at all
 * @param hindrance asked at each attempt
 */
export const guarded = (
  inner: GuestCall | undefined,
  hindrance: () => TroubleCode | undefined,
): GuestCall => {
  let own: GuestState | undefined;
  const watchers = new Set<() => void>();
  const become = (next: GuestState | undefined): void => {
    own = next;
    for (const tell of [...watchers]) tell();
  };
  return {
    get state() {
      return own ?? inner?.state ?? { at: 'idle' };
    },
    get sending() {
      return inner?.sending ?? { at: 'idle' };
    },
    get offers() {
      return inner?.offers ?? NO_PAGES;
    },
    watch: (then) => {
      watchers.add(then);
      const stop = inner?.watch(then);
      return () => {
        watchers.delete(then);
        stop?.();
      };
    },
    ask: (kind) => {
      const code = hindrance();
      if (code === undefined) inner?.ask(kind);
      else become({ at: 'trouble', code, kind, retryIn: undefined });
    },
    reset: () => {
      if (own === undefined) inner?.reset();
      else become(undefined);
    },
    tapped: () => inner?.tapped(),
    missed: () => inner?.missed(),
    send: (capture) => inner?.send(capture) ?? false,
    renew: () => inner?.renew(),
    cancel: () => inner?.cancel(),
    leave: (reason) => inner?.leave(reason),
    sendAgain: () => inner?.sendAgain(),
    giveUp: () => inner?.giveUp(),
    opened: (id) => inner?.opened(id),
  };
};
