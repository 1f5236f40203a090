/**
 * Old pages are laid out by old habits (the quirks mode of the HTML and Quirks Mode standards); the
 * picture never is. What the habits do to each box is written down instead.
 */
import { childNodesOf, isElement, isText, kidsOf, modeOf, nameOf } from './dom.js';
import { isNear, number } from './lengths.js';
import { pin, type Scene } from './scene.js';

export const pinQuirks = (scene: Scene): void => {
  if (modeOf(scene.page) !== 'BackCompat') return;
  for (const element of scene.boxes.keys()) {
    const style = scene.style(element);
    const { display } = style;
    if (display === 'inline' || display === 'contents' || display === 'none') continue;
    if (nameOf(element) === 'table') pinTable(scene, element);
    if (/^(body|td|th)$/.test(nameOf(element))) dropMargins(scene, element);
    if (nameOf(element) === 'form') pin(scene, element, { 'margin-bottom': style.marginBottom });
    if (/^(block|list-item|table-cell|flow-root)$/.test(display)) {
      pin(scene, element, { height: style.height });
      shrinkLines(scene, element);
    }
    if (display === 'table-row') pin(scene, element, { height: scene.boxOf(element).height });
  }
};

/** «The table font does not come from outside.» */
const pinTable = (scene: Scene, table: Element): void => {
  const style = scene.style(table);
  for (const name of OWN_OF_TABLES) pin(scene, table, { [name]: style.getPropertyValue(name) });
};

const OWN_OF_TABLES =
  'font-size font-weight font-style font-variant line-height color text-align white-space'.split(
    ' ',
  );

/**
 * «Margins that the browser gives by itself do not stand at the edge of a page or a cell.» Whether they do is seen
 * from where their element stands: a body goes down with what reaches out of it, a cell leaves room for it.
 */
const dropMargins = (scene: Scene, element: Element): void => {
  const isBody = nameOf(element) === 'body';
  const { top, bottom } = insideOf(scene, element);
  const first = substantial(element, 1);
  if (first !== undefined) {
    const { marginTop } = scene.style(first);
    const edge = isBody ? insideOf(scene, scene.root).top + offsetOfBody(scene, element) : top;
    const room = scene.boxOf(first).top - edge;
    const isDropped = room < number(marginTop) - 0.5 || isDefault(scene, first);
    if (isBody ? isNear(room, 0, 0.5) : isDropped) {
      pin(scene, first, { 'margin-top': 0 });
    }
  }
  const last = isBody ? undefined : substantial(element, -1);
  if (last === undefined) return;
  const { marginBottom } = scene.style(last);
  if (bottom - scene.boxOf(last).bottom < number(marginBottom) - 0.5 || isDefault(scene, last)) {
    pin(scene, last, { 'margin-bottom': 0 });
  }
};

/** Where the content of an element begins and ends. */
const insideOf = (scene: Scene, element: Element): { top: number; bottom: number } => {
  const { top, bottom } = scene.boxOf(element);
  const style = scene.style(element);
  return {
    top: top + number(style.borderTopWidth) + number(style.paddingTop),
    bottom: bottom - number(style.borderBottomWidth) - number(style.paddingBottom),
  };
};

const offsetOfBody = (scene: Scene, body: Element): number => {
  const { marginTop, borderTopWidth, paddingTop } = scene.style(body);
  return number(marginTop) + number(borderTopWidth) + number(paddingTop);
};

/** The first or last child that is more than a space, if it is one with such margins. */
const substantial = (element: Element, step: 1 | -1): Element | undefined => {
  const kids = childNodesOf(element);
  for (let at = step === 1 ? 0 : kids.length - 1; at in kids; at += step) {
    const kid = kids[at] as Node;
    if (isElement(kid)) return WITH_MARGINS.test(nameOf(kid)) ? kid : undefined;
    if (isText(kid) && kid.data.trim() !== '') return undefined;
  }
  return undefined;
};

/** Margins of browsers that are not as high as the font. */
const IN_FONTS: Readonly<Record<string, number>> = {
  h1: 0.67,
  h2: 0.83,
  h4: 1.33,
  h5: 1.67,
  h6: 2.33,
};

/** In the middle of a cell it stands alike with and without margins; then their size decides. */
const isDefault = (scene: Scene, element: Element): boolean => {
  const { fontSize, marginTop } = scene.style(element);
  return isNear(number(marginTop), (IN_FONTS[nameOf(element)] ?? 1) * number(fontSize), 0.1);
};

const WITH_MARGINS = /^(blockquote|dir|dl|h[1-6]|listing|menu|ol|p|plaintext|pre|ul|xmp)$/;

/** «A line is only as high as what is on it»: the block's own line height does not count. */
const shrinkLines = (scene: Scene, element: Element): void => {
  const kids = Array.from(kidsOf(element));
  if (kids.some((kid) => isText(kid) && kid.data.trim() !== '')) return;
  const inside = kids.filter(isElement).filter((kid) => scene.boxes.has(kid));
  if (!inside.some((kid) => scene.style(kid).display.startsWith('inline'))) return;
  for (const kid of inside) pin(scene, kid, { 'line-height': scene.style(kid).lineHeight });
  pin(scene, element, { 'line-height': '0' });
};
