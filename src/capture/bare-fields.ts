/**
 * Inside an SVG image Firefox gives fields nothing of their usual look: a ticked box leaves a hole. So what
 * it draws on the page is drawn here, by its measures. Only Firefox loads this file, which therefore needs
 * no other.
 */

export interface BareField {
  /** `select`, `input` and the like. */
  name: string;
  field: HTMLElement;
  style: CSSStyleDeclaration;
  /** Whether the page has the browser's dark colours. */
  isDark: boolean;
  isDisabled: boolean;
}

type Look = Record<string, string | number>;

/** Of borders, light or dark. */
const EDGE = '#8f8f9d';

/** Around the middle of a box of 14 pixels. */
const TICK = 'M-4.5.5-1.5 4-.5 4 5-2.5 4.75-4 3.5-4-.5 1-1.5 1.25-3.5-1z';
const DASH = 'M-5.85-.5h11.7v1h-11.7z';

/** Styles that give a field the look that it has on the page. */
export const lookOf = (bare: BareField): Look => {
  if (bare.style.appearance === 'none') return {};
  const { type } = bare.field as HTMLInputElement;
  if (/^(checkbox|radio)$/.test(type)) return boxLook(bare);
  if (type === 'range') return rangeLook(bare);
  return {
    ...(hasOwnFrame(bare.style) && frameLook(bare)),
    ...(isMenu(bare) && bare.style.backgroundImage === 'none' && arrowLook(bare)),
  };
};

const GROUNDS = /^rgba?\((255, 255, 255|233, 233, 237|43, 42, 51|34, 33, 40)\b/;

/** A page that gives a field a border or a background gets the plain one below, styled. */
const hasOwnFrame = (style: CSSStyleDeclaration): boolean =>
  /^(in|out)set$/.test(style.borderTopStyle) &&
  style.borderTopWidth === '2px' &&
  style.borderTopColor === 'rgb(143, 143, 157)' &&
  style.borderTopLeftRadius === '0px' &&
  style.backgroundImage === 'none' &&
  GROUNDS.test(style.backgroundColor);

const accentOf = ({ style: { accentColor }, isDark }: BareField): string => {
  if (accentColor !== 'auto' && accentColor !== '') return accentColor;
  return isDark ? '#00ddff' : '#0060df';
};

const urlOf = (size: string, drawing: string): string =>
  `url("data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${drawing}</svg>`,
  )}")`;

const painted = ({ style }: BareField, drawing: string): Look => {
  const { width, height, verticalAlign, marginBottom } = style;
  return {
    appearance: 'none',
    width,
    height,
    padding: 0,
    border: 0,
    // Its own look reaches below the line by a pixel, any other stands on it with its margin.
    ...(verticalAlign === 'baseline' && { 'vertical-align': -parseFloat(marginBottom) - 1 }),
    background: `${urlOf(`width="${width}" height="${height}"`, drawing)} center/100% 100% no-repeat`,
  };
};

const boxLook = (bare: BareField): Look => {
  const { style, isDark, isDisabled } = bare;
  const { checked, indeterminate, type } = bare.field as HTMLInputElement;
  const [width, height] = [parseFloat(style.width), parseFloat(style.height)];
  const isOn = checked || indeterminate;
  const edge = isDisabled ? `${EDGE}80` : isOn ? accentOf(bare) : EDGE;
  const ground = isDark ? '#2b2a33' : '#fff';
  if (type === 'radio') {
    const radius = Math.min(width, height) / 2;
    const circle = (less: number, look: string): string =>
      `<circle cx="50%" cy="50%" r="${String(Math.max(0, radius - less))}" ${look}/>`;
    const ring = circle(0.5, `fill="${ground}" stroke="${edge}"`);
    return painted(bare, ring + (checked ? circle(3, `fill="${edge}"`) : ''));
  }
  const scale = `translate(${String(width / 2)} ${String(height / 2)})scale(${String(Math.min(width, height) / 14)})`;
  return painted(
    bare,
    `<rect x=".5" y=".5" width="${String(width - 1)}" height="${String(height - 1)}" rx="1.5" fill="${isOn ? edge : ground}" stroke="${edge}"/>` +
      (isOn
        ? `<path transform="${scale}" fill="${ground}" d="${indeterminate ? DASH : TICK}"/>`
        : ''),
  );
};

const THUMB = 10;

const rangeLook = (bare: BareField): Look => {
  const { style } = bare;
  const { min, max, valueAsNumber } = bare.field as HTMLInputElement;
  const [width, height] = [parseFloat(style.width), parseFloat(style.height)];
  const isUpright = height > width;
  const [long, middle] = isUpright ? [height, width / 2] : [width, height / 2];
  const [least, most] = [Number(min), max === '' ? 100 : Number(max)];
  const share = most > least ? (valueAsNumber - least) / (most - least) : 0;
  const at = THUMB + (long - 2 * THUMB) * share;
  const bar = (until: number, fill: string, edge: string): string =>
    `<rect x=".5" y="${String(middle - 2.5)}" width="${String(Math.max(0, until - 1))}" height="5" rx="2.5" fill="${fill}" stroke="${edge}"/>`;
  const accent = accentOf(bare);
  const thumb = `<circle cx="${String(at)}" cy="${String(middle)}" r="${String(THUMB - 1)}" fill="#676774" stroke="#fff" stroke-width="2"/>`;
  const drawing = bar(long, '#e9e9ed', EDGE) + bar(at, accent, accent) + thumb;
  const turned = `<g transform="translate(0 ${String(height)})rotate(-90)">${drawing}</g>`;
  return { ...painted(bare, isUpright ? turned : drawing), margin: style.margin };
};

/** The plain border below is twice as wide as the one that hides it. */
const frameLook = (bare: BareField): Look => {
  const { style, isDisabled } = bare;
  const padding = ['top', 'right', 'bottom', 'left'].map(
    (side) => `${String(parseFloat(style.getPropertyValue(`padding-${side}`)) + 1)}px`,
  );
  return {
    border: `1px solid ${EDGE}${isDisabled ? '80' : ''}`,
    'border-radius': style.borderTopStyle === 'outset' || isMenu(bare) ? '4px' : '2px',
    padding: padding.join(' '),
    ...(isMenu(bare) && { [`padding-${endOf(style)}`]: 21 }),
  };
};

const isMenu = ({ name, field }: BareField): boolean => {
  const { multiple, size } = field as HTMLSelectElement;
  return name === 'select' && !multiple && size <= 1;
};

const endOf = ({ direction }: CSSStyleDeclaration): string =>
  direction === 'rtl' ? 'left' : 'right';

/** It stands there also where the page has styled all else. */
const arrowLook = ({ style }: BareField): Look => {
  const stroke = `fill="none" stroke="${style.color}" stroke-width="1.5"`;
  const arrow = urlOf('width="10" height="6"', `<path d="M1 1l4 4 4-4" ${stroke}/>`);
  return {
    background: `${style.backgroundColor} ${arrow} ${endOf(style)} 6px center no-repeat`,
  };
};
