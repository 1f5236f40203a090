/** Secrets in pictures and in their addresses. */
import { MASK, type MaskCase, as } from './case.js';

const picture = (secret: string): string => `/pictures/${secret}.png`;
export const PICTURES: MaskCase[] = [
  as('a picture', (s) => `<img class="box" ${MASK} src="${picture(s)}" alt="${s}">`, 'red'),
  as(
    'a picture that is blocked',
    (s) => `<img class="box" data-misete-block src="${picture(s)}">`,
    'red',
  ),
  as(
    'pictures in a region',
    (s) => {
      const chosen = `<picture><source srcset="${picture(s)} 1x"><img></picture>`;
      return `<div class="box" ${MASK}><img srcset="${picture(s)} 2x">${chosen}</div>`;
    },
    'red',
  ),
  as('words in place of a picture', (s) => {
    return `<div class="box" ${MASK}><img src="/none.png" alt="${s}"></div>`;
  }),
  as(
    'a background',
    (s) => {
      return `<div class="box" ${MASK} style="background-image: url('${picture(s)}')">a</div>`;
    },
    'red',
  ),
  as(
    'backgrounds, borders and markers from rules',
    (s) => {
      const url = `url("${picture(s)}")`;
      const rule = `.a { background: ${url} } .b { border: 5px solid; border-image: ${url} 5 }
      .c { list-style-image: ${url} } .d::before { content: ${url} } .e { mask-image: ${url} }`;
      const parts = ['a', 'b', 'c', 'd', 'e'].map((name) => `<li class="${name}">a</li>`).join('');
      return `<style>${rule}</style><ul class="box" style="height:150px" ${MASK}>${parts}</ul>`;
    },
    'red',
  ),
  as(
    'a picture within SVG',
    (s) => {
      const image = `<image ${MASK} width="60" height="40" href="${picture(s)}"/>`;
      return `<svg class="box">${image}</svg>`;
    },
    'red',
  ),
  as(
    'a picture as a button',
    (s) => `<input class="box" type="image" ${MASK} src="${picture(s)}" alt="${s}">`,
    'red',
  ),
  as(
    'a video’s first picture',
    (s) => `<video class="box" ${MASK} poster="${picture(s)}"></video>`,
    'red',
  ),
  as(
    'canvases, one laid over what is beside it',
    (s) => {
      const over = `<canvas id="over" width="100" height="40" style="position:absolute;left:220px;top:60px"></canvas>`;
      const write = `for (const canvas of document.querySelectorAll('canvas')) {
        const pen = canvas.getContext('2d'); pen.font = '20px monospace'; pen.fillText('${s}', 0, 20) }`;
      return `<div class="box" ${MASK}><canvas width="100" height="40"></canvas>${over}</div><script>${write}</script>`;
    },
    'unseen',
  ),
];
