/**
 * Colours, type, space, radii and motion of everything that Misete shows: its own pages and, on other
 * people's pages, the embed. Text on its ground has at least 4.5:1, lines of controls 3:1 (WCAG 2.2
 * AA), in both schemes; test/look holds them to it.
 */

import { basics } from './basics.js';

/** The colours that a company may make its own; brand.ts has how they come from one. */
export interface Accent {
  /** Buttons, links, marks. */
  accent: string;
  /** The same under a finger or pointer. */
  'accent-strong': string;
  /** A ground for what belongs to it. */
  'accent-soft': string;
  /** Text on it. */
  'on-accent': string;
}

const accents = {
  light: {
    accent: basics.accent,
    'accent-strong': '#084d57',
    'accent-soft': '#e0f1f2',
    'on-accent': basics['on-accent'],
  },
  dark: {
    accent: '#63c6d0',
    'accent-strong': '#8ad9e1',
    'accent-soft': '#173a40',
    'on-accent': '#06262a',
  },
} as const satisfies Record<string, Accent>;

export const colours = {
  light: {
    surface: basics.surface,
    ink: basics.ink,
    ...accents.light,
    ground: '#f3f5f7',
    sunken: '#e9edf1',
    'ink-soft': '#51606e',
    line: '#d5dce3',
    'line-strong': '#7b8a98',
    good: '#1a7f4b',
    wait: '#8a5a00',
    'wait-soft': '#fff4dc',
    bad: '#b3261e',
    'bad-strong': '#8f1d17',
    'bad-soft': '#fdeceb',
    'on-bad': '#ffffff',
    focus: '#1c66d6',
    veil: 'rgb(16 24 32/.55)',
  },
  dark: {
    surface: '#1b2229',
    ink: '#e8edf2',
    ...accents.dark,
    ground: '#12171c',
    sunken: '#0d1115',
    'ink-soft': '#a5b2be',
    line: '#323d48',
    'line-strong': '#7d8c9a',
    good: '#6bd79c',
    wait: '#f2c261',
    'wait-soft': '#3a2d10',
    bad: '#ff9a92',
    'bad-strong': '#ffb9b3',
    'bad-soft': '#43201e',
    'on-bad': '#3a0906',
    focus: '#8cb8ff',
    veil: 'rgb(0 0 0/.65)',
  },
} as const;

export type Scheme = keyof typeof colours;
export type Colour = keyof typeof colours.light;
export const SCHEMES: readonly Scheme[] = ['light', 'dark'];

export const shadows = {
  light: '0 1px 2px rgb(16 24 32/.06),0 8px 24px rgb(16 24 32/.07)',
  dark: '0 1px 2px rgb(0 0 0/.4),0 8px 24px rgb(0 0 0/.35)',
} as const satisfies Record<Scheme, string>;

/**
 * Sizes in CSS pixels. Our own pages have them in rem, so that they follow the size that a reader has
 * set; the embed in px, since another page's root decides what a rem is there.
 */
export const sizes = {
  'text-s': 13,
  'text-m': 15,
  'text-l': 18,
  'text-xl': 24,
  'text-number': 52,
  'space-1': 4,
  'space-2': 8,
  'space-3': 12,
  'space-4': 16,
  'space-5': 24,
  'space-6': 32,
  'space-7': 48,
  'radius-s': 6,
  'radius-m': 10,
  'radius-l': 16,
} as const;

/** What moves: quickly under a pointer, slowly where something comes or goes. */
export const motion = {
  quick: '120ms',
  slow: '240ms',
} as const;

/**
 * What each system has for Japanese; nothing is fetched. iOS and macOS: Hiragino Sans. Android: Noto
 * Sans CJK JP, by `sans-serif`. Windows: BIZ UDPGothic, made for reading by everybody, which has the
 * weights that Meiryo has, before Yu Gothic UI, whose regular weight is thin on a coarse screen.
 */
export const japaneseFonts = `'Hiragino Sans','Hiragino Kaku Gothic ProN','Noto Sans JP','Noto Sans CJK JP','BIZ UDPGothic',Meiryo,system-ui,sans-serif`;

export const fonts = {
  ja: japaneseFonts,
  en: `system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans','Hiragino Sans','Noto Sans CJK JP',sans-serif`,
} as const;
