/** Which of an element's attributes come along: those that the browser itself draws from. */
import { attributeOf, attributesOf, nameOf } from './dom.js';
import { attribute } from './writer.js';

const DRAWN = new Set(
  (
    'align bgcolor border cellpadding cellspacing char clear cols colspan color compact contenteditable ' +
    'dir disabled face frame height high hspace lang low marginheight marginwidth max min multiple noshade ' +
    'nowrap open optimum popover readonly reversed rows rowspan rules size span start step topmargin leftmargin ' +
    'text type valign vspace width wrap'
  ).split(' '),
);

const XML_NAME = /^[A-Za-z_][\w.-]*$/;

/**
 * Styles that show an attribute look for it under a name of its own: what the picture needs by the name that it
 * has on the page (`class`, `href`, `src`) holds something else there.
 */
export const shownName = (name: string): string => `c-${name.toLowerCase()}`;

/**
 * @param shown names that styles show by `attr()`
 * @param without names that are written in another way
 */
export const htmlAttributes = (
  element: Element,
  shown: ReadonlySet<string>,
  without: readonly string[] = [],
): string => {
  let text = '';
  const isMeter = /^(progress|meter|li)$/.test(nameOf(element));
  for (const { name, value } of attributesOf(element)) {
    if (shown.has(name)) text += attribute(shownName(name), value);
    const isDrawn = DRAWN.has(name) || (name === 'value' && isMeter);
    if (isDrawn && XML_NAME.test(name) && !without.includes(name)) {
      text += attribute(name, value);
    }
  }
  const language = attributeOf(element, 'xml:lang');
  if (language !== null && attributeOf(element, 'lang') === null)
    text += attribute('lang', language);
  if (nameOf(element) === 'a' && attributeOf(element, 'href') !== null) text += ' href="#"';
  return text;
};

const NOT_IN_SVG = new Set('class style title role tabindex href xlink:href'.split(' '));
const isSilent = (name: string): boolean =>
  NOT_IN_SVG.has(name) || /^(on|aria-|data-|xmlns)/.test(name);

/** Of SVG and MathML nearly all attributes draw. */
export const foreignAttributes = (element: Element, shown: ReadonlySet<string>): string => {
  let text = '';
  for (const { name, value } of attributesOf(element)) {
    if (shown.has(name)) text += attribute(shownName(name), value);
    if (!isSilent(name) && (XML_NAME.test(name) || name === 'xml:space' || name === 'xml:lang')) {
      text += attribute(name, value);
    }
  }
  return text;
};

export const tagOf = (element: Element): string => {
  const name = nameOf(element);
  // A set of frames lays out nothing but frames, and these are pictures here.
  return XML_NAME.test(name) && name !== 'frameset' ? name : 'c-x';
};
