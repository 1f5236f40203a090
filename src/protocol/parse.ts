/**
 * Checks at the door: what comes from a socket, a channel, a URL or storage becomes a fresh, typed
 * value here, or a `Malformed` that names the field. Unknown keys are dropped (W1), so inside the
 * program a message holds what its type says and nothing else.
 *
 * By hand and not by a library because it is on the guest's phone: this file is 0.4 kB there.
 */

/** Thrown by every check. `at` is the path of the field, such as `offer.sdp`. */
export class Malformed extends Error {
  constructor(
    readonly at: string,
    expected: string,
  ) {
    super(`${at === '' ? 'the message' : at} should be ${expected}`);
    this.name = 'Malformed';
  }
}

/** Returns a fresh value of type T, or throws `Malformed` naming `at`. */
export type Check<T> = (value: unknown, at: string) => T;

interface Optional<T> extends Check<T | undefined> {
  readonly mayBeMissing: true;
}

type Shape = Record<string, Check<unknown>>;
type OptionalKeys<S extends Shape> = {
  [K in keyof S]: S[K] extends Optional<unknown> ? K : never;
}[keyof S];
type Fresh<T> = { [K in keyof T]: T[K] };

/** The type that a check returns. */
export type Checked<C> = C extends Check<infer T> ? T : never;

/** The type of an object of this shape. */
export type Shaped<S extends Shape> = Fresh<
  { [K in Exclude<keyof S, OptionalKeys<S>>]: Checked<S[K]> } & {
    [K in OptionalKeys<S>]?: Exclude<Checked<S[K]>, undefined>;
  }
>;

export const text =
  (max: number, min = 0): Check<string> =>
  (value, at) => {
    if (typeof value === 'string' && value.length >= min && value.length <= max) return value;
    throw new Malformed(at, `a string of ${String(min)} to ${String(max)} characters`);
  };

export const matching =
  (pattern: RegExp, expected: string): Check<string> =>
  (value, at) => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw new Malformed(at, expected);
  };

export const whole =
  (min: number, max: number): Check<number> =>
  (value, at) => {
    if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) {
      return value;
    }
    throw new Malformed(at, `a whole number from ${String(min)} to ${String(max)}`);
  };

export const yesNo: Check<boolean> = (value, at) => {
  if (typeof value === 'boolean') return value;
  throw new Malformed(at, 'true or false');
};

export const oneOf =
  <const Names extends readonly string[]>(names: Names): Check<Names[number]> =>
  (value, at) => {
    const found = names.find((name) => name === value);
    if (found !== undefined) return found;
    throw new Malformed(at, `one of ${names.join(', ')}`);
  };

export const listOf =
  <T>(check: Check<T>, max: number): Check<T[]> =>
  (value, at) => {
    if (!Array.isArray(value) || value.length > max) {
      throw new Malformed(at, `a list of at most ${String(max)}`);
    }
    return value.map((item: unknown, index) => check(item, `${at}[${String(index)}]`));
  };

/** A key that may be missing. It is then missing in the fresh object too, not `undefined`. */
export const optional = <T>(check: Check<T>): Optional<T> =>
  Object.assign(
    (value: unknown, at: string) => (value === undefined ? undefined : check(value, at)),
    { mayBeMissing: true as const },
  );

export const nullable =
  <T>(check: Check<T>): Check<T | null> =>
  (value, at) =>
    value === null ? null : check(value, at);

export const object =
  <S extends Shape>(shape: S): Check<Shaped<S>> =>
  (value, at) => {
    if (!isRecord(value)) throw new Malformed(at, 'an object');
    const fresh: Record<string, unknown> = {};
    for (const key of Object.keys(shape)) {
      const checked = shape[key]?.(value[key], at === '' ? key : `${at}.${key}`);
      if (checked !== undefined) fresh[key] = checked;
    }
    return fresh as Shaped<S>;
  };

/** The union of all messages of a wire: each has a `type` and the fields of that type's shape. */
export type MessageOf<Shapes extends Record<string, Shape>> = {
  [T in keyof Shapes & string]: Fresh<{ type: T } & Shaped<Shapes[T]>>;
}[keyof Shapes & string];

/** What became of one text that arrived: a message, or why it is none. */
export type Parsed<M> =
  | { ok: true; message: M }
  | { ok: false; error: 'bad-message'; at: string; expected: string; about?: string }
  | { ok: false; error: 'unknown-message'; about: string };

/** Makes the parser of one direction of one wire from the shapes of its messages. */
export const parserOf = <Shapes extends Record<string, Shape>>(
  shapes: Shapes,
): ((json: string) => Parsed<MessageOf<Shapes>>) => {
  return (json) => {
    let value: unknown;
    try {
      value = JSON.parse(json);
    } catch {
      return { ok: false, error: 'bad-message', at: '', expected: 'JSON' };
    }
    if (!isRecord(value) || typeof value['type'] !== 'string' || value['type'].length > 64) {
      return { ok: false, error: 'bad-message', at: 'type', expected: 'the type of a message' };
    }
    const type = value['type'];
    const shape = Object.hasOwn(shapes, type) ? shapes[type] : undefined;
    if (shape === undefined) return { ok: false, error: 'unknown-message', about: type };
    try {
      const message = { type, ...object(shape)(value, '') };
      return { ok: true, message: message as MessageOf<Shapes> };
    } catch (error) {
      if (!(error instanceof Malformed)) throw error;
      const expected = error.message;
      return { ok: false, error: 'bad-message', at: error.at, expected, about: type };
    }
  };
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
