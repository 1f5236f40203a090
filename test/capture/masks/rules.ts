/** Secrets that the page’s own rules show, or that stand in them. */
import { MASK, type MaskCase, as } from './case.js';

export const RULES: MaskCase[] = [
  as('content from an attribute', (s) => {
    const rule = `.tagged::before { content: attr(data-tag) } .tagged::after { content: attr(title) }`;
    return `<style>${rule}</style><div class="box tagged" ${MASK} data-tag="${s}" title="${s}"></div>`;
  }),
  as('content in a rule for a marked class', (s) => {
    return `<style>.account::after { content: "${s}" }</style><div class="box account" ${MASK}></div>`;
  }),
  as('content in a rule for elements within a region', (s) => {
    const rule = `main mark::before { content: "${s}" } mark:first-child::after { content: '${s}' }`;
    return `<style>${rule}</style><main class="box" ${MASK}><mark></mark></main>`;
  }),
  as('content in a rule that also fits what is open', (s) => {
    const rule = `em::after { content: "ok" } em.account::after, u::before { content: "${s}" }`;
    return `<style>${rule}</style><em>open</em><div class="box" ${MASK}><em class="account"></em></div>`;
  }),
  as('a custom property of an element', (s) => {
    const rule = `.account::after { content: var(--x) }`;
    return `<style>${rule}</style><div class="box account" ${MASK} style="--x: '${s}'"></div>`;
  }),
  as('a custom property in a rule', (s) => {
    const rule = `.account { --x: "${s}" } .account::after { content: var(--x) }`;
    return `<style>${rule}</style><div class="box account" ${MASK}></div>`;
  }),
  as(
    'a selector that names it',
    (s) => {
      const rule = `[data-x="${s}"]::after { content: "!" } [title^="${s}"] { color: #333 }`;
      return `<style>${rule}</style><div class="box" ${MASK} data-x="${s}" title="${s}">a</div>`;
    },
    'unseen',
  ),
  as(
    'names in its style',
    (s) => {
      const names = `view-transition-name:${s};container-name:${s};grid-area:${s};anchor-name:--${s};
        animation-name:${s};will-change:${s};grid-template-areas:'${s}'`;
      return `<div class="box" ${MASK} style="${names}">a</div>`;
    },
    'unseen',
  ),
  as('list markers', (s) => {
    const rule = `.a::marker { content: "${s}" } .b { list-style-type: "${s}" }`;
    return `<style>${rule}</style><ul class="box" ${MASK}><li class="a">a</li><li class="b">b</li></ul>`;
  }),
  as('quotation marks', (s) => {
    return `<style>q { quotes: "${s}" "" }</style><div class="box" ${MASK}><q>a</q></div>`;
  }),
  as('a rule within a shadow root', (s) => {
    const inside = `<style>p::after { content: "${s}" }</style><p class="box" ${MASK}></p>`;
    return `<x-a><template shadowrootmode="open">${inside}</template></x-a>`;
  }),
];
