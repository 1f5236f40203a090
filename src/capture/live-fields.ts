/** States of fields that no markup has: they are painted as the browser does it. */
import { isDarkPage } from './canvas.js';
import { isMatch } from './dom.js';
import { isFirefox } from './engine.js';
import { layoutZoom } from './layout-zoom.js';
import { number, pin, px, type Scene } from './scene.js';
import { escapeText } from './writer.js';

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
