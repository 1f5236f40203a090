/**
 * Keeps in place what is seen when what surrounds it is left out. A container of which a part is
 * missing gets the size that it has on the page, and what remains of its content is put where it is:
 * blocks by margins, items of flex and grid containers in one cell, rows after a row as high as all
 * that are missing. What is inside an element of which nothing is missing, the browser lays out as
 * it did on the page.
 */
import { isDisplayed, isElement, isText, kidsOf, layoutSizeOf, rangeOver } from './dom.js';
import { countsIn, withCounts } from './counters.js';
import { arrangeRows, arrangeTable } from './tables.js';
import { type Filler, isNode, type Item } from './items.js';
import { linesInSight } from './lines.js';
import { hasPseudo, innerMargins, marginFor, NO_MARGINS, outerMargins, sum } from './margins.js';
import { isSealed } from './sealed.js';
import { number, px } from './lengths.js';
import { includeAll, nearKidsOf, pin, type Scene } from './scene.js';

interface Inset {
  left: number;
  top: number;
}

/**
 * What to write for the content of an element, in order; pins what needs to be.
 *
 * @param shift how far the content is scrolled: the boxes are as if it were not
 */
export const arrange = (scene: Scene, element: Element, shift: Inset): Item[] => {
  const allKids = (): Node[] => Array.from(kidsOf(element));
  if (isWhole(scene, element)) return arrangeWhole(scene, element, allKids());
  const kids = nearKidsOf(scene, element);
  const style = scene.style(element);
  const { display } = style;
  if (display === 'contents') return kids.filter((kid) => isThere(scene, kid));
  if (isKeptWhole(scene, element, style)) {
    for (const kid of allKids()) if (isElement(kid) && isDisplayed(kid)) includeAll(scene, kid);
    return allKids().filter((kid) => isThere(scene, kid));
  }
  pinSize(scene, element, style);
  if (/flex|grid/.test(display)) return arrangeCells(scene, element, kids, shift);
  if (/^(inline-)?table$/.test(display)) return arrangeTable(scene, element, allKids());
  if (/^table-(row-group|header-group|footer-group)$/.test(display)) {
    return arrangeRows(scene, element, kids);
  }
  if (display === 'table-row') return arrangeRow(scene, allKids());
  return hasWords(scene, kids)
    ? arrangeMixed(scene, linesInSight(scene, element, allKids()))
    : arrangeBlocks(scene, element, kids, shift);
};

/** Whether the browser lays its content out as on the page. Around a closed tree it does not. */
const isWhole = (scene: Scene, element: Element): boolean =>
  !scene.partial.has(element) &&
  !Array.from(kidsOf(element)).some((kid) => isElement(kid) && isSealed(scene, kid));

/** Of an element with all that is in it, unless that is more text than is seen. */
const arrangeWhole = (scene: Scene, element: Element, kids: readonly Node[]): Item[] => {
  const there = kids.filter((kid) => isThere(scene, kid));
  if (!there.some((kid) => isText(kid) && kid.data.length > LONG_TEXT)) return there;
  const items = linesInSight(scene, element, there);
  const isCut = items.length < there.length || !items.every(isNode);
  if (isCut) pinSize(scene, element, scene.style(element));
  return items;
};

/** Letters that may be more than a glass full. */
const LONG_TEXT = 200;

const isThere = (scene: Scene, node: Node): boolean =>
  isElement(node) ? scene.boxes.has(node) : isText(node) && node.data !== '';

/** Where what is missing cannot be made up for: it comes along. */
const isKeptWhole = (scene: Scene, element: Element, style: CSSStyleDeclaration): boolean =>
  /^(inline|ruby.*|table-column.*)$/.test(style.display) ||
  style.writingMode !== 'horizontal-tb' ||
  style.columnCount !== 'auto' ||
  style.columnWidth !== 'auto' ||
  isWarped(scene, element);

/** Whether its boxes are turned or scaled, so that they tell nothing of its layout. */
const isWarped = (scene: Scene, element: Element): boolean => {
  const { transform, rotate, scale, zoom } = scene.style(element);
  if ((rotate && rotate !== 'none') || (scale && scale !== 'none')) return true;
  if (zoom !== '' && Number(zoom) !== 1) return true;
  if (transform === 'none' || transform === '') return false;
  const { a, b, c, d, is2D } = new DOMMatrix(transform);
  return !is2D || a !== 1 || b !== 0 || c !== 0 || d !== 1;
};

