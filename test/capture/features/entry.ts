/** Runs inside a feature page, in any browser, and is bundled with the capture room for it. */
import { capture } from '../../../src/capture/index.js';

declare global {
  /** What a page does before it is as it should be seen; left out where there is nothing. */
  var ready: Promise<unknown> | undefined;
}

export interface Box {
  name: string;
  /** In pixels of the screen, as CSS counts them at the usual scale. */
  x: number;
  y: number;
  width: number;
  height: number;
}

const VIDEO_MS = 500;

const frame = () => new Promise((done) => requestAnimationFrame(done));

/** Pictures that come into view load late, and are decoded later still. */
const settle = async (): Promise<void> => {
  await frame();
  await frame();
  await Promise.all(
    [...document.images]
      .filter((image) => image.getBoundingClientRect().top < innerHeight)
      .map((image) => image.decode().catch(() => undefined)),
  );
  await document.fonts.ready;
  // A video that comes into view is shown some frames later, more of them on a busy machine.
  if ([...document.querySelectorAll('video')].some(isSeen)) await later(VIDEO_MS);
  await frame();
  await frame();
};

const isSeen = (element: Element): boolean => {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

const later = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

export const ready = async (): Promise<void> => {
  if (document.readyState !== 'complete') {
    await new Promise((done) => addEventListener('load', done, { once: true }));
  }
  await document.fonts.ready;
  await globalThis.ready;
  await settle();
};

/** What is seen of the layout viewport; a page that is enlarged or too wide is scaled. */
const view = () => {
  const {
    scale,
    offsetLeft: left,
    offsetTop: top,
  } = visualViewport ?? { scale: 1, offsetLeft: 0, offsetTop: 0 };
  const { width, height } = visualViewport ?? { width: innerWidth, height: innerHeight };
  return { scale, left, top, width: width * scale, height: height * scale };
};

const boxes = (): Box[] => {
  const { scale, left, top } = view();
  return [...document.querySelectorAll('[data-box]')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return {
      name: element.getAttribute('data-box') ?? '',
      x: (x - left) * scale,
      y: (y - top) * scale,
      width: width * scale,
      height: height * scale,
    };
  });
};

/**
 * Scrolls until the first box that has not been seen is in view, and tells which of them are; the
 * list is empty when all have been. A page whose root has `data-still` scrolls itself, and is seen
 * once, as it stands.
 */
export const next = async (seen: string[]): Promise<Box[]> => {
  if (document.documentElement.hasAttribute('data-still')) {
    return seen.length > 0 ? [] : boxes().filter(touches);
  }
  const names = boxes().map(({ name }) => name);
  if (new Set(names).size < names.length) throw new Error('two boxes have one name');
  const unseen = () => boxes().filter(({ name }) => !seen.includes(name));
  const [first] = unseen().sort((a, b) => a.y - b.y);
  if (first === undefined) return [];
  scrollTo(0, scrollY + first.y - 8);
  await settle();
  return unseen().filter((box) => box.name === first.name || inView(box));
};

const inView = ({ y, height }: Box): boolean => y >= 0 && y + height <= view().height;

const touches = ({ x, y, width, height }: Box): boolean =>
  x < view().width && y < view().height && x + width > 0 && y + height > 0;

export interface Taken {
  /** PNG in base64. */
  picture: string;
  /** As the report of the capture has them. */
  report: { what: string; why: string; count: number }[];
  milliseconds: number;
}

export const take = async (): Promise<Taken> => {
  const started = performance.now();
  const { image, report } = await capture({ type: 'image/png' });
  const milliseconds = performance.now() - started;
  const bytes = new Uint8Array(await image.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return { picture: btoa(binary), report, milliseconds };
};
