/** Runs of the model under fast-check: from a seed that is printed, shrunk where one breaks a rule. */
import fc from 'fast-check';
import { type Story, run } from './run.js';

interface Settings {
  runs: number;
  seed: number;
  stories: fc.Arbitrary<Story>;
  one?: (story: Story) => Promise<unknown>;
}

/** Another one every day, for the long run. */
export const seedOfToday = (): number => Math.floor(Date.now() / 86_400_000);

/**
 * As MODEL_RUNS and MODEL_SEED say, or as they are asked for: the gate's seeds stay the same, so that a
 * change is judged by what it changes.
 */
export const asked = (runs: number, seed: number): Pick<Settings, 'runs' | 'seed'> => ({
  runs: Number(process.env['MODEL_RUNS'] ?? runs),
  seed: Number(process.env['MODEL_SEED'] ?? seed),
});

/** Prints the seed and how many sequences held: with both, every failure can be had again. */
export const hold = async ({ runs, seed, stories, one = run }: Settings): Promise<void> => {
  let held = 0;
  let events = 0;
  try {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        await one(story);
        held += 1;
        events += story.events.length;
      }),
      { seed, numRuns: runs, includeErrorInReport: true },
    );
  } finally {
    console.log(
      `${String(held)} sequences held, ${String(events)} events, MODEL_SEED=${String(seed)}`,
    );
  }
};