/** How far it is drawn from where it is laid out; undefined where that cannot be told. */
const offsetOf = (scene: Scene, element: Element): Inset | undefined => {
  if (isWarped(scene, element)) return undefined;
  const { position, top, left, transform, translate } = scene.style(element);
  const isMoved = position === 'relative';
  const offset = { left: isMoved ? number(left) : 0, top: isMoved ? number(top) : 0 };
  if (transform !== 'none' && transform !== '') {
    const { e, f } = new DOMMatrix(transform);
    offset.left += e;
    offset.top += f;
  }
  if (translate && translate !== 'none') {
    const [x = '0', y = '0'] = translate.split(' ');
    const { width, height } = scene.boxOf(element);
    offset.left += x.endsWith('%') ? (number(x) / 100) * width : number(x);
    offset.top += y.endsWith('%') ? (number(y) / 100) * height : number(y);
  }
  return offset;
};

/** Where it is laid out, without transforms and relative offsets. */
const layoutBox = (
  scene: Scene,
  element: Element,
): { left: number; top: number; bottom: number } => {
  const { left, top, bottom, width, height } = scene.boxOf(element);
  const offset = offsetOf(scene, element);
  if (offset !== undefined) {
    return { left: left - offset.left, top: top - offset.top, bottom: bottom - offset.top };
  }
  // Turned or scaled around its origin; the centre of the box stays where the origin is the centre.
  const size = layoutSizeOf(element) ?? { width, height };
  const [middle, centre] = [left + width / 2, top + height / 2];
  const above = centre - size.height / 2;
  return { left: middle - size.width / 2, top: above, bottom: above + size.height };
};

const sizePins = (style: CSSStyleDeclaration, both: boolean): Record<string, string> => ({
  height: style.height,
  'min-height': '0',
  'max-height': 'none',
  ...(both && { width: style.width, 'min-width': '0', 'max-width': 'none', flex: 'none' }),
});

const pinSize = (scene: Scene, element: Element, style: CSSStyleDeclaration): void => {
  const { display, position, float } = style;
  if (/^table-(row|row-group|header-group|footer-group)$/.test(display)) return;
  const isFluid = display === 'block' && /static|relative/.test(position) && float === 'none';
  if (/table/.test(display)) pin(scene, element, { width: style.width, 'min-width': '0' });
  else pin(scene, element, sizePins(style, !isFluid));
  if (style.aspectRatio !== 'auto') pin(scene, element, { 'aspect-ratio': 'auto' });
};

const isBlank = (node: Node): boolean => isText(node) && node.data.trim() === '';

/** Whether the content is a run of lines, or has floats that lines may run around. */
const hasWords = (scene: Scene, kids: readonly Node[]): boolean => {
  for (const kid of kids) {
    if (isText(kid)) {
      if (!isBlank(kid) && isTextSeen(scene, kid)) return true;
    } else if (isElement(kid) && scene.boxes.has(kid)) {
      const { display, position, float } = scene.style(kid);
      if (/absolute|fixed/.test(position)) continue;
      if (float !== 'none' || /^(inline|ruby)/.test(display)) return true;
      if (display === 'contents' && hasWords(scene, Array.from(kidsOf(kid)))) return true;
    }
  }
  return false;
};

const isTextSeen = (scene: Scene, text: Text): boolean => {
  const range = rangeOver(scene.page, text);
  const { top, bottom } = range.getBoundingClientRect();
  return bottom > scene.view.top && top < scene.view.bottom;
};

const isOutOfFlow = (style: CSSStyleDeclaration): boolean => /absolute|fixed/.test(style.position);

/** Out of the flow, where it is: its insets may be `auto`, and refer to what is missing. */
const pinAside = (scene: Scene, element: Element, style: CSSStyleDeclaration): void => {
  const { top, left } = style;
  if (top === 'auto' || left === 'auto') return;
  pin(scene, element, { top, left, right: 'auto', bottom: 'auto' });
  if (!/^inline$/.test(style.display)) pin(scene, element, sizePins(style, true));
};

