import type { Chance } from './chance.js';
import type { Life } from './life.js';

/** What is on its way to somebody, in order. A wire is one direction of one connection. */
export class Wire {
  readonly #to: Life;
  #items: (() => void)[] = [];
  /** Holds everything back for as long as it is set. */
  isStalled = false;

  constructor(to: Life) {
    this.#to = to;
  }

  put(item: () => void): void {
    if (!this.#to.isDead) this.#items.push(item);
  }

  /** Loses what is on its way, but for the first `kept`. */
  lose(kept = 0): void {
    this.#items.length = Math.min(this.#items.length, kept);
  }

  get length(): number {
    return this.#items.length;
  }

  get isDead(): boolean {
    return this.#to.isDead;
  }

  get isReady(): boolean {
    return this.#items.length > 0 && !this.isStalled && !this.#to.isFrozen;
  }

  run(): void {
    this.#items.shift()?.();
  }
}

/**
 * Everything that is on its way between everybody. Within a wire nothing overtakes; which wire comes
 * next is chance, so any two of them may be late or early beside each other.
 */
export class Traffic {
  readonly #chance: Chance;
  #wires: Wire[] = [];
  readonly #ready: Wire[] = [];
  /** How many items have arrived. */
  arrived = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  wire(to: Life): Wire {
    const wire = new Wire(to);
    this.#wires.push(wire);
    return wire;
  }

  /** Lets one thing arrive. False where nothing can. */
  step(): boolean {
    const ready = this.#ready;
    ready.length = 0;
    let dead = false;
    for (const wire of this.#wires) {
      if (wire.isDead) dead = true;
      else if (wire.isReady) ready.push(wire);
    }
    if (dead) this.#wires = this.#wires.filter((wire) => !wire.isDead);
    if (ready.length === 0) return false;
    this.arrived += 1;
    ready[ready.length === 1 ? 0 : this.#chance.below(ready.length)]?.run();
    return true;
  }
}
