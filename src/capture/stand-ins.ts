/**
 * What stands in the picture in place of something masked (P4) or something that cannot be shown
 * (P6). Each is a fresh element that takes nothing of the page's but its box, so that no text,
 * value or attribute can come along; the engine gives it the computed styles of the original.
 */

const SVG = 'http://www.w3.org/2000/svg';

/** Dark for what is hidden on purpose, light for what could not be had. */
const MASKED = 'repeating-linear-gradient(135deg,#8b95a5 0 6px,#a3acb9 6px 12px)';
const MISSING = 'repeating-linear-gradient(135deg,#e3e6ea 0 8px,#f3f4f6 8px 16px)';

/** The same look as a picture of its own, for where only a picture can stand. */
export const MISSING_PICTURE = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="${SVG}" width="16" height="16"><path fill="#f3f4f6" d="M0 0h16v16H0z"/><path fill="#e3e6ea" d="M0 0h8L0 8zM16 0v8l-8 8H0z"/></svg>`,
)}`;

/** The same, tiled, as the `background-image` of an element whose own could not be had. */
export const MISSING_BACKGROUND = MISSING;

/** Fields that are drawn as a line of text in a box, so that a text field can stand for them. */
const isTextField = (element: Element): boolean =>
  element.localName === 'select' ||
  element.localName === 'textarea' ||
  (element.localName === 'input' &&
    !/^(checkbox|radio|range|color|file|image|button|submit|reset)$/i.test(
      element.getAttribute('type') ?? '',
    ));

/** Elements of which an empty one of the same name takes the same place in the layout. */
const KEEPS_NAME = /^(td|th|tr|tbody|thead|tfoot|table|caption|li|p|h[1-6]|dt|dd|option|optgroup)$/;

export const maskedStandIn = (element: Element): Element => {
  if (element.namespaceURI === SVG && element.localName !== 'svg') return maskedShape(element);
  if (isTextField(element)) return maskedField(element);
  const computed = getComputedStyle(element);
  return computed.display === 'inline' && element.childNodes.length > 0
    ? maskedText(element)
    : block(element, MASKED);
};

export const missingStandIn = (element: Element): HTMLElement => block(element, MISSING);

/** The engine draws ::before and ::after into its copies as text, except into these. */
const withoutPseudoElements = <T extends HTMLElement>(standIn: T): T => {
  standIn.dataset['snapdomPseudo'] = 'none';
  return standIn;
};

const paint = (element: HTMLElement, styles: Record<string, string>): void => {
  for (const [name, value] of Object.entries(styles)) {
    element.style.setProperty(name, value, 'important');
  }
};

/** An empty field keeps the baseline, which the words beside the field are aligned to. */
const maskedField = (element: Element): HTMLElement => {
  const field = withoutPseudoElements(element.ownerDocument.createElement('input'));
  paint(field, { ...sizeOf(element), 'background-image': MASKED, 'background-size': 'auto' });
  return field;
};

/** Bars of the same width, one for each line that the text takes. */
const maskedText = (element: Element): HTMLElement => {
  const text = withoutPseudoElements(element.ownerDocument.createElement('span'));
  for (const line of element.getClientRects()) {
    const bar = element.ownerDocument.createElement('span');
    paint(bar, {
      display: 'inline-block',
      width: `${String(line.width)}px`,
      height: '1em',
      'vertical-align': '-0.12em',
      background: MASKED,
    });
    text.append(bar);
  }
  paint(text, { padding: '0', 'background-image': 'none' });
  return text;
};

const maskedShape = (element: Element): Element => {
  const { x, y, width, height } = (element as SVGGraphicsElement).getBBox();
  const shape = element.ownerDocument.createElementNS(SVG, 'rect');
  for (const [name, value] of Object.entries({ x, y, width, height })) {
    shape.setAttribute(name, String(value));
  }
  const transform = element.getAttribute('transform');
  if (transform !== null) shape.setAttribute('transform', transform);
  shape.style.setProperty('fill', '#8b95a5', 'important');
  return shape;
};

const block = (element: Element, pattern: string): HTMLElement => {
  const name = KEEPS_NAME.test(element.localName) ? element.localName : 'div';
  const standIn = withoutPseudoElements(element.ownerDocument.createElement(name));
  for (const span of ['colspan', 'rowspan']) {
    const value = element.getAttribute(span);
    if (value !== null) standIn.setAttribute(span, value);
  }
  const display = getComputedStyle(element).display;
  paint(standIn, {
    ...sizeOf(element),
    ...(display === 'inline' ? { display: 'inline-block' } : {}),
    background: pattern,
    'border-image': 'none',
    'list-style': 'none',
  });
  return standIn;
};

/** The border box as it is laid out, before transforms: these are on the stand-in, too. */
const sizeOf = (element: Element): Record<string, string> => {
  const box = element.getBoundingClientRect();
  const { offsetWidth = box.width, offsetHeight = box.height } = element as Partial<HTMLElement>;
  // Whole pixels of offsetWidth would shift what stands beside it; they serve under transforms.
  const exact = (size: number, offset: number): string =>
    `${String(Math.abs(size - offset) < 1 ? size : offset)}px`;
  const width = exact(box.width, offsetWidth);
  const height = exact(box.height, offsetHeight);
  return {
    'box-sizing': 'border-box',
    width,
    height,
    'min-width': width,
    'min-height': height,
    'max-width': width,
    'max-height': height,
  };
};
