/** Texts of which a part cannot be read, also at double size. Runs in the page. */
import { elementsIn, isSeen, nameOf, parentOf } from './dom.js';

const ownTexts = (element: Element): ChildNode[] =>
  [...element.childNodes].filter(
    (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim() !== '',
  );

/** Makes every text twice as large, as a phone's or a browser's text size does. */
export const doubleText = (ours: string): void => {
  const sizes = elementsIn(ours).map(
    (element) => [element, parseFloat(getComputedStyle(element).fontSize)] as const,
  );
  for (const [element, size] of sizes) element.style.fontSize = `${String(size * 2)}px`;
};

const SCROLLS = ['auto', 'scroll'];
const CUTS = ['hidden', 'clip'];
/** Fractions of a pixel, and what glyphs reach over their lines, are no loss. */
const SLACK = 2;

type Edge = { start: number; end: number };
const across = ({ left, right }: DOMRect): Edge => ({ start: left, end: right });
const down = ({ top, bottom }: DOMRect): Edge => ({ start: top, end: bottom });
const exceeds = (inner: Edge, outer: Edge): boolean =>
  inner.start < outer.start - SLACK || inner.end > outer.end + SLACK;

/** What cuts a part of the text off for good, if something does. */
const cutBy = (element: HTMLElement): string | undefined => {
  const texts = ownTexts(element);
  const range = document.createRange();
  // What stands between its own texts lies between them in the page as well.
  range.setStartBefore(texts[0] ?? element);
  range.setEndAfter(texts.at(-1) ?? element);
  const text = range.getBoundingClientRect();
  if (text.width === 0) return undefined;
  let [isAcross, isDown] = [true, true];
  for (let at: Element | null = element; at !== null; at = parentOf(at)) {
    const style = getComputedStyle(at);
    const box = at.getBoundingClientRect();
    if (SCROLLS.includes(style.overflowX)) isAcross = false;
    if (SCROLLS.includes(style.overflowY)) isDown = false;
    const isShortened = style.textOverflow === 'ellipsis' || style.webkitLineClamp !== 'none';
    if (isShortened) return undefined;
    const isCutAcross =
      isAcross && CUTS.includes(style.overflowX) && exceeds(across(text), across(box));
    const isCutDown = isDown && CUTS.includes(style.overflowY) && exceeds(down(text), down(box));
    if (isCutAcross || isCutDown) return nameOf(at);
    if (style.position === 'fixed') {
      const beside = isAcross && exceeds(across(text), { start: 0, end: innerWidth });
      const above = isDown && exceeds(down(text), { start: 0, end: innerHeight });
      return beside || above ? 'the edge of the screen' : undefined;
    }
  }
  // The page scrolls down, and must not need to be scrolled sideways.
  return isAcross && exceeds(across(text), { start: 0, end: Math.max(innerWidth, text.width) })
    ? 'the side of the page'
    : undefined;
};

/** Texts that are cut off where nothing scrolls and no ellipsis says so. */
export const clippedTexts = (ours: string): string[] =>
  elementsIn(ours)
    .filter((element) => ownTexts(element).length > 0 && isSeen(element))
    .flatMap((element) => {
      const by = cutBy(element);
      return by === undefined ? [] : [`${nameOf(element)} is cut off by ${by}`];
    });
