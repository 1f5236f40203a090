/** Canvas → bytes. */
import { CaptureFailed } from './failed.js';

export const encode = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => {
        if (blob === null) reject(new CaptureFailed('failed'));
        else resolve(blob);
      },
      type,
      quality,
    );
  });
