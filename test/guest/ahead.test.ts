import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { whenIdle } from '../../src/guest/ahead.js';

/** The browser's idle time, in the test's hands. */
interface Idle {
  requestIdleCallback?: (then: () => void) => number;
  cancelIdleCallback?: (handle: number) => void;
}

const test = suite('ahead of a tap');
const globals = globalThis as Idle;
const waiting = new Map<number, () => void>();
let worked = 0;
const ahead = () =>
  whenIdle(() => {
    worked += 1;
    return Promise.resolve();
  });
const beIdle = (): void => {
  for (const [handle, then] of waiting) {
    waiting.delete(handle);
    then();
  }
};

test.before.each(() => {
  let handles = 0;
  worked = 0;
  waiting.clear();
  globals.requestIdleCallback = (then) => {
    waiting.set((handles += 1), then);
    return handles;
  };
  globals.cancelIdleCallback = (handle) => void waiting.delete(handle);
});
test.after(() => {
  delete globals.requestIdleCallback;
  delete globals.cancelIdleCallback;
});

test('it waits until the page has nothing else to do', () => {
  ahead().prepare();
  assert.is(worked, 0);
  beIdle();
  assert.is(worked, 1);
});

test('asked for twice before the page is idle, it works once', () => {
  const { prepare } = ahead();
  prepare();
  prepare();
  beIdle();
  assert.is(worked, 1);
  prepare();
  beIdle();
  assert.is(worked, 2);
});

test('a tap that comes first is kept waiting by nothing', () => {
  const { prepare, cancel } = ahead();
  prepare();
  cancel();
  beIdle();
  assert.is(worked, 0);
});

test('a browser that does not tell when it is idle begins at once', () => {
  delete globals.requestIdleCallback;
  const { prepare, cancel } = ahead();
  prepare();
  cancel();
  assert.is(worked, 1);
});

test.run();
