/**
 * Writes what is seen as markup that a browser draws alike. Elements keep their names, so that they
 * keep what browsers give them; what the page's own rules give them comes by class.
 */
import type { ReportLine } from '../protocol/index.js';
import { foreignAttributes, htmlAttributes, tagOf } from './attributes.js';
import {
  MATHML,
  SVG,
  XHTML,
  attributeOf,
  attributesOf,
  childrenOf,
  clientWidthOf,
  flatParentOf,
  inlineStyleOf,
  isElement,
  isHtml,
  isText,
  kidsOf,
  nameOf,
  parentOf,
  scrollLeftOf,
  scrollTopOf,
  scrollerOf,
  spaceOf,
} from './dom.js';
import { arrange } from './flow.js';
import { type Filler, isFiller, isPiece, type Item } from './items.js';
import type { Words } from './fonts.js';
import { frozen, frozenPseudo } from './freeze.js';
import { isField, isOpenSelect, ordinalOf, writeField } from './forms.js';
import { veilOf } from './live.js';
import {
  isLeaf,
  isRunOfWords,
  isShape,
  openInherited,
  openMasked,
  writeBars,
  writeBox,
  writeLines,
  writeShape,
} from './masked.js';
import { holdsShown, type Masking } from './masks.js';
import { type Shown, shownBy } from './media.js';
import { oneOfSet } from './rules.js';
import { number, pin, px, type Scene } from './scene.js';
import { MISSING } from './stand-ins.js';
import type { Writer } from './writer.js';
import { attribute, escapeText, escapeValue, replaceUrls, type Part } from './writer.js';

const NOWHERE = { left: 0, top: 0 };
const VOID = new Set('img br hr input wbr area col embed'.split(' '));
const LEFT_OUT = new Set(
  'script style link meta noscript template head title base source track param datalist'.split(' '),
);

/** Of SVG and MathML: nothing of it is drawn. */
const SILENT = new Set('script style title desc metadata annotation annotation-xml'.split(' '));

export interface Serialising {
  scene: Scene;
  writer: Writer;
  words: Words;
  density: number;
  /** Names for `class`; known when all is written. */
  classesOf: (element: Element) => string;
  /** Attributes that the element's rules show by `attr()`; known when all is written. */
  shownAttributes: (element: Element) => ReadonlySet<string>;
  /** The address that holds what is at an address; known when all is loaded. */
  dataOf: (url: string, element?: Element, what?: ReportLine['what']) => string;
  /** Draws the document of a frame; its picture is known when all is loaded. */
  frame: (element: Element, content: Document, window: Window) => () => string;
  maskOf: (element: Element) => Masking;
  /** Called for each element at which something masked begins. */
  onMasked: () => void;
  /** Every element has its computed look: not all rules could be read. */
  isFrozen: boolean;
  isAllMasked: boolean;
  onLost: (element: Element, shown: Extract<Shown, { as: 'lost' }>) => void;
}

/** @param onTop elements that are drawn above all others, from the lowest */
export const serialise = (
  given: Serialising,
  element: Element,
  onTop: readonly Element[] = [],
): void => {
  const serialiser = new Serialiser(given, new Set(onTop));
  serialiser.element(element, false);
  for (const top of onTop) serialiser.above(top);
};

class Serialiser {
  constructor(
    private readonly given: Serialising,
    private readonly onTop: ReadonlySet<Element>,
  ) {}

  /** An element of the top layer: outside of all that it stands within, but for what it inherits. */
  above(element: Element): void {
    const { scene, writer } = this.given;
    const around: Element[] = [];
    for (let up = flatParentOf(element); up !== null; up = flatParentOf(up)) around.unshift(up);
    for (const outer of around) {
      if (/^(words|box)$/.test(this.given.maskOf(outer))) {
        openInherited(scene, writer, outer);
        continue;
      }
      writer.write(
        '<c-x',
        this.class(outer),
        this.style(outer, 'display:contents!important;'),
        '>',
      );
    }
    const veil = veilOf(scene, element);
    const isTold = this.given.maskOf(element) === 'none' || !veil.includes('url(');
    if (isTold) writer.write(`<c-x style="${escapeValue(veil)}"></c-x>`);
    this.element(element, false, true);
    writer.write('</c-x>'.repeat(around.length));
  }

