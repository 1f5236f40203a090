import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  FIRST_PREFERENCES,
  type Preferences,
  readPreferences,
  writePreferences,
} from '../../src/console/preferences.js';
import type { Keep } from '../../src/link/types.js';

const NAME = 'misete.console.preferences';
const keeping = (value?: string): Keep => {
  let kept = value;
  return {
    get: () => kept,
    set: (_, next) => {
      kept = next;
    },
    remove: () => {
      kept = undefined;
    },
  };
};

const box = { x: 10, y: 20, width: 600, height: 500 };
const all: Preferences[] = [
  FIRST_PREFERENCES,
  { placement: { at: 'free', box }, shortcuts: false, notify: true, relayNoted: true },
  { placement: { at: 'docked', last: box }, shortcuts: true, notify: false, relayNoted: false },
];

test('what is written is read again', () => {
  for (const preferences of all) {
    const keep = keeping();
    writePreferences(keep, preferences);
    assert.equal(readPreferences(keep), preferences);
  }
});

test('a place between two pixels is kept on one', () => {
  const keep = keeping();
  const between = { x: 10.4, y: 19.6, width: 600.2, height: 499.5 };
  writePreferences(keep, { ...FIRST_PREFERENCES, placement: { at: 'free', box: between } });
  assert.equal(readPreferences(keep).placement, { at: 'free', box });
});

test('nothing, and whatever else stands there, gives the first ones', () => {
  const good = { docked: false, box, shortcuts: true, notify: false };
  const bad = [
    'no JSON',
    'null',
    '[]',
    '{}',
    JSON.stringify({ ...good, docked: 'yes' }),
    JSON.stringify({ ...good, box: { ...box, x: -1 } }),
    JSON.stringify({ ...good, box: { ...box, width: 1e9 } }),
    JSON.stringify({ ...good, notify: 1 }),
  ];
  for (const value of bad) assert.is(readPreferences(keeping(value)), FIRST_PREFERENCES, value);
  assert.is(readPreferences(keeping()), FIRST_PREFERENCES);
  assert.is(readPreferences(keeping(JSON.stringify(good))).placement.at, 'free');
});

test('free without a place is docked', () => {
  const value = JSON.stringify({ docked: false, box: null, shortcuts: true, notify: false });
  assert.equal(readPreferences(keeping(value)).placement, { at: 'docked', last: undefined });
});

test('it is kept under its own name', () => {
  const names: string[] = [];
  const keep = { ...keeping(), set: (name: string) => void names.push(name) };
  writePreferences(keep, FIRST_PREFERENCES);
  assert.equal(names, [NAME]);
});

test.run();
