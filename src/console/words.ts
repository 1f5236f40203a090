/** Times, files, reports and results in words. */
import type { GuestPresence } from '../link/types.js';
import type { CaptureInfo, ReportLine } from '../protocol/index.js';
import type { ConsoleTexts } from '../text/console.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const two = (value: number) => String(value).padStart(2, '0');

/** 754000 → `12:34`, and with hours `1:02:03`. */
export const duration = (ms: number): string => {
  const seconds = Math.max(0, Math.floor(ms / SECOND));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = two(seconds % 60);
  return hours > 0 ? `${String(hours)}:${two(minutes)}:${rest}` : `${String(minutes)}:${rest}`;
};

/** Where the guest is, as a sentence; `awaySince` by the same clock as `now`. */
export const presenceWords = (
  guest: GuestPresence,
  awaySince: number | undefined,
  now: number,
  texts: ConsoleTexts,
): string => {
  const away = guest === 'away' && awaySince !== undefined ? now - awaySince : 0;
  // «0秒» would say nothing.
  return away < SECOND ? texts.call[guest] : texts.call.awayFor(span(away, texts));
};

/** How long something has lasted, in one unit: `40秒`, `2分`. */
export const span = (ms: number, { time }: ConsoleTexts): string =>
  ms < MINUTE
    ? time.seconds(Math.max(0, Math.floor(ms / SECOND)))
    : time.minutes(Math.floor(ms / MINUTE));

/** What the picture does not show as the guest sees it (P6), and how much is masked (P4). */
export const reportWords = (
  report: readonly ReportLine[],
  { window: { report: words } }: ConsoleTexts,
): string[] => {
  const masked = report
    .filter(({ why }) => why === 'masked')
    .reduce((sum, { count }) => sum + count, 0);
  const lost = report
    .filter(({ why }) => why !== 'masked')
    .map(({ what, count, why }) => words.lost(words.what[what], count, words.why[why]));
  return masked > 0 ? [...lost, words.masked(masked)] : lost;
};

/** What only looks a little different for it, and needs no word to the guest. */
const LOOKS: ReadonlySet<ReportLine['what']> = new Set(['font', 'style']);

/** What the report means for the talk: what to say to the guest, and what to know. */
export const reportAdvice = (
  report: readonly ReportLine[],
  { window: { report: words } }: ConsoleTexts,
): { say: string[]; know: string[] } => {
  const masked = report.some(({ why }) => why === 'masked');
  const lost = report.filter(({ why }) => why !== 'masked');
  const say = [
    ...(lost.some(({ what }) => !LOOKS.has(what)) ? [words.sayLost] : []),
    ...(masked ? [words.sayMasked] : []),
  ];
  return { say, know: lost.some(({ what }) => LOOKS.has(what)) ? [words.looks] : [] };
};

/** What became of what the host did. */
export interface Saying {
  words: string;
  good: boolean;
}

const ENDINGS: Record<CaptureInfo['mime'], string> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/png': 'png',
};

/** `misete-20261123-140502.jpg`, in the host's own time zone. */
export const fileName = ({ mime }: CaptureInfo, storedAt: number): string =>
  `misete-${fileStamp(storedAt)}.${ENDINGS[mime]}`;

/** `20261123-140502`, in the host's own time zone. */
export const fileStamp = (ms: number): string => {
  const at = new Date(ms);
  const day = `${String(at.getFullYear())}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  return `${day}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
};

/** 2026-11-23 14:05:02, in the host's own time zone; the same for every reader. */
export const dateTime = (ms: number): string => {
  const at = new Date(ms);
  const day = `${String(at.getFullYear())}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${clockTime(ms)}`;
};

/** 14:05:02, in the host's own time zone. */
export const clockTime = (ms: number): string => {
  const at = new Date(ms);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
};
