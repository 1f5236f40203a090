/** The feature pages. Each is pages/NAME.html; an element with `data-box` is a box. */
import type { PageSettings } from './driver.js';

export interface FeaturePage {
  name: string;
  /** Below pages/; NAME.html where it is left out. */
  path?: string;
  settings?: PageSettings;
}

const themes = [
  'scroll',
  'place',
  'paint',
  'backgrounds',
  'media',
  'frames',
  'shadow',
  'pseudo',
  'lists',
  'forms',
  'controls',
  'fonts',
  'text',
  'japanese',
  'cascade',
  'modern',
  'layout',
  'tables',
  'long',
  'counted',
  'motion',
  'quirks',
];

/** What needs the whole window. */
const windows = [
  'fixed',
  'sticky',
  'dialog',
  'popover',
  'root',
  'body',
  'shell',
  'rem',
  'tall',
  'desktop',
  'vertical',
  'wide',
  'rtl',
  'zoomed',
  'first',
];

export const FEATURE_PAGES: FeaturePage[] = [
  ...[...themes, ...windows].map((name) => ({ name })),
  { name: 'strict', path: 'strict.xhtml' },
  { name: 'dark', settings: { dark: true } },
  { name: 'light', path: 'dark.html' },
  { name: 'scrollbars', settings: { scrollbars: true } },
  { name: 'text-size', settings: { textScale: 2 } },
  { name: 'hover', settings: { pointer: { x: 100, y: 260 } } },
  { name: 'pinch', settings: { pinch: 1.8 } },
  // Edges of the window that go through every kind of block.
  ...[0, 333, 790, 1441, 2222, 3050, 3777, 99_999].map((y) => ({
    name: `cut-at-${y}`,
    path: `cut.html?y=${y}`,
  })),
];

/** Every fourth of them, for the gate; the others are for the long run. */
export const inGate = (): FeaturePage[] => FEATURE_PAGES.filter((_, index) => index % 4 === 0);
export const beyondGate = (): FeaturePage[] => FEATURE_PAGES.filter((_, index) => index % 4 > 0);
