/**
 * One at a time, across processes: `npm start` and `npm test` at the same moment must not install
 * into the same folder. The lock is a folder, because making one either succeeds or fails.
 */
import { mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { inRoot } from './paths.mjs';

const BEAT_MS = 1000;
/** An owner that has not shown itself for so long is gone, even if its pid is someone's: in a
    container that starts again the same pid soon belongs to another. */
const DEAD_MS = 20_000;

/** @param {string} path */
function take(path) {
  try {
    mkdirSync(path);
  } catch {
    return false;
  }
  writeFileSync(join(path, 'pid'), String(process.pid));
  return true;
}

/** @param {string} path */
function isDead(path) {
  try {
    if (Date.now() - statSync(path).mtimeMs > DEAD_MS) return true;
    process.kill(Number(readFileSync(join(path, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    // ESRCH: there is no such process. Anything else: the lock comes or goes in this moment.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/**
 * Does `work` while no other process of this project holds the lock of that name.
 *
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function locked(name, work) {
  mkdirSync(inRoot('.cache'), { recursive: true });
  const path = inRoot('.cache', `${name}.lock`);
  while (!take(path)) {
    if (isDead(path)) rmSync(path, { recursive: true, force: true });
    else await pause(100);
  }
  const beat = setInterval(() => {
    const now = new Date();
    utimesSync(path, now, now);
  }, BEAT_MS);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    rmSync(path, { recursive: true, force: true });
  }
}
