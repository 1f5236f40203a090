/** Elements whose content is not markup: pictures, canvases, videos, frames. */
import { boxOf, nameOf } from './dom.js';
import { isOtherOrigin, pixelsOf } from './resources.js';
import type { ReportLine } from '../protocol/index.js';

/** What an element shows, as far as it can be had. */
export type Shown =
  /** A picture at an address that must be embedded. */
  | { as: 'address'; url: string }
  /** A picture that is there already. */
  | { as: 'data'; data: string }
  /** A document to be drawn like the page itself. */
  | { as: 'document'; content: Document; window: Window }
  /** Nothing to be seen, such as a picture that has not arrived: the browser draws its absence. */
  | { as: 'nothing' }
  | { as: 'lost'; what: ReportLine['what']; why: ReportLine['why'] };

/** Undefined for elements that show what is inside them. */
export const shownBy = (element: Element, density: number): Shown | undefined => {
  switch (nameOf(element)) {
    case 'img':
      return shownByImage(element as HTMLImageElement);
    case 'canvas':
      return shownByCanvas(element as HTMLCanvasElement, density);
    case 'video':
      return shownByVideo(element as HTMLVideoElement);
    case 'audio':
      return { as: 'lost', what: 'other', why: 'unsupported' };
    case 'iframe':
    case 'frame':
      return shownByFrame(element as HTMLIFrameElement);
    case 'object':
    case 'embed':
      return shownByObject(element as HTMLObjectElement | HTMLEmbedElement);
    case 'input':
      return (element as HTMLInputElement).type === 'image'
        ? { as: 'address', url: (element as HTMLInputElement).src }
        : undefined;
    default:
      return undefined;
  }
};

const shownByImage = ({ currentSrc, src, complete, naturalWidth }: HTMLImageElement): Shown => {
  const url = currentSrc || src;
  return url !== '' && complete && naturalWidth > 0 ? { as: 'address', url } : { as: 'nothing' };
};

const shownByCanvas = (canvas: HTMLCanvasElement, density: number): Shown => {
  const { width, height } = boxOf(canvas);
  if (canvas.width === 0 || canvas.height === 0) return { as: 'nothing' };
  const data = pixelsOf(
    canvas,
    Math.min(canvas.width, Math.max(1, Math.ceil(width * density))),
    Math.min(canvas.height, Math.max(1, Math.ceil(height * density))),
  );
  return data === undefined
    ? { as: 'lost', what: 'canvas', why: 'cross-origin' }
    : { as: 'data', data };
};

const shownByVideo = (video: HTMLVideoElement): Shown => {
  const { videoWidth, videoHeight, poster, readyState, currentTime, paused } = video;
  const isStarted = currentTime > 0 || !paused || poster === '';
  if (!isStarted) return { as: 'address', url: poster };
  if (videoWidth === 0 || readyState < 2) return { as: 'nothing' };
  const data = pixelsOf(video, videoWidth, videoHeight, 'image/jpeg');
  return data === undefined
    ? { as: 'lost', what: 'video', why: 'cross-origin' }
    : { as: 'data', data };
};

const shownByFrame = (frame: HTMLIFrameElement): Shown => {
  const content = contentOf(frame);
  const window = content?.defaultView;
  if (!content?.documentElement || !window) {
    return { as: 'lost', what: 'frame', why: 'cross-origin' };
  }
  return { as: 'document', content, window };
};

const contentOf = (element: HTMLIFrameElement | HTMLObjectElement): Document | null => {
  try {
    return element.contentDocument;
  } catch {
    return null;
  }
};

const shownByObject = (element: HTMLObjectElement | HTMLEmbedElement): Shown | undefined => {
  const content = 'contentDocument' in element ? contentOf(element) : null;
  const url =
    nameOf(element) === 'object'
      ? (element as HTMLObjectElement).data
      : (element as HTMLEmbedElement).src;
  const isPicture =
    /^image\//.test(element.type) || /\.(svg|png|jpe?g|gif|webp|avif)(\?|$)/i.test(url);
  if (isPicture) return { as: 'address', url };
  if (content?.defaultView) return { as: 'document', content, window: content.defaultView };
  if (url === '') return undefined;
  return { as: 'lost', what: 'object', why: isOtherOrigin(url) ? 'cross-origin' : 'unsupported' };
};
