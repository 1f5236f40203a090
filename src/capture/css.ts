/** Text of declarations, as browsers write it down. */

/** What stands in quotes, comments and addresses is no part of a value. */
const ASIDE = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\/\*[^]*?\*\/|url\([^"')]*\)/.source;

/** A pattern with `(…)` groups; it is looked for only outside of quotes, comments and addresses. */
export const outsideOf = (pattern: RegExp): RegExp =>
  new RegExp(`${ASIDE}|(?:${pattern.source})`, 'gi');

/** Each part of `background` that is a list with a value for each layer. */
export const BACKGROUND_LISTS = ['image', 'position', 'size', 'repeat', 'attachment', 'origin'];
