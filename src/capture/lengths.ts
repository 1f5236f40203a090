/** Numbers and lengths of styles. */

/**
 * Browsers lay out in parts of a device pixel (64 in Blink, 60 in Gecko) and cut off what is less: a length
 * that is short by a trace is short by such a part, and text is then drawn a pixel higher.
 */
export const px = (value: number): string => {
  const size = Math.ceil(Math.abs(value) * 10_000 - 0.01) / 10_000;
  return `${String(value < 0 ? -size : size)}px`;
};

/** The number that a value begins with, or 0. */
export const number = (value: string): number => parseFloat(value) || 0;

export const isNear = (one: number, other: number, by: number): boolean =>
  Math.abs(one - other) < by;
