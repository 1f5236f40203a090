/**
 * One at a time, across processes: `npm start` and `npm test` at the same moment must not install
 * into the same folder. The lock is a folder, because making one either succeeds or fails.
 */
import { mkdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { inRoot } from './paths.mjs';

const BEAT_MS = 1000;
/** An owner that has not shown itself for so long was killed: its pid would say less, for in a
    container that starts again the same pid soon belongs to someone else. */
const DEAD_MS = 20_000;

/** @param {string} path */
function take(path) {
  try {
    mkdirSync(path);
    return true;
  } catch {
    return false;
  }
}

/** @param {string} path */
function isDead(path) {
  try {
    return Date.now() - statSync(path).mtimeMs > DEAD_MS;
  } catch {
    return false; // given back in this moment
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
