/** The whole help: Markdown in, files out. Reads and writes nothing itself. */
import type { Language } from '../../text/language.js';
import { LANGUAGES } from '../../text/language.js';
import type { Entry } from '../search/entry.js';
import {
  CASES,
  PAGES,
  type PageName,
  SOURCES,
  addressOf,
  fileOf,
  isGuide,
  pageOf,
  searchFileOf,
} from './book.js';
import { codesHtml, pageHtml, sectionsHtml } from './frame.js';
import { BadSource, type Section, parseSections } from './markdown.js';
import type { HelpAssets, Page } from './page.js';
import { fillWords, numberOf } from './words.js';

export interface HelpSources {
  /** Markdown by language and name: `ja/guest`. */
  markdown: ReadonlyMap<string, string>;
  /** SVG by name: `say-number`. */
  images: ReadonlyMap<string, string>;
}

/**
 * Files by their path below the folder of the help.
 *
 * @throws BadSource where a source is missing, has no anchors or leads nowhere; UnknownWord.
 */
export const buildHelp = (sources: HelpSources, assets: HelpAssets): Map<string, string> => {
  const files = new Map<string, string>();
  for (const language of LANGUAGES) {
    const pages = PAGES.map((page) => readPage(page, language, sources));
    for (const page of pages) {
      files.set(fileOf(page.name, language), pageHtml(page, pages, language, assets));
    }
    const found = pages.filter(({ name }) => name === 'index' || isGuide(name));
    const entries = found.flatMap((page) => entriesOf(page, language));
    files.set(searchFileOf(language), JSON.stringify(entries));
  }
  return files;
};

const readPage = (name: PageName, language: Language, sources: HelpSources): Page => {
  const [head, ...rest] = readSource(name, language, sources);
  if (head === undefined) throw new BadSource(`${name} is empty`);
  const parts = [
    { sections: [head, ...rest], open: true },
    ...(name === 'index' ? readCases(language, sources) : []),
  ];
  return {
    name,
    title: head.heading,
    summary: firstSentence(head.text),
    sections: parts.flatMap(({ sections }) => sections),
    html: parts.map(({ sections, open }) => sectionsHtml(sections, open, language)).join('\n'),
  };
};

const readCases = (language: Language, sources: HelpSources) => {
  const parts = CASES.map(({ source, open }) => ({
    sections: readSource(source, language, sources),
    open,
  }));
  const closed = parts.filter(({ open }) => !open).flatMap(({ sections }) => sections);
  return parts.map(({ sections, open }) => ({
    open,
    sections: sections.map((section) =>
      section.ids.includes('codes')
        ? { ...section, html: `${section.html}\n${codesHtml(closed)}` }
        : section,
    ),
  }));
};

const readSource = (name: string, language: Language, sources: HelpSources): Section[] => {
  const path = `${language}/${name}`;
  const source = sources.markdown.get(path);
  if (source === undefined) throw new BadSource(`${path}.md is missing`);
  return parseSections(fillWords(source, language), {
    linkTo: (target) => {
      const link = /^([\w-]+)\.md(#[\w-]+)?$/.exec(target);
      if (link === null) return target;
      const [, to = '', anchor = ''] = link;
      const page = pageOf(to);
      if (page === undefined || !SOURCES.includes(to)) throw new BadSource(`${path}: ${target}`);
      return `${page === pageOf(name) ? '' : addressOf(page, language)}${anchor}`;
    },
    imageOf: (image) => {
      const svg = sources.images.get(image.replace(/^\.\.\/images\/|\.svg$/g, ''));
      if (svg === undefined) throw new BadSource(`${path}: there is no image ${image}`);
      return svg.trim();
    },
  });
};

/** Up to the first full stop. */
const firstSentence = (text: string): string => /^.*?[。.](?=\s|$|[^\w])/.exec(text)?.[0] ?? text;

const entriesOf = (page: Page, language: Language): Entry[] =>
  page.sections
    .filter(({ level, text }) => level === 1 || text !== '')
    .map(({ level, ids, heading, also, text }) => ({
      at: `${addressOf(page.name, language)}${level === 1 ? '' : `#${ids[0] ?? ''}`}`,
      heading,
      page: page.name === 'index' || level === 1 ? '' : page.title,
      also: [...ids.flatMap((id) => [numberOf(id) ?? [], id].flat()), also].join(' ').trim(),
      text,
    }));
