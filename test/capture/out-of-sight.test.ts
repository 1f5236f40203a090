/** What the guest does not see is not in what the picture is drawn from, masked or not (P3, P4). */
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { leaksOf } from './readable.js';
import { type Studio, openStudio } from './studio.js';

const test = suite('out of sight');
let studio: Studio;
const SECRET = 'ZQXJ4711KVWB';

test.before(async () => {
  studio = await openStudio();
  studio.serve('/held', { body: `<p>${SECRET}</p>` });
});
test.after(() => studio.close());

const HIDDEN: [name: string, html: string][] = [
  ['comments', `<!-- ${SECRET} -->`],
  ['scripts', `<script>const x = '${SECRET}'</script><script type="a/json">["${SECRET}"]</script>`],
  ['comments in styles', `<style>/* ${SECRET} */ p { color: #333 }</style>`],
  ['rules for nothing in sight', `<style>.nobody::after { content: "${SECRET}" }</style>`],
  ['rules for another medium', `<style>@media print { p::after { content: "${SECRET}" } }</style>`],
  ['hidden fields', `<form><input type="hidden" name="token" value="${SECRET}"><p>form</p></form>`],
  ['what is not displayed', `<div style="display:none">${SECRET}<input value="${SECRET}"></div>`],
  ['what is hidden by attribute', `<p hidden data-x="${SECRET}" title="${SECRET}">${SECRET}</p>`],
  ['templates and alternatives', `<template>${SECRET}</template><noscript>${SECRET}</noscript>`],
  ['suggestions', `<input list="l"><datalist id="l"><option value="${SECRET}"></datalist>`],
  ['closed details', `<details><summary>more</summary>${SECRET}</details>`],
  ['closed dialogs and popovers', `<dialog>${SECRET}</dialog><p popover>${SECRET}</p>`],
  ['handlers', `<p onclick="show('${SECRET}')">press</p>`],
  ['the head', `<meta name="token" content="${SECRET}"><title>${SECRET}</title>`],
  ['lists that are not open', `<select><option>shown<option value="${SECRET}">${SECRET}</select>`],
  ['empty fragments of SVG', `<svg width="50" height="50"><desc>${SECRET}</desc></svg>`],
];

for (const [name, html] of HIDDEN) {
  test(`[P4] nothing is taken from ${name}`, async () => {
    const { drawnFrom } = await studio.captureOf(`${html}<p>AROUND</p>`);
    assert.ok(drawnFrom.includes('AROUND'));
    assert.equal(leaksOf(drawnFrom, SECRET), []);
  });
}

/** All that an element can say, at a place of the page. */
const speaker = (style: string): string =>
  `<div style="position:absolute;width:60px;height:30px;--x:'${SECRET}';${style}" title="${SECRET}"
    data-x="${SECRET}" aria-label="${SECRET}">${SECRET}<input value="${SECRET}" placeholder="${SECRET}"
    style="width:50px"><a href="/${SECRET}">${SECRET}</a><img alt="${SECRET}" src="/${SECRET}.png">
    <textarea>${SECRET}</textarea><select><option>${SECRET}</select></div>`;

const PLACES: [name: string, style: string][] = [
  ['above', 'top:100px;left:20px'],
  ['below', 'top:2000px;left:20px'],
  ['to the right', 'top:900px;left:700px'],
  ['to the left', 'top:900px;left:-300px'],
  ['in a drawer that is moved out', 'position:fixed;top:0;transform:translateX(-400px)'],
];

test('[P3] nothing that lies outside the viewport is drawn from', async () => {
  const body = `<style>html, body { overflow-x: clip } body { margin: 0; height: 4000px; position: relative }</style>
    <p style="position:absolute;top:900px">AROUND</p>`;
  for (const [name, style] of PLACES) {
    const { drawnFrom } = await studio.captureOf(body + speaker(style), (page) =>
      page.evaluate(() => window.scrollTo(0, 700)),
    );
    assert.ok(drawnFrom.includes('AROUND'));
    assert.equal(leaksOf(drawnFrom, SECRET), [], name);
  }
});

