/** Walks what is ours in a page, through our one shadow root. Runs in the page. */

/** What is looked at: below the selector, or in the shadow root of what it names. */
const rootOf = (ours: string): ParentNode => {
  const element = document.querySelector(ours);
  if (element === null) throw new Error(`The page has no ${ours}`);
  return element.shadowRoot ?? element;
};

export const elementsIn = (ours: string): HTMLElement[] =>
  [...rootOf(ours).querySelectorAll<HTMLElement>('*')].filter(
    (element) => element instanceof HTMLElement,
  );

/** Whether it is there to be seen; what only screen readers get is not. */
export const isSeen = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
  !isForReadersOnly(element);

const isForReadersOnly = (element: Element): boolean => {
  for (let at: Element | null = element; at !== null; at = at.parentElement) {
    const { clipPath, position } = getComputedStyle(at);
    if (position === 'absolute' && clipPath.startsWith('inset(50%')) return true;
  }
  return false;
};

/** An element as a person would name it. */
export const nameOf = (element: Element): string => {
  const name = element.getAttribute('aria-label') ?? element.textContent.trim();
  const text = name.replace(/\s+/g, ' ').slice(0, 40);
  return `<${element.localName}${element.className ? ` class="${element.className}"` : ''}> ${text}`;
};

/** The parent in the page as it is drawn: out of a shadow root too. */
export const parentOf = (element: Element): Element | null => {
  const { parentNode } = element;
  return parentNode instanceof ShadowRoot ? parentNode.host : element.parentElement;
};
