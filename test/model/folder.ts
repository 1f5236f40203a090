import type { Ended } from '../../signaling/calls/call.js';
import type { Journal } from '../../signaling/journal.js';
import { type Issued, isOfUse } from '../../signaling/numbers/issued.js';

/** What the service's data folder keeps from one run of it to the next: ends of calls, and numbers. */
export class DataFolder {
  readonly #ends: Ended[] = [];
  readonly #numbers: Issued[] = [];
  readonly #ended: (end: Ended) => void;

  /** `ended` hears of every end that is recorded. */
  constructor(ended: (end: Ended) => void) {
    this.#ended = ended;
  }

  ends(): Journal<Ended> {
    return {
      kept: [...this.#ends],
      add: (end) => {
        this.#ends.push(end);
        this.#ended(end);
      },
    };
  }

  numbers(now: number): Journal<Issued> {
    return {
      kept: this.#numbers.filter((record) => isOfUse(record, now)),
      add: (record) => void this.#numbers.push(record),
    };
  }
}
