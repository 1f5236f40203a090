/** Two pictures of one screen, compared as eyes would: in CSS pixels, antialiasing aside. */
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The share of a box that may differ. */
export const PASSES = 0.005;

export const percent = (share: number): string => (share * 100).toFixed(2);

/** Averages boxes of pixels: how a stroke falls on device pixels does not count. */
const shrink = ({ data, ...png }: PNG, width: number, height: number): Uint8Array => {
  const small = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = [y, y + 1].map((edge) => Math.round((edge * png.height) / height));
    for (let x = 0; x < width; x += 1) {
      const left = Math.round((x * png.width) / width);
      const right = Math.round(((x + 1) * png.width) / width);
      average(
        data,
        png.width,
        { left, right, top: top ?? 0, bottom: bottom ?? 0 },
        small,
        y * width + x,
      );
    }
  }
  return small;
};

const average = (
  data: Uint8Array,
  width: number,
  { left, right, top, bottom }: { left: number; right: number; top: number; bottom: number },
  into: Uint8Array,
  pixel: number,
): void => {
  let red = 0;
  let green = 0;
  let blue = 0;
  for (let row = top; row < bottom; row += 1) {
    for (let at = (row * width + left) * 4; at < (row * width + right) * 4; at += 4) {
      red += data[at] ?? 0;
      green += data[at + 1] ?? 0;
      blue += data[at + 2] ?? 0;
    }
  }
  const count = Math.max(1, (right - left) * (bottom - top));
  into[pixel * 4] = red / count;
  into[pixel * 4 + 1] = green / count;
  into[pixel * 4 + 2] = blue / count;
  into[pixel * 4 + 3] = 255;
};

export interface Comparison {
  /** The share of a rectangle that differs, 0 to 1; what lies outside of the screen is left out. */
  within: (rect: Rect) => number;
  /** The real picture in grey, what differs in red, and the rectangles given. */
  drawing: (rects: Rect[]) => Buffer;
}

export const compare = (
  truth: Buffer,
  ours: Buffer,
  { width, height }: { width: number; height: number },
): Comparison => {
  const [real, drawn] = [truth, ours].map((bytes) => shrink(PNG.sync.read(bytes), width, height));
  if (real === undefined || drawn === undefined) throw new Error('two pictures are needed');
  const mask = new Uint8Array(width * height * 4);
  pixelmatch(real, drawn, mask, width, height, { threshold: 0.1, diffMask: true });
  const differs = (x: number, y: number) => mask[(y * width + x) * 4 + 3] !== 0;

  const within = (rect: Rect): number => {
    const { left, right, top, bottom } = edges(rect, width, height);
    let differing = 0;
    for (let y = top; y < bottom; y += 1) {
      for (let x = left; x < right; x += 1) if (differs(x, y)) differing += 1;
    }
    return differing / Math.max(1, (right - left) * (bottom - top));
  };

  const drawing = (rects: Rect[]): Buffer => {
    const png = new PNG({ width, height });
    const paint = (x: number, y: number, colour: number[]) =>
      png.data.set(colour, (y * width + x) * 4);
    for (let at = 0; at < width * height; at += 1) {
      const grey = 170 + (real[at * 4 + 1] ?? 0) / 3;
      png.data.set([grey, grey, grey, 255], at * 4);
    }
    for (const rect of rects) {
      const { left, right, top, bottom } = edges(rect, width, height);
      for (let x = left; x < right; x += 1) [top, bottom - 1].forEach((y) => paint(x, y, BLUE));
      for (let y = top; y < bottom; y += 1) [left, right - 1].forEach((x) => paint(x, y, BLUE));
    }
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) if (differs(x, y)) paint(x, y, RED);
    }
    return PNG.sync.write(png);
  };

  return { within, drawing };
};

const RED = [220, 0, 0, 255];
const BLUE = [60, 110, 220, 255];

const edges = (rect: Rect, width: number, height: number) => ({
  left: Math.max(0, Math.round(rect.x)),
  right: Math.min(width, Math.round(rect.x + rect.width)),
  top: Math.max(0, Math.round(rect.y)),
  bottom: Math.min(height, Math.round(rect.y + rect.height)),
});
