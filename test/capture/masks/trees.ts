/** Secrets in trees within the page’s tree. */
import { MASK, type MaskCase, as } from './case.js';

export const TREES: MaskCase[] = [
  as('a marked host of a shadow root', (s) => {
    return `<x-a class="box" ${MASK}><template shadowrootmode="open"><b>${s}</b></template></x-a>`;
  }),
  as('a mark within a shadow root', (s) => {
    const inside = `<div style="height:48px" ${MASK}>${s}</div><input type="password" value="${s}">`;
    return `<x-a><template shadowrootmode="open">${inside}</template></x-a>`;
  }),
  as('a mark within a root within a root', (s) => {
    const inner = `<x-b><template shadowrootmode="open"><p style="height:48px" ${MASK}>${s}</p></template></x-b>`;
    return `<x-a><template shadowrootmode="open">${inner}</template></x-a>`;
  }),
  as('what is put into a marked slot', (s) => {
    const inside = `<div style="height:48px" ${MASK}><slot></slot></div>`;
    return `<x-a><template shadowrootmode="open">${inside}</template><b>${s}</b>${s}</x-a>`;
  }),
  as(
    'a marked slot',
    (s) => {
      const inside = `<div style="height:48px"><slot ${MASK}></slot></div>`;
      return `<x-a><template shadowrootmode="open">${inside}</template><b>${s}</b></x-a>`;
    },
    'flows',
  ),
  as(
    'a mark on what is put into a slot',
    (s) => {
      const inside = `<div style="height:48px"><slot></slot></div>`;
      return `<x-a><template shadowrootmode="open">${inside}</template><b ${MASK}>${s}</b></x-a>`;
    },
    'flows',
  ),
  as('a mark within a frame', (s) => {
    const inside = `<p style='height:48px' ${MASK}>${s}</p><input type='password' value='${s}'>`;
    return `<iframe width="300" height="150" srcdoc="${inside}"></iframe>`;
  }),
  as('a frame within a region', (s) => {
    return `<div ${MASK}><iframe width="300" height="100" srcdoc="<p>${s}"></iframe></div>`;
  }),
  as(
    'a marked frame',
    (s) => `<iframe ${MASK} width="300" height="100" srcdoc="<p>${s}"></iframe>`,
  ),
  as('a marked frame of the same site', (s) => {
    return `<iframe ${MASK} width="300" height="100" src="/frames/${s}"></iframe>`;
  }),
  as('a marked object', (s) => `<object class="box" ${MASK} data="/frames/${s}"></object>`),
];
