/**
 * Old pages are laid out by old habits (the quirks mode of the HTML and Quirks Mode standards); the
 * picture never is. What the habits do to each box is written down instead.
 */
import { isElement, isText, kidsOf, modeOf, nameOf } from './dom.js';
import { number, pin, type Scene } from './scene.js';

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
      if (display !== 'table-cell') pin(scene, element, { height: style.height });
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
 * «Margins that the browser gives by itself do not stand at the edge of a page or a cell.» Which they are is seen
 * from where their element stands.
 */
const dropMargins = (scene: Scene, element: Element): void => {
  const kids = Array.from(kidsOf(element)).filter(isSubstantial);
  const style = scene.style(element);
  const { top, bottom } = scene.boxOf(element);
  const isBody = nameOf(element) === 'body';
  const outer = isBody ? scene.boxOf(scene.root).top + number(style.marginTop) : top;
  const edge = outer + number(style.borderTopWidth) + number(style.paddingTop);
  const [first, last] = [kids[0], kids.at(-1)];
  if (hasMargins(first) && isNear(scene.boxOf(first).top, edge)) {
    pin(scene, first, { 'margin-top': 0 });
  }
  const end = bottom - number(style.borderBottomWidth) - number(style.paddingBottom);
  if (!isBody && hasMargins(last) && isNear(scene.boxOf(last).bottom, end)) {
    pin(scene, last, { 'margin-bottom': 0 });
  }
};

const isSubstantial = (node: Node): boolean =>
  isElement(node) || (isText(node) && node.data.trim() !== '');

const WITH_MARGINS = /^(blockquote|dir|dl|h[1-6]|listing|menu|ol|p|plaintext|pre|ul|xmp)$/;

const hasMargins = (node: Node | undefined): node is Element =>
  node !== undefined && isElement(node) && WITH_MARGINS.test(nameOf(node));

const isNear = (one: number, other: number): boolean => Math.abs(one - other) < 0.5;

/** «A line is only as high as what is on it»: the block's own line height does not count. */
const shrinkLines = (scene: Scene, element: Element): void => {
  const kids = Array.from(kidsOf(element));
  if (kids.some((kid) => isText(kid) && kid.data.trim() !== '')) return;
  const inside = kids.filter(isElement).filter((kid) => scene.boxes.has(kid));
  if (!inside.some((kid) => scene.style(kid).display.startsWith('inline'))) return;
  for (const kid of inside) pin(scene, kid, { 'line-height': scene.style(kid).lineHeight });
  pin(scene, element, { 'line-height': '0' });
};
