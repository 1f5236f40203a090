/** The part of a text that fits what was asked, in pieces: what fits, and what lies between. */
import { fold } from './tokens.js';

export interface Piece {
  text: string;
  fits: boolean;
}

/** Characters in all, and before the first place that fits. */
const SPAN = 90;
const BEFORE = 16;

export const excerpt = (text: string, tokens: readonly string[]): Piece[] => {
  const fitting = placesOf(text, tokens);
  const from = bestStart(text, fitting);
  const to = Math.min(text.length, from + SPAN);
  const pieces: Piece[] = [];
  const add = (start: number, end: number, fits: boolean): void => {
    if (end > start) pieces.push({ text: text.slice(start, end), fits });
  };
  if (from > 0) pieces.push({ text: '…', fits: false });
  let at = from;
  while (at < to) {
    const fits = fitting[at] === true;
    let end = at;
    while (end < to && (fitting[end] === true) === fits) end += 1;
    add(at, end, fits);
    at = end;
  }
  if (to < text.length) pieces.push({ text: '…', fits: false });
  return pieces;
};

/** For every character whether it belongs to a place that fits. */
const placesOf = (text: string, tokens: readonly string[]): boolean[] => {
  const fitting = Array.from({ length: text.length }, () => false);
  // Folded character by character, so that places in the one are places in the other.
  const origin: number[] = [];
  let folded = '';
  for (let at = 0; at < text.length; at += 1) {
    for (const character of fold(text[at] ?? '')) {
      folded += character;
      origin.push(at);
    }
  }
  for (const token of tokens) {
    for (let at = folded.indexOf(token); at !== -1; at = folded.indexOf(token, at + 1)) {
      // «end» is not in «send».
      if (/^[a-z0-9]/.test(token) && /[a-z0-9]/.test(folded[at - 1] ?? '')) continue;
      for (let n = at; n < at + token.length; n += 1) fitting[origin[n] ?? 0] = true;
    }
  }
  return fitting;
};

/** Where the span begins that has the most of what fits. */
const bestStart = (text: string, fitting: readonly boolean[]): number => {
  if (text.length <= SPAN) return 0;
  const count = (from: number): number =>
    fitting.slice(from, from + SPAN - BEFORE).filter(Boolean).length;
  let best = 0;
  let most = 0;
  fitting.forEach((fits, at) => {
    if (!fits || fitting[at - 1] === true) return;
    const found = count(at);
    if (found > most) [best, most] = [at, found];
  });
  return wordStart(text, Math.max(0, best - BEFORE));
};

/** Not amid a Latin word. */
const wordStart = (text: string, at: number): number => {
  if (at === 0 || !/[A-Za-z]/.test(text[at] ?? '') || !/[A-Za-z’']/.test(text[at - 1] ?? ''))
    return at;
  const space = text.indexOf(' ', at);
  return space === -1 ? at : space + 1;
};