  /** @param isWhole everything inside is written, without regard to what is seen */
  element(element: Element, isWhole: boolean, isAbove = false): void {
    const name = nameOf(element);
    if (LEFT_OUT.has(name) || (!isAbove && this.onTop.has(element))) return;
    const { scene, writer } = this.given;
    const masking = this.given.maskOf(element);
    if (masking === 'box' || masking === 'words') {
      this.masked(element, masking, isWhole);
      return;
    }
    // Its rules come along, or what they computed to: both would say some things twice.
    if (masking === 'shown' || this.given.isFrozen) this.freeze(element);
    else writer.use(element);
    const space = spaceOf(element);
    if (space === SVG || space === MATHML) {
      this.foreign(element, space);
      return;
    }
    const shown = shownBy(element, this.given.density);
    if (shown !== undefined) {
      this.replaced(element, shown);
      return;
    }
    if (isField(element) && !isOpenSelect(scene, element)) {
      this.field(element);
      return;
    }
    const tag = tagOf(element);
    this.list(element);
    const scroll = this.scrollOf(element);
    const items = this.drawn(element, scroll ?? NOWHERE, isWhole);
    this.open(element, tag);
    if (VOID.has(name)) {
      writer.write('/>');
      return;
    }
    writer.write('>');
    if (scroll !== undefined) writer.write(this.scrolled(element, scroll));
    if (this.given.isFrozen) this.pseudo(element, '::before');
    this.items(element, items, isWhole);
    if (this.given.isFrozen) this.pseudo(element, '::after');
    if (scroll !== undefined) writer.write('</c-s>');
    writer.write(`</${tag}>`);
  }

  private masked(element: Element, masking: 'box' | 'words', isWhole: boolean): void {
    const { scene, writer, maskOf, onMasked } = this.given;
    const parent = flatParentOf(element);
    if (parent === null || maskOf(parent) !== masking) onMasked();
    if (isShape(element)) {
      writeShape(writer, element);
      return;
    }
    if (masking === 'box' || isLeaf(element)) {
      writeBox(scene, writer, element);
      return;
    }
    if (this.isSaidByLines(element)) {
      writeLines(scene, writer, element);
      return;
    }
    const scroll = this.scrollOf(element);
    const items = this.drawn(element, scroll ?? NOWHERE, isWhole);
    const tag = tagOf(element);
    openMasked(scene, writer, element, tag);
    writer.write('"');
    if (VOID.has(tag)) {
      writer.write('/>');
      return;
    }
    writer.write('>');
    if (scroll !== undefined) writer.write(this.scrolled(element, scroll));
    this.items(element, items, isWhole);
    if (scroll !== undefined) writer.write('</c-s>');
    writer.write(`</${tag}>`);
  }

  /** Whether the structure inside of a masked element is of no use: nothing in it is shown. */
  private isSaidByLines(element: Element): boolean {
    const { scene, isAllMasked } = this.given;
    const { display } = scene.style(element);
    if (/^(inline|contents|table(?!-cell|-caption).*|ruby.*)$/.test(display)) return false;
    return (!isAllMasked || isRunOfWords(scene, element)) && !holdsShown(element);
  }

