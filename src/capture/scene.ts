/** A document at the moment of the capture, and what has been found out about it. */
import {
  baseOf,
  bodyOf,
  boxOf,
  isDisplayed,
  isElement,
  isMatch,
  isOurs,
  isShadow,
  kidsOf,
  nextOf,
  rootElementOf,
  rootOf,
} from './dom.js';
import { px } from './lengths.js';
import { type ShareReader, shareReader } from './shares.js';
import { sheetsOf } from './sheets.js';
import { hasBars, type Viewport, viewportOf } from './viewport.js';
import { type Area, findOutliers, findVisible } from './visible.js';

export interface Scene {
  page: Document;
  window: Window;
  root: HTMLElement;
  body: HTMLElement | null;
  /** What addresses in the page are relative to. */
  base: string;
  /** The part of the page that is pictured, in its layout viewport. */
  view: Area;
  boxes: Map<Element, DOMRect>;
  /** Elements of which not all is there: what is missing must still take its place. */
  partial: Set<Element>;
  /** Of long lists, the first and the last kid that may be on the glass. */
  near: ReadonlyMap<Element, readonly [Element, Element]>;
  /** Elements that stick at the moment, or could. */
  sticky: ReadonlySet<Element>;
  viewport: Viewport;
  /** Whether scrollbars stand beside what is scrolled; on phones they take no room, and are not seen. */
  hasScrollbars: boolean;
  /** Selectors of elements that count. */
  counting: readonly string[];
  /** Styles that an element has in the picture beyond those of the page, each `!important`. */
  pins: Map<Element, string>;
  /** Computed once for each element; live. */
  style: (element: Element) => CSSStyleDeclaration;
  /** Styles with pixels in place of shares of the window. */
  inPixels: ShareReader;
  /** The box of any element, also of one that is not seen. */
  boxOf: (element: Element) => DOMRect;
}

export const survey = (page: Document, window: Window, view: Area): Scene => {
  const styles = new Map<Element, CSSStyleDeclaration>();
  const style = (element: Element): CSSStyleDeclaration => {
    let known = styles.get(element);
    if (known === undefined) styles.set(element, (known = window.getComputedStyle(element)));
    return known;
  };
  const outliers = findOutliers(page, outlierSelectors(page));
  const { boxes, partial, scrollers, near } = findVisible(page, view, style, outliers);
  const viewport = viewportOf(page, window, style);
  const scene: Scene = {
    page,
    window,
    root: rootElementOf(page),
    body: bodyOf(page),
    base: baseOf(page),
    view,
    boxes,
    partial,
    near,
    sticky: findSticky(boxes, style, outliers),
    viewport,
    hasScrollbars:
      viewport.hasScrollbar ||
      [...scrollers].some((scroller) => hasBars(scroller, style(scroller))),
    counting: sheetsOf(page).sheets.flatMap(({ compiled }) => compiled.counting),
    pins: new Map(),
    style,
    inPixels: shareReader(page),
    boxOf: (element) => boxes.get(element) ?? boxOf(element),
  };
  return scene;
};

const outlierSelectors = (root: Document | ShadowRoot): string[] =>
  sheetsOf(root).sheets.flatMap(({ compiled }) => compiled.outliers);

const findSticky = (
  boxes: ReadonlyMap<Element, DOMRect>,
  style: (element: Element) => CSSStyleDeclaration,
  outliers: readonly Element[],
): Set<Element> => {
  const candidates = new Set(outliers);
  const selectors = new Map<Node, string[]>();
  for (const element of boxes.keys()) {
    const tree = rootOf(element);
    if (!isShadow(tree)) continue;
    let own = selectors.get(tree);
    if (own === undefined) selectors.set(tree, (own = outlierSelectors(tree)));
    if (own.some((selector) => isMatch(element, selector))) candidates.add(element);
  }
  const found = new Set<Element>();
  for (const element of candidates) {
    if (boxes.has(element) && /sticky/.test(style(element).position)) found.add(element);
  }
  return found;
};

/** What an element holds; of a long list what may be on the glass, unless the rest counts. */
export const nearKidsOf = (scene: Scene, element: Element): Node[] => {
  const [first, last] = scene.near.get(element) ?? [];
  if (first === undefined || scene.counting.length > 0) return Array.from(kidsOf(element));
  const nodes: Node[] = [];
  for (let node: Node | null = first; node !== null; node = node === last ? null : nextOf(node)) {
    nodes.push(node);
  }
  return nodes;
};

/** Takes an element with everything in it into the picture, whether it is seen or not. */
export const includeAll = (scene: Scene, element: Element): void => {
  if (isOurs(element)) return;
  scene.boxes.set(element, scene.boxOf(element));
  scene.partial.delete(element);
  for (const kid of Array.from(kidsOf(element))) {
    if (isElement(kid) && isDisplayed(kid)) includeAll(scene, kid);
  }
};

export const pin = (
  scene: Scene,
  element: Element,
  styles: Record<string, string | number>,
): void => {
  let text = scene.pins.get(element) ?? '';
  for (const [name, value] of Object.entries(styles)) {
    text += `${name}:${typeof value === 'number' ? px(value) : value}!important;`;
  }
  scene.pins.set(element, text);
};

/** Pins for what has the size that it has, whatever the page allows. */
export const UNBOUND = {
  'min-width': '0',
  'max-width': 'none',
  'min-height': '0',
  'max-height': 'none',
};
