/** Web components all the way down: shadow trees in shadow trees, slots, adopted and own sheets. */
import { page, times, writer } from './text.js';

const SCRIPT = `
const sheet = (css) => { const made = new CSSStyleSheet(); made.replaceSync(css); return made; };
const shared = sheet(':host { box-sizing: border-box; display: block } * { box-sizing: border-box } b { color: var(--accent, #246) }');
const define = (name, html, css, adopt) => customElements.define(name, class extends HTMLElement {
  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', slotAssignment: 'named' });
    root.innerHTML = (adopt ? '' : '<style>' + css + '</style>') + html;
    root.adoptedStyleSheets = adopt ? [shared, sheet(css)] : [shared];
  }
});
define('x-badge', '<span part="text"><slot></slot></span>', ':host { display: inline-block } span { background: var(--accent, #246); color: #fff; border-radius: 9px; padding: 0 8px; font-size: 12px } :host([quiet]) span { background: #ccd; color: #223 }', true);
define('x-button', '<button part="base"><slot name="icon"></slot><slot>押す</slot></button>', 'button { font: inherit; border: 1px solid #89a; border-radius: 6px; background: linear-gradient(#fff, #e8eef8); padding: 4px 12px } ::slotted([slot=icon]) { margin-right: 4px; color: #c33 }', false);
define('x-card', '<article><header><slot name="title"><b>無題</b></slot><x-badge quiet><slot name="badge"></slot></x-badge></header><div class="body"><slot></slot></div><footer><x-button part="act" exportparts="base"><i slot="icon">★</i></x-button><slot name="more"></slot></footer></article>', 'article { border: 1px solid #ccd; border-radius: 10px; margin: 10px; overflow: hidden; box-shadow: 0 1px 4px #0002 } header { display: flex; justify-content: space-between; background: #f2f5fb; padding: 8px 12px } .body { padding: 8px 12px; max-height: 130px; overflow: auto } footer { padding: 8px 12px; display: flex; gap: 8px } :host(.hot) article { border-color: #e44 } :host-context(.night) article { background: #223 } ::slotted(p) { margin: 0 0 8px; line-height: 1.5 }', true);
define('x-field', '<label><span><slot></slot></span><input part="input" placeholder="ここに入力"></label>', 'label { display: grid; gap: 2px; padding: 6px 12px; font-size: 14px } input { font: inherit; padding: 6px; border: 1px solid #89a; border-radius: 4px } input::placeholder { color: #a9a } label:has(input:focus) { background: #ffd }', false);
define('x-deep', '<div><slot></slot></div>', 'div { border-left: 3px solid hsl(calc(var(--depth) * 40) 70% 55%); padding-left: 6px }', true);
const deep = (depth) => {
  const element = document.createElement('x-deep');
  element.style.setProperty('--depth', depth);
  if (depth === 0) element.textContent = 'いちばん奥';
  else element.append('深さ ' + depth, deep(depth - 1));
  return element;
};
for (const place of document.querySelectorAll('.deep')) place.append(deep(8));`;

export const components = (): string => {
  const { word, sentence } = writer(19);
  return page({
    title: 'Components',
    style: `
body { --accent: #285; } .alt { --accent: #a4b; } .deep { padding: 12px; }
x-card::part(base) { border-color: #285; } x-badge::part(text) { letter-spacing: 1px; } x-field::part(input) { background: #fbfff8; }
x-card > .wide { width: 600px; height: 24px; background: repeating-linear-gradient(45deg, #dfe 0 8px, #fff 8px 16px); }`,
    body: `<h1>部品</h1>${times(
      60,
      (
        index,
      ) => `<x-card class="${index % 4 === 0 ? 'hot' : ''} ${index % 3 === 0 ? 'alt' : ''}"><b slot="title">${word()}</b>
<span slot="badge">${index}</span><p>${sentence()}</p><p>${sentence()}<x-badge>${word()}</x-badge></p><p>${sentence()}</p><p>${sentence()}</p><div class="wide"></div>
${index % 2 === 0 ? `<x-badge slot="more">${word()}</x-badge>` : ''}</x-card>
${index % 5 === 0 ? `<x-field>${word()}</x-field><div class="deep"></div>` : ''}`,
    )}<script type="module">${SCRIPT}</script>`,
  });
};
