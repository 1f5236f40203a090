/**
 * Which rules apply to what is seen. Every rule is matched against the page itself, where `:hover`,
 * `:nth-child` and `:host` mean what they mean; in the picture an element carries a class for each
 * rule that it matched, and the rules come in the order in which the cascade takes them. So the
 * picture may leave out siblings and flatten shadow trees, and no rule notices.
 */
import {
  ANY,
  type Compiled,
  type Entry,
  type FontFaceRule,
  type Group,
  PART,
  SLOTTED,
} from './compile.js';
import {
  attributeOf,
  attributesOf,
  classesOf,
  findAll,
  isElement,
  isMatch,
  isShadow,
  modeOf,
  nameOf,
  parentOf,
  rootOf,
  shadowOf,
  slotOf,
} from './dom.js';
import { HOST } from './selectors.js';
import { sheetsOf } from './sheets.js';
import { escapeText } from './writer.js';

type Tree = Document | ShadowRoot;

/** What applies to whom, of one document with its shadow trees. */
export interface Cascade {
  /** Names for the element's `class`. */
  classesOf: (element: Element) => string;
  /** Rules that apply to the element or its pseudo-elements. */
  entriesOf: (element: Element) => ReadonlySet<Entry>;
  entries: () => Iterable<Entry>;
  /** In the order of the cascade, as XML. `declarationsOf` gives what stands between a rule's braces. */
  css: (declarationsOf: (entry: Entry) => string) => string;
  faces: FontFaceRule[];
  /** Addresses of sheets that could not be read. */
  unreadable: Set<string>;
}

interface Applied {
  entry: Entry;
  name: string;
  /** Sheets of inner trees give way to those of outer ones. */
  depth: number;
  sheet: number;
}

const NO_ENTRIES: ReadonlySet<Entry> = new Set();

export const matchRules = (
  trees: ReadonlyMap<Tree, readonly Element[]>,
  window: Window,
): Cascade => {
  const applied = new Map<Entry, Applied>();
  const matched = new Map<Element, Set<Entry>>();
  const faces: FontFaceRule[] = [];
  const definitions = new Set<string>();
  const unreadable = new Set<string>();
  const layers = new Set<string>();
  const order = new Map<Compiled, number>();
  const groups = new Map<Group, boolean>();

  const holds = (group: Group): boolean => {
    let held = groups.get(group);
    if (held === undefined) {
      held = group.media.every((query) => window.matchMedia(query).matches);
      groups.set(group, held);
    }
    return held;
  };

  const apply = (entry: Entry, element: Element, depth: number, sheet: number): void => {
    let own = matched.get(element);
    if (own === undefined) matched.set(element, (own = new Set()));
    own.add(entry);
    if (!applied.has(entry)) {
      applied.set(entry, { entry, name: `m${applied.size.toString(36)}`, depth, sheet });
    }
  };

  const matchSheet = (compiled: Compiled, tree: Tree, index: Index, depth: number): void => {
    let sheet = order.get(compiled);
    if (sheet === undefined) order.set(compiled, (sheet = order.size));
    for (const layer of compiled.layers) layers.add(layer);
    for (const definition of compiled.definitions) definitions.add(definition);
    if (depth === 0) faces.push(...compiled.faces);
    for (const [key, elements] of index) {
      for (const entry of compiled.byKey.get(key) ?? []) {
        if (!holds(entry.group)) continue;
        const test = entry.plain.has(key) ? alwaysTrue : testOf(entry, tree);
        for (const element of elements) if (test(element)) apply(entry, element, depth, sheet);
      }
    }
  };

  for (const [tree, elements] of trees) {
    const depth = depthOf(tree);
    const index = indexOf(tree, elements, trees);
    const { sheets, unreadable: lost } = sheetsOf(tree);
    for (const href of lost) unreadable.add(href);
    for (const { compiled, media } of sheets) {
      if (media === '' || window.matchMedia(media).matches)
        matchSheet(compiled, tree, index, depth);
    }
  }

  const inOrder = [...applied.values()].sort(
    (a, b) =>
      b.depth - a.depth ||
      a.entry.weight - b.entry.weight ||
      a.sheet - b.sheet ||
      a.entry.order - b.entry.order,
  );

  return {
    faces,
    unreadable,
    entries: () => applied.keys(),
    entriesOf: (element) => matched.get(element) ?? NO_ENTRIES,
    classesOf: (element) => {
      const names: string[] = [];
      for (const entry of matched.get(element) ?? []) {
        const name = applied.get(entry)?.name;
        if (name !== undefined) names.push(name);
      }
      return names.join(' ');
    },
    css: (declarationsOf) => {
      const prelude = layers.size > 0 ? `@layer ${[...layers].join()};` : '';
      const rules = inOrder.map(({ entry, name }) => ruleOf(entry, name, declarationsOf(entry)));
      return prelude + escapeText([...definitions].join('')) + rules.join('');
    },
  };
};

const alwaysTrue = (): boolean => true;

const ruleOf = ({ pseudo, group }: Entry, name: string, declarations: string): string => {
  let rule = `.${name}${pseudo}{${declarations}}`;
  for (const container of [...group.containers].reverse())
    rule = `${escapeText(container)}{${rule}}`;
  return group.layer === '' ? rule : `@layer ${group.layer}{${rule}}`;
};

const depthOf = (tree: Tree): number => {
  let depth = 0;
  for (let up: Node = tree; 'host' in up; depth += 1) up = rootOf((up as ShadowRoot).host);
  return depth;
};

