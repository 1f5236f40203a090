/** Which pages the help has, in which order, from which sources, and where they stand. */
import type { Language } from '../../text/language.js';

/** Pages of their own, in the order in which one reads them. */
export const GUIDES = ['guest', 'host', 'shown', 'stored', 'embed', 'check'] as const;
export type Guide = (typeof GUIDES)[number];

/** Standard texts, at the foot of pages; whoever runs a service may have their own elsewhere. */
const STANDARD = ['terms', 'privacy'] as const;
export type PageName = 'index' | Guide | (typeof STANDARD)[number];

export const isGuide = (page: PageName): page is Guide => GUIDES.some((guide) => guide === page);

/**
 * What stands on the first page below its head: everything that has a code. The address
 * `/help/#code` must show its case at once, so these are never moved to a page of their own. `open`
 * cases are always in sight; the others open by a tap, or by their address.
 */
export const CASES = [
  { source: 'trouble', open: true },
  { source: 'surroundings', open: false },
  { source: 'before', open: false },
  { source: 'connected', open: false },
  { source: 'sending', open: false },
  { source: 'numbers', open: false },
] as const;

export const PAGES: readonly PageName[] = ['index', ...GUIDES, ...STANDARD];
export const SOURCES: readonly string[] = [...PAGES, ...CASES.map(({ source }) => source)];

/** The page on which a source stands. */
export const pageOf = (source: string): PageName | undefined => {
  if (CASES.some((part) => part.source === source)) return 'index';
  return PAGES.find((page) => page === source);
};

/** Its file below the folder of the help. */
export const fileOf = (page: PageName, language: Language): string => {
  if (page === 'index') return language === 'ja' ? 'index.html' : 'en.html';
  return language === 'ja' ? `${page}.html` : `en/${page}.html`;
};

/** Its address at the service. */
export const addressOf = (page: PageName, language: Language): string => {
  const file = fileOf(page, language);
  return `/help/${file === 'index.html' ? '' : file}`;
};

export const searchFileOf = (language: Language): string => `search.${language}.json`;
