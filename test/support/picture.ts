/** Compares two pictures of the same page as a person would see them. */
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Averages whole boxes of pixels, so that both pictures are in CSS pixels. */
const shrink = (png: PNG, width: number, height: number): Uint8Array => {
  const out = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y += 1) {
    const top = Math.floor((y * png.height) / height);
    const bottom = Math.max(top + 1, Math.floor(((y + 1) * png.height) / height));
    for (let x = 0; x < width; x += 1) {
      const left = Math.floor((x * png.width) / width);
      const right = Math.max(left + 1, Math.floor(((x + 1) * png.width) / width));
      const sum = [0, 0, 0, 0];
      for (let row = top; row < bottom; row += 1) {
        for (let column = left; column < right; column += 1) {
          const at = (row * png.width + column) * 4;
          for (let c = 0; c < 4; c += 1) sum[c] = (sum[c] ?? 0) + (png.data[at + c] ?? 0);
        }
      }
      const count = (bottom - top) * (right - left);
      for (let c = 0; c < 4; c += 1) out[(y * width + x) * 4 + c] = (sum[c] ?? 0) / count;
    }
  }
  return out;
};

/** In CSS pixels of the viewport. */
export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

const blacken = (pixels: Uint8Array, width: number, height: number, rect: Rect): void => {
  for (
    let y = Math.max(0, Math.floor(rect.y));
    y < Math.min(height, rect.y + rect.height);
    y += 1
  ) {
    const left = Math.max(0, Math.floor(rect.x));
    const right = Math.min(width, Math.ceil(rect.x + rect.width));
    if (right > left) pixels.fill(0, (y * width + left) * 4, (y * width + right) * 4);
  }
};

export interface Comparison {
  /** In CSS pixels, to which both pictures are averaged. */
  width: number;
  height: number;
  /** What does not count: masked fields. */
  apart?: readonly Rect[];
  /**
   * So many CSS pixels one picture may lie higher or lower than the other as a whole. Only for what
   * the borrowed library is known to do: where lines are not of whole pixels it adds up to a few.
   */
  drift?: number;
}

/**
 * The share of pixels, 0 to 1, in which the two differ visibly (pixelmatch, threshold 0.1). Throws
 * where the shapes differ by more than 2 %.
 */
export const mismatch = (
  a: Buffer,
  b: Buffer,
  { width, height, apart = [], drift = 0 }: Comparison,
): number => {
  const [one, other] = [PNG.sync.read(a), PNG.sync.read(b)];
  for (const { width: w, height: h } of [one, other]) {
    if (Math.abs(w / h / (width / height) - 1) > 0.02) {
      throw new Error(`a picture of ${String(w)}×${String(h)} is not one of the viewport`);
    }
  }
  const [left, right] = [shrink(one, width, height), shrink(other, width, height)];
  for (const rect of apart) {
    for (const pixels of [left, right]) blacken(pixels, width, height, rect);
  }
  const rows = height - drift;
  const from = (pixels: Uint8Array, row: number): Uint8Array =>
    pixels.subarray(row * width * 4, (row + rows) * width * 4);
  const differences: number[] = [];
  for (let shift = -drift; shift <= drift; shift += 1) {
    const [up, down] = [Math.max(0, shift), Math.max(0, -shift)];
    const options = { threshold: 0.1 };
    differences.push(
      pixelmatch(from(left, up), from(right, down), undefined, width, rows, options),
    );
  }
  return Math.min(...differences) / (width * rows);
};
