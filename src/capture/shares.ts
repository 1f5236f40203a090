/**
 * Shares of the window in styles, as pixels. Within an image they would be shares of the picture, which
 * is larger or smaller: on a phone a page may be wider than the glass, or the address bar gone.
 */
import { outsideOf } from './css.js';
import { newCanvas } from './dom.js';

/** Declarations with pixels in place of `vw`, `svh` and the like. */
export type ShareReader = (css: string) => string;

const ANY = /[\d.][sld]?v[whibm]/i;
const SHARE = outsideOf(
  /(^|[^\w.#-])(-?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)([sld]?v(?:w|h|i|b|min|max))\b/,
);

export const shareReader = (page: Document): ShareReader => {
  const sizes = new Map<string, number>();
  const sizeOf = (unit: string): number => {
    let size = sizes.get(unit);
    if (size === undefined) sizes.set(unit, (size = measure(page, unit)));
    return size;
  };
  return (css) => {
    if (!ANY.test(css)) return css;
    return css.replace(SHARE, (all, before: string = '', share: string = '', unit: string = '') => {
      const size = share === '' ? 0 : sizeOf(unit.toLowerCase());
      return size === 0 ? all : `${before}${String((Number(share) * size) / 100)}px`;
    });
  };
};

/** CSS pixels of the whole: no property says what they are, but a font has its size in pixels. */
const measure = (page: Document, unit: string): number => {
  const brush = newCanvas(page).getContext('2d');
  if (brush === null) return 0;
  brush.font = '0px serif';
  brush.font = `100${unit} serif`;
  return parseFloat(brush.font);
};
