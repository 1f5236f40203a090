/** The tokens as CSS custom properties. */
import type { Brand } from './brand.js';
import { type Scheme, colours, fonts, motion, shadows, sizes } from './tokens.js';

/** `--name:value;…` */
const declarations = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');

/** Pixels of a page whose reader has set nothing to 1 rem. */
const REM = 16;

const inRem = (): Record<string, string> =>
  Object.fromEntries(Object.entries(sizes).map(([name, px]) => [name, `${String(px / REM)}rem`]));

const scheme = (name: Scheme, brand: Brand): string =>
  declarations({ ...colours[name], ...brand.accents[name], shadow: shadows[name] });

/** The style sheet of all our own pages, with the brand of whoever runs the service. */
export const lookCss = (brand: Brand): string =>
  [
    `:root{color-scheme:light dark;${scheme('light', brand)}`,
    declarations({ ...inRem(), ...motion, font: fonts.en }),
    `}:root:lang(ja){${declarations({ font: fonts.ja })}}`,
    `@media(prefers-color-scheme:dark){:root{${scheme('dark', brand)}}}`,
    `@media(prefers-reduced-motion:reduce){:root{${declarations({ quick: '1ms', slow: '1ms' })}}}\n`,
  ].join('');
