/** Secrets in fields, and our peers’ marks on them. */
import { MASK, type MaskCase, PEERS, as } from './case.js';

export const FIELDS: MaskCase[] = [
  as('a password', (s) => `<input type="password" value="${s}">`),
  as('a password that only its property has', (s) => {
    const set = `document.querySelector('#p').value = '${s}'`;
    return `<input id="p" type="password"><script>${set}</script>`;
  }),
  as('fields for passwords, cards and one-time codes', (s) =>
    [
      'section-a current-password',
      'new-password',
      'CC-NUMBER',
      'shipping cc-name',
      'cc-exp',
      'one-time-code',
    ]
      .map((tokens) => `<input class="box" autocomplete="${tokens}" value="${s}">`)
      .join(''),
  ),
  as(
    'a card’s year in a list, chosen or not',
    (s) =>
      `<select class="box" autocomplete="cc-exp-year"><option>${s}<option selected>${s}</select>`,
  ),
  as('a marked field', (s) => `<input ${MASK} value="${s}">`),
  as('a marked field’s placeholder', (s) => `<input ${MASK} placeholder="${s}">`),
  as('a marked text area', (s) => `<textarea ${MASK} class="box">${s}</textarea>`),
  as(
    'a placeholder in a region',
    (s) => `<div ${MASK}><textarea placeholder="${s}"></textarea></div>`,
  ),
  as('options in a marked list', (s) => {
    const options = `<optgroup label="${s}"><option>${s}</option></optgroup>`;
    return `<select class="box" ${MASK} multiple size="3">${options}<option selected>${s}</select>`;
  }),
  as(
    'a marked option',
    (s) => `<select class="box"><option>one<option ${MASK} selected>${s}</select>`,
  ),
  as(
    'a button with its text in value',
    (s) => `<input class="box" type="button" ${MASK} value="${s}">`,
  ),
  as('a marked button', (s) => `<button class="box" ${MASK}>${s}</button>`),
  as('what is edited in the page', (s) => `<div class="box" contenteditable ${MASK}>${s}</div>`),
  as(
    'sliders, colours, ticks and bars',
    (s) => {
      const [value, tick] = s.startsWith('Z') ? ['10', 'checked'] : ['90', ''];
      return `<div class="box" ${MASK} title="${s}"><input type="range" value="${value}">
        <input type="color" value="#${value}${value}${value}"><input type="checkbox" ${tick}>
        <progress max="100" value="${value}"></progress></div>`;
    },
    'unseen',
  ),
];

export const MARKS: MaskCase[] = PEERS.map((mark) =>
  as(`the mark ${mark}, as an attribute and as a class`, (s) => {
    return `<p class="box" ${mark}>${s}</p><p class="box ${mark}">${s}</p><input class="${mark}" value="${s}">`;
  }),
);
