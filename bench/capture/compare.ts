/** How far a picture is from what the browser shows, in CSS pixels. */
import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';
import { PHONE } from './phone.js';

const { width: WIDTH, height: HEIGHT } = PHONE;

/** Pixelmatch's own default: differences that an eye sees. */
const THRESHOLD = 0.1;

export interface Comparison {
  /** Differing pixels, in percent of all. */
  mismatch: number;
  /** A PNG with the differing pixels in red. */
  difference: Buffer;
}

/** Some engines are off by a pixel in the size; that alone is not held against them. */
const ROUNDING = 2;

const spanOf = (index: number, from: number, to: number): readonly [number, number] => {
  const start = Math.floor((index * from) / to);
  return [start, Math.max(start + 1, Math.floor(((index + 1) * from) / to))];
};

/** Each CSS pixel is the mean of its device pixels, so that half a device pixel is not a mismatch. */
const averaged = (png: PNG): Buffer => {
  const wanted = { width: WIDTH * PHONE.density, height: HEIGHT * PHONE.density };
  const isWanted = (have: number, want: number) => Math.abs(have - want) <= ROUNDING;
  const size =
    isWanted(png.width, wanted.width) && isWanted(png.height, wanted.height) ? wanted : png;
  const pixels = Buffer.alloc(WIDTH * HEIGHT * 4, 255);
  for (let y = 0; y < HEIGHT; y += 1) {
    const [top, bottom] = spanOf(y, size.height, HEIGHT);
    for (let x = 0; x < WIDTH; x += 1) {
      const [left, right] = spanOf(x, size.width, WIDTH);
      const sum = [0, 0, 0];
      let count = 0;
      for (let row = top; row < Math.min(bottom, png.height); row += 1) {
        for (let column = left; column < Math.min(right, png.width); column += 1) {
          const at = (row * png.width + column) * 4;
          const alpha = (png.data[at + 3] ?? 255) / 255;
          for (let channel = 0; channel < 3; channel += 1) {
            sum[channel] =
              (sum[channel] ?? 0) + 255 + ((png.data[at + channel] ?? 0) - 255) * alpha;
          }
          count += 1;
        }
      }
      if (count === 0) continue;
      const to = (y * WIDTH + x) * 4;
      for (let channel = 0; channel < 3; channel += 1) {
        pixels[to + channel] = Math.round((sum[channel] ?? 0) / count);
      }
    }
  }
  return pixels;
};

export const compare = (truth: Buffer, picture: Buffer): Comparison => {
  const difference = new PNG({ width: WIDTH, height: HEIGHT });
  const differing = pixelmatch(
    averaged(PNG.sync.read(truth)),
    averaged(PNG.sync.read(picture)),
    difference.data,
    WIDTH,
    HEIGHT,
    { threshold: THRESHOLD },
  );
  return {
    mismatch: (differing / (WIDTH * HEIGHT)) * 100,
    difference: PNG.sync.write(difference),
  };
};
