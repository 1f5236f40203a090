/** Who is measured where. */
import { namedEngines } from './settings.js';

export const OURS = 'ours';

/** They finish nearly everywhere within seconds: measured on all pages. */
const FAST: readonly string[] = [OURS, 'snapdom', 'html2canvas-pro'];

/** Seconds for a capture, and blocked for minutes on large pages: measured on a few pages. */
const SLOW: readonly string[] = [
  'dom-to-image-more',
  'modern-screenshot',
  'html-to-image',
  'html2canvas',
];

/** Other ways to use an engine; of the pictures that they give the nearer one counts. */
const VARIANTS: Readonly<Record<string, readonly string[]>> = {
  snapdom: ['snapdom', 'snapdom-body'],
};

/** An engine's scripts that are asked for pictures. */
export const variantsOf = (engine: string): readonly string[] => VARIANTS[engine] ?? [engine];

/** With names of engines in the environment those, everywhere. */
export const enginesFor = (page: { withSlow: boolean }): readonly string[] =>
  namedEngines ?? [...FAST, ...(page.withSlow ? SLOW : [])];

export const isSlow = (engine: string): boolean => SLOW.includes(engine);

/** In the order of the tables. */
export const ENGINES: readonly string[] = namedEngines ?? [...FAST, ...SLOW];
