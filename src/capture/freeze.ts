/**
 * An element's look as it was computed, for where its rules cannot come along: because they could
 * not be read, or because they may say what is to stay hidden.
 */
import { firstChildOf } from './dom.js';
import type { Scene } from './scene.js';

const PROPERTIES = [
  'display position inset float clear box-sizing width height min-width min-height',
  'max-width max-height margin padding overflow z-index',
  'border-width border-style border-color border-radius',
  'background-color color opacity visibility font-family font-size font-weight font-style font-stretch',
  'line-height letter-spacing word-spacing text-align text-indent text-transform white-space word-break',
  'overflow-wrap text-overflow vertical-align direction writing-mode unicode-bidi flex-flow',
  'flex order align-items align-self align-content justify-content justify-items',
  'justify-self gap grid-template-columns grid-template-rows grid-auto-flow grid-auto-columns',
  'grid-auto-rows grid-row-start grid-row-end grid-column-start grid-column-end transform transform-origin',
  'translate rotate scale box-shadow text-shadow table-layout border-collapse border-spacing caption-side',
  'list-style-type list-style-position columns object-fit object-position aspect-ratio',
  'clip-path filter backdrop-filter mix-blend-mode isolation text-decoration-line text-decoration-color',
  'text-decoration-style text-decoration-thickness text-underline-offset outline',
  'outline-offset appearance accent-color color-scheme fill stroke stroke-width',
  'background-size background-position background-repeat background-origin background-clip',
]
  .join(' ')
  .split(' ');

/** Of these the value can hold words of the page or addresses. */
const PICTURES = ['background-image', 'border-image', 'mask-image', 'list-style-image'];

export interface Freezing {
  /** Nothing that the page wrote as words or addresses comes along. */
  isSecret: boolean;
  /** Names of properties that do not come along. */
  without?: RegExp | undefined;
}

export const frozen = (scene: Scene, element: Element, how: Freezing): string => {
  const style = scene.style(element);
  // What is computed for a table counts its caption in; what is said of it does not.
  const isCaptioned =
    style.display.includes('table') && firstChildOf(element)?.localName === 'caption';
  return frozenStyle(style, how) + (isCaptioned ? 'height:auto;' : '');
};

const frozenStyle = (style: CSSStyleDeclaration, { isSecret, without }: Freezing): string => {
  let text = '';
  for (const name of isSecret ? PROPERTIES : [...PROPERTIES, ...PICTURES]) {
    if (without?.test(name)) continue;
    const value = style.getPropertyValue(name);
    if (value === '' || (isSecret && isTelling(name, value))) continue;
    text += `${name}:${isSecret ? value.replace(LINE_NAMES, '') : value};`;
  }
  return text;
};

/** Of a grid's template. */
const LINE_NAMES = /\[[^\]]*\] ?/g;

/** Whether a value holds an address, or words or names that the page chose. */
const isTelling = (name: string, value: string): boolean => {
  if (/^grid-(row|column)-(start|end)$/.test(name)) return !/^(auto|(span )?-?\d+)$/.test(value);
  if (name === 'list-style-type') return !/^(none|disc|circle|square|decimal)$/.test(value);
  return name !== 'font-family' && /url\(|["']/.test(value);
};

/** The same of a pseudo-element; empty where there is none. */
export const frozenPseudo = (scene: Scene, element: Element, pseudo: string): string => {
  const style = scene.window.getComputedStyle(element, pseudo);
  const isThere = style.content !== 'none' && style.content !== 'normal' && style.content !== '';
  return isThere ? frozenStyle(style, { isSecret: false }) : '';
};
