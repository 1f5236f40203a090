/**
 * The model for as long as one likes: `MODEL_RUNS=1000000 node --import tsx test/long/model.test.ts`.
 * In portions, so that a run of hours says how far it is. What breaks a rule is told at once, with a
 * seed of its own, and the next portion is begun: hours should not end with the first find.
 */
import type { Arbitrary } from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { storyOfHabits } from '../model/habits.js';
import { hold, seedOfToday } from '../model/hold.js';
import { type Story, anyStory } from '../model/run.js';

const PORTION = 10_000;
const ALL = Number(process.env['MODEL_RUNS'] ?? 200_000);
const FIRST = Number(process.env['MODEL_SEED'] ?? seedOfToday() * 1_000);

const holdAll = async (all: number, stories: Arbitrary<Story>): Promise<void> => {
  let broken = 0;
  for (let done = 0; done < all; done += PORTION) {
    const runs = Math.min(PORTION, all - done);
    try {
      await hold({ runs, seed: FIRST + done / PORTION, stories });
    } catch (error) {
      broken += 1;
      console.error(error instanceof Error ? error.message : error);
    }
  }
  assert.is(broken, 0, `of ${String(all)} sequences in portions of ${String(PORTION)}`);
};

test('[P2] [C1] [C2] [C3] [C5] whatever happens, for hours: the rules hold', () =>
  holdAll(ALL, anyStory(60)));

test('[P2] [C1] [C2] [C3] [C5] and whatever is done in a row', () =>
  holdAll(ALL / 4, storyOfHabits(12)));

test.run();
