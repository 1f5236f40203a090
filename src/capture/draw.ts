/** SVG → canvas. */
import { newImage, newCanvas } from './dom.js';
import { CaptureFailed } from './failed.js';
import type { Proof } from './proof.js';
import type { Area } from './visible.js';

/** Which part of the SVG is the picture, in CSS pixels. */
export interface Frame extends Area {
  /** Pixels for a CSS pixel. */
  density: number;
}

export const draw = async (
  address: string,
  size: { width: number; height: number },
  frame: Frame,
  proof: Proof | undefined,
): Promise<HTMLCanvasElement> => {
  const image = newImage();
  image.src = address;
  await image.decode();
  await proof?.complete(image, size.width, size.height);
  const { left, top, right, bottom, density } = frame;
  const canvas = newCanvas();
  canvas.width = Math.round((right - left) * density);
  canvas.height = Math.round((bottom - top) * density);
  const brush = canvas.getContext('2d', { alpha: false });
  if (brush === null) throw new CaptureFailed('failed');
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  brush.drawImage(
    image,
    -left * density,
    -top * density,
    size.width * density,
    size.height * density,
  );
  return canvas;
};
