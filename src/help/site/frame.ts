/** The HTML around and between the sections of a help page. */
import { helpTexts } from '../../text/help.js';
import { LANGUAGE_NAMES, type Language } from '../../text/language.js';
import { GUIDES, type Guide, addressOf, isGuide, searchFileOf } from './book.js';
import type { Section } from './markdown.js';
import type { HelpAssets, Page } from './page.js';
import { BRAND, numberOf } from './words.js';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const anchorsOf = ([, ...others]: readonly string[]): string =>
  others.map((id) => `<span id="${id}"></span>`).join('');

/**
 * Sections as they follow each other. A third-level section is a case: a card, or a heading that
 * opens it.
 */
export const sectionsHtml = (
  sections: readonly Section[],
  open: boolean,
  language: Language,
): string => sections.map((section) => sectionHtml(section, open, language)).join('\n');

/** A case by its name, and by the number that a guest sees and reads aloud, where it has one. */
const saidOf = (id: string): string => {
  const number = numberOf(id);
  return number === undefined ? id : `${number} ${id}`;
};

const sectionHtml = (section: Section, open: boolean, language: Language): string => {
  const { level, ids, headingHtml, html } = section;
  const [id = ''] = ids;
  const others = anchorsOf(ids);
  if (level === 1) return `<h1>${headingHtml}</h1>\n${html}`;
  if (level === 2) return `<h2 id="${id}">${others}${headingHtml}</h2>\n${html}`;
  if (open) {
    return `<section class="part" id="${id}">${others}<h3>${headingHtml}</h3>\n${html}</section>`;
  }
  const codes = ids.map((code) => `<code>${saidOf(code)}</code>`).join(' ');
  const said = `<p class="codes">${helpTexts[language].code}: ${codes}</p>`;
  return `<details class="case" id="${id}"><summary>${others}<h3>${headingHtml}</h3></summary>
<div class="told">${html}${said}</div></details>`;
};

/** Every code, to be pressed; what they mean is behind headings that are closed. */
export const codesHtml = (sections: readonly Section[]): string => {
  const ids = sections.filter(({ level }) => level === 3).flatMap((section) => section.ids);
  const items = ids
    .toSorted()
    .map((id) => `<li><a href="#${id}"><code>${saidOf(id)}</code></a></li>`);
  return `<ul class="all-codes">${items.join('')}</ul>`;
};

const link = (page: Page, language: Language, here: Page): string =>
  `<a href="${addressOf(page.name, language)}"${page === here ? ' aria-current="page"' : ''}>${escaped(page.title)}</a>`;

/** The sections of this page, in a list within the list of pages. */
const contentsOf = (page: Page): string => {
  const items = page.sections
    .filter(({ level }) => level === 2)
    .map(({ ids, headingHtml }) => `<li><a href="#${ids[0] ?? ''}">${headingHtml}</a></li>`);
  return items.length === 0 ? '' : `<ol>${items.join('')}</ol>`;
};

const crumbs = (page: Page, first: Page, language: Language): string => {
  const t = helpTexts[language];
  if (page === first) return '';
  return `<nav class="crumbs" aria-label="${t.here}"><ol>
<li><a href="${addressOf('index', language)}">${t.name}</a></li>
<li><a href="${addressOf(page.name, language)}" aria-current="page">${escaped(page.title)}</a></li>
</ol></nav>`;
};

/** Cards that lead to the guides; each has the anchor that it had when all stood on one page. */
const cards = (pages: readonly Page[], language: Language): string => {
  const items = guides(pages).map(
    ({ name, title, summary }) =>
      `<li id="${name}"><a href="${addressOf(name, language)}">${escaped(title)}</a><p>${escaped(summary)}</p></li>`,
  );
  return `<nav class="guides" aria-label="${helpTexts[language].guides}"><ul>${items.join('\n')}</ul></nav>`;
};

const guides = (pages: readonly Page[]): Page[] => pages.filter(({ name }) => isGuide(name));

const turn = (page: Page, pages: readonly Page[], language: Language): string => {
  if (!isGuide(page.name)) return '';
  const at = GUIDES.indexOf(page.name);
  const t = helpTexts[language];
  const leaf = (to: Guide | undefined, rel: 'prev' | 'next', word: string): string => {
    const found = pages.find(({ name }) => name === to);
    if (found === undefined) return '';
    return `<a rel="${rel}" href="${addressOf(found.name, language)}"><span>${word}</span> ${escaped(found.title)}</a>`;
  };
  return `<nav class="turn" aria-label="${t.turn}">
${leaf(GUIDES[at - 1], 'prev', t.previous)}
${leaf(GUIDES[at + 1], 'next', t.next)}
</nav>`;
};

const search = (language: Language): string => {
  const t = helpTexts[language].search;
  return `<search class="find">
<form role="search" action="${addressOf('index', language)}" data-entries="/help/${searchFileOf(language)}">
<label for="find">${t.label}</label>
<input id="find" name="q" type="search" autocomplete="off" enterkeyhint="search" aria-describedby="find-hint">
<p id="find-hint">${t.hint}</p>
</form>
<p class="count" role="status"></p>
<div class="found" hidden></div>
</search>`;
};

export const pageHtml = (
  page: Page,
  pages: readonly Page[],
  language: Language,
  { script, styles }: HelpAssets,
): string => {
  const t = helpTexts[language];
  const [first = page] = pages;
  const other: Language = language === 'ja' ? 'en' : 'ja';
  const otherAddress = `${addressOf(page.name, other)}${other === 'ja' ? '?ja' : ''}`;
  const body =
    page === first ? page.html.replace('<h2', `${cards(pages, language)}\n<h2`) : page.html;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(page === first ? page.title : `${page.title} - ${t.name}`)} - ${BRAND.brand}</title>
<meta name="description" content="${escaped(page.summary)}">
<link rel="icon" href="/icon.svg">
<link rel="alternate" hreflang="${other}" href="${addressOf(page.name, other)}">
<link rel="stylesheet" href="/look.css">
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
${language === 'ja' ? '<script src="/help/by-language.js"></script>' : ''}
<script type="module" src="${script}"></script>
</head>
<body data-brand="${BRAND.brand}">
<a class="skip" href="#text">${t.skip}</a>
<header class="top">
<a class="home" href="${addressOf('index', language)}"><strong>${BRAND.brand}</strong> ${t.name}</a>
<a class="other" href="${otherAddress}" lang="${other}" hreflang="${other}">${LANGUAGE_NAMES[other]}</a>
</header>
<div class="frame">
<div class="side">
${search(language)}
<details class="contents"><summary>${t.contents}</summary>
<nav aria-label="${t.contents}"><ul>
${[first, ...guides(pages)]
  .map((p) => `<li>${link(p, language, page)}${p === page ? contentsOf(page) : ''}</li>`)
  .join('\n')}
</ul></nav></details>
</div>
<main id="text" tabindex="-1">
${crumbs(page, first, language)}
${body}
${turn(page, pages, language)}
</main>
</div>
<footer>
<a href="/check">${t.check}</a>
<a href="${BRAND.terms}">${t.terms}</a>
<a href="${BRAND.privacy}">${t.privacy}</a>
</footer>
</body>
</html>
`;
};
