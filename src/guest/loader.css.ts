/**
 * What the page's own CSS can reach of us is the one element. An `!important` in here stands above
 * any of the page's, above `* { all: unset !important }` too (CSS Cascading, «context»). Custom
 * properties come through `all`: by `--misete-bottom` a page lifts us above a bar of its own, and
 * for that our colours are important, too. The language, by which lines break and glyphs are chosen,
 * does not: Chromium and WebKit keep it in a property of theirs.
 */
import { basics } from '../look/basics.js';
import type { Accent } from '../look/tokens.js';
import { important } from './tokens.css.js';

export const loaderCss = (accents?: Accent): string => `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto 0 0 auto!important;
z-index:2147483647!important;direction:ltr!important;color-scheme:light dark!important;
font:400 16px/1.6 system-ui,sans-serif!important;
color:var(--ink)!important;
${important(basics, accents)}}
:host(:lang(ja)){-webkit-locale:"ja"!important}
:host *{box-sizing:border-box}
@media print{:host{display:none!important}}
[hidden]{display:none!important}
.glass{position:fixed;inset:var(--y,0) auto auto var(--x,0);width:var(--w,100%);height:var(--h,100%);scale:var(--s,1);
transform-origin:0 0;container-type:size;display:flex;flex-direction:column;justify-content:flex-end;align-items:end;gap:8px;
border:8px solid transparent;
padding:0 env(safe-area-inset-right) max(var(--lift),var(--misete-bottom,0px) + env(safe-area-inset-bottom)) env(safe-area-inset-left);pointer-events:none}
.top{flex-direction:column-reverse;padding-top:max(var(--lift),env(safe-area-inset-top));padding-bottom:0}
.left{align-items:start}
.glass>*{pointer-events:auto}
.pill{display:flex;border:2px solid var(--surface);border-radius:30px;background:var(--accent);color:var(--on-accent);
box-shadow:0 2px 9px #0006;touch-action:none}
.pill button,p.pill{min-height:56px;margin:0;padding:8px 4px 8px 20px;font:inherit;font-weight:700;line-height:1.35;text-align:left}
.pill button{border:0;background:none;color:inherit}
.open{max-width:12em}
.pill .move{flex:0 0 52px;padding:0;text-align:center}
[aria-busy]{opacity:.8}
:focus-visible{outline:3px solid var(--ink);outline-offset:2px}
`;
