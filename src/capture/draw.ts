/**
 * SVG → canvas. On a canvas, WebKit draws an SVG image's shadows as it draws the canvas's own: upside
 * down, and as if nothing were scaled; and pictures of frames not at all. On a bitmap both are right.
 */
import { newImage, newCanvas } from './dom.js';
import { isFirefox, isWebKit } from './engine.js';
import { CaptureFailed } from './failed.js';
import type { Proof } from './proof.js';
import type { Loaded } from './resources.js';
import { MISSING_PICTURE } from './stand-ins.js';
import type { Area } from './visible.js';
import { addressOfSvg } from './writer.js';

/** Which part of the SVG is the picture, in CSS pixels. */
export interface Frame extends Area {
  /** Pixels for a CSS pixel. */
  density: number;
}

/**
 * That of the picture before. Half of drawing a page is to get memory for the pixels, and Safari counts
 * canvases that nobody has any more, until it draws nothing on new ones.
 */
let spare: HTMLCanvasElement | undefined;

const takeCanvas = (width: number, height: number): HTMLCanvasElement => {
  const canvas = spare ?? newCanvas();
  spare = undefined;
  // To be told the size that it has makes it begin anew.
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  return canvas;
};

/** For the next picture; nobody may have it any longer. */
export const putBack = (canvas: HTMLCanvasElement): void => {
  spare = canvas;
};

export const loadImage = async (address: string): Promise<HTMLImageElement> => {
  const image = newImage();
  image.src = address;
  await image.decode();
  return image;
};

/**
 * Firefox calls an image loaded before the SVG images within it are, but has at once what it had before:
 * what was loaded for the picture, and what was drawn for it.
 */
const loadWithin = async (svg: string, within: Iterable<Loaded>): Promise<void> => {
  const loaded = [...within].map((it) => ('data' in it ? it.data : MISSING_PICTURE));
  const drawn = [...svg.matchAll(DRAWN)].map(([, address = '']) => address);
  await Promise.allSettled([...new Set([...loaded, ...drawn])].map(loadImage));
};

/** In a rule or an attribute. */
const DRAWN = /url\((?:"|&quot;)(data:image\/svg\+xml[,;].*?)(?:"|&quot;)\)/g;

/**
 * @param within what it was made of
 * @returns the caller's alone until it is put back
 */
export const draw = async (
  svg: string,
  within: Iterable<Loaded>,
  size: { width: number; height: number },
  frame: Frame,
  proof: Proof | undefined,
): Promise<HTMLCanvasElement> => {
  if (isFirefox) await loadWithin(svg, within);
  const image = await loadImage(addressOfSvg(svg));
  await proof?.complete(image, size.width, size.height);
  const { left, top, right, bottom, density } = frame;
  const canvas = takeCanvas(
    Math.round((right - left) * density),
    Math.round((bottom - top) * density),
  );
  const brush = canvas.getContext('2d', { alpha: false });
  if (brush === null) throw new CaptureFailed('failed');
  brush.fillStyle = '#fff';
  brush.fillRect(0, 0, canvas.width, canvas.height);
  if (isWebKit) {
    const { width: resizeWidth, height: resizeHeight } = canvas;
    const whole = { resizeWidth, resizeHeight };
    const bitmap = await createImageBitmap(image, left, top, right - left, bottom - top, whole);
    brush.drawImage(bitmap, 0, 0);
    bitmap.close();
  } else {
    brush.drawImage(
      image,
      -left * density,
      -top * density,
      size.width * density,
      size.height * density,
    );
  }
  return canvas;
};
