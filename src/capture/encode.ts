/** Canvas → bytes. */
import { newCanvas } from './dom.js';
import { CaptureFailed } from './failed.js';

/** As sharp as each other, to a reader of small print (docs/BENCH.md). */
const QUALITY = { 'image/jpeg': 0.85, 'image/webp': 0.8, 'image/png': 1 };

export type PictureType = keyof typeof QUALITY;

let hasWebp: boolean | undefined;

/** Asked of one pixel, once: a browser without the encoder makes a PNG of the whole picture instead. */
const canEncodeWebp = (): boolean => {
  if (hasWebp === undefined) {
    const pixel = newCanvas();
    pixel.width = pixel.height = 1;
    hasWebp = pixel.toDataURL('image/webp').startsWith('data:image/webp');
  }
  return hasWebp;
};

/**
 * @param wanted WebP, which is half the bytes and takes longer, becomes JPEG where the browser cannot
 * @param quality 0 to 1
 */
export const encode = (
  canvas: HTMLCanvasElement,
  wanted: PictureType,
  quality?: number,
): Promise<Blob> => {
  const type = wanted === 'image/webp' && !canEncodeWebp() ? 'image/jpeg' : wanted;
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob === null) reject(new CaptureFailed('failed'));
        else resolve(blob);
      },
      type,
      quality ?? QUALITY[type],
    );
  });
};
