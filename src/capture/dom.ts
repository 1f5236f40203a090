/**
 * Reads the page's DOM past what the page may have put in the way: an `<input name="children">`
 * hides `form.children`, an `<img name="body">` hides `document.body`, a custom element has getters
 * of its own, a script has a class named `Node`, and a frame's elements are of another realm than
 * ours. Hence the readers of the browser's own prototypes, applied to whatever node there is.
 */

export const SVG = 'http://www.w3.org/2000/svg';
export const XHTML = 'http://www.w3.org/1999/xhtml';
export const MATHML = 'http://www.w3.org/1998/Math/MathML';

/** A document that no page has touched, for its prototypes. */
const untouched = new Document();
const sample = untouched.createElementNS(XHTML, 'p');
const drawing = untouched.createElementNS(SVG, 'g');

const descriptor = (of: object, name: string): PropertyDescriptor | undefined => {
  for (
    let owner: unknown = Object.getPrototypeOf(of);
    owner;
    owner = Object.getPrototypeOf(owner)
  ) {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    if (found !== undefined) return found;
  }
  return undefined;
};

/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters, @typescript-eslint/unbound-method -- what a property gives is said where it is named; getters are applied to a node each time */
const reader = <T>(of: object, name: string): ((node: object) => T) => {
  const read = descriptor(of, name)?.get as () => T;
  return (node) => Reflect.apply(read, node, []);
};

const method = <A extends unknown[], T>(
  of: object,
  name: string,
): ((node: object, ...args: A) => T) => {
  const act = descriptor(of, name)?.value as (...args: A) => T;
  return (node, ...args) => Reflect.apply(act, node, args);
};
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters, @typescript-eslint/unbound-method */

const typeOf = reader<number>(sample, 'nodeType');
export const childNodesOf = reader<NodeListOf<ChildNode>>(sample, 'childNodes');
export const nextOf = reader<Node | null>(sample, 'nextSibling');
export const parentOf = reader<ParentNode | null>(sample, 'parentNode');
export const rootOf = method<[], Node>(sample, 'getRootNode');
export const nameOf = reader<string>(sample, 'localName');
export const spaceOf = reader<string | null>(sample, 'namespaceURI');
export const attributesOf = reader<NamedNodeMap>(sample, 'attributes');
export const attributeOf = method<[name: string], string | null>(sample, 'getAttribute');
export const classesOf = reader<DOMTokenList>(sample, 'classList');
export const childrenOf = reader<HTMLCollection>(sample, 'children');
export const firstChildOf = reader<Element | null>(sample, 'firstElementChild');
export const shadowOf = reader<ShadowRoot | null>(sample, 'shadowRoot');
export const slotOf = reader<HTMLSlotElement | null>(sample, 'assignedSlot');
export const boxOf = method<[], DOMRect>(sample, 'getBoundingClientRect');
export const rectsOf = method<[], DOMRectList>(sample, 'getClientRects');
export const scrollTopOf = reader<number>(sample, 'scrollTop');
export const scrollLeftOf = reader<number>(sample, 'scrollLeft');
export const scrollWidthOf = reader<number>(sample, 'scrollWidth');
export const scrollHeightOf = reader<number>(sample, 'scrollHeight');
export const clientWidthOf = reader<number>(sample, 'clientWidth');
export const clientTopOf = reader<number>(sample, 'clientTop');
export const clientHeightOf = reader<number>(sample, 'clientHeight');
const assignedNodes = method<[], Node[]>(untouched.createElementNS(XHTML, 'slot'), 'assignedNodes');
const matches = method<[selector: string], boolean>(sample, 'matches');
const queryAll = method<[selector: string], NodeListOf<Element>>(sample, 'querySelectorAll');
const offsetWidthOf = reader<number>(sample, 'offsetWidth');
const offsetHeightOf = reader<number>(sample, 'offsetHeight');
const htmlStyleOf = reader<CSSStyleDeclaration>(sample, 'style');
const svgStyleOf = reader<CSSStyleDeclaration>(drawing, 'style');

export const rootElementOf = reader<HTMLElement>(untouched, 'documentElement');
export const bodyOf = reader<HTMLElement | null>(untouched, 'body');
export const baseOf = reader<string>(untouched, 'baseURI');
export const modeOf = reader<string>(untouched, 'compatMode');
export const fontsOf = reader<FontFaceSet>(untouched, 'fonts');
export const scrollerOf = reader<Element | null>(untouched, 'scrollingElement');
const activeOfPage = reader<Element | null>(untouched, 'activeElement');
const pageSheetsOf = reader<StyleSheetList>(untouched, 'styleSheets');
const pageAdoptedOf =
  'adoptedStyleSheets' in untouched
    ? reader<CSSStyleSheet[]>(untouched, 'adoptedStyleSheets')
    : undefined;
