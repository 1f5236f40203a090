/** Sequences made of what people and machines do in a row (P2, C3, C5). */
import { test } from 'uvu';
import { storyOfHabits } from './habits.js';
import { asked, hold } from './hold.js';

test('[P2] [C1] [C2] [C3] [C5] call after call, back and forward, tabs and their copies: the rules hold', async () => {
  await hold({ ...asked(5_000, 4), stories: storyOfHabits(9) });
});

test.run();
