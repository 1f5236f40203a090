/**
 * Whether the fonts of a picture are there when it is drawn. A browser calls an SVG image loaded
 * while its fonts are still to come, and draws their words invisible; so each font sets one character
 * below the picture, and only when all of these are seen is the picture complete.
 */
import { newCanvas } from './dom.js';
import { hasInk, type UsedFace } from './fonts.js';
import type { Below } from './canvas.js';
import type { Loaded } from './resources.js';
import { px } from './lengths.js';
import { attribute, escapeText } from './writer.js';

/** Of a cell, in CSS pixels. */
const SIZE = 10;

/** Milliseconds before each look. */
const WAITS = [0, 60, 250];

/** Fonts in which nothing could be seen: their characters are blank, and prove nothing. */
const silent = new Set<string>();

/**
 * The picture that was drawn last, and the fonts that were seen to be there. As long as it is kept,
 * the browser keeps its fonts, and the next picture has them from the start.
 */
let last: { image: HTMLImageElement; fonts: ReadonlySet<string> } | undefined;

export interface Proof {
  below: Below;
  /** Resolves when all is seen, or cannot be waited for any longer. */
  complete: (image: HTMLImageElement, width: number, height: number) => Promise<void>;
}

export const proofOf = (
  faces: readonly UsedFace[],
  loaded: ReadonlyMap<string, Loaded>,
  width: number,
): Proof | undefined => {
  const there = faces.flatMap(({ url = '', sample, font }) =>
    hasInk(sample) && 'data' in (loaded.get(url) ?? {}) ? [{ url, sample, font }] : [],
  );
  const fonts = there.filter(({ url }) => !silent.has(url) && last?.fonts.has(url) !== true);
  if (fonts.length === 0) return undefined;
  const across = Math.floor(width / SIZE);
  const cells = fonts.map((face, index) => ({
    ...face,
    left: (index % across) * SIZE,
    top: Math.floor(index / across) * SIZE,
  }));
  const drawn = cells.map(({ left, top, font: { family, weight, style }, sample }) => {
    const place = `position:absolute;overflow:hidden;left:${px(left)};top:${px(top)};width:${px(SIZE)};height:${px(SIZE)}`;
    const font = `color:#000;font:${style} ${weight} ${px(SIZE - 2)}/1 "${family}"`;
    return `<i${attribute('style', `${place};${font}`)}>${escapeText(sample)}</i>`;
  });
  const height = Math.ceil(cells.length / across) * SIZE;
  return {
    below: { height, markup: drawn.join('') },
    complete: async (image, imageWidth, imageHeight) => {
      for (const wait of WAITS) {
        const missing = unseen(image, imageWidth, imageHeight, height, cells);
        if (missing.length === 0) {
          last = { image, fonts: new Set(there.map(({ url }) => url)) };
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, wait));
        if (wait === WAITS.at(-1)) for (const { url } of missing) silent.add(url);
      }
    },
  };
};

interface Cell {
  url: string;
  left: number;
  top: number;
}

const unseen = (
  image: HTMLImageElement,
  width: number,
  height: number,
  strip: number,
  cells: readonly Cell[],
): Cell[] => {
  const canvas = newCanvas();
  canvas.width = width;
  canvas.height = strip;
  const brush = canvas.getContext('2d', { alpha: false, willReadFrequently: true });
  if (brush === null) return [];
  brush.drawImage(image, 0, -(height - strip), width, height);
  const { data } = brush.getImageData(0, 0, width, strip);
  return cells.filter(({ left, top }) => {
    for (let y = top; y < top + SIZE; y += 1) {
      for (let x = left; x < left + SIZE; x += 1) {
        if ((data[(y * width + x) * 4] ?? 255) < 250) return false;
      }
    }
    return true;
  });
};
