/**
 * The model for as long as one likes: `MODEL_RUNS=1000000 node --import tsx test/long/model.test.ts`.
 * In portions, so that a run of hours says how far it is. What breaks a rule is told at once, with a
 * seed of its own, and the next portion is begun: hours should not end with the first find.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { hold, seedOfToday } from '../model/hold.js';
import { anyStory } from '../model/run.js';

const PORTION = 10_000;
const ALL = Number(process.env['MODEL_RUNS'] ?? 200_000);

test('[P2] [C1] [C2] [C3] [C5] whatever happens, for hours: the rules hold', async () => {
  const first = Number(process.env['MODEL_SEED'] ?? seedOfToday() * 1_000);
  let broken = 0;
  for (let done = 0; done < ALL; done += PORTION) {
    const runs = Math.min(PORTION, ALL - done);
    try {
      await hold({ runs, stories: anyStory(60), seed: first + done / PORTION });
    } catch (error) {
      broken += 1;
      console.error(error instanceof Error ? error.message : error);
    }
  }
  assert.is(broken, 0, `of ${String(ALL)} sequences in portions of ${String(PORTION)}`);
});

test.run();
