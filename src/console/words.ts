/** Times, files and reports in words. */
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

/** Whole seconds until then; never negative. */
export const secondsUntil = (then: number, now: number): number =>
  Math.max(0, Math.ceil((then - now) / SECOND));

/** Where the guest is, as a sentence; `awaySince` by the same clock as `now`. */
export const presenceWords = (
  guest: GuestPresence,
  awaySince: number | undefined,
  now: number,
  texts: ConsoleTexts,
): string => {
  if (guest !== 'away') return texts.call[guest];
  const gone = Math.max(0, now - (awaySince ?? now));
  return texts.call.away(
    gone < MINUTE
      ? texts.time.seconds(Math.floor(gone / SECOND))
      : texts.time.minutes(Math.floor(gone / MINUTE)),
  );
};

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

const ENDINGS: Record<CaptureInfo['mime'], string> = {
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
  'image/png': 'png',
};

/** `misete-20261123-140502.jpg`, in the host's own time zone. */
export const fileName = ({ mime }: CaptureInfo, storedAt: number): string => {
  const at = new Date(storedAt);
  const day = `${String(at.getFullYear())}${two(at.getMonth() + 1)}${two(at.getDate())}`;
  const time = `${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}`;
  return `misete-${day}-${time}.${ENDINGS[mime]}`;
};

/** 14:05:02, in the host's own time zone. */
export const clockTime = (ms: number): string => {
  const at = new Date(ms);
  return `${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`;
};
