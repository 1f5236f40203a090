/**
 * Page → picture. Knows of no network; can be used alone.
 */
import type { ReportLine } from '../protocol/index.js';
import { atMost } from './at-most.js';
import { draw, loadImage, putBack } from './draw.js';
import { encode, type PictureType } from './encode.js';
import { CaptureFailed } from './failed.js';
import { loadLooks } from './live-fields.js';
import { createMasks } from './masks.js';
import { snapshot } from './picture.js';
import { proofOf } from './proof.js';
import { type Tally, tally } from './report.js';
import { load } from './resources.js';
import { fetchUnreadable } from './sheets.js';
import { MISSING_PICTURE } from './stand-ins.js';
import { viewOf } from './view.js';

export { CaptureFailed, type CaptureFailure } from './failed.js';

/** What is masked beyond the marks of the page and the fields that are secret by nature (P4). */
interface MaskOptions {
  /** Fields that are known to have been of type password before this room was loaded. */
  everPassword?: WeakSet<Element>;
  /** Masks everything but what is inside of `data-misete-show`. */
  maskAll?: boolean;
}

export interface CaptureOptions extends MaskOptions {
  /** JPEG if nothing else is said, and for WebP in a browser that cannot. `image.type` says what it is. */
  type?: PictureType;
  /** Of JPEG and WebP, 0 to 1; if nothing is said, one at which small print stays readable. */
  quality?: number;
  /** Milliseconds until it fails as `slow`. */
  timeLimit?: number;
}

export interface Capture {
  image: Blob;
  /** In pixels of the picture. */
  width: number;
  height: number;
  /** What could not be shown as the guest sees it (P6). */
  report: ReportLine[];
  /** When it was drawn, and when it was encoded, by `performance.now()`. */
  drawnAt: number;
  encodedAt: number;
}

const TIME_LIMIT_MS = 10_000;
const PROBE_LIMIT_MS = 1_000;

const masks = createMasks();
masks.watch(document);

/**
 * Reads the style sheets, fetches what is seen and has the browser draw it once, ahead of the first
 * tap. Resolves also where nothing of it can be done.
 */
export const prepare = async (options: MaskOptions = {}): Promise<void> => {
  try {
    masks.watch(document);
    if (options.everPassword !== undefined) masks.know(options.everPassword);
    putBack(await drawPicture(tally(), options.maskAll ?? false));
  } catch {
    // The capture itself will say what is wrong.
  }
};

/** Pictures the visual viewport of this document; rejects with `CaptureFailed`. */
export const capture = async (options: CaptureOptions = {}): Promise<Capture> => {
  try {
    return await atMost(options.timeLimit ?? TIME_LIMIT_MS, take(options), () => {
      throw new CaptureFailed('slow');
    });
  } catch (error) {
    if (error instanceof CaptureFailed) throw error;
    const isAllowed = await atMost(PROBE_LIMIT_MS, mayDraw(), () => true);
    throw new CaptureFailed(isAllowed ? 'failed' : 'blocked', error);
  }
};

const take = async (options: CaptureOptions): Promise<Capture> => {
  const { type = 'image/jpeg', quality, everPassword, maskAll = false } = options;
  if (everPassword !== undefined) masks.know(everPassword);
  const report = tally();
  const canvas = await drawPicture(report, maskAll);
  const drawnAt = performance.now();
  const image = await encode(canvas, type, quality);
  const { width, height } = canvas;
  putBack(canvas);
  return { image, width, height, report: report.lines(), drawnAt, encodedAt: performance.now() };
};

const drawPicture = async (report: Tally, isAllMasked: boolean): Promise<HTMLCanvasElement> => {
  await Promise.all([fetchUnreadable(document), loadLooks()]);
  const { density, isReduced, ...view } = viewOf(window);
  if (isReduced) report.add('other', 'too-large');
  const settings = { view, density, tally: report, masks, isAllMasked };
  const shot = snapshot(document, window, settings);
  const loaded = new Map(
    await Promise.all(
      [...shot.urls].map(async ([url, need]) => [url, await load(url, need)] as const),
    ),
  );
  // The page may do what it has to do between reading and drawing.
  await breathe();
  const proof = proofOf(shot.fonts, loaded, shot.width);
  const size = { width: shot.width, height: shot.height + (proof?.below.height ?? 0) };
  const svg = shot.svg(loaded, proof?.below);
  return draw(svg, loaded.values(), size, { ...view, density }, proof);
};

const breathe = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });

/** Whether the page's Content-Security-Policy lets a picture be drawn from an address of data. */
const mayDraw = (): Promise<boolean> =>
  loadImage(MISSING_PICTURE).then(
    () => true,
    () => false,
  );
