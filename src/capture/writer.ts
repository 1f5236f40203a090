/** Collects the markup of a picture. Some of it is known only after all of the page was read. */
import { SVG, byId, rootOf } from './dom.js';
import type { Need } from './resources.js';

export type Part = string | (() => string);

export class Writer {
  /** @param page its fonts and definitions count even where no element takes a rule of its */
  constructor(page: Document) {
    this.used.set(page, []);
  }

  readonly parts: Part[] = [];
  /** Elements that rules are matched against, by the tree whose sheets style them. */
  readonly used = new Map<Document | ShadowRoot, Element[]>();
  /** Addresses that must be embedded before the markup can be put together. */
  readonly urls = new Map<string, Need>();
  /** Elements that drawings refer to by id, and ids that are written. */
  readonly references = new Map<string, Element>();
  readonly ids = new Set<string>();
  readonly definitions: Part[] = [];
  /** Drawings out of other files. */
  readonly files: Part[] = [];

  /** Names of attributes that styles show by `attr()`. */
  readonly shown = new Map<Element, Set<string>>();

  show(element: Element, name: string): void {
    const names = this.shown.get(element);
    if (names === undefined) this.shown.set(element, new Set([name]));
    else names.add(name);
  }

  /** Addresses of drawings of our own, which styles can name before they are made. */
  readonly drawn = new Map<string, () => string>();

  draw(make: () => string): string {
    const name = `c-drawn:${String(this.drawn.size)}`;
    this.drawn.set(name, make);
    return name;
  }

  /** Notes an address that must be embedded. */
  need(url: string, need: Need): void {
    if (this.drawn.has(url)) return;
    if (typeof need === 'string' || !this.urls.has(url)) this.urls.set(url, need);
  }

  write(...parts: Part[]): void {
    this.parts.push(...parts);
  }

  use(element: Element): void {
    const tree = rootOf(element) as Document | ShadowRoot;
    const own = this.used.get(tree);
    if (own === undefined) this.used.set(tree, [element]);
    else own.push(element);
  }

  /** Notes that `by` refers to the element with this id, in the tree that `by` is in. */
  refer(by: Element, id: string): void {
    if (this.references.has(id)) return;
    const found = byId(rootOf(by), id);
    if (found) this.references.set(id, found);
  }

  /** What others refer to, as a drawing without a size. */
  drawings(): string {
    const parts = [...this.definitions, ...this.files];
    if (parts.length === 0) return '';
    const inside = parts.map((part) => (typeof part === 'string' ? part : part())).join('');
    return `<svg xmlns="${SVG}" style="position:absolute;width:0;height:0">${inside}</svg>`;
  }

  markup(): string {
    return this.parts.map((part) => (typeof part === 'string' ? part : part())).join('');
  }
}

/** XML allows neither these characters nor halves of surrogate pairs. */
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const UNFIT = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu;

/** A character that no font has either, or what browsers show for half a pair. */
const fitFor = (char: string): string => (/[\ud800-\udfff]/.test(char) ? '\ufffd' : '\ufdd0');

export const escapeText = (text: string): string =>
  text
    .replace(UNFIT, fitFor)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');

/** A line's end would be read as a space. */
export const escapeValue = (text: string): string =>
  isBase64(text) ? text : escapeText(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');

/** Such an address has nothing to escape, and is too long to be searched for it. */
const isBase64 = (text: string): boolean =>
  text.startsWith('data:') && text.slice(0, 100).includes(';base64,');

export const attribute = (name: string, value: string): string =>
  ` ${name}="${escapeValue(value)}"`;

const URLS = /url\(\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)"']*?))\s*\)/g;

/** Replaces the address in each `url()`, but those of the document itself, by what is given for it. */
export const replaceUrls = (css: string, base: string, by: (url: string) => string): string =>
  css.includes('url(')
    ? css.replace(URLS, (all, ...[double, single, bare]: (string | undefined)[]) => {
        const url = (double ?? single ?? bare ?? '').replace(/\\(.)/g, '$1');
        if (url.startsWith('#') || url.startsWith('data:')) return all;
        try {
          return `url("${by(new URL(url, base).href)}")`;
        } catch {
          return 'url("data:,")';
        }
      })
    : css;

/** Characters that would end an address or be read as an escape. */
const UNSAFE = /[%#\n\r\t]/g;

export const addressOfSvg = (svg: string): string =>
  `data:image/svg+xml;charset=utf-8,${svg.replace(UNSAFE, encodeURIComponent)}`;
