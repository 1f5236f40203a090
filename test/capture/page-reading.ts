/** All of a page that its own scripts can read, to be compared. Runs in the page under test. */

declare global {
  interface Window {
    /** What scripts of the page under test were told: its elements' callbacks and handlers. */
    told?: string[];
  }
}

export type Tree = Document | ShadowRoot;

/** The document and all trees in it that the page itself can reach. */
export const treesIn = (tree: Tree): Tree[] => {
  const within: Tree[] = [tree];
  for (const element of tree.querySelectorAll('*')) {
    if (element.shadowRoot !== null) within.push(...treesIn(element.shadowRoot));
    const inside = (element as Partial<HTMLIFrameElement>).contentDocument;
    if (inside) within.push(...treesIn(inside));
  }
  return within;
};

export const elementsIn = (trees: readonly Tree[]): Element[] =>
  trees.flatMap((tree) => [...tree.querySelectorAll('*')]);

export const nameOf = (node: unknown): string =>
  node instanceof Element ? node.localName : Object.prototype.toString.call(node);

const readAnimations = (): string[] =>
  document
    .getAnimations()
    .map(({ playState, id, effect, startTime }) =>
      [playState, id, nameOf((effect as KeyframeEffect | null)?.target), startTime].join(' '),
    );

const readTree = (tree: Tree): unknown[] => [
  tree instanceof Document ? tree.documentElement.outerHTML : tree.innerHTML,
  tree.styleSheets.length,
  tree.adoptedStyleSheets.length,
  nameOf(tree.activeElement),
  [...tree.styleSheets].map((sheet) => [sheet.disabled, sheet.cssRules.length]),
];

const readElement = (element: Element): unknown[] => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const field = element as Partial<HTMLInputElement>;
  const held = [field.value, field.checked, field.selectionStart, field.selectionEnd];
  return [nameOf(element), element.scrollTop, element.scrollLeft, x, y, width, height, held];
};

/** Values by which two readings are compared: functions and objects count as themselves. */
export const readFunctions = (): Map<string, unknown> => {
  const found = new Map<string, unknown>();
  for (const name of Object.getOwnPropertyNames(window)) {
    const owner = Object.getOwnPropertyDescriptor(window, name)?.value as unknown;
    found.set(name, owner);
    if (typeof owner !== 'function') continue;
    for (const [holder, of] of [
      [name, owner],
      [`${name}.prototype`, (owner as { prototype?: unknown }).prototype],
    ] as const) {
      if (typeof of !== 'object' && typeof of !== 'function') continue;
      if (of === null) continue;
      for (const key of Reflect.ownKeys(of)) {
        const told = { ...Object.getOwnPropertyDescriptor(of, key) } as Record<string, unknown>;
        found.set(`${holder}.${String(key)}`, told['value'] ?? told['get']);
        found.set(`${holder}.${String(key)}=`, told['set']);
      }
    }
  }
  return found;
};

export const read = () => {
  const trees = treesIn(document);
  const selection = getSelection();
  const ends = [selection?.anchorNode, selection?.focusNode].map(nameOf);
  return {
    trees: JSON.stringify(trees.map(readTree)),
    elements: JSON.stringify(elementsIn(trees).map(readElement)),
    selection: [...ends, selection?.anchorOffset, selection?.focusOffset].join(' '),
    scroll: [scrollX, scrollY, visualViewport?.offsetTop, visualViewport?.scale].join(' '),
    animations: readAnimations().join('\n'),
    fonts: [...document.fonts].map(({ family, status }) => `${family} ${status}`).join('\n'),
    frames: String(window.length),
    address: `${location.href} ${document.title} ${String(history.length)} ${window.name}`,
    storage: JSON.stringify([
      Object.entries(localStorage),
      Object.entries(sessionStorage),
      document.cookie,
    ]),
    told: String(window.told),
  };
};
