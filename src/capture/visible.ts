/**
 * What of a page is on the glass. A phone shows some hundred of a page's ten thousand elements;
 * everything after this step has to do with these alone.
 */
import {
  bodyOf,
  boxOf,
  childrenOf,
  clientHeightOf,
  clientWidthOf,
  findAll,
  firstChildOf,
  flatParentOf,
  isDisplayed,
  isElement,
  isOurs,
  kidsOf,
  nameOf,
  rootElementOf,
  scrollHeightOf,
  scrollWidthOf,
  shadowOf,
} from './dom.js';

/** Edges in CSS pixels of the layout viewport, as `getBoundingClientRect` has them. */
export interface Area {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** So far outside an element may still show a shadow, an outline or a pseudo-element inside. */
const MARGIN = 48;

/** Inside of elements this far outside is looked at: children can stick out to any side. */
const NEAR = 600;

/** A list of siblings as long as this is searched, not walked through, if it is in order. */
const LONG_LIST = 64;

export const NEVER_DRAWN = new Set(
  'script style link meta noscript template head title base source track param datalist'.split(' '),
);

/** Words in a line: what is outside needs no look at what is inside. */
const WORDS = new Set(
  'a b i u em strong code small sup sub br wbr mark time abbr span label button option'.split(' '),
);

export interface Visible {
  /** Elements with something on the glass, and all that they stand within, with their boxes. */
  boxes: Map<Element, DOMRect>;
  /** Of these, elements some of whose content is not on the glass and not among them. */
  partial: Set<Element>;
  /** Elements that hold more than they show. */
  scrollers: Set<Element>;
  /** Of long lists that were searched, the first and the last kid that was looked at. */
  near: Map<Element, readonly [Element, Element]>;
}

export const findVisible = (
  page: Document,
  view: Area,
  getStyle: (element: Element) => CSSStyleDeclaration,
  outliers: Iterable<Element>,
): Visible => {
  const boxes = new Map<Element, DOMRect>();
  const partial = new Set<Element>();
  const scrollers = new Set<Element>();
  const near = new Map<Element, readonly [Element, Element]>();
  const root = rootElementOf(page);
  const body = bodyOf(page);

  const { marked, holders } = markOutliers(outliers, getStyle);

  const clipOf = (element: Element, box: DOMRect, clip: Area): Area => {
    const overflows =
      scrollHeightOf(element) > clientHeightOf(element) + 1 ||
      scrollWidthOf(element) > clientWidthOf(element) + 1;
    if (!overflows || element === root || element === body) return clip;
    const { overflowX, overflowY } = getStyle(element);
    if (overflowX === 'visible' && overflowY === 'visible') return clip;
    scrollers.add(element);
    return intersect(clip, box);
  };

  /** Whether what is inside of an element off the glass can be on it. */
  const reaches = (element: Element, box: DOMRect, clip: Area): boolean => {
    if (marked.has(element)) return true;
    const name = nameOf(element);
    if (firstChildOf(element) === null && shadowOf(element) === null) {
      if (WORDS.has(name)) return false;
    } else if (box.width === 0 || box.height === 0) return true;
    const right = Math.max(box.right, box.left + scrollWidthOf(element));
    const bottom = Math.max(box.bottom, box.top + scrollHeightOf(element));
    return (
      right > clip.left - NEAR &&
      box.left < clip.right + NEAR &&
      bottom > clip.top - NEAR &&
      box.top < clip.bottom + NEAR
    );
  };

  /** Whether it, or anything inside, is on the glass. */
  const walk = (element: Element, clip: Area): boolean => {
    const name = nameOf(element);
    if (NEVER_DRAWN.has(name) || isOurs(element)) return false;
    const box = boxOf(element);
    const isBoxless = box.width === 0 && box.height === 0 && box.top === 0 && box.left === 0;
    if (isBoxless && !isDisplayed(element)) {
      // Nothing to see, but lines may break there.
      if (name === 'wbr') boxes.set(element, box);
      const hasKids = firstChildOf(element) !== null || shadowOf(element) !== null;
      if (getStyle(element).display !== 'contents') return false;
      return walkKids(element, box, clip, !hasKids);
    }
    const isSeen = touches(box, clip);
    if (name === 'svg' || name === 'math') {
      if (isSeen) boxes.set(element, box);
      return isSeen;
    }
    if (!isSeen && !reaches(element, box, clip)) return false;
    return walkKids(element, box, isSeen ? clipOf(element, box, clip) : clip, isSeen);
  };

  /** Apart, because a page may be thousands of levels deep, and each takes a piece of the stack. */
  const takeNear = (
    element: Element,
    kids: ArrayLike<Element>,
    [first, end]: readonly [number, number],
    take: (kid: Element) => void,
  ): void => {
    for (let at = first; at < end; at += 1) take(kids[at] as Element);
    if (marked.has(element) || holders.has(element)) {
      for (let at = 0; at < kids.length; at += 1) {
        const kid = kids[at] as Element;
        if ((at < first || at >= end) && marked.has(kid)) take(kid);
      }
    } else if (first < end && nameOf(element) !== 'slot') {
      // Between what one slot shows stands what others show.
      near.set(element, [kids[first] as Element, kids[end - 1] as Element]);
    }
  };

  const walkKids = (element: Element, box: DOMRect, clip: Area, isSeen: boolean): boolean => {
    let isAny = isSeen;
    let isWhole = true;
    const take = (kid: Element): void => {
      if (walk(kid, clip)) {
        isAny = true;
        if (partial.has(kid)) isWhole = false;
      } else if (!isNothing(kid)) isWhole = false;
    };
    const kids = elementsIn(element);
    const range = kids.length > LONG_LIST ? seenRange(kids, clip) : undefined;
    if (range !== undefined) {
      isWhole = false;
      takeNear(element, kids, range, take);
    } else {
      for (let at = 0; at < kids.length; at += 1) take(kids[at] as Element);
    }
    if (isAny) boxes.set(element, box);
    if (isAny && !isWhole) partial.add(element);
    return isAny;
  };

  /** Of no account to what is around it. */
  const isNothing = (kid: Element): boolean => NEVER_DRAWN.has(nameOf(kid)) || !isDisplayed(kid);

  const { left, top, right, bottom } = view;
  walk(root, {
    left: left - MARGIN,
    top: top - MARGIN,
    right: right + MARGIN,
    bottom: bottom + MARGIN,
  });
  for (const element of [root, body]) {
    if (element !== null && !boxes.has(element)) boxes.set(element, boxOf(element));
  }
  return { boxes, partial, scrollers, near };
};

const elementsIn = (element: Element): ArrayLike<Element> =>
  shadowOf(element) === null && nameOf(element) !== 'slot'
    ? childrenOf(element)
    : Array.from(kidsOf(element)).filter(isElement);

/** They hold no sticky element inside of themselves: a heading's cell stays when its row goes away. */
const NO_HOLDER = /^(inline|contents|ruby.*|table-(row|row-group|header-group|footer-group))$/;

/**
 * Elements that are not where what they stand within is: those placed by the viewport, with all around
 * them. What sticks stays inside of the block that holds it, and is found with that.
 */
const markOutliers = (
  outliers: Iterable<Element>,
  getStyle: (element: Element) => CSSStyleDeclaration,
): { marked: ReadonlySet<Element>; holders: ReadonlySet<Element> } => {
  const marked = new Set<Element>();
  const holders = new Set<Element>();
  const sticky: Element[] = [];
  for (const outlier of outliers) {
    const { position, top, bottom } = getStyle(outlier);
    if (/sticky/.test(position)) {
      // Else it moves along its own line only.
      if (top !== 'auto' || bottom !== 'auto') sticky.push(outlier);
      continue;
    }
    for (let up: Element | null = outlier; up !== null && !marked.has(up); up = flatParentOf(up)) {
      marked.add(up);
    }
  }
  for (const outlier of sticky) {
    marked.add(outlier);
    let up = flatParentOf(outlier);
    while (up !== null && !marked.has(up) && NO_HOLDER.test(getStyle(up).display)) {
      marked.add(up);
      up = flatParentOf(up);
    }
    if (up !== null) holders.add(up);
  }
  return { marked, holders };
};

/**
 * Where in a long list of siblings those on the glass begin and end; undefined where the siblings
 * do not follow each other down the page.
 */
const seenRange = (kids: ArrayLike<Element>, clip: Area): [number, number] | undefined => {
  const topAt = (index: number): DOMRect => boxOf(kids[index] as Element);
  let last = -Infinity;
  const { length } = kids;
  const step = Math.max(1, Math.floor(length / 24));
  for (let at = 0; at < length; at += step) {
    const box = topAt(at);
    if (box.height === 0 || box.top < last) return undefined;
    last = box.top;
  }
  const first = partition(length, (at) => topAt(at).bottom < clip.top - NEAR);
  const end = partition(length, (at) => topAt(at).top < clip.bottom + NEAR);
  return [Math.max(0, first - 1), Math.min(length, end + 1)];
};

/** Index of the first for which the test does not hold; it holds for all before. */
const partition = (length: number, test: (index: number) => boolean): number => {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
};

const touches = (box: Area, clip: Area): boolean =>
  box.right >= clip.left &&
  box.left <= clip.right &&
  box.bottom >= clip.top &&
  box.top <= clip.bottom;

const intersect = (one: Area, other: Area): Area => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
});

/** The elements that a page places by the viewport, wherever they stand in it. */
export const findOutliers = (page: Document, selectors: readonly string[]): Element[] => {
  const found = findAll(page, '[style*="fixed"],[style*="sticky"],dialog[open],[popover]');
  for (const selector of selectors) {
    found.push(...findAll(page, selector));
  }
  return found.filter((element) => !isOurs(element));
};
