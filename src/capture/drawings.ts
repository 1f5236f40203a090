/** What drawings refer to: parts of themselves, of other files, and pictures. */
import { attributeOf, nameOf } from './dom.js';
import type { Serialising } from './serialising.js';
import { attribute, type Part } from './writer.js';

type Referring = Pick<Serialising, 'scene' | 'writer' | 'dataOf'>;

/** References to elements of the same document. */
export const INSIDE = /url\(\s*["']?#([^"')]+)/g;

/** What an SVG element refers to: a part of a drawing, or a picture. */
export const referenceOf = (given: Referring, element: Element): Part => {
  const { scene, writer, dataOf } = given;
  const href = attributeOf(element, 'href') ?? attributeOf(element, 'xlink:href');
  if (href === null) return '';
  if (href.startsWith('#')) {
    writer.refer(element, href.slice(1));
    return attribute('href', href);
  }
  const isUse = nameOf(element) === 'use';
  if (!isUse && nameOf(element) !== 'image' && nameOf(element) !== 'feImage') return '';
  try {
    const { href: url, hash } = new URL(href, scene.base);
    if (isUse) return fromFile(given, url.slice(0, -hash.length), hash.slice(1));
    writer.need(url, 'picture');
    return () => attribute('href', dataOf(url));
  } catch {
    return '';
  }
};

/** A symbol of another file: nothing but this document can be used from within the picture. */
const fromFile = ({ writer, dataOf }: Referring, file: string, id: string): Part => {
  const own = `f${String(writer.files.length)}`;
  writer.need(file, 'file');
  writer.files.push(() => symbolOf(dataOf(file), id, own));
  return attribute('href', `#${own}`);
};

/** An element of an SVG file at a data address, under an id of its own. */
const symbolOf = (data: string, id: string, own: string): string => {
  const comma = data.indexOf(',');
  const body = data.slice(comma + 1);
  const bytes = data.slice(0, comma).endsWith(';base64') ? atob(body) : decodeURIComponent(body);
  const text = new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  const found = parsed(text)?.getElementById(id) ?? null;
  if (found === null) return '';
  for (const risky of found.querySelectorAll('script,style')) risky.remove();
  found.setAttribute('id', own);
  return new XMLSerializer().serializeToString(found);
};

/** Undefined where a page enforces Trusted Types: nobody parses there. */
const parsed = (text: string): Document | undefined => {
  try {
    return new DOMParser().parseFromString(text, 'image/svg+xml');
  } catch {
    return undefined;
  }
};
