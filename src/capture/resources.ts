/**
 * The pictures and fonts that a picture of the page is drawn with, as addresses that hold their own
 * content: nothing else loads inside of an SVG image. Kept over captures.
 */
import { atMost } from './at-most.js';
import { baseOf, newImage, newCanvas } from './dom.js';

/** Milliseconds that one of them may keep the guest waiting. */
const WAIT_MS = 2_000;

/** Characters kept for later captures. */
const KEEP_CHARS = 24_000_000;

export type Loaded = { data: string } | { lost: 'cross-origin' | 'unreadable' | 'timeout' };

const kept = new Map<string, string>();
const loading = new Map<string, Promise<Loaded>>();
let keptChars = 0;

/** Embeds what is at an absolute address; never rejects. */
export const load = (url: string): Promise<Loaded> => {
  if (url.startsWith('data:')) return Promise.resolve({ data: url });
  const known = kept.get(url);
  if (known !== undefined) return Promise.resolve({ data: known });
  const already = loading.get(url);
  if (already !== undefined) return inTime(already);
  const begun = fetchData(url).then((loaded) => {
    loading.delete(url);
    if ('data' in loaded) keep(url, loaded.data);
    return loaded;
  });
  loading.set(url, begun);
  return inTime(begun);
};

const inTime = (begun: Promise<Loaded>): Promise<Loaded> =>
  atMost(WAIT_MS, begun, () => ({ lost: 'timeout' }));

const keep = (url: string, data: string): void => {
  kept.set(url, data);
  keptChars += data.length;
  for (const [oldest, { length }] of kept) {
    if (keptChars <= KEEP_CHARS) return;
    kept.delete(oldest);
    keptChars -= length;
  }
};

const fetchData = async (url: string): Promise<Loaded> => {
  try {
    const response = await fetch(url, { cache: 'force-cache' });
    if (response.ok) return { data: await dataUrl(await response.blob()) };
    return { lost: 'unreadable' };
  } catch {
    return drawn(url);
  }
};

const dataUrl = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.onerror = () => {
      reject(new Error('unreadable', { cause: reader.error }));
    };
    reader.readAsDataURL(blob);
  });

/** Where a page's policy forbids to fetch, but not to show, a picture can be had from a canvas. */
const drawn = (url: string): Promise<Loaded> =>
  new Promise((resolve) => {
    const isForeign = isOtherOrigin(url);
    const lost: Loaded = { lost: isForeign ? 'cross-origin' : 'unreadable' };
    const image = newImage();
    if (isForeign) image.crossOrigin = 'anonymous';
    image.onload = () => {
      const data = pixelsOf(image, image.naturalWidth, image.naturalHeight);
      resolve(data === undefined ? lost : { data });
    };
    image.onerror = () => {
      resolve(lost);
    };
    image.src = url;
  });

export const isOtherOrigin = (url: string): boolean => {
  try {
    const { origin, protocol } = new URL(url, baseOf(document));
    return protocol !== 'data:' && origin !== location.origin;
  } catch {
    return false;
  }
};

/** What is painted, as PNG; undefined where it may not be read, or there is nothing. */
export const pixelsOf = (
  source: HTMLImageElement | HTMLCanvasElement | HTMLVideoElement,
  width: number,
  height: number,
  type = 'image/png',
): string | undefined => {
  if (width < 1 || height < 1) return undefined;
  try {
    const canvas = newCanvas();
    canvas.width = width;
    canvas.height = height;
    canvas.getContext('2d')?.drawImage(source, 0, 0, width, height);
    return canvas.toDataURL(type, 0.92);
  } catch {
    return undefined;
  }
};
