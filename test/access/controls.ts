/** What can be pressed or typed into: large enough, and seen when it has the focus. */
import { elementsIn, isSeen, nameOf } from './dom.js';

const CONTROLS =
  'a[href],button,input:not([type=hidden]),select,textarea,summary,[role=button],[tabindex="0"]';

const controlsIn = (ours: string): HTMLElement[] =>
  elementsIn(ours).filter((element) => element.matches(CONTROLS) && isSeen(element));

/** A link in a line of text is as high as its line: WCAG 2.5.8 leaves it out. */
const isInLine = (element: HTMLElement): boolean =>
  element.localName === 'a' &&
  getComputedStyle(element).display === 'inline' &&
  element.parentElement?.textContent.trim() !== element.textContent.trim();

/** What a tap reaches: a choice's label belongs to it. */
const reachOf = (control: HTMLElement): DOMRect[] => {
  const labels = control instanceof HTMLInputElement ? [...(control.labels ?? [])] : [];
  return [control, ...labels].map((part) => part.getBoundingClientRect());
};

/** Controls of less than `least` CSS pixels in width or height. */
export const smallControls = (ours: string, least: number): string[] =>
  controlsIn(ours).flatMap((control) => {
    const reach = reachOf(control);
    // A hair less comes from a fraction of a pixel in the layout.
    const fits = reach.some(({ width, height }) => Math.min(width, height) > least - 0.5);
    if (fits || isInLine(control)) return [];
    const { width, height } = control.getBoundingClientRect();
    return [`${nameOf(control)} is ${width.toFixed(0)}×${height.toFixed(0)}`];
  });

const LOOKS = [
  'outlineStyle',
  'outlineWidth',
  'outlineColor',
  'boxShadow',
  'borderColor',
  'backgroundColor',
] as const;

const lookOf = (element: Element): string => {
  const style = getComputedStyle(element);
  return LOOKS.map((name) => style[name]).join();
};

/** Whether any part of it is on top at its place. */
const isOnTop = (control: HTMLElement): boolean => {
  const root = control.getRootNode() as Document | ShadowRoot;
  const { left, top, width, height } = control.getBoundingClientRect();
  const places = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [x, y] as const));
  return places.some(([x, y]) => {
    const hit = root.elementFromPoint(left + width * x, top + height * y);
    return hit !== null && (control.contains(hit) || hit.contains(control));
  });
};

/**
 * Controls that look no different with the focus, or have it out of sight. The last thing before it
 * must have been a key, so that the browser shows the focus.
 */
export const hiddenFocus = (ours: string): string[] =>
  controlsIn(ours).flatMap((control) => {
    const root = control.getRootNode() as Document | ShadowRoot;
    if (root.activeElement === control) control.blur();
    const before = lookOf(control);
    control.focus();
    // Under a dialog it cannot have the focus at all.
    if (root.activeElement !== control) return [];
    if (lookOf(control) === before) return [`${nameOf(control)} looks the same with the focus`];
    return isOnTop(control) ? [] : [`${nameOf(control)} is covered when it has the focus`];
  });
