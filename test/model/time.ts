import type { Clock, Stop } from '../../src/link/types.js';
import type { Life } from './life.js';

interface Due {
  at: number;
  life: Life;
  then: () => void;
}

const START = 1_700_000_000_000;

/** A clock that moves from one timer to the next when it is told to. */
export class Time {
  #now = START;
  readonly #due = new Set<Due>();

  now(): number {
    return this.#now;
  }

  /** The clock of one life. */
  of(life: Life): Clock {
    return {
      now: () => this.#now,
      after: (ms, then): Stop => {
        // Whole milliseconds, as a browser counts.
        const due = { at: this.#now + Math.ceil(ms), life, then };
        this.#due.add(due);
        return () => this.#due.delete(due);
      },
    };
  }

  /** Calls what falls due next, if that is until `end`. False where nothing is. */
  fire(end: number): boolean {
    let next: Due | undefined;
    for (const due of this.#due) {
      if (due.life.isDead) this.#due.delete(due);
      else if (!due.life.isFrozen && due.at <= end && (next === undefined || due.at < next.at)) {
        next = due;
      }
    }
    if (next === undefined) return false;
    this.#due.delete(next);
    this.#now = Math.max(this.#now, next.at);
    next.then();
    return true;
  }

  moveTo(now: number): void {
    this.#now = Math.max(this.#now, now);
  }

  /** How many timers of this life are still to come. */
  pending(life: Life): number {
    let count = 0;
    for (const due of this.#due) if (due.life === life) count += 1;
    return count;
  }
}
