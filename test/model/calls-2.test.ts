/** Long sequences of everything that may happen, in a world of one thread and one seed (P2, C3, C5). */
import { test } from 'uvu';
import { asked, hold } from './hold.js';
import { anyStory } from './run.js';

test('[P2] [C1] [C2] [C3] [C5] and once more, from another seed, beside the first on another core', async () => {
  await hold({ ...asked(7_000, 2), stories: anyStory(60) });
});

test.run();
