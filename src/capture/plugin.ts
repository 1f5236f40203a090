/**
 * How our rules go into the engine: for every element, before anything of it is read, whether it
 * is drawn, left out (P5), masked (P4) or stood in for (P6). All on the engine's copy; the page
 * itself is never touched.
 */
import type { SnapdomOptions, SnapdomPlugin } from '@zumer/snapdom';
import type { Masks } from './masks.js';
import type { Tally } from './report.js';
import { MISSING_BACKGROUND, MISSING_PICTURE, maskedStandIn, missingStandIn } from './stand-ins.js';
import { mendCanvas, mendField, mendLanguage, mendMargin } from './touch-up.js';
import { isSeen } from './view.js';

export interface Drawing {
  masks: Masks;
  tally: Tally;
  /** Draws the document of a frame of the same origin, as large as it is seen. */
  drawFrame: (content: Document) => Promise<HTMLCanvasElement>;
}

/** The part of the engine's settings that holds our rules; of use for one drawing. */
export const rulesFor = ({
  masks,
  tally,
  drawFrame,
}: Drawing): Pick<SnapdomOptions, 'plugins' | 'fallbackURL'> => {
  const standIns = new Set<Element>();
  /** The engine's copies with the elements of the page that they stand for. */
  let originals: ReadonlyMap<Element, Element> = new Map();

  const masked = (element: Element): Element => {
    if (isSeen(element)) tally.add('field', 'masked');
    const standIn = maskedStandIn(element);
    standIns.add(standIn);
    return standIn;
  };

  const missing = (
    element: Element,
    ...[what, why]: Parameters<Tally['add']>
  ): Element | undefined => {
    // What is too small to be seen (a counter, a helper frame) is not missed by anybody.
    if (!isSeen(element)) return undefined;
    tally.add(what, why);
    const standIn = missingStandIn(element);
    standIns.add(standIn);
    return standIn;
  };

  const frame = async (element: HTMLIFrameElement): Promise<Element | undefined> => {
    const content = contentOf(element);
    if (content === null) return missing(element, 'frame', 'cross-origin');
    if (!isSeen(element)) return undefined;
    const canvas = await drawFrame(content);
    const picture = element.ownerDocument.createElement('img');
    picture.src = canvas.toDataURL();
    picture.style.setProperty('object-fit', 'fill', 'important');
    return picture;
  };

  const fallbackURL = ({ src = '', element }: { src?: string; element?: Element }): string => {
    const original = element && originals.get(element);
    if (original === undefined || isSeen(original)) tally.add('image', reasonOf(src));
    return MISSING_PICTURE;
  };

  const plugin: SnapdomPlugin = {
    name: 'misete',
    resolveNode: (element) => {
      if (element.hasAttribute('data-misete')) return null;
      if (element.shadowRoot !== null) masks.watch(element.shadowRoot);
      if (masks.isMasked(element)) return masked(element);
      switch (element.localName) {
        case 'iframe':
        case 'frame':
          return frame(element as HTMLIFrameElement).catch(() =>
            missing(element, 'frame', 'unreadable'),
          );
        case 'canvas':
        case 'video':
          return isReadable(element as HTMLCanvasElement | HTMLVideoElement)
            ? undefined
            : missing(element, element.localName, 'cross-origin');
        case 'object':
        case 'embed':
          return isForeignObject(element) ? missing(element, 'object', 'unsupported') : undefined;
        default:
          return undefined;
      }
    },

    afterClone: ({ clone, nodeMap }) => {
      if (nodeMap instanceof Map) originals = nodeMap as ReadonlyMap<Element, Element>;
      // What is not displayed or out of sight is copied with its attributes, masked or not.
      for (const copy of clone?.querySelectorAll('input,textarea,select,[data-misete-mask]') ??
        []) {
        if (masks.isMasked(copy)) copy.removeAttribute('value');
      }
    },

    beforeRender: () => {
      for (const [copy, original] of originals) {
        if (original.nodeType !== Node.ELEMENT_NODE) continue;
        if (original.localName === 'body') {
          mendCanvas(copy as HTMLElement, original.ownerDocument);
          mendMargin(copy as HTMLElement, original, new Set(originals.values()));
          mendLanguage(copy as HTMLElement, original.ownerDocument);
        }
        mendField(copy as HTMLElement, original);
        const lost = standIns.has(copy) ? undefined : lostBackground(copy, original);
        if (lost === undefined || !isSeen(original)) continue;
        tally.add('background', reasonOf(lost));
        (copy as HTMLElement).style.setProperty(
          'background-image',
          MISSING_BACKGROUND,
          'important',
        );
      }
    },
  };
  return { plugins: [plugin], fallbackURL };
};

/** Why a picture at this address could not be had. */
const reasonOf = (url: string): 'cross-origin' | 'unreadable' => {
  try {
    return new URL(url, document.baseURI).origin === location.origin
      ? 'unreadable'
      : 'cross-origin';
  } catch {
    return 'unreadable';
  }
};

/** Addresses of the pictures in its background, but those that travel within the address. */
const backgroundsOf = (element: Element): string[] =>
  [...getComputedStyle(element).backgroundImage.matchAll(/url\("(?!data:|#)([^"]*)"\)/g)].map(
    ([, url = '']) => url,
  );

/** The engine drops a background that it could not fetch, and says nothing. */
const lostBackground = (copy: Element, original: Element): string | undefined => {
  const urls = backgroundsOf(original);
  if (urls.length === 0) return undefined;
  const { backgroundImage = '' } = (copy as Partial<HTMLElement>).style ?? {};
  return backgroundImage.split('url("data:').length > urls.length ? undefined : urls[0];
};

const contentOf = (element: HTMLIFrameElement): Document | null => {
  try {
    return element.contentDocument;
  } catch {
    return null;
  }
};

const isForeignObject = (element: Element): boolean =>
  !/^image\//.test(element.getAttribute('type') ?? 'image/') &&
  element.getBoundingClientRect().width > 0;

/** Whether its pixels may be read: those of another origin taint the canvas that they touch. */
const isReadable = (element: HTMLCanvasElement | HTMLVideoElement): boolean => {
  const probe = document.createElement('canvas');
  probe.width = probe.height = 1;
  const brush = probe.getContext('2d', { willReadFrequently: true });
  if (brush === null) return true;
  try {
    brush.drawImage(element, 0, 0, 1, 1);
    brush.getImageData(0, 0, 1, 1);
    return true;
  } catch (error) {
    return !(error instanceof DOMException && error.name === 'SecurityError');
  }
};
