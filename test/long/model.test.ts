/**
 * The model for as long as one likes: `MODEL_RUNS=1000000 node --import tsx test/long/model.test.ts`.
 * In portions, so that a run of hours says how far it is, and a failure comes with a seed of its own.
 */
import { test } from 'uvu';
import { hold, seedOfToday } from '../model/hold.js';

const PORTION = 10_000;
const ALL = Number(process.env['MODEL_RUNS'] ?? 200_000);

test('[P2] [C1] [C2] [C3] [C5] whatever happens, for hours: the rules hold', async () => {
  const first = Number(process.env['MODEL_SEED'] ?? seedOfToday() * 1_000);
  for (let done = 0; done < ALL; done += PORTION) {
    const runs = Math.min(PORTION, ALL - done);
    await hold({ runs, most: 60, seed: first + done / PORTION });
  }
});

test.run();
