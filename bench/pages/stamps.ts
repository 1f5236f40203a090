/**
 * Put into every page of a bench before its own scripts. Notes when things happen, by a clock that
 * two pages of one browser share, to a tenth of a millisecond.
 */

/** What is noted, each the last time that it happened. */
export interface Stamps {
  /** A tap or click, before the page hears of it. */
  act?: number;
  /** This end may send. */
  open?: number;
  /** A new picture is decoded, and shown with the next frame. */
  seen?: number;
}

export type StampName = keyof Stamps;

declare global {
  interface Window {
    stamps: Stamps;
    stamp: (name: StampName) => void;
  }
}

window.stamps = {};
window.stamp = (name) => {
  window.stamps[name] = performance.timeOrigin + performance.now();
};

addEventListener(
  'click',
  () => {
    window.stamp('act');
  },
  true,
);
