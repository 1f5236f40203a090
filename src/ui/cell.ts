/** A value that tells its watchers when it was replaced. */
export class Cell<T> {
  #value: T;
  readonly #watchers = new Set<() => void>();

  constructor(value: T) {
    this.#value = value;
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    if (Object.is(value, this.#value)) return;
    this.#value = value;
    for (const then of [...this.#watchers]) then();
  }

  /** Calls `then` after every change, until the function that it returns is called. */
  watch = (then: () => void): (() => void) => {
    const own = () => {
      then();
    };
    this.#watchers.add(own);
    return () => {
      this.#watchers.delete(own);
    };
  };
}
