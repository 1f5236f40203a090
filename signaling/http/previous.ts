/**
 * Keeps the files of the previous build (W1): a page that was opened before a deployment goes on
 * with the files that it knows. Each build's hashed files are copied to the data folder at the
 * start; the present build's and the latest before it stay.
 */
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs';
import { join } from 'node:path';

const BUILDS_KEPT = 2;

/** `assets`: the present build's; `kept`: the folder of builds. Returns the previous one's folder. */
export const keepBuilds = (assets: string, kept: string, now: number): string | undefined => {
  if (!existsSync(assets)) return undefined;
  mkdirSync(kept, { recursive: true });
  // The names hold hashes of the contents, so together they name the build.
  const names = readdirSync(assets).sort().join('\n');
  const build = createHash('sha256').update(names).digest('hex').slice(0, 16);
  const present = join(kept, build);
  if (!existsSync(present)) {
    rmSync(`${present}.new`, { recursive: true, force: true });
    cpSync(assets, `${present}.new`, { recursive: true });
    renameSync(`${present}.new`, present);
  }
  utimesSync(present, now / 1000, now / 1000);

  const [, previous, ...older] = readdirSync(kept)
    .map((name) => join(kept, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const folder of older.slice(BUILDS_KEPT - 2)) rmSync(folder, { recursive: true });
  return previous;
};
