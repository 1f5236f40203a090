/**
 * Text as the search compares it. Japanese has no spaces, so its tokens are pairs of neighbouring
 * characters; words in Latin letters are tokens as they are. Width, case, and whether something is
 * written in katakana or hiragana make no difference.
 */

const KATAKANA_TO_HIRAGANA = 0x60;

/** One character as it is compared. */
export const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - KATAKANA_TO_HIRAGANA));

const RUNS = /[぀-ヿ㐀-鿿々]+|[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
const isJapanese = (run: string): boolean => /^[぀-ヿ㐀-鿿々]/.test(run);

const pairs = (run: string): string[] =>
  run.length === 1
    ? [run]
    : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2));

/** All tokens of a text, for the index. */
export const tokensOf = (text: string): string[] =>
  // Katakana runs into hiragana after folding; widths must be folded before the runs are found.
  runsOf(text).flatMap((run) =>
    isJapanese(run) ? pairs(fold(run)) : [fold(run), ...partsOf(run)],
  );

const runsOf = (text: string): string[] => text.normalize('NFKC').match(RUNS) ?? [];

/** A code such as `no-path` is found by its parts, too. */
const partsOf = (run: string): string[] => {
  const parts = fold(run).split('-');
  return parts.length > 1 ? parts : [];
};

/** Words that say little in a question. */
const EMPTY = new Set(
  'a an and are as be can do does for from how i if in is it me my not of on or so that the there this to was what when where which why will with you your'.split(
    ' ',
  ),
);

export interface Asked {
  /** What must be there. */
  needed: string[];
  /** What only makes one place better than another: endings, particles, small words. */
  welcome: string[];
}

/** What somebody asked for, told apart by how much it says. */
export const askedFor = (query: string): Asked => {
  const needed = new Set<string>();
  const welcome = new Set<string>();
  for (const run of runsOf(query)) {
    if (!isJapanese(run)) {
      const word = fold(run);
      (EMPTY.has(word) ? welcome : needed).add(word);
      continue;
    }
    const all = pairs(run);
    const saying = all.filter((_, at) => saysMuch(run, at));
    for (const pair of saying.length > 0 ? saying : all) needed.add(fold(pair));
    for (const pair of all) if (!needed.has(fold(pair))) welcome.add(fold(pair));
  }
  return needed.size > 0
    ? { needed: [...needed], welcome: [...welcome] }
    : { needed: [...welcome], welcome: [] };
};

const isKanji = (character: string | undefined): boolean => /^[㐀-鿿々]$/.test(character ?? '');
const isKatakana = (character: string | undefined): boolean => /^[ァ-ヿ]$/.test(character ?? '');

/** Whether the pair at this place is (the beginning of) a word rather than its ending. */
const saysMuch = (run: string, at: number): boolean => {
  const [before, first, second] = [run[at - 1], run[at], run[at + 1]];
  if (run.length === 1) return true;
  if (isKatakana(first)) return isKatakana(second);
  if (!isKanji(first)) return false;
  // A single kanji with its ending: 切れ of 切れた.
  return isKanji(second) || !isKanji(before);
};
