/** The same world with a service that lies (C5): nobody but the two who share the key ever meets. */
import { test } from 'uvu';
import { asked, hold } from './hold.js';
import { anyStory } from './run.js';
import { Liar } from './liar.js';
import { perform } from './perform.js';
import { type Story, begin, serviceKnowsNothing } from './run.js';

/** Lies begin once the host has the link key: the first leg of a number rests on the service's word. */
const runWithLies = async (story: Story): Promise<void> => {
  const world = await begin({
    ...story,
    begins: story.begins === 'rested' ? 'rested' : 'connected',
  });
  const liar = new Liar(world);
  liar.inTimes = 3;
  for (const [at, event] of story.events.entries()) {
    // To claim another number is to rest on the service's word once more.
    if (event.do === 'start' || event.do === 'add') continue;
    if (at % 3 === 0) liar.replay(world.chance.below(1_000));
    await perform(world, event);
    world.truth.checkLegs();
  }
  await world.pass(40_000);
  world.truth.checkLegs();
  serviceKnowsNothing(world);
};

test('[C5] a service that swaps, replays and stands between opens no leg to anybody else', async () => {
  await hold({ ...asked(6_000, 3), stories: anyStory(40), one: runWithLies });
});

test.run();
