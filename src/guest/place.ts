/**
 * Keeps our element where a tap reaches it, on a page that knows nothing of us and may do anything:
 * replace its body, open a modal dialog (all but that is inert then), hide or move what it finds.
 *
 * The element is shown as a popover. That puts it above the page without regard to `z-index`, and
 * keeps `transform`, `filter` and `overflow` of the page's own elements from catching it.
 */

/** What a page's own script for dialogs may have put on us, to take all but its dialog away. */
const AWAY = ['inert', 'aria-hidden', 'hidden'];

export const keepInPlace = (
  element: HTMLElement,
  page: Document,
  onChange: (changes: MutationRecord[]) => void,
): void => {
  /** Modal dialogs in the order in which they were found open: the last one is on top. */
  let open: Element[] = [];

  const home = (): Element | null => {
    open = open.filter(isOpen);
    for (const dialog of page.querySelectorAll('dialog[open]')) {
      if (isOpen(dialog) && !open.includes(dialog)) open.push(dialog);
    }
    return open.at(-1) ?? page.querySelector('body');
  };

  const settle = (): void => {
    const parent = home();
    if (parent === null) return;
    if (element.parentNode !== parent) {
      parent.append(element);
      reopen(element);
    }
    for (const name of AWAY) element.removeAttribute(name);
    watch();
  };

  const observer = new MutationObserver((changes) => {
    onChange(changes);
    settle();
  });

  /** Whoever takes us away changes the children of one of our ancestors. */
  const watch = (): void => {
    observer.disconnect();
    const attributeFilter = ['open', 'type'];
    observer.observe(page, { subtree: true, attributeFilter, attributeOldValue: true });
    observer.observe(element, { attributeFilter: AWAY });
    for (let above = parentOf(element); above && above !== page; above = parentOf(above)) {
      observer.observe(above, { childList: true, attributeFilter, attributeOldValue: true });
    }
  };

  observer.observe(page.documentElement, { childList: true });
  // A dialog inside another shadow root cannot be observed from here, but the focus goes into it.
  page.addEventListener('focusin', (event) => {
    // What is no element in there has none of what is asked for.
    const path = event.composedPath() as Element[];
    const dialog = path.find(isOpen);
    if (path.includes(element) || !dialog || open.includes(dialog)) return;
    open.push(dialog);
    settle();
  });
  settle();
};

const isOpen = (element: Element): boolean =>
  element.localName === 'dialog' && element.isConnected && element.matches(':modal');

const parentOf = (node: Node): Node | undefined =>
  node.parentNode ?? (node as Partial<ShadowRoot>).host;

/** Moving an element closes popovers and dialogs: it, and what of ours was open in it. */
const reopen = (element: HTMLElement): void => {
  // Older browsers have no popovers; there the element is fixed above the page by its styles.
  if ('showPopover' in element) {
    element.popover = 'manual';
    element.showPopover();
  }
  for (const dialog of element.shadowRoot?.querySelectorAll('dialog[open]') ?? []) {
    dialog.removeAttribute('open');
    (dialog as HTMLDialogElement).showModal();
  }
};
