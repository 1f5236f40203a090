/**
 * Page → picture. Knows of no network; can be used alone.
 *
 * For now the picture is drawn by a library (snapdom) behind this interface, in the configuration
 * that came nearest to the page in our measurements.
 */
import type { SnapdomOptions } from '@zumer/snapdom';
import type { ReportLine } from '../protocol/index.js';
import { CaptureFailed } from './failed.js';
import { createMasks } from './masks.js';
import { rulesFor } from './plugin.js';
import { type Tally, tally } from './report.js';
import { MISSING_PICTURE } from './stand-ins.js';
import { viewOf } from './view.js';

export { CaptureFailed, type CaptureFailure } from './failed.js';

export interface CaptureOptions {
  /** A browser without an encoder for it gives PNG; `image.type` says what it is. */
  type?: 'image/jpeg' | 'image/webp' | 'image/png';
  /** Of JPEG and WebP, 0 to 1. */
  quality?: number;
  /** Milliseconds until it fails as `slow`. */
  timeLimit?: number;
  /** Fields that are known to have been of type password before this room was loaded (P4). */
  everPassword?: WeakSet<Element>;
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

const QUALITY = 0.85;
const TIME_LIMIT_MS = 10_000;

const masks = createMasks();
masks.watch(document);

const engine = async () => (await import('@zumer/snapdom')).snapdom;

/** Loads the engine ahead of the first tap. Resolves without it where it cannot be had now. */
export const prepare = (): Promise<void> =>
  engine().then(
    () => undefined,
    () => undefined,
  );

/** Pictures the visual viewport of this document; rejects with `CaptureFailed`. */
export const capture = async (options: CaptureOptions = {}): Promise<Capture> => {
  const limit = AbortSignal.timeout(options.timeLimit ?? TIME_LIMIT_MS);
  try {
    return await Promise.race([take(options), rejectsWhen(limit)]);
  } catch (error) {
    if (error instanceof CaptureFailed) throw error;
    throw new CaptureFailed((await mayDraw()) ? 'failed' : 'blocked', error);
  } finally {
    tidyUp();
  }
};

const take = async ({
  type = 'image/jpeg',
  quality = QUALITY,
  everPassword,
}: CaptureOptions): Promise<Capture> => {
  if (everPassword !== undefined) masks.know(everPassword);
  const report = tally();
  const canvas = await draw(document, report);
  const drawnAt = performance.now();
  const image = await encode(canvas, type, quality);
  const { width, height } = canvas;
  return { image, width, height, report: report.lines(), drawnAt, encodedAt: performance.now() };
};

const draw = async (content: Document, report: Tally): Promise<HTMLCanvasElement> => {
  const window = content.defaultView;
  if (window === null) throw new CaptureFailed('failed');
  const { density, ...clip } = viewOf(window);
  const drawFrame = (inner: Document) => draw(inner, report);
  const settings: SnapdomOptions = {
    clip,
    dpr: density,
    scale: 1,
    embedFonts: 'auto',
    backgroundColor: canvasColor(content),
    ...rulesFor({ masks, tally: report, drawFrame }),
  };
  const snapdom = await engine();
  // The body rather than the root: of 20 pages it came nearer on more, and by more.
  const shot = await snapdom(content.body, settings);
  return shot.toCanvas();
};

/** What the browser paints behind the page. */
const canvasColor = (content: Document): string => {
  for (const element of [content.documentElement, content.body]) {
    const { backgroundColor } = getComputedStyle(element);
    if (backgroundColor !== 'rgba(0, 0, 0, 0)') return backgroundColor;
  }
  return '#fff';
};

const encode = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob> =>
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

const rejectsWhen = (limit: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    limit.addEventListener('abort', () => {
      reject(new CaptureFailed('slow'));
    });
  });

/** Whether the page's Content-Security-Policy lets a picture be drawn from an address of data. */
const mayDraw = (): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = new Image();
    probe.onload = () => {
      resolve(true);
    };
    probe.onerror = () => {
      resolve(false);
    };
    probe.src = MISSING_PICTURE;
  });

/** The engine leaves a frame of its own in the page, to decode in. */
const tidyUp = (): void => {
  for (const left of document.querySelectorAll('[data-snapdom-internal]')) left.remove();
};
