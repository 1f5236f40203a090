/**
 * Inside an SVG image Firefox gives fields nothing of their usual look: a ticked box leaves a hole. So what
 * it draws on the page is drawn here, by its measures; and what it and WebKit show of a date is written.
 */
import { isDarkPage } from './canvas.js';
import { isMatch, nameOf } from './dom.js';
import { isBlink } from './engine.js';
import { number, pin, px, type Scene } from './scene.js';

/** Of borders, light or dark. */
const EDGE = '#8f8f9d';

/** Around the middle of a box of 14 pixels. */
const TICK = 'M-4.5.5-1.5 4-.5 4 5-2.5 4.75-4 3.5-4-.5 1-1.5 1.25-3.5-1z';
const DASH = 'M-5.85-.5h11.7v1h-11.7z';

export const dressField = (scene: Scene, field: HTMLElement): void => {
  const style = scene.style(field);
  if (style.appearance === 'none') return;
  const { type } = field as HTMLInputElement;
  if (/^(checkbox|radio)$/.test(type)) dressBox(scene, field as HTMLInputElement, style);
  else if (type === 'range') dressRange(scene, field as HTMLInputElement, style);
  else if (hasOwnFrame(style)) dressFrame(scene, field, style);
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

/** What a date or a time looks like, which those who read it know from their own language. */
export const dateText = ({ type, value, valueAsNumber }: HTMLInputElement): string | undefined => {
  if (isBlink || !/^(date|time|datetime-local|month)$/.test(type)) return undefined;
  if (value === '') return '';
  const isDay = type === 'date' || type === 'datetime-local';
  const parts: Intl.DateTimeFormatOptions = {};
  if (type !== 'time') Object.assign(parts, { year: 'numeric', month: '2-digit' });
  if (isDay) parts.day = '2-digit';
  if (/time/.test(type)) Object.assign(parts, { hour: '2-digit', minute: '2-digit' });
  // A month is counted in months, all others are moments of the day that is written, without a zone.
  const moment = type === 'month' ? Date.parse(value) : valueAsNumber;
  return new Intl.DateTimeFormat(undefined, { timeZone: 'UTC', ...parts }).format(moment);
};

const accentOf = (scene: Scene, { accentColor }: CSSStyleDeclaration): string => {
  if (accentColor !== 'auto' && accentColor !== '') return accentColor;
  return isDarkPage(scene) ? '#00ddff' : '#0060df';
};

const paint = (
  scene: Scene,
  field: HTMLElement,
  { width, height, verticalAlign, marginBottom }: CSSStyleDeclaration,
  drawing: string,
): void => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawing}</svg>`;
  pin(scene, field, {
    appearance: 'none',
    width,
    height,
    padding: 0,
    border: 0,
    // Its own look reaches below the line by a pixel, any other stands on it with its margin.
    ...(verticalAlign === 'baseline' && { 'vertical-align': -number(marginBottom) - 1 }),
    background: `url("data:image/svg+xml,${encodeURIComponent(svg)}") center/100% 100% no-repeat`,
  });
};

const dressBox = (scene: Scene, box: HTMLInputElement, style: CSSStyleDeclaration): void => {
  const [width, height] = [number(style.width), number(style.height)];
  const isOn = box.checked || box.indeterminate;
  const edge = isMatch(box, ':disabled') ? `${EDGE}80` : isOn ? accentOf(scene, style) : EDGE;
  const [ground, mark] = isDarkPage(scene) ? ['#2b2a33', '#2b2a33'] : ['#fff', '#fff'];
  if (box.type === 'radio') {
    const radius = Math.min(width, height) / 2;
    const circle = (less: number, look: string): string =>
      `<circle cx="50%" cy="50%" r="${String(Math.max(0, radius - less))}" ${look}/>`;
    const ring = circle(0.5, `fill="${ground}" stroke="${edge}"`);
    paint(scene, box, style, ring + (box.checked ? circle(3, `fill="${edge}"`) : ''));
    return;
  }
  const fill = isOn ? edge : ground;
  const scale = `translate(${String(width / 2)} ${String(height / 2)})scale(${String(Math.min(width, height) / 14)})`;
  paint(
    scene,
    box,
    style,
    `<rect x=".5" y=".5" width="${String(width - 1)}" height="${String(height - 1)}" rx="1.5" fill="${fill}" stroke="${edge}"/>` +
      (isOn
        ? `<path transform="${scale}" fill="${mark}" d="${box.indeterminate ? DASH : TICK}"/>`
        : ''),
  );
};

const THUMB = 10;

const dressRange = (scene: Scene, range: HTMLInputElement, style: CSSStyleDeclaration): void => {
  const [width, height] = [number(style.width), number(style.height)];
  const isUpright = height > width;
  const [long, middle] = isUpright ? [height, width / 2] : [width, height / 2];
  const [least, most] = [number(range.min), range.max === '' ? 100 : number(range.max)];
  const share = most > least ? (range.valueAsNumber - least) / (most - least) : 0;
  const at = THUMB + (long - 2 * THUMB) * share;
  const bar = (until: number, fill: string): string =>
    `<rect x=".5" y="${String(middle - 2.5)}" width="${String(Math.max(0, until - 1))}" height="5" rx="2.5" fill="${fill}" stroke="${fill === '#e9e9ed' ? EDGE : fill}"/>`;
  const thumb = `<circle cx="${String(at)}" cy="${String(middle)}" r="${String(THUMB - 1)}" fill="#676774" stroke="#fff" stroke-width="2"/>`;
  const drawing = bar(long, '#e9e9ed') + bar(at, accentOf(scene, style)) + thumb;
  const turned = `<g transform="translate(0 ${String(height)})rotate(-90)">${drawing}</g>`;
  paint(scene, range, style, isUpright ? turned : drawing);
  pin(scene, range, { margin: style.margin });
};

/** The plain border below is twice as wide as the one that hides it. */
const dressFrame = (scene: Scene, field: HTMLElement, style: CSSStyleDeclaration): void => {
  const { multiple, size } = field as HTMLSelectElement;
  const isMenu = nameOf(field) === 'select' && !multiple && size <= 1;
  const padding = ['Top', 'Right', 'Bottom', 'Left'].map((side) =>
    px(number(style.getPropertyValue(`padding-${side.toLowerCase()}`)) + 1),
  );
  const isDim = isMatch(field, ':disabled');
  pin(scene, field, {
    border: `1px solid ${EDGE}${isDim ? '80' : ''}`,
    'border-radius': style.borderTopStyle === 'outset' || isMenu ? '4px' : '2px',
    padding: padding.join(' '),
  });
  if (!isMenu) return;
  const arrow = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="6"><path d="M1 1l4 4 4-4" fill="none" stroke="${style.color}" stroke-width="1.5"/></svg>`;
  const side = style.direction === 'rtl' ? 'left' : 'right';
  pin(scene, field, {
    [`padding-${side}`]: 21,
    background: `${style.backgroundColor} url("data:image/svg+xml,${encodeURIComponent(arrow)}") ${side} 6px center no-repeat`,
  });
};
