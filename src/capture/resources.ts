/**
 * The pictures and fonts that a picture of the page is drawn with, as addresses that hold their own
 * content: nothing else loads inside of an SVG image. Kept over captures.
 */
import { atMost } from './at-most.js';
import { baseOf, boxOf, newImage, newCanvas } from './dom.js';

/** Milliseconds that one of them may keep the guest waiting. */
const WAIT_MS = 2_000;

/** Characters kept for later captures. */
const KEEP_CHARS = 24_000_000;

/** Larger ones are painted: a photo has far more pixels than a phone shows of it. */
const MOST_BYTES = 2_000_000;

/** Pixels of the longer side of what is painted. */
const MOST_SIDE = 2_048;

/**
 * What an address is needed for. A picture can also be had from what is painted, that of an element best
 * from the element itself; a font or a drawing in a file cannot.
 */
export type Need = 'picture' | 'file' | HTMLImageElement;

/** `isPassing`: an element shows it at this moment, and may show another by the next capture. */
export type Loaded =
  { data: string; isPassing?: true } | { lost: 'cross-origin' | 'unreadable' | 'timeout' };

const kept = new Map<string, string>();
const loading = new Map<string, Promise<Loaded>>();
let keptChars = 0;

/** Embeds what is at an absolute address; never rejects. */
export const load = (url: string, need: Need): Promise<Loaded> => {
  if (url.startsWith('data:')) return Promise.resolve({ data: url });
  const known = kept.get(url);
  if (known !== undefined) return Promise.resolve({ data: known });
  const already = loading.get(url);
  if (already !== undefined) return inTime(already);
  const begun = fetchData(url, need).then((loaded) => {
    loading.delete(url);
    if ('data' in loaded && loaded.isPassing !== true) keep(url, loaded.data);
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

/**
 * The page's own answer, from the browser's cache: asked again, a server may give another picture (a
 * puzzle to prove that one is human) and take the first for used up. Only of other sites, and of what
 * cannot be painted, is it asked again.
 */
const fetchData = async (url: string, need: Need): Promise<Loaded> => {
  const reused = (): Promise<Loaded | undefined> => answer(url, { cache: 'force-cache' });
  if (need === 'file') return (await reused()) ?? { lost: lossOf(url) };
  if (isOtherOrigin(url)) return (await reused()) ?? painted(await shown(url));
  // Before the question: its answer takes the place of the picture that the page holds in memory.
  const held = need === 'picture' ? shown(url) : need;
  const cached = await answer(url, { mode: 'same-origin', cache: 'only-if-cached' });
  if (cached !== undefined) return cached;
  const drawn = painted(await held);
  // The address may lead to another site, which lets it be fetched, but not read from what is painted.
  return 'data' in drawn ? drawn : ((await reused()) ?? drawn);
};

/** Undefined where there is none, or one that is better painted than embedded. */
const answer = async (url: string, how: RequestInit): Promise<Loaded | undefined> => {
  try {
    const response = await fetch(url, how);
    if (!response.ok) return undefined;
    const blob = await response.blob();
    return blob.size > MOST_BYTES ? undefined : { data: await dataUrl(blob) };
  } catch {
    return undefined;
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

/** What the browser shows of an address, where its content is not to be had or is too much. */
const painted = (image: HTMLImageElement): Loaded => {
  const { naturalWidth: width, naturalHeight: height } = image;
  const box = boxOf(image);
  const seen = Math.max(box.width / width, box.height / height) * devicePixelRatio;
  // What is not on the page has no box.
  const scale = Math.min(1, seen || MOST_SIDE / Math.max(width, height));
  const data = pixelsOf(image, Math.ceil(width * scale), Math.ceil(height * scale));
  if (data === undefined) return { lost: lossOf(image.src) };
  return seen > 0 ? { data, isPassing: true } : { data };
};

const shown = (url: string): Promise<HTMLImageElement> =>
  new Promise((resolve) => {
    const image = newImage();
    if (isOtherOrigin(url)) image.crossOrigin = 'anonymous';
    image.onload = image.onerror = () => {
      resolve(image);
    };
    image.src = url;
  });

const lossOf = (url: string): 'cross-origin' | 'unreadable' =>
  isOtherOrigin(url) ? 'cross-origin' : 'unreadable';

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
