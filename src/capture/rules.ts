/** What the rules that apply bring along: words, addresses, attributes, drawings. Each is read once. */
import type { Cascade } from './cascade.js';
import type { Entry } from './compile.js';
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
      if (text === undefined) texts.set(entry, (text = textOf(entry.style)));
      return text;
    },
  };
};

const LAYERED = ['image', 'position', 'size', 'repeat', 'attachment', 'origin', 'clip', 'color'];

/** Chromium writes several backgrounds in one line, and loses what is said once for all of them. */
const textOf = (style: CSSStyleDeclaration): string => {
  const text = style.cssText;
  if (!/(^|[\s;])background:[^;]*,/.test(text)) return text;
  const again = LAYERED.map((part) => {
    const name = `background-${part}`;
    const value = style.getPropertyValue(name);
    const priority = style.getPropertyPriority(name) === '' ? '' : '!important';
    return value === '' ? '' : `${name}:${value}${priority};`;
  });
  return `${text}${again.join('')}`;
};

/** What the walk over all that is used by all its rules finds. */
export interface Brought {
  /** Addresses that are in force: the page itself has loaded these, and no others. */
  urls: ReadonlySet<string>;
  /** Names of attributes that rules show by `attr()`. */
  attributesOf: (element: Element) => ReadonlySet<string>;
}

const NO_NAMES: ReadonlySet<string> = new Set();
const PSEUDO_WITH_WORDS = /^::?(before|after|marker)$/;
const PICTURE_BY_VARIABLE =
  /(?:background|mask|content|list-style|border-image|filter|clip-path|shape)[-\w]*:[^;]*var\(/;
/** A variable that holds an address: where it is put to use cannot be told from a rule. */
const URL_IN_VARIABLE = /--[-\w]+:[^;]*url\(/;

export const bringAlong = (
  scene: Scene,
  writer: Writer,
  cascade: Cascade,
  texts: RuleTexts,
  words: Words,
): Brought => {
  const urls = new Set<string>();
  const attributes = new Map<Element, Set<string>>();
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
      if (text.includes('attr(')) noteAttributes(attributes, element, text);
    }
    for (const pseudo of withWords ?? []) {
      const { content, fontFamily } = scene.window.getComputedStyle(element, pseudo);
      words.add(content === 'none' || content === 'normal' ? '' : content, fontFamily);
    }
    for (const pseudo of withUrls ?? []) noteUrls(scene, element, pseudo, urls);
  };
  for (const elements of writer.used.values()) elements.forEach(look);
  return { urls, attributesOf: (element) => attributes.get(element) ?? NO_NAMES };
};

const noteAttributes = (
  attributes: Map<Element, Set<string>>,
  element: Element,
  text: string,
): void => {
  let names = attributes.get(element);
  if (names === undefined) attributes.set(element, (names = new Set()));
  for (const [, name = ''] of text.matchAll(/attr\(\s*([\w-]+)/g)) names.add(name);
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

/** Declarations of a rule or an element, without what is decided only when they are in force. */
export const asShown = (text: string, { window, inPixels }: Scene): string =>
  oneOfSet(inPixels(text.replace(/(content-visibility:\s*)auto/g, '$1visible')), window);

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
