/** Finds sections by everyday words. Small enough to be indexed in the page, in a few milliseconds. */
import MiniSearch, { type SearchOptions } from 'minisearch';
import type { Entry } from './entry.js';
import { type Piece, excerpt } from './excerpt.js';
import { askedFor, tokensOf } from './tokens.js';

export interface Found {
  entry: Entry;
  /** What of its text fits, with the places that do. */
  excerpt: Piece[];
}

const MOST_SHOWN = 8;

/** Latin words may be unfinished or misspelt; pairs of Japanese characters are neither. */
const isLatin = (token: string): boolean => /^[\p{Script=Latin}\p{N}]/u.test(token);
const options: SearchOptions = {
  boost: { heading: 4, also: 3, text: 1 },
  prefix: (token) => (isLatin(token) ? token.length >= 2 : token.length === 1),
  fuzzy: (token) => (isLatin(token) && token.length >= 5 ? 0.2 : false),
};

export const makeSearch = (entries: readonly Entry[]): ((query: string) => Found[]) => {
  const index = new MiniSearch<Entry>({
    idField: 'at',
    fields: ['heading', 'also', 'text'],
    tokenize: tokensOf,
    // The tokens are folded already.
    processTerm: (token) => token,
    searchOptions: { ...options, tokenize: (token) => [token] },
  });
  index.addAll(entries);
  const byAddress = new Map(entries.map((entry) => [entry.at, entry]));

  return (query) => {
    const { needed, welcome } = askedFor(query);
    if (needed.length === 0) return [];
    const exact = index.search({ combineWith: 'AND', queries: needed });
    const results =
      exact.length > 0
        ? exact
        : index
            .search({ combineWith: 'OR', queries: needed })
            .filter(({ queryTerms }) => queryTerms.length * 2 >= needed.length);
    const bonus = (terms: readonly string[], entry: Entry | undefined): number => {
      if (welcome.length === 0 || entry === undefined) return 0;
      const has = new Set(tokensOf(`${entry.heading} ${entry.also}`));
      return welcome.filter((token) => has.has(token)).length / (welcome.length + terms.length);
    };
    return results
      .map((result) => {
        const entry = byAddress.get(String(result.id));
        return { entry, terms: result.terms, score: result.score * (1 + bonus(needed, entry)) };
      })
      .sort((a, b) => b.score - a.score)
      .slice(0, MOST_SHOWN)
      .flatMap(({ entry, terms }) =>
        entry === undefined ? [] : [{ entry, excerpt: excerpt(entry.text, terms) }],
      );
  };
};