type Index = Map<string, Element[]>;

/** The elements that a tree's sheets can style, by the keys under which rules are filed. */
const indexOf = (
  tree: Tree,
  elements: readonly Element[],
  trees: ReadonlyMap<Tree, readonly Element[]>,
): Index => {
  const index: Index = new Map([[ANY, [...elements]]]);
  const file = (key: string, element: Element): void => {
    const filed = index.get(key);
    if (filed === undefined) index.set(key, [element]);
    else filed.push(element);
  };
  const isQuirky = !isShadow(tree) && modeOf(tree) === 'BackCompat';
  for (const element of elements) {
    file(nameOf(element), element);
    const id = attributeOf(element, 'id');
    if (id !== null) file(`#${id}`, element);
    for (const name of classesOf(element)) file(`.${name}`, element);
    for (const { name } of attributesOf(element)) file(`[${name}]`, element);
    for (const token of parentTokens(element)) file(`>${token}`, element);
    if (isQuirky) fileLowerCase(element, id, file);
    for (const part of partsWithin(element, trees)) file(PART, part);
  }
  if (isShadow(tree)) {
    file(HOST, tree.host);
    for (const [other, outer] of trees) {
      if (other === tree) continue;
      for (const element of outer) {
        const slot = slotOf(element);
        if (slot !== null && rootOf(slot) === tree) file(SLOTTED, element);
      }
    }
  }
  return index;
};

/** What `::part()` finds in a host, also through hosts within that hand their parts out. */
function* partsWithin(
  host: Element,
  trees: ReadonlyMap<Tree, readonly Element[]>,
): Generator<Element> {
  const inner = shadowOf(host);
  for (const element of inner === null ? [] : (trees.get(inner) ?? [])) {
    if (attributeOf(element, 'part') !== null) yield element;
    if (attributeOf(element, 'exportparts') !== null) yield* partsWithin(element, trees);
  }
}

/** The host in this tree that an element is a part of, and by which names. */
const partOf = (element: Element, tree: Tree): { host: Element; names: string[] } => {
  let { host } = rootOf(element) as ShadowRoot;
  let names = (attributeOf(element, 'part') ?? '').split(/\s+/);
  while (rootOf(host) !== tree) {
    const handedOut = (attributeOf(host, 'exportparts') ?? '').split(',').map((pair) => {
      const [inside = '', outside = inside] = pair.split(':').map((name) => name.trim());
      return { inside, outside };
    });
    names = handedOut.flatMap(({ inside, outside }) => (names.includes(inside) ? [outside] : []));
    ({ host } = rootOf(host) as ShadowRoot);
  }
  return { host, names };
};

const parentTokens = (element: Element): string[] => {
  const parent = parentOf(element);
  if (parent === null || !isElement(parent)) return [];
  const id = attributeOf(parent, 'id');
  const names = [...classesOf(parent)].map((name) => `.${name}`);
  return [nameOf(parent), ...(id === null ? [] : [`#${id}`]), ...names];
};

/** In quirks mode names match in any case; rules are filed as they are written. */
const fileLowerCase = (
  element: Element,
  id: string | null,
  file: (key: string, element: Element) => void,
): void => {
  if (id !== null && id !== id.toLowerCase()) file(`#${id.toLowerCase()}`, element);
  for (const name of classesOf(element)) {
    if (name !== name.toLowerCase()) file(`.${name.toLowerCase()}`, element);
  }
};

/** How the rule's selectors are asked of an element. */
const testOf = (entry: Entry, tree: Tree): ((element: Element) => boolean) => {
  const { selectors, reach, group } = entry;
  const list = selectors.map(({ text }) => text).join();
  if (reach !== undefined) {
    const { into, argument } = reach;
    if (into === 'slotted') {
      return (element) => isMatch(element, argument) && isMatchOrAny(slotOf(element), list);
    }
    const wanted = argument.split(/\s+/);
    return (element) => {
      const { host, names } = partOf(element, tree);
      return wanted.every((name) => names.includes(name)) && isMatchOrAny(host, list);
    };
  }
  if (isShadow(tree) && list.includes(':host')) {
    const { host } = tree;
    const outside = ofHost(list);
    return (element) => (element === host ? isMatch(host, outside) : isMatch(element, list));
  }
  const { scope } = group;
  return scope === undefined
    ? (element) => isMatch(element, list)
    : (element) => isInScope(element, scope, list);
};

const isMatchOrAny = (element: Element | null, list: string): boolean =>
  element !== null && (list === '' || isMatch(element, list));

/** Selectors of a host as they would be written outside of its shadow tree. */
const ofHost = (list: string): string =>
  list
    .replace(/:host-context\(((?:[^()]|\([^()]*\))*)\)/g, ':is($1,:is($1) *)')
    .replace(/:host\(((?:[^()]|\([^()]*\))*)\)/g, ':is($1)')
    .replace(/:host(?![-\w(])/g, ':nth-child(n)');

const isInScope = (
  element: Element,
  { from, to }: { from: string; to: string },
  list: string,
): boolean => {
  for (let up: Element | null = element; up !== null; up = parentOf(up) as Element | null) {
    if (!isElement(up)) return false;
    if (isMatch(up, from)) {
      if (up === element) return isMatch(element, list);
      return findAll(up, list).includes(element);
    }
    if (to !== '' && isMatch(up, to)) return false;
  }
  return false;
};
