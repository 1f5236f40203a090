/**
 * Hears what a screen reader is told to say: the texts of live regions as they change. A message
 * that two regions change by, one in the other, is heard twice, as several readers do. Runs in the
 * page, before its own scripts.
 */
const LIVE =
  '[role=status],[role=alert],[role=log],[aria-live=polite],[aria-live=assertive],output';
const SILENT = '[aria-live=off],[role=timer],[aria-hidden=true],[hidden]';

const heard: string[] = [];
const known = new WeakMap<Element, string>();

const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true });

/** What a region says: its text without the parts that are never read by themselves. */
const textOf = (region: Element): string => {
  if (!isShown(region) || region.closest(SILENT) !== null) return '';
  const texts: string[] = [];
  const walker = document.createTreeWalker(region, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, {
    acceptNode: (node) => {
      if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
      if (node.matches(SILENT) || !isShown(node)) return NodeFilter.FILTER_REJECT;
      return NodeFilter.FILTER_SKIP;
    },
  });
  while (walker.nextNode() !== null) texts.push(walker.currentNode.nodeValue ?? '');
  return texts.join('').replace(/\s+/g, ' ').trim();
};

const roots = new Set<Document | ShadowRoot>();

const listen = (): void => {
  for (const root of roots) {
    for (const region of root.querySelectorAll(LIVE)) {
      const text = textOf(region);
      if (text === (known.get(region) ?? '')) continue;
      known.set(region, text);
      if (text !== '') heard.push(text);
    }
  }
};

const observer = new MutationObserver(() => {
  const shadow = document.querySelector('[data-misete]')?.shadowRoot;
  if (shadow) follow(shadow);
  listen();
});

const follow = (root: Document | ShadowRoot): void => {
  if (roots.has(root)) return;
  roots.add(root);
  observer.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['hidden', 'open', 'role', 'aria-live', 'class'],
  });
};
follow(document);

/** The element that has the focus, in our shadow root too. */
const focused = (): Element | null => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
};

const nameOf = (element: Element): string => {
  const labelled = element.getAttribute('aria-labelledby')?.split(' ') ?? [];
  const root = element.getRootNode() as Document | ShadowRoot;
  const by = labelled.map((id) => root.getElementById(id)?.textContent ?? '').join(' ');
  const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
  const name = element.getAttribute('aria-label') ?? (by || label || element.textContent);
  return name.replace(/\s+/g, ' ').trim();
};

const ears = {
  heard: (): readonly string[] => heard,
  /** By its name; empty where the focus is on nothing, so that a person is lost. */
  focus: (): string => {
    const element = focused();
    return element === null || element === document.body ? '' : nameOf(element);
  },
  /** The same of what Tab comes to: a heading may have the name of the button that leads to it. */
  control: (): string => {
    const element = focused();
    return element instanceof HTMLElement && element.tabIndex >= 0 ? nameOf(element) : '';
  },
  /** Whether the focus is in the dialog that is open. */
  isInDialog: (): boolean => focused()?.closest('dialog[open],[role=dialog]') !== null,
};
export type Ears = typeof ears;

Object.assign(globalThis, { ears });
