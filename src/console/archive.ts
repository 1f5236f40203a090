/** All of an ended call in one file, for a host who wants to keep it. */
import { downloadZip } from 'client-zip';
import type { HostCallState } from '../link/types.js';
import type { ConsoleTexts } from '../text/console.js';
import type { KeptCapture } from './store/records.js';
import { clockTime, dateTime, duration, fileName, fileStamp, reportWords } from './words.js';

export type Ended = Extract<HostCallState, { at: 'ended' }>;

export interface Archived {
  call: Ended;
  /** Oldest first. */
  captures: readonly KeptCapture[];
  notes: string;
}

/** `01-misete-20261123-140502.jpg`: in the order in which they came, whatever sorts them. */
const pictureName = ({ info, storedAt }: KeptCapture, index: number): string =>
  `${String(index + 1).padStart(2, '0')}-${fileName(info, storedAt)}`;

/** A page's title must not pass for a line of the host's. */
const inOneLine = (text: string): string => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ');

/** What is said of the call beside its pictures. */
export const recordOf = ({ call, captures, notes }: Archived, texts: ConsoleTexts): string => {
  const { file, reasons } = texts.summary;
  const lines = captures.flatMap((capture, index) => [
    `${pictureName(capture, index)}  ${clockTime(capture.storedAt)}`,
    ...[capture.info.title, capture.info.url, ...reportWords(capture.info.report, texts)].map(
      (line) => `    ${inOneLine(line)}`,
    ),
  ]);
  return [
    file.title,
    '',
    `${file.began}: ${dateTime(call.startedAt)}`,
    `${file.ended}: ${dateTime(call.endedAt)}`,
    `${file.duration}: ${duration(call.endedAt - call.startedAt)}`,
    `${file.reason}: ${reasons[call.reason]}`,
    ...(lines.length > 0 ? ['', `${file.captures}:`, ...lines] : []),
    ...(notes.trim() === '' ? [] : ['', `${file.notes}:`, notes]),
    '',
  ].join('\r\n');
};

/** Rejects where the browser cannot hold it. */
export const archiveOf = (archived: Archived, texts: ConsoleTexts): Promise<Blob> => {
  const { call, captures } = archived;
  const lastModified = new Date(call.endedAt);
  return downloadZip([
    // The mark by which Windows' editor knows UTF-8.
    { name: 'record.txt', lastModified, input: `\uFEFF${recordOf(archived, texts)}` },
    ...captures.map((capture, index) => ({
      name: pictureName(capture, index),
      lastModified: new Date(capture.storedAt),
      input: capture.picture,
    })),
  ]).blob();
};

export const archiveName = ({ endedAt }: Ended): string => `misete-${fileStamp(endedAt)}.zip`;