const pinSticky = (scene: Scene, element: Element): void => {
  if (scene.sticky.has(element)) pin(scene, element, { position: 'relative', inset: 'auto' });
};

/** Seen kids, with those of boxless ones in their place. */
const seenKids = (scene: Scene, kids: readonly Node[]): Element[] =>
  kids.flatMap((kid) => {
    if (!isElement(kid) || !scene.boxes.has(kid)) return [];
    const isBoxless = scene.style(kid).display === 'contents';
    return isBoxless ? seenKids(scene, Array.from(kidsOf(kid))) : [kid];
  });

/** Blocks one below the other, without lines between them. */
const arrangeBlocks = (
  scene: Scene,
  element: Element,
  kids: readonly Node[],
  shift: Inset,
): Item[] => {
  const style = scene.style(element);
  if (style.display === 'block') pin(scene, element, { display: 'flow-root' });
  if (style.display === 'list-item') pin(scene, element, { display: 'flow-root list-item' });
  let end = contentTop(scene, element, style) + pseudoHeight(scene, element);
  let before = NO_MARGINS;
  for (const kid of seenKids(scene, kids)) {
    const own = scene.style(kid);
    if (isOutOfFlow(own)) {
      pinAside(scene, kid, own);
      continue;
    }
    pinSticky(scene, kid);
    const box = layoutBox(scene, kid);
    const isPartial = scene.partial.has(kid);
    const inside = isPartial ? NO_MARGINS : innerMargins(scene, kid, 'top');
    const gap = box.top + shift.top - end;
    pin(scene, kid, {
      'margin-top': marginFor(gap, inside, before),
      'margin-bottom': 0,
      clear: 'none',
    });
    end = box.bottom + shift.top;
    before = isPartial ? NO_MARGINS : innerMargins(scene, kid, 'bottom');
  }
  return withCounts(scene, kids, (kid) => isElement(kid) && scene.boxes.has(kid));
};

const contentTop = (scene: Scene, element: Element, style: CSSStyleDeclaration): number =>
  scene.boxOf(element).top + number(style.borderTopWidth) + number(style.paddingTop);

/** What a `::before` that is a block takes from the top. */
const pseudoHeight = (scene: Scene, element: Element): number => {
  if (!hasPseudo(scene, element, '::before')) return 0;
  const style = scene.window.getComputedStyle(element, '::before');
  const isBlock = /^(block|flex|grid|table|flow-root|list-item)$/.test(style.display);
  if (!isBlock || isOutOfFlow(style) || style.float !== 'none') return 0;
  const own = ['height', 'marginTop', 'marginBottom'] as const;
  const around = ['paddingTop', 'paddingBottom', 'borderTopWidth', 'borderBottomWidth'] as const;
  const parts = style.boxSizing === 'border-box' ? own : [...own, ...around];
  return parts.reduce((total, part) => total + number(style[part]), 0);
};

/** Items that do not know of each other any more: all in one cell, each where it is. */
const arrangeCells = (
  scene: Scene,
  element: Element,
  kids: readonly Node[],
  shift: Inset,
): Item[] => {
  const style = scene.style(element);
  const { left, top } = scene.boxOf(element);
  const origin = {
    left: left + number(style.borderLeftWidth) + number(style.paddingLeft) - shift.left,
    top: top + number(style.borderTopWidth) + number(style.paddingTop) - shift.top,
  };
  pin(scene, element, {
    display: style.display.startsWith('inline') ? 'inline-grid' : 'grid',
    'grid-template': 'none',
    'grid-auto-columns': 'auto',
    'grid-auto-rows': 'auto',
    'grid-auto-flow': 'row',
    'place-content': 'start',
    gap: '0',
  });
  for (const kid of seenKids(scene, kids)) {
    const own = scene.style(kid);
    if (isOutOfFlow(own)) {
      pinAside(scene, kid, own);
      continue;
    }
    pinSticky(scene, kid);
    const box = layoutBox(scene, kid);
    pin(scene, kid, {
      ...cellPins(box.left - origin.left, box.top - origin.top),
      ...sizePins(own, true),
    });
  }
  const isWritten = (kid: Node): boolean =>
    isElement(kid) ? scene.boxes.has(kid) : isText(kid) && !isBlank(kid);
  return withCounts(scene, kids, isWritten).map((item) =>
    isNode(item) && isText(item) ? textCell(scene, item, style, origin) : item,
  );
};

