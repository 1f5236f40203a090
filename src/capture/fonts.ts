/** Which of the page's fonts the words on the glass are set in. */
import { fontsOf } from './dom.js';
import type { FontFaceRule } from './compile.js';

/** Families and characters that are seen. */
export class Words {
  private readonly families = new Set<string>();
  private readonly lists = new Set<string>();
  private readonly characters = new Set<number>();

  /** @param families value of `font-family` */
  add(text: string, families: string): void {
    for (const char of text) this.characters.add(char.codePointAt(0) ?? 0);
    if (this.lists.has(families)) return;
    this.lists.add(families);
    for (const family of families.split(',')) this.families.add(plain(family));
  }

  /** A character that can be set in it, one that shows ink if there is one; undefined where it is not needed. */
  setIn(face: { family: string; unicodeRange: string }): string | undefined {
    if (!this.families.has(plain(face.family))) return undefined;
    const ranges = rangesOf(face.unicodeRange === 'U+0-10FFFF' ? '' : face.unicodeRange);
    let blank: string | undefined;
    for (const code of this.characters) {
      if (ranges.length > 0 && !ranges.some(([from, to]) => code >= from && code <= to)) continue;
      const char = String.fromCodePoint(code);
      if (hasInk(char)) return char;
      if (ranges.length > 0) blank ??= char;
    }
    return blank;
  }
}

/** Not a space, nor what only changes what stands beside it. */
export const hasInk = (char: string): boolean => /[\p{L}\p{N}\p{P}\p{S}\p{Co}]/u.test(char);

const plain = (family: string): string =>
  family
    .trim()
    .replace(/^["']|["']$/g, '')
    .toLowerCase();

const known = new Map<string, [number, number][]>();

/** `U+0-FF, U+4??` as pairs of code points. */
const rangesOf = (text: string): [number, number][] => {
  let ranges = known.get(text);
  if (ranges === undefined) {
    ranges = [...text.matchAll(/u\+([0-9a-f?]+)(?:-([0-9a-f]+))?/gi)].map(([, from = '', to]) => [
      parseInt(from.replaceAll('?', '0'), 16),
      parseInt((to ?? from).replaceAll('?', 'f'), 16),
    ]);
    known.set(text, ranges);
  }
  return ranges;
};

const WEIGHTS: Readonly<Record<string, string>> = { normal: '400', bold: '700' };

const nameOf = (family: string, weight: string, style: string, unicodeRange: string): string =>
  [
    plain(family),
    WEIGHTS[weight] ?? weight,
    style,
    unicodeRange === 'U+0-10FFFF' ? '' : unicodeRange.replace(/\s/g, '').toLowerCase(),
  ].join('|');

export interface UsedFace {
  /** Its rule but for the source. */
  rest: string;
  /** In order: its address, and fonts of the phone's own that it names, as `local("Arial")`. */
  sources: readonly string[];
  url: string | undefined;
  /** A character that is set in it. */
  sample: string;
  /** What a style must ask for to get it. */
  font: { family: string; weight: string; style: string };
}

/**
 * The rules of fonts that the page has loaded and what is seen needs; and how many more it needs that
 * were made by a script, whose source cannot be had.
 */
export const facesFor = (
  page: Document,
  rules: readonly FontFaceRule[],
  words: Words,
): { faces: UsedFace[]; sourceless: number } => {
  const loaded = new Map<string, FontFace>();
  for (const face of fontsOf(page)) {
    const { status, family, weight, style, unicodeRange } = face;
    if (status === 'loaded') loaded.set(nameOf(family, weight, style, unicodeRange), face);
  }
  const byScript = new Map(loaded);
  const found = new Map<string, UsedFace>();
  for (const face of rules) {
    const name = nameOf(face.family, face.weight, face.style, face.unicodeRange);
    byScript.delete(name);
    const sample = loaded.has(name) ? words.setIn(face) : undefined;
    if (sample === undefined) continue;
    const { sources, url } = sourcesOf(face);
    if (sources.length === 0) continue;
    const weight = /\d+|bold/.exec(face.weight)?.[0] ?? '400';
    const style = face.style.startsWith('oblique') ? 'oblique' : face.style;
    const font = { family: face.family, weight, style };
    found.set(`${name}|${face.stretch}`, { rest: face.rest, sources, url, sample, font });
  }
  const sourceless = [...byScript.values()].filter((face) => words.setIn(face) !== undefined);
  return { faces: [...found.values()], sourceless: sourceless.length };
};

/** Of addresses the browser takes the first in a format that it knows. */
const sourcesOf = ({ source, base }: FontFaceRule): Pick<UsedFace, 'sources' | 'url'> => {
  const sources: string[] = [];
  let url: string | undefined;
  for (const [all, address, format] of source.matchAll(SOURCE)) {
    if (address === undefined) sources.push(all);
    else if (url === undefined && (format === undefined || KNOWN.test(format))) {
      url = absolute(address, base);
      if (url !== undefined) sources.push(url);
    }
  }
  return { sources, url };
};

const SOURCE =
  /local\((?:"[^"]*"|'[^']*'|[^)"']*)\)|url\(\s*["']?([^"')]*)["']?\s*\)(?:\s*format\(\s*["']?([\w-]+)["']?\s*\))?/g;

const absolute = (address: string, base: string): string | undefined => {
  try {
    return new URL(address, base).href;
  } catch {
    return undefined;
  }
};

const KNOWN = /^(woff2|woff|truetype|opentype)/;
