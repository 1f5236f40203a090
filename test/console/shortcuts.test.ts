import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ACTS, KEYS, bindings } from '../../src/console/shortcuts.js';
import { consoleTexts } from '../../src/text/console.js';

const keys = ACTS.flatMap((act) => KEYS[act]);

test('no key does two things, and each is a single sign without Ctrl, Alt or Meta', () => {
  assert.is(new Set(keys).size, keys.length);
  for (const key of keys) assert.is(key.length, 1);
  for (const written of Object.keys(bindings(() => {}))) assert.match(written, /^\[Shift\]\+.$/);
});

test('a key that is held down repeats only what may be repeated', () => {
  const done: string[] = [];
  const all = bindings((act) => void done.push(act));
  const press = (key: string, repeat: boolean) => {
    let prevented = false;
    all[`[Shift]+${key}`]?.({
      repeat,
      preventDefault: () => {
        prevented = true;
      },
    } as KeyboardEvent);
    return prevented;
  };
  assert.ok(press('c', false));
  assert.not(press('c', true));
  assert.ok(press('+', true));
  assert.equal(done, ['copy-picture', 'larger']);
});

test('every act has its words in the help sheet', () => {
  for (const { window } of [consoleTexts.ja, consoleTexts.en]) {
    for (const act of ACTS) assert.ok(window.keys.acts[act].length > 0);
  }
});

test.run();
