import { matching } from './parse.js';

/** What a connection number is for. Kinds do not mix (N6). */
export const NUMBER_KINDS = ['call', 'support'] as const;
export type NumberKind = (typeof NUMBER_KINDS)[number];

/** How many numbers there are: 0000 to 9999. */
export const NUMBER_SPACE = 10_000;

export const connectionNumber = matching(/^[0-9]{4}$/, 'four digits');

/**
 * The four digits that somebody typed or pasted: full-width digits count as digits, and spaces,
 * hyphens and dots between them do not count. Undefined if that does not make four digits.
 */
export const typedNumber = (typed: string): string | undefined => {
  const digits = typed.normalize('NFKC').replace(/[\s\-‐‑–—−ー.・]/gu, '');
  return /^[0-9]{4}$/.test(digits) ? digits : undefined;
};