  /** What no rule makes stands there as an element. */
  private pseudo(element: Element, pseudo: string): void {
    const { scene, writer, words } = this.given;
    const look = frozenPseudo(scene, element, pseudo);
    if (look === '') return;
    const { content, fontFamily } = scene.window.getComputedStyle(element, pseudo);
    const text = /^"((?:[^"\\]|\\.)*)"/.exec(content)?.[1]?.replace(/\\(.)/g, '$1') ?? '';
    words.add(text, fontFamily);
    writer.write('<c-x', this.styleText(element, look), `>${escapeText(text)}</c-x>`);
  }

  private freeze(element: Element): void {
    const { scene } = this.given;
    const look = frozen(scene, element, { isSecret: false });
    scene.pins.set(element, look + (scene.pins.get(element) ?? ''));
  }

  /** What is written of its content; of closed details, that is the summary. */
  private drawn(element: Element, shift: typeof NOWHERE, isWhole: boolean): Item[] {
    const items = isWhole ? Array.from(kidsOf(element)) : arrange(this.given.scene, element, shift);
    if (nameOf(element) !== 'details' || attributeOf(element, 'open') !== null) return items;
    const summary = Array.from(childrenOf(element)).find((kid) => nameOf(kid) === 'summary');
    return items.filter((item) => item === summary);
  }

  items(parent: Element, items: readonly Item[], isWhole: boolean): void {
    for (const item of items) {
      if (isFiller(item)) this.filler(parent, item);
      else if (isPiece(item)) this.text(parent, item.text, item.from, item.to);
      else if (isText(item)) this.text(parent, item);
      else if (isElement(item)) this.element(item, isWhole);
    }
  }

  private filler(parent: Element, { name, style, items }: Filler): void {
    this.given.writer.write(`<${name}${attribute('style', style)}>`);
    this.items(parent, items, false);
    this.given.writer.write(`</${name}>`);
  }

  private text(parent: Element, text: Text, from = 0, to = text.data.length): void {
    if (this.given.maskOf(parent) === 'words') {
      writeBars(this.given.scene, this.given.writer, parent, { text, from, to });
      return;
    }
    const data = text.data.slice(from, to);
    if (data.trim() !== '') this.given.words.add(data, this.given.scene.style(parent).fontFamily);
    this.given.writer.write(escapeText(data));
  }

  /** The tag up to its `>`, without it. */
  private open(
    element: Element,
    tag: string,
    more: readonly Part[] = [],
    without: readonly string[] = [],
  ): void {
    const { writer, scene } = this.given;
    const parent = parentOf(element);
    const isIsland = parent !== null && isElement(parent) && !isHtml(parent);
    const space = isHtml(element) && isIsland ? attribute('xmlns', XHTML) : '';
    writer.write(`<${tag}${space}`, this.class(element));
    writer.write(
      () => htmlAttributes(element, this.given.shownAttributes(element), without),
      ...more,
      this.style(element, scene.pins.get(element) ?? ''),
    );
  }

  private class(element: Element): Part {
    return () => {
      const names = this.given.classesOf(element);
      return names === '' ? '' : ` class="${names}"`;
    };
  }

  /** The page's own `style` attribute, and our pins after it. */
  private style(element: Element, pins: string): Part {
    const background = isHtml(element) ? attributeOf(element, 'background') : null;
    const written = inlineStyleOf(element);
    const own = background === null ? written : `background-image:url("${background}");${written}`;
    return own === '' && pins === '' ? '' : this.styleText(element, joined(own, pins));
  }

  /** Declarations as an attribute; what they refer to comes along. */
  private styleText(element: Element, declarations: string): Part {
    const { scene, writer, dataOf } = this.given;
    const text = oneOfSet(declarations, scene.window);
    if (!text.includes('url(')) return attribute('style', text);
    for (const [, id = ''] of text.matchAll(INSIDE)) writer.refer(element, id);
    replaceUrls(text, scene.base, (url) => {
      writer.need(url, 'picture');
      return url;
    });
    return () => {
      const embedded = replaceUrls(text, scene.base, (url) => dataOf(url, undefined, 'background'));
      return attribute('style', embedded);
    };
  }

  private field(element: Parameters<typeof writeField>[1]): void {
    const { scene, writer, words } = this.given;
    const tag = nameOf(element);
    const { attributes, content, text } = writeField(scene, element);
    words.add(text, scene.style(element).fontFamily);
    this.open(element, tag, [attributes], ['value', 'type']);
    if (tag === 'input') {
      writer.write(attribute('type', (element as HTMLInputElement).type), '/>');
    } else writer.write('>', content, `</${tag}>`);
  }

  private replaced(element: Element, shown: Shown): void {
    const { scene, writer, dataOf, frame, onLost } = this.given;
    const { width, height, display } = scene.style(element);
    if (width !== 'auto') {
      const free = {
        'min-width': '0',
        'max-width': 'none',
        'min-height': '0',
        'max-height': 'none',
      };
      pin(scene, element, { width, height, ...free });
    }
    if (shown.as === 'document') pinBorder(scene, element);
    if (nameOf(element) === 'frame') pinFrame(scene, element);
    const isPicture = /^(img|input)$/.test(nameOf(element));
    if (!isPicture && display === 'inline') pin(scene, element, { display: 'inline-block' });
    switch (shown.as) {
      case 'address':
        writer.need(shown.url, nameOf(element) === 'img' ? 'element' : 'picture');
        this.picture(element, () => escapeValue(dataOf(shown.url, element)));
        return;
      case 'data': {
        this.picture(element, shown.data);
        return;
      }
      case 'document': {
        const picture = frame(element, shown.content, shown.window);
        pin(scene, element, { 'object-fit': 'fill', padding: scene.style(element).padding });
        this.picture(element, () => escapeValue(picture()));
        return;
      }
      case 'lost':
        onLost(element, shown);
        pin(scene, element, { background: MISSING, color: 'transparent' });
        this.open(element, 'c-x');
        writer.write('></c-x>');
        return;
      case 'nothing': {
        this.absent(element);
        return;
      }
    }
  }

  private picture(element: Element, source: Part): void {
    this.open(element, 'img', [' src="', source, '"'], ['width', 'height', 'type', 'value']);
    this.given.writer.write('/>');
  }

  /** A picture that is not there yet, or that the browser could not load. */
  private absent(element: Element): void {
    const { scene } = this.given;
    const alt = nameOf(element) === 'img' ? attributeOf(element, 'alt') : null;
    const isBroken = nameOf(element) === 'img' && attributeOf(element, 'src') !== null;
    if (!isBroken) {
      pin(scene, element, {
        display:
          scene.style(element).display === 'inline' ? 'inline-block' : scene.style(element).display,
      });
      this.open(element, 'c-x');
      this.given.writer.write('></c-x>');
      return;
    }
    if (alt !== null) this.given.words.add(alt, scene.style(element).fontFamily);
    const isLoading = !(element as HTMLImageElement).complete;
    const source = isLoading ? '' : ' src="data:,"';
    const words = alt === null || isLoading ? '' : attribute('alt', alt);
    this.open(element, 'img', [source, words], ['width', 'height']);
    this.given.writer.write('/>');
  }

  /** SVG and MathML come along as they are. */
  private foreign(element: Element, space: string): void {
    const { scene, writer } = this.given;
    const tag = tagOf(element);
    const parent = parentOf(element);
    const isRoot = !(parent !== null && isElement(parent) && spaceOf(parent) === space);
    writer.write(`<${tag}${isRoot ? attribute('xmlns', space) : ''}`, this.class(element));
    writer.write(foreignAttributes(element), this.reference(element));
    const id = attributeOf(element, 'id');
    if (id !== null) writer.ids.add(id);
    for (const { value } of attributesOf(element)) {
      for (const [, to = ''] of value.matchAll(INSIDE)) writer.refer(element, to);
    }
    writer.write(this.style(element, scene.pins.get(element) ?? ''), '>');
    for (const kid of Array.from(kidsOf(element))) {
      if (isText(kid)) this.text(element, kid);
      else if (isElement(kid)) {
        if (isHtml(kid)) this.element(kid, true);
        else {
          if (SILENT.has(nameOf(kid))) continue;
          if (this.given.maskOf(kid) !== 'none') {
            this.given.onMasked();
            if (isShape(kid)) writeShape(writer, kid);
            continue;
          }
          writer.use(kid);
          this.foreign(kid, spaceOf(kid) ?? SVG);
        }
      }
    }
    writer.write(`</${tag}>`);
  }

  /** What an SVG element refers to: a part of a drawing, or a picture. */
  private reference(element: Element): Part {
    const { scene, writer, dataOf } = this.given;
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
      if (isUse) return this.fromFile(url.slice(0, -hash.length), hash.slice(1));
      writer.need(url, 'picture');
      return () => attribute('href', dataOf(url));
    } catch {
      return '';
    }
  }

  /** A symbol of another file: nothing but this document can be used from within the picture. */
  private fromFile(file: string, id: string): Part {
    const { writer, dataOf } = this.given;
    const own = `f${String(writer.files.length)}`;
    writer.need(file, 'file');
    writer.files.push(() => symbolOf(dataOf(file), id, own));
    return attribute('href', `#${own}`);
  }

  private list(element: Element): void {
    const { scene } = this.given;
    const list = parentOf(element);
    if (nameOf(element) !== 'li' || list === null || !isElement(list)) return;
    if (!scene.partial.has(list)) return;
    const ordinal = ordinalOf(element);
    if (ordinal !== undefined)
      pin(scene, element, { 'counter-set': `list-item ${String(ordinal)}` });
  }

  private scrollOf(element: Element): { left: number; top: number } | undefined {
    const { scene } = this.given;
    const [left, top] = [scrollLeftOf(element), scrollTopOf(element)];
    if (left === 0 && top === 0) return undefined;
    if (element === scene.root || element === scrollerOf(scene.page)) return undefined;
    if (element === scene.body && scene.style(scene.root).overflowY === 'visible') return undefined;
    const { display } = scene.style(element);
    if (/flex|grid/.test(display)) scene.partial.add(element);
    return { left, top };
  }

  /** Stands around the content of a scrolled element, moved as far as it is scrolled. */
  private scrolled(element: Element, { left, top }: { left: number; top: number }): string {
    const { scene } = this.given;
    const style = scene.style(element);
    const isVertical = style.writingMode !== 'horizontal-tb';
    const holdsFixed = style.transform !== 'none' || style.filter !== 'none';
    const moved = holdsFixed
      ? `transform:translate(${px(-left)},${px(-top)});`
      : style.position !== 'static' || isVertical
        ? `position:relative;left:${px(-left)};top:${px(-top)};`
        : style.direction === 'rtl'
          ? `margin:${px(-top)} ${px(left)} 0 0;`
          : `margin:${px(-top)} 0 0 ${px(-left)};`;
    if (isVertical) return `<c-s style="display:flow-root;${moved}height:100%">`;
    const display = /flex|grid/.test(style.display) ? 'grid' : 'flow-root';
    const width = clientWidthOf(element) - number(style.paddingLeft) - number(style.paddingRight);
    return `<c-s style="display:${display};${moved}width:${px(width)};height:100%">`;
  }
}

/** References to elements of the same document. */
const INSIDE = /url\(\s*["']?#([^"')]+)/g;

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

/** A frame of a set is where the set puts it; nothing else is laid out there. */
const pinFrame = (scene: Scene, element: Element): void => {
  const { left, top, width, height } = scene.boxOf(element);
  pin(scene, element, { display: 'block', position: 'fixed', left, top, width, height });
};

/** What browsers give to frames, and not to the picture that stands for one. */
const pinBorder = (scene: Scene, element: Element): void => {
  const style = scene.style(element);
  for (const side of ['top', 'right', 'bottom', 'left']) {
    const value = (part: string): string => style.getPropertyValue(`border-${side}-${part}`);
    pin(scene, element, {
      [`border-${side}`]: `${value('width')} ${value('style')} ${value('color')}`,
    });
  }
};

const joined = (own: string, pins: string): string =>
  own === '' || own.endsWith(';') ? own + pins : `${own};${pins}`;
