import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { judge } from './outcome.js';

const closing = (total: number, passed: number, skipped: number): string =>
  `• • (${passed} / ${total})\n\n  Total:     ${total}\n  Passed:    ${passed}\n  Skipped:   ${skipped}\n  Duration:  1.00ms\n\n`;

const counts = (output: string, code: number | null, hung?: number): number[] => {
  const { passed, failed, skipped } = judge(output, code, hung);
  return [passed, failed, skipped];
};

test('passed, failed and skipped tests are counted, and a skipped one is not passed', () => {
  assert.equal(counts(closing(3, 3, 0), 0), [3, 0, 0]);
  assert.equal(counts(closing(3, 1, 2), 1), [1, 2, 2]);
});

test('colours do not hide the counts', () => {
  const esc = String.fromCharCode(27);
  const coloured = `\n  Total:     2${esc}[32m\n  Passed:    2${esc}[39m\n  Skipped:   ${esc}[33m1${esc}[39m\n`;
  assert.equal(counts(coloured, 0), [2, 0, 1]);
});

test('a file that runs no test has failed', () => {
  assert.equal(counts('', 0), [0, 1, 0]);
  assert.equal(counts(closing(0, 0, 0), 0), [0, 1, 0]);
});

test('a file that hangs has failed, whatever passed before', () => {
  assert.equal(counts(closing(2, 2, 0), null, 4), [2, 1, 0]);
});

test('a file that ends badly after good tests has failed', () => {
  assert.equal(counts(closing(2, 2, 0), 1), [2, 1, 0]);
});

test('a hook that throws cannot end well: uvu itself says nothing of it', () => {
  assert.equal(counts(closing(5, 0, 0), 0), [0, 5, 0]);
});

test('why a test did not run is told', () => {
  assert.match(
    judge(`turnserver is not installed\n${closing(1, 1, 1)}`, 0).notes,
    /^turnserver is not/,
  );
});

test.run();