/** Words and pictures between blocks, without a box of their own to leave out. */
test('[P3] nothing of lines that lie outside the viewport is drawn from', async () => {
  const line = `${SECRET} <img alt="${SECRET}" src="/pictures/${SECRET}.png"> <b>${SECRET}</b>
    <input value="${SECRET}"> <button>${SECRET}</button> <select><option>${SECRET}</select> <br>`;
  const spacer = '<div style="height:1500px"></div>';
  const { drawnFrom } = await studio.captureOf(
    `${line}${spacer}<p>AROUND</p>next<div style="height:900px"></div>${line}${spacer}`,
    (page) => page.evaluate(() => window.scrollTo(0, 1450)),
  );
  assert.ok(drawnFrom.includes('AROUND') && drawnFrom.includes('next'));
  assert.equal(leaksOf(drawnFrom, SECRET), []);
});

test('[P3] nothing that is scrolled out of a nested scroller is drawn from', async () => {
  const rows = Array.from({ length: 40 }, (_, row) =>
    row === 2 || row === 38 ? `<p>${SECRET}</p>` : `<p>${row === 20 ? 'AROUND' : 'row'}</p>`,
  );
  const { drawnFrom } = await studio.captureOf(
    `<style>p { margin: 0; height: 40px }</style><div style="height:200px;overflow:auto">${rows.join('')}</div>`,
    (page) => page.evaluate(() => document.querySelector('div')?.scrollTo(0, 760)),
  );
  assert.ok(drawnFrom.includes('AROUND'));
  assert.equal(leaksOf(drawnFrom, SECRET), []);
});

test('[P3] nothing that is scrolled out of a list of choices is drawn from', async () => {
  const shown = Array.from({ length: 4 }, (_, index) => `<option>SHOWN${String(index)}</option>`);
  const { drawnFrom } = await studio.captureOf(
    `<select size="4">${`<option>${SECRET}</option>`.repeat(9)}${shown.join('')}<option>${SECRET}</select>`,
    (page) =>
      page.evaluate(() => {
        const list = document.querySelector('select');
        const first = list?.options[9];
        if (list && first) list.scrollTop = first.offsetTop - (list.options[0]?.offsetTop ?? 0);
      }),
  );
  for (const index of shown.keys()) assert.ok(drawnFrom.includes(`SHOWN${String(index)}`));
  assert.equal(leaksOf(drawnFrom, SECRET), []);
});

/** A log or a source file is one text, a thousand lines long. */
test('[P3] of a text that is longer than the viewport only what is in sight is drawn from', async () => {
  const lines = Array.from({ length: 400 }, (_, line) => {
    if (line === 5 || line === 395) return SECRET;
    return line === 200 ? 'AROUND' : `line ${String(line)}`;
  });
  const { drawnFrom } = await studio.captureOf(
    `<style>pre { margin: 0; font: 16px/20px monospace }</style><pre>${lines.join('\n')}</pre>`,
    (page) => page.evaluate(() => window.scrollTo(0, 3900)),
  );
  assert.ok(drawnFrom.includes('AROUND'));
  assert.equal(leaksOf(drawnFrom, SECRET), []);
});

test('[P3] nothing that a frame of the same site has out of sight is drawn from', async () => {
  const inside = `<p>AROUND</p><p style='position:absolute;top:900px'>${SECRET}</p>`;
  const { drawnFrom } = await studio.captureOf(
    `<iframe width="300" height="200" srcdoc="${inside}"></iframe>
     <iframe src="/held" style="position:absolute;top:2000px"></iframe>`,
  );
  assert.ok(drawnFrom.includes('AROUND'));
  assert.equal(leaksOf(drawnFrom, SECRET), []);
});

test.run();
