/**
 * Writes what is masked: boxes in place of pictures and fields, bars in place of words. What is
 * written has the element's computed look and nothing of its own: no attribute, rule or address.
 */
import { attributeOf, isElement, isHtml, kidsOf, nameOf, rangeOver, spaceOf, SVG } from './dom.js';
import { frozen } from './freeze.js';
import type { Piece } from './items.js';
import { number, px } from './lengths.js';
import type { Scene } from './scene.js';
import { MASKED, MASKED_FIELD } from './stand-ins.js';
import { attribute, escapeValue, type Writer } from './writer.js';

/** Attributes that shape a layout and say nothing. */
const SHAPING = ['colspan', 'rowspan', 'span', 'dir', 'open'];

const REPLACED =
  /^(img|canvas|video|audio|iframe|frame|object|embed|svg|math|input|textarea|select|progress|meter|button)$/;

/** Whether nothing of what is inside is written either. */
export const isLeaf = (element: Element): boolean =>
  !isHtml(element) || (REPLACED.test(nameOf(element)) && nameOf(element) !== 'button');

/** Whether an element holds nothing but words in lines: neither boxes nor pictures. */
export const isRunOfWords = (scene: Scene, element: Element): boolean =>
  Array.from(kidsOf(element)).every((kid) => {
    if (!isElement(kid)) return true;
    const { display } = scene.style(kid);
    if (display === 'none') return true;
    return /^(inline|contents)$/.test(display) && !isLeaf(kid) && isRunOfWords(scene, kid);
  });

/** The tag up to where more can be said in its `style`. */
export const openMasked = (
  scene: Scene,
  writer: Writer,
  element: Element,
  tag: string,
  without?: RegExp,
): void => {
  const kept = SHAPING.map((name) => {
    const value = attributeOf(element, name);
    return value === null ? '' : attribute(name, value);
  });
  const look = frozen(scene, element, { isSecret: true, without });
  writer.write(`<${tag}${kept.join('')} style="${escapeValue(look + mutePins(scene, element))}`);
};

