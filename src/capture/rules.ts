/** What the rules that apply bring along: words, addresses, attributes, drawings. Each is read once. */
import { shownName } from './attributes.js';
import type { Cascade } from './cascade.js';
import type { Entry } from './compile.js';
import { BACKGROUND_LISTS, outsideOf } from './css.js';
import type { Words } from './fonts.js';
import type { Scene } from './scene.js';
import { splitList } from './selectors.js';
import { replaceUrls, type Writer } from './writer.js';

export interface RuleTexts {
  of: (entry: Entry) => string;
}

/** The declarations of rules, read once: browsers put them together anew each time. */
export const ruleTexts = (): RuleTexts => {
  const texts = new Map<Entry, string>();
  return {
    of: (entry) => {
      let text = texts.get(entry);
      if (text === undefined) texts.set(entry, (text = textOf(entry)));
      return text;
    },
  };
};

const textOf = ({ style, pseudo }: Entry): string => {
  const text = style.cssText;
  const again = /(^|[\s;])background:[^;]*,/.test(text) ? backgrounds(style) : '';
  return `${text}${again}${pseudo !== '' && text.includes('fixed') ? loosened(style) : ''}`;
};

/** Chromium writes several backgrounds in one line, and loses what is said once for all of them. */
const backgrounds = (style: CSSStyleDeclaration): string =>
  [...BACKGROUND_LISTS, 'clip', 'color']
    .map((part) => {
      const name = `background-${part}`;
      const value = style.getPropertyValue(name);
      return value === '' ? '' : `${name}:${value}${priorityOf(style, name)};`;
    })
    .join('');

/** A background fixed to the window is not painted in a picture: of elements see effects.ts; of others it scrolls. */
const loosened = (style: CSSStyleDeclaration): string => {
  const name = 'background-attachment';
  if (!style.getPropertyValue(name).includes('fixed')) return '';
  return `${name}:scroll${priorityOf(style, name)};`;
};

const priorityOf = (style: CSSStyleDeclaration, name: string): string =>
  style.getPropertyPriority(name) === '' ? '' : '!important';

const PSEUDO_WITH_WORDS = /^::?(before|after|marker)$/;
const PICTURE_BY_VARIABLE =
  /(?:background|mask|content|list-style|border-image|filter|clip-path|shape)[-\w]*:[^;]*var\(/;
/** A variable that holds an address: where it is put to use cannot be told from a rule. */
const URL_IN_VARIABLE = /--[-\w]+:[^;]*url\(/;

/** @returns addresses that are in force: the page itself has loaded these, and no others */
export const bringAlong = (
  scene: Scene,
  writer: Writer,
  cascade: Cascade,
  texts: RuleTexts,
  words: Words,
): ReadonlySet<string> => {
  const urls = new Set<string>();
  const hasVariables = [...cascade.entries()].some((entry) =>
    URL_IN_VARIABLE.test(texts.of(entry)),
  );

  const look = (element: Element): void => {
    let withUrls: Set<string> | undefined;
    let withWords: Set<string> | undefined;
    for (const entry of cascade.entriesOf(element)) {
      const text = texts.of(entry);
      if (text.includes('url(') || (hasVariables && PICTURE_BY_VARIABLE.test(text))) {
        (withUrls ??= new Set()).add(entry.pseudo);
      }
      if (text.includes('content:') && PSEUDO_WITH_WORDS.test(entry.pseudo)) {
        (withWords ??= new Set()).add(entry.pseudo);
      }
      for (const name of attributesIn(text)) writer.show(element, name);
    }
    for (const pseudo of withWords ?? []) {
      const { content, fontFamily } = scene.window.getComputedStyle(element, pseudo);
      words.add(content === 'none' || content === 'normal' ? '' : content, fontFamily);
    }
    for (const pseudo of withUrls ?? []) noteUrls(scene, element, pseudo, urls);
  };
  for (const elements of writer.used.values()) elements.forEach(look);
  return urls;
};

const URL_PROPERTIES = [
  ...['background-image', 'border-image-source', 'list-style-image', 'mask-image', 'content'],
  ...['filter', 'clip-path', 'shape-outside', '-webkit-mask-box-image-source', 'fill', 'stroke'],
];

const noteUrls = (scene: Scene, element: Element, pseudo: string, urls: Set<string>): void => {
  const style =
    pseudo === '' ? scene.style(element) : scene.window.getComputedStyle(element, pseudo);
  for (const property of URL_PROPERTIES) {
    const value = style.getPropertyValue(property);
    replaceUrls(oneOfSet(value, scene.window), scene.base, (url) => {
      urls.add(url);
      return url;
    });
  }
};

/** Whether rules refer to drawings that are not written yet; notes which. */
export const referToDrawings = (writer: Writer, cascade: Cascade, texts: RuleTexts): boolean => {
  let isMore = false;
  const withReferences = new Set<Entry>();
  for (const entry of cascade.entries()) {
    if (texts.of(entry).includes('url("#')) withReferences.add(entry);
  }
  if (withReferences.size === 0) return false;
  for (const element of [...writer.used.values()].flat()) {
    for (const entry of cascade.entriesOf(element)) {
      if (!withReferences.has(entry)) continue;
      for (const [, id = ''] of texts.of(entry).matchAll(/url\("#([^"]+)"\)/g)) {
        writer.refer(element, id);
        isMore ||= !writer.ids.has(id);
      }
    }
  }
  return isMore;
};

/** A rule's declarations as the picture needs them. */
export const declarationsFor = (
  text: string,
  base: string,
  scene: Scene,
  dataOf: (url: string) => string,
): string => replaceUrls(asShown(text, scene), base, dataOf);

/** Names of attributes that declarations show. */
export const attributesIn = (text: string): string[] =>
  text.includes('attr(')
    ? [...text.matchAll(ATTR)].flatMap(([, name]) =>
        name === undefined ? [] : [name.toLowerCase()],
      )
    : [];

const ATTR = outsideOf(/\battr\(\s*([\w-]+)/);

const underShownNames = (text: string): string =>
  text.includes('attr(')
    ? text.replace(ATTR, (all, name?: string) =>
        name === undefined ? all : `attr(${shownName(name)}`,
      )
    : text;

/** Declarations of a rule or an element, without what is decided only when they are in force. */
export const asShown = (text: string, { window, inPixels }: Scene): string =>
  oneOfSet(
    inPixels(underShownNames(text.replace(/(content-visibility:\s*)auto/g, '$1visible'))),
    window,
  );

const IMAGE_SET = /(?:-webkit-)?image-set\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;

/** The candidate that this screen takes: the picture itself has one pixel for each of CSS. */
const oneOfSet = (css: string, { devicePixelRatio }: Window): string =>
  css.replace(IMAGE_SET, (_, list: string) => {
    const candidates = splitList(list).map((text) => ({
      text,
      density: Number(/\s([\d.]+)(?:x|dppx)/.exec(text)?.[1] ?? 1),
    }));
    candidates.sort((a, b) => a.density - b.density);
    const best = candidates.find(({ density }) => density >= devicePixelRatio);
    return `image-set(${(best ?? candidates.at(-1))?.text ?? ''})`;
  });