const cellPins = (left: number, top: number): Record<string, string> => ({
  'grid-area': '1/1',
  'place-self': 'start left',
  margin: `${px(top)} 0 0 ${px(left)}`,
});

/** Words that are an item of their own. */
const textCell = (scene: Scene, text: Text, style: CSSStyleDeclaration, origin: Inset): Filler => {
  const range = rangeOver(scene.page, text);
  const box = range.getBoundingClientRect();
  const lines = Math.max(1, new Set([...range.getClientRects()].map(({ top }) => top)).size);
  const lineHeight = number(style.lineHeight);
  const leading = lineHeight > 0 ? (lineHeight - box.height / lines) / 2 : 0;
  const pins = cellPins(box.left - origin.left, box.top - leading - origin.top);
  const style_ = Object.entries({ ...pins, display: 'block', width: px(Math.ceil(box.width)) });
  return {
    name: 'c-i',
    style: style_.map(([name, value]) => `${name}:${value};`).join(''),
    items: [text],
  };
};

/** Lines and blocks in turns: they flow as they did, with a box for each block that is missing. */
const arrangeMixed = (scene: Scene, items: readonly Item[]): Item[] =>
  items.flatMap((kid): Item[] => {
    if (!isNode(kid)) return [kid];
    if (isText(kid)) return kid.data === '' ? [] : [kid];
    if (!isElement(kid)) return [];
    if (!scene.boxes.has(kid)) {
      if (!isDisplayed(kid)) return [];
      const { display, float } = scene.style(kid);
      if (isOutOfFlow(scene.style(kid))) return [];
      if (display !== 'inline' || float !== 'none') return [husk(scene, kid)];
      includeAll(scene, kid);
      return [kid];
    }
    const own = scene.style(kid);
    if (isOutOfFlow(own)) pinAside(scene, kid, own);
    else if (scene.partial.has(kid) && /^(block|list-item)$/.test(own.display)) {
      pin(scene, kid, {
        'margin-top': sum(outerMargins(scene, kid, 'top')),
        'margin-bottom': sum(outerMargins(scene, kid, 'bottom')),
      });
    }
    pinSticky(scene, kid);
    return [kid];
  });

const arrangeRow = (scene: Scene, kids: readonly Node[]): Item[] =>
  kids.flatMap((kid): Item[] => {
    if (!isElement(kid)) return [];
    if (scene.boxes.has(kid)) return [kid];
    return isDisplayed(kid) ? [husk(scene, kid)] : [];
  });

/** A box of the same size, with the same place in the flow, with nothing inside. */
const husk = (scene: Scene, element: Element): Filler => {
  const style = scene.style(element);
  const { width, height } = scene.boxOf(element);
  const isCell = style.display === 'table-cell';
  const isBlock = /^(block|list-item|flow-root|flex|grid|table)$/.test(style.display);
  const margins = isBlock && style.float === 'none';
  const top = margins ? px(sum(outerMargins(scene, element, 'top'))) : style.marginTop;
  const bottom = margins ? px(sum(outerMargins(scene, element, 'bottom'))) : style.marginBottom;
  const size = layoutSizeOf(element) ?? { width, height };
  const isExact = Math.abs(width - size.width) < 1 && Math.abs(height - size.height) < 1;
  const styles: Record<string, string> = {
    display: isCell ? 'table-cell' : isBlock ? 'block' : 'inline-block',
    'box-sizing': 'border-box',
    width: px(isExact ? width : size.width),
    height: px(isExact ? height : size.height),
    margin: `${top} ${style.marginRight} ${bottom} ${style.marginLeft}`,
    float: style.float,
    clear: style.clear,
    'vertical-align': style.verticalAlign,
    overflow: 'hidden',
  };
  const counts = countsIn(scene);
  counts.skip(element);
  return {
    name: 'c-h',
    style:
      Object.entries(styles)
        .map(([name, value]) => `${name}:${value};`)
        .join('') + counts.style(),
    items: [],
  };
};