/** What of our own pins was not read from what the page says in words or addresses. */
const mutePins = (scene: Scene, element: Element): string =>
  (scene.pins.get(element) ?? '')
    .split(/(?<=;)/)
    .filter((pinned) => !/url\(|["']/.test(pinned))
    .join('');

/** Stands for a masked element around one that is drawn elsewhere: it has but what is inherited. */
export const openInherited = (scene: Scene, writer: Writer, element: Element): void => {
  openMasked(scene, writer, element, 'c-x');
  writer.write('display:contents!important">');
};

/** An element with all that is in it as one box. */
export const writeBox = (scene: Scene, writer: Writer, element: Element): void => {
  writeSized(scene, writer, element, `background:${MASKED}!important`, '');
};

/** Words as lines that tell nothing but how much room there is for words. */
export const writeLines = (scene: Scene, writer: Writer, element: Element): void => {
  const style = scene.style(element);
  if (style.writingMode !== 'horizontal-tb') {
    writeBox(scene, writer, element);
    return;
  }
  const size = number(style.fontSize);
  const line = number(style.lineHeight) || size * 1.2;
  const around = number(style.paddingTop) + number(style.paddingBottom);
  const borders = number(style.borderTopWidth) + number(style.borderBottomWidth);
  const room = scene.boxOf(element).height - around - borders;
  const count =
    room < size / 2 ? 0 : Math.min(MOST_LINES, Math.max(1, Math.floor(room / line + 0.2)));
  const gap = px(Math.max(0, (line - size) / 2));
  const bar = (width: string): string =>
    `<c-x style="display:block;box-sizing:border-box;height:${px(line)};padding:${gap} 0;width:${width};background:${MASKED} content-box"></c-x>`;
  const bars = count === 0 ? '' : bar('100%').repeat(count - 1) + bar('60%');
  writeSized(scene, writer, element, '', bars);
};

const MOST_LINES = 60;

/** What a browser paints as the thin line around a field it computes as `inset`. */
const FIELD_BORDER =
  'border-style:solid!important;border-color:transparent!important;outline:1px solid #767676!important;outline-offset:-1px!important;';

/** The colours of controls, light and dark, that no rule has changed, by the border that they have. */
const UNCHANGED: Record<string, readonly string[]> = {
  inset: ['rgb(255, 255, 255)', 'rgb(59, 59, 59)'],
  outset: ['rgb(239, 239, 239)', 'rgb(107, 107, 107)'],
};

/** As soon as one of these is said of a control, the browser no longer paints it. */
const PAINTED = /^(border-.*(width|style|color|radius)|background-.*)$/;

/** What follows from the size. */
const SIZED = /^(height|transform-origin)$/;

/** Whether it is painted by the browser, with corners and lines that no style can ask for. */
const isNative = (name: string, style: CSSStyleDeclaration): boolean =>
  (name === 'input' || name === 'button') &&
  style.appearance !== 'none' &&
  style.borderTopLeftRadius === '0px' &&
  UNCHANGED[style.borderTopStyle]?.includes(style.backgroundColor) === true;

const writeSized = (
  scene: Scene,
  writer: Writer,
  element: Element,
  look: string,
  content: string,
): void => {
  const name = nameOf(element);
  const isField = /^(input|textarea|select)$/.test(name);
  const tag = /^(td|th|caption|tr|tbody|thead|tfoot|li)$/.test(name)
    ? name
    : isField
      ? 'input'
      : 'c-x';
  const isFormula = name === 'math';
  const style = scene.style(element);
  const { display } = style;
  const { width, height } = scene.boxOf(element);
  if (isNative(name, style)) {
    openMasked(scene, writer, element, name, PAINTED);
    writer.write(name === 'input' ? `"${MASKED_FIELD}/>` : `">${content}</button>`);
    return;
  }
  openMasked(scene, writer, element, tag, isFormula ? SIZED : undefined);
  if (display === 'inline' || /^ruby|^table$|math/.test(display)) {
    const shown = /^table$|^block/.test(display) ? 'block' : 'inline-block';
    const room = isFormula ? roomOfFormula(style, height) : `height:${px(height)}`;
    writer.write(
      `display:${shown}!important;box-sizing:border-box!important;width:${px(width)}!important;${room}!important;`,
    );
  }
  if (isField && style.borderTopStyle === 'inset') writer.write(FIELD_BORDER);
  writer.write(look, tag === 'input' ? '"/>' : `">${content}</${tag}>`);
};

/** A formula is as high as the ink of its letters, which tells them: within a line, as the line. */
const roomOfFormula = ({ lineHeight, fontSize }: CSSStyleDeclaration, height: number): string => {
  const line = number(lineHeight) || number(fontSize) * 1.2;
  return height > line ? `height:${px(height)}` : `vertical-align:top!important;height:${px(line)}`;
};

/** A shape in a drawing. */
export const writeShape = (writer: Writer, element: Element): void => {
  const { x, y, width, height } = (element as SVGGraphicsElement).getBBox();
  const box = Object.entries({ x, y, width, height, fill: '#8b95a5' });
  const transform = attributeOf(element, 'transform');
  if (transform !== null) box.push(['transform', transform]);
  writer.write(`<rect${box.map(([name, value]) => attribute(name, String(value))).join('')}/>`);
};

export const isShape = (element: Element): boolean =>
  spaceOf(element) === SVG && nameOf(element) !== 'svg' && 'getBBox' in element;

/** A bar for each line that the words take, as wide as they are. */
export const writeBars = (
  scene: Scene,
  writer: Writer,
  parent: Element,
  { text, from, to }: Piece,
): void => {
  if (text.data.slice(from, to).trim() === '') return;
  const range = rangeOver(scene.page, text);
  range.setStart(text, from);
  range.setEnd(text, to);
  const { whiteSpace, fontSize } = scene.style(parent);
  const height = px(number(fontSize));
  let line: number | undefined;
  for (const { width, top } of range.getClientRects()) {
    if (width === 0) continue;
    if (line !== undefined && Math.abs(top - line) > 1 && /^pre/.test(whiteSpace))
      writer.write('<br/>');
    line = top;
    const style = `display:inline-block;width:${px(width)};height:${height};vertical-align:-0.12em;background:${MASKED}`;
    writer.write(`<c-x style="${escapeValue(style)}"></c-x>`);
  }
};
