/**
 * Writes what is seen as markup that a browser draws alike. Elements keep their names, so that they
 * keep what browsers give them; what the page's own rules give them comes by class.
 */
import { foreignAttributes, htmlAttributes, tagOf } from './attributes.js';
import {
  MATHML,
  SVG,
  XHTML,
  attributeOf,
  attributesOf,
  childrenOf,
  flatParentOf,
  inlineStyleOf,
  isElement,
  isHtml,
  isOurs,
  isText,
  kidsOf,
  nameOf,
  parentOf,
  spaceOf,
} from './dom.js';
import { INSIDE, referenceOf } from './drawings.js';
import { pinEffects } from './effects.js';
import { arrange } from './flow.js';
import { type Filler, isFiller, isPiece, type Item } from './items.js';
import { frozen, frozenPseudo } from './freeze.js';
import { isField, isOpenSelect, ordinalOf, writeField } from './forms.js';
import { dressField } from './live-fields.js';
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
import { holdsShown } from './masks.js';
import { shownBy } from './media.js';
import { writeReplaced } from './replaced.js';
import { asShown, attributesIn } from './rules.js';
import { pin } from './scene.js';
import { scrolled, scrollOf } from './scroll.js';
import { isSealed } from './sealed.js';
import type { Serialising } from './serialising.js';
import { NEVER_DRAWN } from './visible.js';
import { attribute, escapeText, escapeValue, replaceUrls, type Part } from './writer.js';

const NONE: ReadonlySet<string> = new Set();
const NOWHERE = { left: 0, top: 0 };
const VOID = new Set('img br hr input wbr area col embed'.split(' '));
/** Of SVG and MathML: nothing of it is drawn. */
const SILENT = new Set('script style title desc metadata annotation annotation-xml'.split(' '));

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
    if (NEVER_DRAWN.has(name) || isOurs(element) || (!isAbove && this.onTop.has(element))) return;
    const { scene, writer } = this.given;
    const masking = this.given.maskOf(element);
    if (masking === 'box' || masking === 'words') {
      this.masked(element, masking, isWhole);
      return;
    }
    // Its rules come along, or what they computed to: both would say some things twice.
    if (masking === 'shown' || this.given.isFrozen) this.freeze(element);
    else writer.use(element);
    pinEffects(this.given, element);
    const space = spaceOf(element);
    if (space === SVG || space === MATHML) {
      this.foreign(element, space);
      return;
    }
    const shown = isSealed(scene, element)
      ? ({ as: 'lost', what: 'other', why: 'unreadable' } as const)
      : shownBy(element, this.given.density);
    if (shown !== undefined) {
      writeReplaced(this.given, element, shown, (...tag) => {
        this.open(element, ...tag);
      });
      return;
    }
    if (isField(element) && !isOpenSelect(scene, element)) {
      this.field(element);
      return;
    }
    const tag = this.tagOf(element);
    if (name === 'button') dressField(scene, element as HTMLElement);
    this.list(element);
    const scroll = scrollOf(scene, element);
    const items = this.drawn(element, scroll ?? NOWHERE, isWhole);
    this.open(element, tag);
    if (VOID.has(name)) {
      writer.write('/>');
      return;
    }
    writer.write('>');
    if (scroll !== undefined) writer.write(scrolled(scene, element, scroll));
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
    const scroll = scrollOf(scene, element);
    const items = this.drawn(element, scroll ?? NOWHERE, isWhole);
    const tag = this.tagOf(element);
    openMasked(scene, writer, element, tag);
    writer.write('"');
    if (VOID.has(tag)) {
      writer.write('/>');
      return;
    }
    writer.write('>');
    if (scroll !== undefined) writer.write(scrolled(scene, element, scroll));
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

  /** Details without a summary are given one by the browser; a masked one does not count. */
  private tagOf(element: Element): string {
    if (nameOf(element) !== 'details') return tagOf(element);
    const summary = summaryOf(element);
    if (summary === undefined || this.given.maskOf(summary) === 'none') return tagOf(element);
    pin(this.given.scene, element, { display: this.given.scene.style(element).display });
    return 'c-x';
  }

  /** What is written of its content; of closed details, that is the summary. */
  private drawn(element: Element, shift: typeof NOWHERE, isWhole: boolean): Item[] {
    const { scene } = this.given;
    const items = isWhole ? Array.from(kidsOf(element)) : arrange(scene, element, shift);
    if (nameOf(element) !== 'details' || attributeOf(element, 'open') !== null) return items;
    const summary = summaryOf(element);
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
      () => htmlAttributes(element, writer.shown.get(element) ?? NONE, without),
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
    for (const name of attributesIn(declarations)) writer.show(element, name);
    const text = asShown(declarations, scene);
    if (!text.includes('url(')) return attribute('style', text);
    for (const [, id = ''] of text.matchAll(INSIDE)) writer.refer(element, id);
    replaceUrls(text, scene.base, (url) => {
      writer.need(url, 'picture');
      return url;
    });
    return () => {
      const embedded = replaceUrls(
        text,
        scene.base,
        (url) => writer.drawn.get(url)?.() ?? dataOf(url, 'background'),
      );
      return attribute('style', embedded);
    };
  }

  private field(element: Parameters<typeof writeField>[1]): void {
    const { scene, writer, words } = this.given;
    const tag = nameOf(element);
    const { attributes, content, text, type } = writeField(scene, element);
    words.add(text, scene.style(element).fontFamily);
    const scroll = tag === 'textarea' ? scrollOf(scene, element) : undefined;
    if (scroll !== undefined) {
      // Nothing scrolls inside a picture, and what is inside of a field cannot be moved.
      this.freeze(element);
      // Firefox cuts an area off at its edge without saying so.
      if (scene.style(element).overflowY === 'visible') pin(scene, element, { overflow: 'hidden' });
      this.open(element, 'c-x');
      writer.write('>', scrolled(scene, element, scroll), content, '</c-s></c-x>');
      return;
    }
    this.open(element, tag, [attributes], ['value', 'type']);
    if (tag === 'input') {
      writer.write(attribute('type', type ?? (element as HTMLInputElement).type), '/>');
    } else writer.write('>', content, `</${tag}>`);
  }

  /** SVG and MathML come along as they are. */
  private foreign(element: Element, space: string): void {
    const { scene, writer } = this.given;
    const tag = tagOf(element);
    const parent = parentOf(element);
    const isRoot = !(parent !== null && isElement(parent) && spaceOf(parent) === space);
    writer.write(`<${tag}${isRoot ? attribute('xmlns', space) : ''}`, this.class(element));
    writer.write(() => foreignAttributes(element, writer.shown.get(element) ?? NONE));
    writer.write(referenceOf(this.given, element));
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

  private list(element: Element): void {
    const { scene } = this.given;
    const list = parentOf(element);
    if (nameOf(element) !== 'li' || list === null || !isElement(list)) return;
    if (!scene.partial.has(list)) return;
    const ordinal = ordinalOf(element);
    if (ordinal !== undefined)
      pin(scene, element, { 'counter-set': `list-item ${String(ordinal)}` });
  }
}

const joined = (own: string, pins: string): string =>
  own === '' || own.endsWith(';') ? own + pins : `${own};${pins}`;

const summaryOf = (details: Element): Element | undefined =>
  Array.from(childrenOf(details)).find((kid) => nameOf(kid) === 'summary');
