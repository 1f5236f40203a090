/**
 * What people and machines do in a row: a call after the last, back and forward, a tab and its copy, a
 * restart at the wrong moment. By chance alone such rows are rare, and what goes wrong in them is found
 * once in hundreds of thousands of sequences; made of them, once in ten thousand.
 */
import fc from 'fast-check';
import { type Event, anyEvent } from './events.js';
import { BEGINNINGS, type Story } from './run.js';

const row = (...events: Event[]): fc.Arbitrary<Event[]> => fc.constant(events);

const ask: Event = { do: 'ask', kind: 'call', which: 0 };
const leave: Event = { do: 'leave', reason: 'guest-left', which: 0 };
const start: Event = { do: 'start', console: 0, which: 0 };
const end: Event = { do: 'end', console: 0 };
const dismiss: Event = { do: 'dismiss', console: 0 };
const settle: Event = { do: 'settle' };
const link: Event = { do: 'navigate', cached: true, which: 0 };
const back: Event = { do: 'back', which: 0 };
const kill: Event = { do: 'kill-service' };
const send = (bytes: number): Event => ({ do: 'send', bytes, which: 0 });

const anything = fc.array(anyEvent, { maxLength: 4 });

const habit = fc.oneof(
  // the next call
  row(end, dismiss, ask),
  row(leave, dismiss, ask, settle, start),
  row(leave, ask, settle),
  row(start, settle),
  // the guest's pages
  row(link),
  row(link, back),
  row(send(16_381), link),
  row(send(1), back),
  row({ do: 'reload', which: 0 }),
  row({ do: 'copy-tab', which: 0 }),
  // the host's tabs
  row({ do: 'reload-console', console: 0, politely: false }),
  row({ do: 'close-console', console: 0 }, { do: 'open-console', profile: 0 }),
  row({ do: 'copy-console', console: 0 }),
  row({ do: 'lose-host-socket', console: 0 }),
  // the service
  row(kill),
  row(kill, { do: 'start-service' }),
  row({ do: 'drain-service' }),
  anything,
  anything,
  anything,
  anything,
);

export const storyOfHabits = (most: number): fc.Arbitrary<Story> =>
  fc.record({
    seed: fc.integer({ min: 0, max: 0x7fffffff }),
    begins: fc.constantFrom(...BEGINNINGS.slice(1), 'connected', 'connected'),
    refusing: fc.nat(9).map((drawn) => drawn === 9),
    events: fc.array(habit, { minLength: 1, maxLength: most }).map((rows) => rows.flat()),
  });
