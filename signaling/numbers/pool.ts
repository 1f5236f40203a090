/**
 * Which numbers are free, in use or at rest (N1, N5). Every step takes constant time: the free ones
 * are the front of an array, a drawn one is replaced by the last of them; the resting ones stand in
 * a ring in the order of their ends.
 */
import { NUMBER_SPACE } from '../../src/protocol/index.js';
import { type Random, randomBelow } from '../parts.js';

const MINUTE = 60 * 1000;

/** A late or misheard number cannot reach a stranger for this long (N5), in milliseconds. */
export const REST = 10 * MINUTE;
/** The rest when fewer than `SCARCE` are free and rested (N5). */
export const SHORT_REST = MINUTE;
export const SCARCE = 500;

const ALL = Uint16Array.from({ length: NUMBER_SPACE }, (_, number) => number);

export class NumberPool {
  readonly #random: Random;
  /** A number was freed after its rest. */
  readonly #freed: (number: number) => void;
  readonly #free = ALL.slice();
  #freeCount = NUMBER_SPACE;
  readonly #resting = new Uint16Array(NUMBER_SPACE);
  readonly #endedAt = new Float64Array(NUMBER_SPACE);
  #restingFrom = 0;
  #restingCount = 0;

  constructor(random: Random, freed: (number: number) => void) {
    this.#random = random;
    this.#freed = freed;
  }

  /** Takes a number, evenly from the free and rested ones; undefined if there is none (N1). */
  draw(now: number): number | undefined {
    this.settle(now);
    if (this.#freeCount === 0) return undefined;
    const index = randomBelow(this.#random, this.#freeCount);
    const drawn = this.#free[index];
    this.#freeCount -= 1;
    this.#free[index] = this.#free[this.#freeCount] ?? 0;
    return drawn;
  }

  /** Takes this number, as if it had been drawn; false if it is not free. Takes as long as there are numbers. */
  take(number: number): boolean {
    const index = this.#free.indexOf(number);
    if (index === -1 || index >= this.#freeCount) return false;
    this.#freeCount -= 1;
    this.#free[index] = this.#free[this.#freeCount] ?? 0;
    return true;
  }

  /** A number that was drawn has ended and rests from now on. */
  rest(number: number, now: number): void {
    const slot = (this.#restingFrom + this.#restingCount) % NUMBER_SPACE;
    this.#resting[slot] = number;
    this.#endedAt[slot] = now;
    this.#restingCount += 1;
  }

  /** Frees what has rested. In scarcity the longest rested go first, and no more than needed. */
  settle(now: number): void {
    while (this.#headRested(now, REST)) this.#freeHead();
    while (this.#freeCount < SCARCE && this.#headRested(now, SHORT_REST)) this.#freeHead();
  }

  #headRested(now: number, rest: number): boolean {
    return this.#restingCount > 0 && now - (this.#endedAt[this.#restingFrom] ?? now) >= rest;
  }

  #freeHead(): void {
    const number = this.#resting[this.#restingFrom] ?? 0;
    this.#restingFrom = (this.#restingFrom + 1) % NUMBER_SPACE;
    this.#restingCount -= 1;
    this.#free[this.#freeCount] = number;
    this.#freeCount += 1;
    this.#freed(number);
  }
}
