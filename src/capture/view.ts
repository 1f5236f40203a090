/** Where the guest looks: the part of the page that is on the glass at this moment (P3). */

import type { Area } from './visible.js';

export interface View extends Area {
  /** Pixels of the picture for a CSS pixel. */
  density: number;
  /** Whether that is fewer than there should be, since no canvas holds more. */
  isReduced: boolean;
}

/**
 * A phone with three pixels for a CSS pixel gets a picture with two: more than a host's window
 * shows of it, at less than half the bytes and time.
 */
const MOST_DENSITY = 2;

/**
 * What every browser's canvas can hold, iOS having the lowest limits (4,096 × 4,096, less what rounding
 * the sides may add: one pixel over it the picture is blank there); and a side of WebP.
 */
const MOST_PIXELS = 16_740_000;
const MOST_SIDE = 16_383;

export const viewOf = (window: Window): View => {
  const pixelRatio = Math.min(window.devicePixelRatio || 1, MOST_DENSITY);
  // Every window that is shown has one.
  const visible = window.visualViewport as VisualViewport;
  const { offsetLeft: left, offsetTop: top, width, height, scale } = visible;
  const wanted = pixelRatio * scale;
  const most = Math.min(
    MOST_SIDE / Math.max(width, height),
    Math.sqrt(MOST_PIXELS / width / height),
  );
  const density = Math.min(wanted, most);
  const isReduced = density < wanted;
  return { left, top, right: left + width, bottom: top + height, density, isReduced };
};
