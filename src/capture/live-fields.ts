/** States of fields that no markup has: they are painted as the browser does it. */
import { atMost } from './at-most.js';
import type * as Looks from './bare-fields.js';
import { isDarkPage } from './canvas.js';
import { isMatch, nameOf } from './dom.js';
import { isBlink, isFirefox } from './engine.js';
import { layoutZoom } from './layout-zoom.js';
import { number, px } from './lengths.js';
import { pin, type Scene } from './scene.js';
import { escapeText } from './writer.js';

let looks: typeof Looks | undefined;

const LOOKS_LIMIT_MS = 1_000;

/** Loads what Firefox needs; without it, and until it is there, fields look plain. */
export const loadLooks = async (): Promise<void> => {
  if (!isFirefox || looks !== undefined) return;
  const loading = import('./bare-fields.js').then(
    (loaded) => void (looks = loaded),
    () => undefined,
  );
  await atMost(LOOKS_LIMIT_MS, loading, () => undefined);
};

/** Paints what an image lacks of a field's own look. */
export const dressField = (scene: Scene, field: HTMLElement): void => {
  if (looks === undefined) return;
  const name = nameOf(field);
  const style = scene.style(field);
  const isDisabled = isMatch(field, ':disabled');
  pin(scene, field, looks.lookOf({ name, field, style, isDark: isDarkPage(scene), isDisabled }));
};

/** The dash of a checkbox that is neither on nor off, by Chromium's measures. */
export const showDash = (scene: Scene, box: HTMLInputElement): void => {
  const style = scene.style(box);
  if (style.appearance === 'none') return;
  const isOff = isMatch(box, ':disabled');
  const [own, dash] = isDarkPage(scene) ? ['#99c8ff', '#3b3b3b'] : ['#0075ff', '#fff'];
  const face = isOff ? '#cbcbcb' : style.accentColor === 'auto' ? own : style.accentColor;
  const mark = isOff ? '#f8f8f8' : dash;
  pin(scene, box, {
    appearance: 'none',
    width: style.width,
    height: style.height,
    // Its own look stands on the line, any other on its margin.
    ...(style.verticalAlign === 'baseline' && { 'vertical-align': -number(style.marginBottom) }),
    'border-radius': '2px',
    background: `linear-gradient(${mark},${mark}) center/60% 20% no-repeat,${face}`,
  });
};

/** The names of chosen files, beside the button; nobody can put files into the field of a picture. */
export const showFiles = (scene: Scene, input: HTMLInputElement): void => {
  const names = [...(input.files ?? [])].map(({ name }) => name).join(', ');
  const style = scene.style(input);
  const button = scene.window.getComputedStyle(input, '::file-selector-button');
  if (names === '' || style.backgroundImage !== 'none') return;
  const parts = ['width', 'marginRight', 'marginLeft'] as const;
  const around = ['paddingLeft', 'paddingRight', 'borderLeftWidth', 'borderRightWidth'] as const;
  const counted = button.boxSizing === 'border-box' ? parts : [...parts, ...around];
  const start = counted.reduce(
    (sum, part) => sum + number(button[part]),
    number(style.paddingLeft),
  );
  const { fontStyle, fontWeight, fontSize, fontFamily, color } = style;
  // A drawing without a size of its own is not zoomed in Firefox.
  const size = px(number(fontSize) * (isFirefox ? layoutZoom(scene) : 1));
  const font = `${fontStyle} ${fontWeight} ${size} ${fontFamily}`.replaceAll('"', "'");
  // Firefox does not say how wide its button is.
  const place = button.width.endsWith('px') ? `x="${String(start)}"` : 'x="100%" text-anchor="end"';
  const words = `<text ${place} y="50%" dominant-baseline="central" style="font:${font}" fill="${color}">${escapeText(names)}</text>`;
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg">${words}</svg>`;
  pin(scene, input, {
    color: 'transparent',
    background: `${style.backgroundColor} url("data:image/svg+xml,${encodeURIComponent(drawing)}") no-repeat`,
  });
};

const DAY = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const HOUR = { hour: '2-digit', minute: '2-digit' } as const;

/** What Firefox and WebKit show of a date or a time, and not in an image. */
export const dateText = ({ type, value, valueAsNumber }: HTMLInputElement): string | undefined => {
  if (isBlink || !/^(date|time|datetime-local)$/.test(type)) return undefined;
  const parts = {
    timeZone: 'UTC',
    ...(type !== 'time' && DAY),
    ...(type !== 'date' && HOUR),
  };
  return value && new Intl.DateTimeFormat(undefined, parts).format(valueAsNumber);
};
