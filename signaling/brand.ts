/** The brand that the environment sets (src/look/brand.ts), and its colours from the one given. */
import { clampChroma, converter, formatHex, wcagContrast } from 'culori';
import { type Brand, MISETE } from '../src/look/brand.js';
import { type Accent, type Scheme, colours } from '../src/look/tokens.js';

/** What the operator has set of the brand. */
export interface BrandSettings {
  name: string | undefined;
  /** Any colour that CSS knows. */
  colour: string | undefined;
  terms: string | undefined;
  privacy: string | undefined;
  logo: Logo | undefined;
}

/** An image file on the service's machine. */
export interface Logo {
  file: string;
  /** Its name's ending: what it is served as. */
  type: 'svg' | 'png' | 'webp' | 'jpg';
}

/** Text on its ground (WCAG 2.2, 1.4.3). */
const READABLE = 4.5;

const oklch = converter('oklch');

interface Hue {
  l: number;
  c: number;
  h: number;
}

const hex = ({ l, c, h }: Hue): string =>
  formatHex(clampChroma({ mode: 'oklch', l: Math.min(1, Math.max(0, l)), c, h }, 'oklch'));

const STEP = 0.01;

/** The nearest lightness, going up or down, at which the colour can be read on all of these. */
const readableOn = (hue: Hue, by: 1 | -1, grounds: readonly string[]): Hue => {
  const isReadable = (shade: Hue) =>
    grounds.every((on) => wcagContrast(hex(shade), on) >= READABLE);
  let found = hue;
  // Black and white are at the ends, and one of them can be read.
  while (!isReadable(found) && (by > 0 ? found.l < 1 : found.l > 0)) {
    found = { ...found, l: found.l + by * STEP };
  }
  return found;
};

const accentFor = (hue: Hue, scheme: Scheme): Accent => {
  const { ground, surface, sunken } = colours[scheme];
  const isLight = scheme === 'light';
  const away = isLight ? -1 : 1;
  const soft = hex({ ...hue, l: isLight ? 0.95 : 0.32, c: Math.min(hue.c, isLight ? 0.03 : 0.05) });
  const on = isLight ? '#ffffff' : hex({ ...hue, l: 0.2, c: Math.min(hue.c, 0.06) });
  const accent = readableOn(hue, away, [ground, surface, sunken, soft, on]);
  return {
    accent: hex(accent),
    'accent-strong': hex({ ...accent, l: accent.l + away * 0.08 }),
    'accent-soft': soft,
    'on-accent': on,
  };
};

/** Undefined for what is no colour. */
export const accentsOf = (colour: string): Brand['accents'] | undefined => {
  const parsed = oklch(colour);
  if (parsed === undefined) return undefined;
  const hue = { l: parsed.l, c: parsed.c, h: parsed.h ?? 0 };
  return { light: accentFor(hue, 'light'), dark: accentFor(hue, 'dark') };
};

/** Where the logo is served. */
export const logoPath = ({ type }: Logo): string => `/brand/logo.${type}`;

/** Only what is set: the embed carries no more of it than it must. */
export const setOf = ({ name, colour, terms, privacy, logo }: BrandSettings): Partial<Brand> => {
  const accents = colour === undefined ? undefined : accentsOf(colour);
  return {
    ...(name !== undefined && { name }),
    ...(logo !== undefined && { logo: logoPath(logo) }),
    ...(terms !== undefined && { terms }),
    ...(privacy !== undefined && { privacy }),
    ...(accents !== undefined && { accents }),
  };
};

export const brandOf = (settings: BrandSettings): Brand => ({ ...MISETE, ...setOf(settings) });
