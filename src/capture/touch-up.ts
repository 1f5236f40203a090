/**
 * Mends on the engine's copy what it is known to draw otherwise than the browser does. Goes away
 * with the engine.
 */

const NO_TEXT_FIELD = /^(checkbox|radio|range|color|file|image|button|submit|reset|hidden)$/;

/**
 * Fields that the page did not style: their computed border is `2px inset`, which the browser
 * itself paints as a thin grey line.
 */
export const mendField = (copy: HTMLElement, original: Element): void => {
  const isField =
    original.localName === 'textarea' ||
    original.localName === 'select' ||
    (original.localName === 'input' && !NO_TEXT_FIELD.test((original as HTMLInputElement).type));
  if (!isField) return;
  const { backgroundColor, borderTopStyle } = getComputedStyle(original);
  copy.style.setProperty('background-color', backgroundColor);
  if (borderTopStyle !== 'inset') return;
  copy.style.setProperty('border-style', 'solid');
  copy.style.setProperty('border-color', 'transparent');
  copy.style.setProperty('outline', '1px solid #767676');
  copy.style.setProperty('outline-offset', '-1px');
};

/** The browser paints the body's background behind the whole page, the engine behind the body. */
export const mendCanvas = (copy: HTMLElement, page: Document): void => {
  const { backgroundColor, backgroundImage } = getComputedStyle(page.documentElement);
  if (backgroundColor !== 'rgba(0, 0, 0, 0)' || backgroundImage !== 'none') return;
  const { height } = page.documentElement.getBoundingClientRect();
  copy.style.setProperty('min-height', `${String(height)}px`, 'important');
};

/**
 * The browser chooses fonts by the language, which the body has from the root; the engine's copy has
 * no root. In the wrong fonts every line of Japanese stands some pixels too high.
 */
export const mendLanguage = (copy: HTMLElement, page: Document): void => {
  const { lang } = page.documentElement;
  if (lang !== '' && !copy.hasAttribute('lang')) copy.setAttribute('lang', lang);
};

/**
 * A first child's margin collapses through the body and moves the body itself. The engine places
 * its copy of the body where the body is, and takes that margin from the child's copy; but not from
 * the empty box that stands for a child out of sight, which then moves the whole picture.
 */
export const mendMargin = (copy: HTMLElement, body: Element, drawn: ReadonlySet<Element>): void => {
  const margin = marginLeft(body, drawn);
  if (margin > 0) copy.style.setProperty('margin-top', `${String(-margin)}px`, 'important');
};

/** That margin, in pixels, where the outermost child whose top is the body's own is not drawn. */
const marginLeft = (body: Element, drawn: ReadonlySet<Element>): number => {
  const { top } = body.getBoundingClientRect();
  for (let outer = body; ;) {
    const { paddingTop, borderTopWidth, display } = getComputedStyle(outer);
    if (paddingTop !== '0px' || borderTopWidth !== '0px' || display !== 'block') return 0;
    const first = [...outer.children].find(isInFlow);
    if (first === undefined || Math.abs(first.getBoundingClientRect().top - top) > 0.5) return 0;
    if (!drawn.has(first)) return parseFloat(getComputedStyle(first).marginTop);
    outer = first;
  }
};

const isInFlow = (element: Element): boolean => {
  const { display, position, float } = getComputedStyle(element);
  return display !== 'none' && /static|relative|sticky/.test(position) && float === 'none';
};
