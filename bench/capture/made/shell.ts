/** Applications: the document stands still, and parts of it scroll. */
import { page, times, writer } from './text.js';

const SHELL_STYLE = `
html, body { height: 100%; overflow: hidden; }
.app { display: grid; grid: auto 1fr auto / 72px 1fr; height: 100dvh; }
.top, .bottom { grid-column: 1 / 3; background: #234; color: #fff; padding: 8px 12px; display: flex; gap: 8px; align-items: center; }
.side { overflow-y: auto; background: #eef; } .side a { display: block; padding: 12px 4px; text-align: center; font-size: 12px; }
.main { overflow: auto; overscroll-behavior: contain; position: relative; }
.group { position: sticky; top: 0; background: #fffd; backdrop-filter: blur(4px); padding: 4px 12px; font-weight: bold; z-index: 1; }
.row { padding: 8px 12px; border-bottom: 1px solid #dde; } .chips { display: flex; gap: 6px; overflow-x: auto; }
.chips span { flex: none; border: 1px solid #89a; border-radius: 99px; padding: 2px 10px; }
.list { height: 240px; overflow-y: scroll; border: 1px solid #89a; margin: 12px; contain: strict; }
.list .filler { position: relative; } .list .item { position: absolute; left: 0; right: 0; height: 28px; padding: 0 8px; }
.bottom input { flex: 1; min-width: 0; } .round { position: absolute; right: 16px; bottom: 80px; width: 48px; height: 48px; border-radius: 50%; background: #e44; color: #fff; border: 0; box-shadow: 0 4px 10px #0006; }`;

/** Draws only those of its 10,000 rows that are seen, as virtual lists do. */
const VIRTUAL_LIST = `
const list = document.querySelector('.list'), filler = list.firstElementChild, ROW = 28;
filler.style.height = 10000 * ROW + 'px';
const draw = () => {
  const first = Math.max(0, Math.floor(list.scrollTop / ROW) - 3);
  filler.replaceChildren(...Array.from({ length: 16 }, (_, index) => {
    const item = document.createElement('div');
    item.className = 'item'; item.style.transform = 'translateY(' + (first + index) * ROW + 'px)';
    item.textContent = '行 ' + (first + index + 1);
    return item;
  }));
};
list.onscroll = draw; draw();`;

export const appShell = (): string => {
  const { word, sentence } = writer(13);
  return page({
    title: 'Application',
    style: SHELL_STYLE,
    body: `<div class="app"><header class="top"><b>みせて</b><span style="margin-left:auto">☰</span></header>
<nav class="side">${times(30, (index) => `<a href="#${index}">${word()}</a>`)}</nav>
<main class="main"><div class="row"><div class="chips">${times(20, () => `<span>${word()}</span>`)}</div></div>
<div class="list"><div class="filler"></div></div>
${times(20, (group) => `<div class="group">${group + 1} ${word()}</div>${times(8, () => `<div class="row">${sentence()}</div>`)}`)}</main>
<footer class="bottom"><input placeholder="メッセージ"><button>送信</button></footer></div><button class="round">＋</button>
<script>${VIRTUAL_LIST}</script>`,
  });
};

/** Bars that stay while the page moves: fixed at both ends, sticky in between, one in the other. */
export const bars = (): string => {
  const { word, paragraph } = writer(17);
  return page({
    title: 'Bars',
    style: `
body { padding: 56px 0 64px; }
.top { position: fixed; inset: 0 0 auto; height: 56px; background: #fffc; backdrop-filter: blur(8px) saturate(1.4); box-shadow: 0 1px 4px #0004; z-index: 10; display: flex; align-items: center; padding: 0 16px; }
.tabs { position: fixed; inset: auto 0 0; height: 64px; background: #123; color: #fff; display: grid; grid-auto-flow: column; place-items: center; z-index: 10; }
.tabs b { border-bottom: 3px solid #fc3; } .banner { position: fixed; left: 12px; right: 12px; bottom: 76px; background: #fff3cd; border: 1px solid #da3; border-radius: 8px; padding: 8px; z-index: 9; transform: translateY(-4px); }
section > h2 { position: sticky; top: 56px; margin: 0; background: #dfe9ff; padding: 4px 16px; z-index: 3; }
section h3 { position: sticky; top: 98px; margin: 0 16px; background: #eef7e8; z-index: 2; } section p { padding: 0 16px; }
.columns { display: flex; gap: 8px; align-items: flex-start; padding: 0 16px; } .columns aside { position: sticky; top: 140px; flex: 0 0 96px; background: #fde; padding: 8px; }
.wide { overflow-x: auto; margin: 16px; } .wide table { border-collapse: separate; border-spacing: 0; } .wide td, .wide th { min-width: 90px; padding: 6px; border-bottom: 1px solid #ccc; background: #fff; }
.wide th:first-child { position: sticky; left: 0; background: #eef; } .note { position: sticky; bottom: 64px; background: #e8fbe8; padding: 4px 16px; }`,
    body: `<header class="top"><b>固定の見出し</b></header>
${times(
  12,
  (index) => `<section><h2>${index + 1}. ${word()}</h2><h3>${word()}</h3><p>${paragraph(5)}</p>
<div class="columns"><aside>${word()}<br>${word()}</aside><div>${paragraph(9)}</div></div>
<div class="wide"><table>${times(5, () => `<tr><th>${word()}</th>${times(9, () => `<td>${word()}</td>`)}</tr>`)}</table></div>
<p>${paragraph(4)}</p><div class="note">${word()}（下に留まる）</div></section>`,
)}
<div class="banner">お知らせ：${paragraph(1)}</div><nav class="tabs"><b>${word()}</b><span>${word()}</span><span>${word()}</span></nav>`,
  });
};
