/** Long reading: Japanese with ruby, in the system's fonts and in a web font of 120 subsets. */
import { page, times, writer } from './text.js';

const RUBY = [
  ['画面', 'がめん'],
  ['共有', 'きょうゆう'],
  ['夕暮', 'ゆうぐれ'],
  ['紅葉', 'もみじ'],
  ['東京都', 'とうきょうと'],
  ['静', 'しず'],
] as const;

const withRuby = (text: string): string =>
  RUBY.reduce(
    (done, [base, reading]) =>
      done.replaceAll(base, `<ruby>${base}<rp>（</rp><rt>${reading}</rt><rp>）</rp></ruby>`),
    text,
  );

const chapterOf = (number: number): string => {
  const { paragraph, word } = writer(number + 10);
  return `<section id="c${number}"><h2>第${number}章 ${word()}と${word()}</h2>
${times(8, (index) => {
  const text = withRuby(paragraph(6));
  if (index % 4 === 1) return `<blockquote><p>${text}</p></blockquote>`;
  if (index % 4 === 2)
    return `<p>${text}<em>${word()}</em>、<a href="#c1">${word()}</a>、<mark>${word()}</mark>。<sup>${number}</sup></p>`;
  return `<p>${text}</p>`;
})}
<ol>${times(4, () => `<li>${paragraph(1)}</li>`)}</ol>
${number % 3 === 0 ? `<div class="tate"><p>${withRuby(paragraph(5))}</p></div>` : ''}
<hr></section>`;
};

const STYLE = `
article { padding: 16px; line-height: 2; text-align: justify; }
h1, h2 { line-height: 1.4; border-bottom: 3px double #a44; }
section > p::first-letter { color: #a44; }
p { text-indent: 1em; margin: 0 0 1em; }
blockquote { margin: 1em; padding: .5em 1em; border-left: 4px solid #ccd; background: linear-gradient(90deg, #eef, #fff); }
em { font-style: normal; text-emphasis: filled sesame #a44; }
.tate { writing-mode: vertical-rl; height: 240px; overflow-x: auto; border: 1px solid #aaa; padding: 8px; }
body { counter-reset: note; }
sup { counter-increment: note; }
sup::after { content: '（注' counter(note, hiragana) '）'; }`;

/** `font` is a family for which `head` brings the faces. */
export const article = (chapters: number, font?: { family: string; head: string }): string =>
  page({
    title: '長い文章',
    head: font?.head ?? '',
    style: STYLE + (font === undefined ? '' : `body { font-family: '${font.family}', serif; }`),
    body: `<article><h1>長い文章</h1>${times(chapters, (index) => chapterOf(index + 1))}</article>`,
  });
