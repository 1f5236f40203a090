/** Inside the page: what every peer is told about the viewport, and how its canvas is encoded. */
import type { PictureType, Shot } from './types.js';

export interface View {
  /** Of the visual viewport, in CSS pixels of the document. */
  x: number;
  y: number;
  width: number;
  height: number;
  /** Pixels of the picture for a CSS pixel. */
  density: number;
}

/** Device pixels, as ours: on a page that is zoomed out fewer than the device's for a CSS pixel. */
export const viewNow = (): View => {
  const glass = window.visualViewport;
  if (glass === null) throw new Error('there is no visual viewport');
  const { pageLeft: x, pageTop: y, width, height, scale } = glass;
  return { x, y, width, height, density: devicePixelRatio * scale };
};

/** What lies behind the page: engines that draw only its elements would leave it white. */
export const canvasColor = (): string => {
  for (const element of [document.documentElement, document.body]) {
    const { backgroundColor } = getComputedStyle(element);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return '#fff';
};

/** For engines without a viewport of their own: the page, moved so that its seen part is in front. */
export const movedBy = ({ x, y }: View): { transform: string; transformOrigin: string } => ({
  transform: `translate(${-x}px, ${-y}px)`,
  transformOrigin: '0 0',
});

const QUALITY = 0.85;

/** The same for all: JPEG encoders of libraries are this one, too. */
export const encoded = (canvas: HTMLCanvasElement, type: PictureType): Promise<Shot> =>
  new Promise((resolve, reject) => {
    canvas.toBlob(
      (image) => {
        if (image === null) reject(new Error('no picture came out of the canvas'));
        else resolve({ image });
      },
      type,
      QUALITY,
    );
  });
