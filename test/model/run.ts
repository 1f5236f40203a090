/** One run of the model: a beginning, any events, and peace. */
import fc from 'fast-check';
import { type Event, anyEvent } from './events.js';
import { peace } from './peace.js';
import { TITLE, perform } from './perform.js';
import { World } from './world.js';

/** How far a call is when the events begin. */
export const BEGINNINGS = ['nothing', 'number', 'claimed', 'connected', 'rested'] as const;

export interface Story {
  /** Of all chance in it: what arrives before what, keys, numbers, delays. */
  seed: number;
  begins: (typeof BEGINNINGS)[number];
  /** The phone's browser refuses localStorage. */
  refusing: boolean;
  events: Event[];
}

export const anyStory = (most: number): fc.Arbitrary<Story> =>
  fc.record({
    seed: fc.integer({ min: 0, max: 0x7fffffff }),
    begins: fc.constantFrom(...BEGINNINGS, 'connected', 'connected', 'connected'),
    refusing: fc.nat(9).map((drawn) => drawn === 9),
    events: fc.array(anyEvent, { minLength: 1, maxLength: most, size: 'max' }),
  });

export const begin = async ({ seed, begins, refusing }: Omit<Story, 'events'>): Promise<World> => {
  const world = new World(seed);
  world.phone(refusing).open('https://shop.example');
  world.console(world.profile());
  const steps: [Story['begins'], () => Promise<void>][] = [
    ['number', () => perform(world, { do: 'ask', kind: 'call', which: 0 })],
    ['claimed', () => perform(world, { do: 'start', console: 0, which: 0 })],
    ['connected', () => world.arrive()],
    ['rested', () => world.pass(35_000)],
  ];
  if (begins === 'nothing') return world;
  await world.arrive();
  for (const [name, step] of steps) {
    await step();
    if (name === begins) break;
    await world.arrive();
  }
  world.truth.check();
  return world;
};

/** Nothing of the page, and no key, was ever said to the service (P1, C5). */
export const serviceKnowsNothing = ({ saidUp, phones, truth }: World): void => {
  const all = saidUp.join('\n');
  const keys = phones.flatMap((phone) => phone.docs.map((doc) => truth.guestKeyOf(doc)));
  for (const secret of [TITLE, ...keys]) {
    if (secret !== undefined && all.includes(secret))
      truth.break('[C5] [P1] the service has what it must not know');
  }
  truth.checkLegs();
};

export const run = async (story: Story): Promise<World> => {
  const world = await begin(story);
  for (const event of story.events) {
    await perform(world, event);
    world.truth.check();
  }
  await peace(world);
  if (story.seed % 8 === 0) serviceKnowsNothing(world);
  return world;
};
