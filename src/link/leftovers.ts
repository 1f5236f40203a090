/** What documents before this one have left of their captures; it is gone on with, one after the other. */
import type { OutboxEntry } from './outbox.js';
import type { Taps } from './taps.js';
import type { Clock, Stop } from './types.js';

/** How long an outcome is shown before what is left takes its place. */
const SHOWN_MS = 5_000;

/** An entry of the outbox, or the id alone where nothing but the tap is left. */
export type Leftover = OutboxEntry | string;

export interface Leftovers {
  /**
   * Adds `entry` of the outbox, and taps of which nothing else is there. What any page has told the
   * end of meanwhile is over, and what is `ours` is no leftover.
   */
  add: (entry: OutboxEntry | undefined, isOurs: (id: string) => boolean) => void;
  /** Takes the next where nothing is under way: at once, or when the outcome on show was read. */
  goOn: (isShowing: boolean) => void;
  clear: () => void;
}

export const createLeftovers = (
  clock: Clock,
  taps: Taps,
  does: { isFree: () => boolean; take: (next: Leftover) => void },
): Leftovers => {
  let left: Leftover[] = [];
  let stopWaiting: Stop | undefined;

  const takeNext = () => {
    if (!does.isFree()) return;
    const next = left.shift();
    if (next !== undefined) does.take(next);
  };

  return {
    add(entry, isOurs) {
      const all = [...(entry === undefined ? [] : [entry]), ...left, ...taps.left()];
      const ids = all.map(idOf);
      left = all.filter((_, at) => {
        const id = ids[at] ?? '';
        return taps.isOpen(id) && !isOurs(id) && ids.indexOf(id) === at;
      });
      takeNext();
    },
    goOn(isShowing) {
      stopWaiting?.();
      if (left.length === 0) return;
      if (isShowing) stopWaiting = clock.after(SHOWN_MS, takeNext);
      else takeNext();
    },
    clear() {
      left = [];
      stopWaiting?.();
    },
  };
};

const idOf = (left: Leftover): string => (typeof left === 'string' ? left : left.info.id);