export const animationsOf = method<[], Animation[]>(untouched, 'getAnimations');
const newElement = method<[space: string, name: string], Element>(untouched, 'createElementNS');
const newRange = method<[], Range>(untouched, 'createRange');
const pageQueryAll = method<[selector: string], NodeListOf<Element>>(untouched, 'querySelectorAll');
const pageById = method<[id: string], Element | null>(untouched, 'getElementById');

const isPage = (of: Node): boolean => typeOf(of) === 9;
export const isElement = (of: Node): of is Element => typeOf(of) === 1;
export const isText = (of: Node): of is Text => typeOf(of) === 3;
export const isShadow = (of: Node): of is ShadowRoot => typeOf(of) === 11 && 'host' in of;
export const isHtml = (of: Element): boolean => spaceOf(of) === XHTML;

/** All in a document, a shadow tree or an element that match; none for an unknown selector. */
export const findAll = (within: Document | ShadowRoot | Element, selector: string): Element[] => {
  try {
    if (isElement(within)) return [...queryAll(within, selector)];
    return [
      ...(isPage(within) ? pageQueryAll(within, selector) : within.querySelectorAll(selector)),
    ];
  } catch {
    return [];
  }
};

export const byId = (tree: Node, id: string): Element | null =>
  isPage(tree) ? pageById(tree, id) : ((tree as Partial<ShadowRoot>).getElementById?.(id) ?? null);

export const activeOf = (tree: Document | ShadowRoot): Element | null =>
  isPage(tree) ? activeOfPage(tree) : tree.activeElement;

/** Safari before 16.4 has no sheets that are adopted. */
export const sheetListOf = (tree: Document | ShadowRoot): CSSStyleSheet[] =>
  isPage(tree)
    ? [...pageSheetsOf(tree), ...(pageAdoptedOf?.(tree) ?? [])]
    : [...tree.styleSheets, ...((tree as Partial<ShadowRoot>).adoptedStyleSheets ?? [])];

/** False also for selectors that this browser does not know. */
export const isMatch = (of: Element, selector: string): boolean => {
  try {
    return matches(of, selector);
  } catch {
    return false;
  }
};

/** The element itself, or the nearest around it, with this name. */
export const closestOf = (of: Element, name: string): Element | null => {
  for (let up: ParentNode | null = of; up !== null && isElement(up); up = parentOf(up)) {
    if (nameOf(up) === name) return up;
  }
  return null;
};

/** Size as it is laid out, before transforms, in whole pixels; undefined for drawings. */
export const layoutSizeOf = (of: Element): { width: number; height: number } | undefined =>
  isHtml(of) ? { width: offsetWidthOf(of), height: offsetHeightOf(of) } : undefined;

/** What the `style` attribute says; empty where there is none. */
export const inlineStyleOf = (of: Element): string => {
  if (attributeOf(of, 'style') === null) return '';
  if (isHtml(of)) return htmlStyleOf(of).cssText;
  return spaceOf(of) === SVG ? svgStyleOf(of).cssText : '';
};

/** Whether it is of the embed's own, which is in no picture (P5). */
export const isOurs = (of: Element): boolean => attributeOf(of, 'data-misete') !== null;

export const isDisplayed = (of: Element): boolean => rectsOf(of).length > 0;

/** Never `new Image()`: a page may have a class of that name. */
export const newImage = (): HTMLImageElement =>
  newElement(document, XHTML, 'img') as HTMLImageElement;
export const newCanvas = (page = document): HTMLCanvasElement =>
  newElement(page, XHTML, 'canvas') as HTMLCanvasElement;

/** The boxes of words, line by line. */
export const rangeOver = (page: Document, node: Node): Range => {
  const range = newRange(page);
  range.selectNodeContents(node);
  return range;
};

/** What is laid out inside an element: its shadow tree, or what is assigned to a slot. */
export const kidsOf = (of: Element): ArrayLike<Node> => {
  const shadow = shadowOf(of);
  if (shadow !== null) return childNodesOf(shadow);
  if (nameOf(of) === 'slot') {
    const assigned = assignedNodes(of);
    if (assigned.length > 0) return assigned;
  }
  return childNodesOf(of);
};

/** Its parent in the tree that is laid out: through slots and shadow roots. */
export const flatParentOf = (of: Node): Element | null => {
  const slot = isElement(of) ? slotOf(of) : isText(of) ? of.assignedSlot : null;
  if (slot !== null) return slot;
  const parent = parentOf(of);
  if (parent === null) return null;
  if (isElement(parent)) return parent;
  return isShadow(parent) ? parent.host : null;
};
