/**
 * Records in an append-only file of JSON lines, each with a time after which it is of no use. At the
 * start, and again after every so many lines, those are dropped and the file is written anew; a torn
 * line is skipped.
 */
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { type Check, Malformed } from '../src/protocol/index.js';

export interface Journal<T> {
  /** What stood there at the start and is still of use, oldest first. */
  readonly kept: readonly T[];
  /** Never throws: what a record is about goes on, even when the disk is full. */
  add: (record: T) => void;
}

/** So many lines more, and the file is written anew: a service may run for years. */
const LINES = 20_000;

/**
 * Opens a journal, or makes it. Writes are few and small (some a call), and synchronous so that a
 * process killed right after has lost nothing. `failed` hears of each that could not be written.
 */
export const openJournal = <T>(
  path: string,
  parse: Check<T>,
  stillOfUse: (record: T) => boolean,
  failed: (error: unknown) => void,
): Journal<T> => {
  const writeAnew = (): T[] => {
    const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n') : [];
    const left = lines.flatMap((line) => readLine(line, parse)).filter(stillOfUse);
    const fresh = `${path}.new`;
    writeFileSync(fresh, left.map(toLine).join(''), { mode: 0o600 });
    renameSync(fresh, path);
    return left;
  };
  const kept = writeAnew();
  let added = 0;
  // What failed may have left half a line, to which the next record must not be joined.
  let torn = false;
  return {
    kept,
    add: (record) => {
      try {
        added += 1;
        if (added % LINES === 0) writeAnew();
        appendFileSync(path, `${torn ? '\n' : ''}${toLine(record)}`, { mode: 0o600 });
        torn = false;
      } catch (error) {
        torn = true;
        failed(error);
      }
    },
  };
};

/** A journal that nothing reads again. */
export const memoryJournal = <T>(kept: readonly T[] = []): Journal<T> & { added: T[] } => {
  const added: T[] = [];
  return { kept, added, add: (record) => void added.push(record) };
};

const toLine = (record: unknown): string => `${JSON.stringify(record)}\n`;

const readLine = <T>(line: string, parse: Check<T>): T[] => {
  try {
    return [parse(JSON.parse(line), '')];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Malformed) return [];
    throw error;
  }
};
