/** What a document is laid out in: the sizes that shares of the window, and fixed elements, refer to. */
import {
  bodyOf,
  clientHeightOf,
  clientWidthOf,
  layoutSizeOf,
  modeOf,
  rootElementOf,
  scrollLeftOf,
  scrollTopOf,
  scrollerOf,
} from './dom.js';
import { number } from './lengths.js';

interface Size {
  width: number;
  height: number;
}

export interface Viewport {
  /** CSS pixels of the initial containing block, which percentages are shares of. */
  initial: Size;
  /**
   * CSS pixels that fixed elements are placed in: on a phone more than the above where the page is wider
   * than the glass, for then it is shown smaller, or where the address bar has gone away.
   */
  fixed: Size;
  /** With what scrollbars take. */
  window: Size;
  /** CSS pixels that the page is scrolled by. */
  scroll: { left: number; top: number };
  /** Whether a scrollbar takes room beside the page. */
  hasScrollbar: boolean;
  /** The page's principal writing mode and direction, which decide to which side it goes on. */
  writingMode: string;
  direction: string;
}

/** CSS pixels that a scrollbar takes: more than a page is wider by a rounding, less than an address bar. */
const isBar = (room: number): boolean => room >= 3 && room <= 20;

export const viewportOf = (
  page: Document,
  window: Window,
  style: (element: Element) => CSSStyleDeclaration,
): Viewport => {
  const root = rootElementOf(page);
  const body = bodyOf(page);
  const teller = modeOf(page) === 'BackCompat' ? (body ?? root) : root;
  const initial = { width: clientWidthOf(teller), height: clientHeightOf(teller) };
  const outer = {
    width: atLeast(initial.width, window.innerWidth),
    height: atLeast(initial.height, window.innerHeight),
  };
  const [beside, below] = [outer.width - initial.width, outer.height - initial.height];
  // A page that is shown smaller has more of both, and is no wider than what is seen of it.
  const isShown = outer.width <= Math.ceil(window.visualViewport?.width ?? 0);
  const hasScrollbar =
    !isShown && isBar(beside)
      ? below < 1 || Math.abs(below - beside) <= 1
      : beside < 1 && isBar(below);
  const scroller = scrollerOf(page);
  const { writingMode, direction } = style(body ?? root);
  return {
    initial,
    fixed: hasScrollbar ? initial : outer,
    window: outer,
    scroll:
      scroller === null
        ? { left: window.pageXOffset, top: window.pageYOffset }
        : { left: scrollLeftOf(scroller), top: scrollTopOf(scroller) },
    hasScrollbar,
    writingMode,
    direction,
  };
};

/** A page may have put anything in the place of the window's own size. */
const atLeast = (least: number, size: unknown): number =>
  typeof size === 'number' && size > least && size < Infinity ? size : least;

/** Whether scrollbars stand beside what an element scrolls. */
export const hasBars = (scroller: Element, style: CSSStyleDeclaration): boolean => {
  const { width, height } = layoutSizeOf(scroller) ?? { width: 0, height: 0 };
  const [left, right, top, bottom] = (['Left', 'Right', 'Top', 'Bottom'] as const).map((side) =>
    number(style[`border${side}Width`]),
  ) as [number, number, number, number];
  const beside = width - clientWidthOf(scroller) - left - right;
  const below = height - clientHeightOf(scroller) - top - bottom;
  return beside + below >= 1;
};
