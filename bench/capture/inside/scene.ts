/** Inside the page: brings it into the states that are captured. */

/** Of the document, its open shadow trees and its frames of the same origin. */
function* elementsOf(root: Document | ShadowRoot): Generator<HTMLElement> {
  for (const element of root.querySelectorAll<HTMLElement>('*')) {
    yield element;
    if (element.shadowRoot !== null) yield* elementsOf(element.shadowRoot);
    if (element.tagName !== 'IFRAME') continue;
    const inner = (element as HTMLIFrameElement).contentDocument;
    if (inner !== null) yield* elementsOf(inner);
  }
}

/** How far nested scrollers are moved: far enough that a capture which forgets it shows. */
const NESTED = 0.4;

const mayScroll = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';

const moveNested = (element: HTMLElement): void => {
  const high = element.scrollHeight - element.clientHeight;
  const wide = element.scrollWidth - element.clientWidth;
  if (high <= 1 && wide <= 1) return;
  if (element === document.scrollingElement || element === document.body) return;
  const { overflowX, overflowY } = getComputedStyle(element);
  const behavior = 'instant';
  if (high > 1 && mayScroll(overflowY)) element.scrollTo({ top: high * NESTED, behavior });
  if (wide > 1 && mayScroll(overflowX)) {
    element.scrollTo({ left: wide * NESTED, top: element.scrollTop, behavior });
  }
};

/** By type, where not every text will do; types that are missing here stay as they are. */
const TYPED: Readonly<Record<string, string>> = {
  text: 'みせて 太郎 123',
  search: 'みせて',
  email: 'taro@example.com',
  tel: '090-1234-5678',
  url: 'https://example.com/',
  number: '42',
  password: 'secret',
  date: '2026-11-25',
  time: '12:34',
  range: '80',
};

/** Without events: a search box that hears of it would empty the page's list. */
const fill = (element: HTMLElement): void => {
  if (
    element.matches(
      ':disabled, :read-only:not(select, [type=checkbox], [type=radio], [type=range])',
    )
  )
    return;
  if (element.tagName === 'TEXTAREA') {
    (element as HTMLTextAreaElement).value = '一行目\n二行目 the second line';
  } else if (element.tagName === 'SELECT') {
    const select = element as HTMLSelectElement;
    select.selectedIndex = Math.min(1, select.options.length - 1);
  } else if (element.tagName === 'INPUT') {
    const input = element as HTMLInputElement;
    if (input.type === 'checkbox' || input.type === 'radio') input.checked = true;
    else if (TYPED[input.type] !== undefined) input.value = TYPED[input.type] ?? '';
  }
};

const root = (): Element => document.scrollingElement ?? document.documentElement;

export const mid = (): void => {
  scrollTo({ top: (root().scrollHeight - innerHeight) / 2, behavior: 'instant' });
};

/** Filled and moved as by somebody who has been working on the page. */
export const work = (): void => {
  mid();
  const elements = [...elementsOf(document)];
  for (const element of elements) fill(element);
  for (const element of elements) moveNested(element);
};

/** What a picture remembered from before would miss. */
export const step = (): void => {
  scrollBy({ top: 40, behavior: 'instant' });
  document.body.dataset['bench'] = `${Number(document.body.dataset['bench'] ?? 0) + 1}`;
};

const frame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));

/** Whatever the viewport shows has been loaded, and scripts have had their say. */
export const settled = async (): Promise<void> => {
  await document.fonts.ready;
  await frame();
  await frame();
  const pictures = [...document.images].filter((image) => {
    const { top, bottom } = image.getBoundingClientRect();
    return !image.complete && bottom > 0 && top < innerHeight;
  });
  const loaded = pictures.map((image) => image.decode().catch(() => undefined));
  await Promise.race([Promise.all(loaded), new Promise((resolve) => setTimeout(resolve, 3000))]);
  await document.fonts.ready;
};

export const freeze = (): void => {
  for (const animation of document.getAnimations()) animation.pause();
};
