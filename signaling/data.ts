/** The data folder: what outlives a restart. Nobody but the service's user may read it. */
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SetupError } from './config.js';
import { type Random, randomBelow } from './parts.js';

export interface DataFolder {
  path: (name: string) => string;
  /** Signs host sessions. */
  signingSecret: Uint8Array;
  /** The host key that is kept here; made at the first call. */
  keptHostKey: () => string;
}

/** Throws a `SetupError` when the folder cannot be used. */
export const openData = (folder: string, random: Random): DataFolder => {
  const path = (name: string): string => join(folder, name);
  const keep = (name: string, make: () => string): string => {
    const file = path(name);
    const kept = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
    if (kept !== '') return kept;
    const made = make();
    // Beside, then in its place: a crash leaves no half of a key.
    writeFileSync(`${file}.new`, `${made}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return made;
  };
  try {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
    const secret = keep('signing-secret', () =>
      Buffer.from(random.bytes(32)).toString('base64url'),
    );
    return {
      path,
      signingSecret: Buffer.from(secret, 'base64url'),
      keptHostKey: () => keep('host-key', () => makeHostKey(random)),
    };
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new SetupError(`MISETE_DATA: the folder ${folder} cannot be written (${code}).`);
  }
};

/** Without 0, 1, i, l and o, which one mistakes for each other. */
const KEY_LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const KEY_GROUPS = 7;
const KEY_GROUP = 4;

/** Readable and typeable: 28 letters of 31, which is 138 bits, as `abcd-efgh-…`. */
const makeHostKey = (random: Random): string =>
  Array.from({ length: KEY_GROUPS }, () =>
    Array.from(
      { length: KEY_GROUP },
      () => KEY_LETTERS[randomBelow(random, KEY_LETTERS.length)],
    ).join(''),
  ).join('-');
