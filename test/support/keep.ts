/** Storage of a page that lives in memory, and what a tab notes there of its taps. */
import { type Taps, createTaps } from '../../src/link/taps.js';
import type { Keep } from '../../src/link/types.js';
import { seededRandom } from './random.js';

export const memoryKeep = (changed: () => void = () => undefined): Keep => {
  const kept = new Map<string, string>();
  return {
    get: (name) => kept.get(name),
    set(name, value) {
      kept.set(name, value);
      changed();
    },
    remove(name) {
      kept.delete(name);
      changed();
    },
  };
};

/** Of one document of the tab that this storage belongs to. */
export const tapsIn = (session: Keep): Taps =>
  createTaps(session, seededRandom(), () => 'A'.repeat(22));
