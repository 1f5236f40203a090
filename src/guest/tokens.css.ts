/** Our colours as custom properties of the one element, where no rule of the page's can reach them. */
import type { Accent } from '../look/tokens.js';

/** @param brand what the operator has set in place of ours */
export const important = (ours: Readonly<Record<string, string>>, brand?: Accent): string =>
  Object.entries({ ...ours, ...brand })
    .map(([token, value]) => `--${token}:${value}!important;`)
    .join('');
