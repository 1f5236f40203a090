/** Secrets in words. */
import { MASK, type MaskCase, as } from './case.js';

export const WORDS: MaskCase[] = [
  as('text within a line', (s) => `Balance: <span ${MASK}>${s}</span> yen`, 'flows'),
  as('a block of text', (s) => `<div class="box" ${MASK}>${s} <b>${s}</b><br>${s}</div>`),
  as('a blocked element', (s) => `<div class="box" data-misete-block>${s}<b>${s}</b></div>`),
  as(
    'text without a box of its own',
    (s) => {
      const contents = `<span style="display:contents" ${MASK}>${s}</span>`;
      return `<div class="box">${contents}</div>`;
    },
    'flows',
  ),
  as('text that hangs out of its box', (s) => {
    const out = `<i style="position:absolute;left:120px;top:10px;width:150px">${s}</i>`;
    return `<div class="box" style="position:relative;overflow:visible" ${MASK}>${out}</div>`;
  }),
  as('text fixed to the screen', (s) => {
    const fixed = `<div style="position:fixed;left:20px;bottom:20px">${s}</div>`;
    return `<div class="box" ${MASK}>${fixed}</div>`;
  }),
  as('text from right to left', (s) => `<div class="box" dir="rtl" ${MASK}>שלום ${s}</div>`),
  as('vertical text', (s) => {
    const vertical = `writing-mode:vertical-rl;height:200px`;
    return `<div style="${vertical};width:48px" ${MASK}>口座${s}</div>`;
  }),
  as('an address behind a link', (s) => `<div ${MASK}><a href="/a/${s}">open</a></div>`, 'unseen'),
  as(
    'a title, a label and data',
    (s) => `<div ${MASK} title="${s}" aria-label="${s}" data-x="${s}">name</div>`,
    'unseen',
  ),
  as('cells of a table', (s) => {
    const row = `<tr><td ${MASK}>${s}</td><td>open</td></tr><tr ${MASK}><th>${s}</th><td>${s}</td></tr>`;
    return `<table class="box" style="display:table;table-layout:fixed;height:90px">${row}</table>`;
  }),
  as('a table with its caption', (s) => {
    const table = `<caption>${s}</caption><tr><td>${s}</td></tr>`;
    return `<table class="box" style="display:table;table-layout:fixed" ${MASK}>${table}</table>`;
  }),
  as('items of a list', (s) => `<ul class="box" ${MASK}><li>${s}</li></ul>`),
  as(
    'the numbers of a list',
    (s) => {
      const [from, value] = s.startsWith('Z') ? ['4711', '28'] : ['1', '936'];
      const items = `<li>a</li><li value="${value}" title="${s}">b</li>`;
      return `<ol class="box" style="padding-left:60px" ${MASK} start="${from}">${items}</ol>`;
    },
    'unseen',
  ),
  as('details, open', (s) => {
    const inside = `<summary ${MASK}>${s}</summary><div class="box" ${MASK}>${s}</div>`;
    return `<details class="box" style="height:90px" open>${inside}</details>`;
  }),
  as(
    'text drawn as SVG',
    (s) => {
      return `<svg class="box"><text y="20" ${MASK}>${s}</text></svg>`;
    },
    'flows',
  ),
  as(
    'a marked SVG',
    (s) => `<svg class="box" ${MASK}><title>${s}</title><text y="20">${s}</text></svg>`,
  ),
  as('HTML within SVG', (s) => {
    const html = `<foreignObject width="300" height="48"><p ${MASK}>${s}</p></foreignObject>`;
    return `<svg class="box">${html}</svg>`;
  }),
  as(
    'a marked part of SVG that is used elsewhere',
    (s) => {
      const part = `<g id="part" ${MASK}><text y="20">${s}</text></g>`;
      return `<svg class="box">${part}<use href="#part" x="150"></use></svg>`;
    },
    'flows',
  ),
  as(
    'a formula',
    (s) =>
      `<div class="box"><math ${MASK} style="font-family:monospace"><mtext>${s}</mtext></math></div>`,
    'flows',
  ),
  as('ruby', (s) => `<ruby class="box" ${MASK}>口座<rt>${s}</rt></ruby>`),
  as('an open dialog', (s) => {
    const dialog = `<dialog id="d" style="inset:200px 20px auto"><p class="box" ${MASK}>${s}</p></dialog>`;
    return `${dialog}<script>document.querySelector('#d').showModal()</script>`;
  }),
  as('a dialog within a region', (s) => {
    const dialog = `<dialog id="d" style="inset:200px 20px auto"><p class="box">${s}</p></dialog>`;
    return `<div ${MASK}>${dialog}</div><script>document.querySelector('#d').showModal()</script>`;
  }),
  as('a popover within a region', (s) => {
    const popover = `<div popover id="d" class="box" style="inset:200px 20px auto">${s}</div>`;
    return `<div ${MASK}>${popover}</div><script>document.querySelector('#d').showPopover()</script>`;
  }),
];
