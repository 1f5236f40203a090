/** What a document is laid out in: the sizes that shares of the window, and fixed elements, refer to. */
import {
  bodyOf,
  clientHeightOf,
  clientWidthOf,
  layoutSizeOf,
  modeOf,
  rootElementOf,
} from './dom.js';

export interface Viewport {
  /** CSS pixels of the initial containing block, which percentages, `vw` and `vh` are shares of. */
  width: number;
  height: number;
  /**
   * CSS pixels that fixed elements are placed in: on a phone more than the above where the page is wider
   * than the glass, for then it is shown smaller, or where the address bar has gone away.
   */
  fixed: { width: number; height: number };
  /** Whether a scrollbar takes room beside the page. */
  hasScrollbar: boolean;
  /** The page's principal writing mode and direction, which decide to which side it goes on. */
  writingMode: string;
  direction: string;
}

export const viewportOf = (
  page: Document,
  window: Window,
  style: (element: Element) => CSSStyleDeclaration,
): Viewport => {
  const { innerWidth, innerHeight } = window;
  const root = rootElementOf(page);
  const body = bodyOf(page);
  const teller = modeOf(page) === 'BackCompat' ? (body ?? root) : root;
  const width = clientWidthOf(teller) || innerWidth;
  const height = clientHeightOf(teller) || innerHeight;
  const [beside, below] = [innerWidth - width, innerHeight - height];
  // A bar takes as much from the height, or nothing; a page that is shown smaller has more of both.
  const hasScrollbar = beside >= 1 && (below <= 1 || Math.abs(below - beside) <= 1);
  const { writingMode, direction } = style(body ?? root);
  return {
    width,
    height,
    fixed: hasScrollbar ? { width, height } : { width: innerWidth, height: innerHeight },
    hasScrollbar,
    writingMode,
    direction,
  };
};

/** Whether scrollbars stand beside what an element scrolls. */
export const hasBars = (scroller: Element, style: CSSStyleDeclaration): boolean => {
  const { width, height } = layoutSizeOf(scroller) ?? { width: 0, height: 0 };
  const [left, right, top, bottom] = (['Left', 'Right', 'Top', 'Bottom'] as const).map(
    (side) => parseFloat(style[`border${side}Width`]) || 0,
  ) as [number, number, number, number];
  const beside = width - clientWidthOf(scroller) - left - right;
  const below = height - clientHeightOf(scroller) - top - bottom;
  return beside + below >= 1;
};
