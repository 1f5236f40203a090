/** Our colours as custom properties of the one element, where no rule of the page's can reach them. */
import type { Brand } from '../look/brand.js';
import type { Scheme } from '../look/tokens.js';

export type Palette = Readonly<Partial<Record<Scheme, Readonly<Record<string, string>>>>>;

/** @param brand what the operator has set of it */
export const important = (of: Palette, { accents }: Partial<Brand>): string => {
  const scheme = (name: Scheme): string =>
    Object.entries({ ...of[name], ...accents?.[name] })
      .map(([token, value]) => `--${token}:${value}!important;`)
      .join('');
  return `:host{${scheme('light')}}@media(prefers-color-scheme:dark){:host{${scheme('dark')}}}`;
};
