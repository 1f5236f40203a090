/** How often something may happen: by key within a sliding span, and in bursts on one socket. */
import type { Clock } from './parts.js';

/** Counts what happened by key within the last `span` milliseconds, exactly. */
export class Rate {
  readonly #clock: Clock;
  readonly #most: number;
  readonly #span: number;
  /** Ordered by the latest count, so that what is long past stands in front. */
  readonly #times = new Map<string, number[]>();

  constructor(clock: Clock, most: number, span: number) {
    this.#clock = clock;
    this.#most = most;
    this.#span = span;
  }

  /** 0 when it may happen now; else the milliseconds until it may. */
  retryIn(key: string): number {
    const times = this.#recent(key);
    if (times.length < this.#most) return 0;
    const oldest = times[times.length - this.#most] ?? this.#clock.now();
    return Math.max(1, oldest + this.#span - this.#clock.now());
  }

  count(key: string): void {
    const times = this.#recent(key);
    times.push(this.#clock.now());
    this.#times.delete(key);
    this.#times.set(key, times);
    this.#forget();
  }

  /** How many keys are remembered. */
  get size(): number {
    return this.#times.size;
  }

  #recent(key: string): number[] {
    const since = this.#clock.now() - this.#span;
    return (this.#times.get(key) ?? []).filter((time) => time > since);
  }

  #forget(): void {
    const since = this.#clock.now() - this.#span;
    for (const [key, times] of this.#times) {
      if ((times.at(-1) ?? 0) > since) return;
      this.#times.delete(key);
    }
  }
}

/** A token bucket: `perSecond` on average, `burst` at once. */
export class Bucket {
  #tokens: number;
  #at: number;

  constructor(
    private readonly clock: Clock,
    private readonly perSecond: number,
    private readonly burst: number,
  ) {
    this.#tokens = burst;
    this.#at = clock.now();
  }

  /** Takes one; false when there is none. */
  take(): boolean {
    const now = this.clock.now();
    const gained = (Math.max(0, now - this.#at) / 1000) * this.perSecond;
    this.#tokens = Math.min(this.burst, this.#tokens + gained);
    this.#at = now;
    if (this.#tokens < 1) return false;
    this.#tokens -= 1;
    return true;
  }
}
