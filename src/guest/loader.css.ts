/**
 * What the page's own CSS can reach of us is the one element. An `!important` in here stands above
 * any of the page's, above `* { all: unset !important }` too (CSS Cascading, «context»). Custom
 * properties come through `all`: by `--misete-bottom` a page lifts us above a bar of its own. The
 * language, by which lines break and glyphs are chosen, does not: Chromium and WebKit keep it in a
 * property of theirs.
 */
export const loaderCss = `
:host{all:initial!important;display:block!important;position:fixed!important;inset:auto!important;
right:0!important;bottom:0!important;z-index:2147483647!important;direction:ltr!important;
color-scheme:light!important;overflow:visible!important;
font:400 16px/1.6 system-ui,-apple-system,"Hiragino Sans","Noto Sans JP","Yu Gothic UI",Meiryo,sans-serif!important;
color:#17212b!important;word-break:auto-phrase!important;overflow-wrap:anywhere!important}
:host(:lang(ja)){-webkit-locale:"ja"!important}:host(:lang(en)){-webkit-locale:"en"!important}
:host *{box-sizing:border-box}
@media print{:host{display:none!important}}
[hidden]{display:none!important}
.open{position:fixed;right:calc(12px + env(safe-area-inset-right));bottom:calc(12px + var(--misete-bottom,0px) + env(safe-area-inset-bottom));
max-width:calc(100vw - 24px);min-height:56px;padding:12px 20px;border:2px solid #fff;border-radius:28px;
background:#0b6470;color:#fff;font:inherit;font-weight:700;text-align:left;cursor:pointer;
box-shadow:0 2px 12px rgb(0 0 0/.35);touch-action:manipulation}
.open[aria-busy=true]{background:#51606e;cursor:progress}
:focus-visible{outline:3px solid #1c66d6;outline-offset:2px}
.sorry{position:fixed;inset:auto 12px calc(80px + var(--misete-bottom,0px) + env(safe-area-inset-bottom));margin:0;padding:16px;
border:2px solid #b3261e;border-radius:12px;background:#fff;box-shadow:0 2px 12px rgb(0 0 0/.35)}
`;
