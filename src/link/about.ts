/** Brings what is told of a capture within the limits, before it leaves (P6, P8). */
import { REPORT_LINES, type ReportLine, TITLE_CHARS, URL_CHARS } from '../protocol/index.js';
import type { OutgoingCapture } from './types.js';

const MOST_COUNTED = 100_000;

/** At most `max` UTF-16 units, without half a character at the end. */
const cut = (text: string, max: number): string => {
  const last = text.charCodeAt(max - 1);
  const splitsAPair = text.length > max && last >= 0xd800 && last <= 0xdbff;
  return text.slice(0, splitsAPair ? max - 1 : max);
};

/** One line for each pair of `what` and `why`. */
const merge = (lines: readonly ReportLine[]): ReportLine[] => {
  const merged = new Map<string, ReportLine>();
  for (const line of lines) {
    const key = `${line.what} ${line.why}`;
    const count = Math.min(MOST_COUNTED, (merged.get(key)?.count ?? 0) + line.count);
    merged.set(key, { ...line, count });
  }
  return [...merged.values()];
};

/**
 * Where there are too many lines, the rarest become «other», one line for each reason: a hole is
 * never silent (P6).
 */
const shorten = (lines: readonly ReportLine[]): ReportLine[] => {
  const merged = merge(lines);
  if (merged.length <= REPORT_LINES) return merged;
  const byCount = merged.sort((a, b) => b.count - a.count);
  const others = (from: number) =>
    merge(byCount.slice(from).map((line) => ({ ...line, what: 'other' })));
  let kept = REPORT_LINES;
  while (kept + others(kept).length > REPORT_LINES) kept -= 1;
  return merge([...byCount.slice(0, kept), ...others(kept)]);
};

export const withinLimits = (about: OutgoingCapture['about']): OutgoingCapture['about'] => ({
  ...about,
  title: cut(about.title, TITLE_CHARS),
  url: cut(about.url, URL_CHARS),
  report: shorten(about.report),
});
