/** More than a capture may look at: rows, elements, pixels. */
import { page, times, writer } from './text.js';

const TABLE_STYLE = `
table { border-collapse: collapse; width: 100%; font-size: 13px; }
th, td { border: 1px solid #ccd; padding: 4px 6px; text-align: left; }
thead th { position: sticky; top: 0; background: #334; color: #fff; }
tbody tr:nth-child(even) { background: #f4f6fb; }
td:last-child { text-align: right; font-variant-numeric: tabular-nums; }
.late td { color: #b00; font-weight: bold; }`;

export const table = (rows: number): string => {
  const { word, below } = writer(rows);
  return page({
    title: `${rows} rows`,
    style: TABLE_STYLE,
    body: `<h1>${rows} 行</h1><table><thead><tr><th>番号<th>品名<th>場所<th>済<th>金額</tr></thead><tbody>
${times(
  rows,
  (row) =>
    `<tr${below(9) === 0 ? ' class="late"' : ''}><td>${row + 1}</td><td><a href="#${row}">${word()}</a></td><td>${word()}<br><small>${word()}</small></td><td><input type="checkbox"></td><td>${below(100_000)}</td></tr>`,
)}</tbody></table>`,
  });
};

/** A flat forum with many small elements, nested a few levels deep. */
export const elements = (count: number): string => {
  const { word, sentence, below } = writer(5);
  const PER_ITEM = 10;
  return page({
    title: `${count} elements`,
    style: `
.post { display: grid; grid-template-columns: 40px 1fr auto; gap: 4px 8px; padding: 8px; border-bottom: 1px solid #dde; }
.face { grid-row: span 2; width: 40px; height: 40px; border-radius: 50%; background: conic-gradient(#f66, #66f, #f66); }
.post p { margin: 0; grid-column: 2 / 4; } .post:nth-of-type(3n) { background: #fafaff; }
.tag { border-radius: 9px; background: #e6f0ff; padding: 0 6px; font-size: 12px; } .tag + .tag { margin-left: 4px; }
.when { color: #889; font-size: 12px; }`,
    body: `<main>${times(
      count / PER_ITEM,
      (
        index,
      ) => `<div class="post"><i class="face"></i><b class="who">${word()}</b><span class="when">${index}分前</span>
<p>${sentence()}<a href="#${index}">${word()}</a> <span class="tags"><span class="tag">${word()}</span><span class="tag">${word()}</span>${below(3) === 0 ? '<em>新</em>' : '<em></em>'}</span></p></div>`,
    )}</main>`,
  });
};

/** Few elements, a million pixels high: where sizes lose their fractions. */
export const million = (): string => {
  const { word, paragraph } = writer(7);
  const BLOCKS = 400;
  return page({
    title: '1,000,000 px',
    style: `
section { height: ${1_000_000 / BLOCKS}px; box-sizing: border-box; padding: 16px; border-top: 4px solid #46a; position: relative;
  background: repeating-linear-gradient(#fff 0 96px, #f3f6ff 96px 192px); }
section h2 { position: sticky; top: 0; background: #46a; color: #fff; margin: 0; padding: 4px 8px; }
section b { position: absolute; right: 16px; bottom: 16px; }`,
    body: times(
      BLOCKS,
      (index) =>
        `<section><h2>${index} ${word()}</h2>${times(12, () => `<p>${paragraph(3)}</p>`)}<b>${word()}</b></section>`,
    ),
  });
};
