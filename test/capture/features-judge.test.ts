/** The list of known boxes cannot hide anything: neither what is healed, nor what gets worse. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type KnownBoxes, faultsOf } from './features/judge.js';

const boxAt = (mismatch: number, report: Parameters<typeof faultsOf>[0]['report'] = []) => ({
  page: 'page',
  boxes: [{ name: 'box', mismatch }],
  report,
});
const because = 'of a reason';

const cases: [what: string, box: ReturnType<typeof boxAt>, known: KnownBoxes, faults: number][] = [
  ['faithful, not listed', boxAt(0.004), {}, 0],
  ['not faithful, not listed', boxAt(0.006), {}, 1],
  ['not faithful, listed', boxAt(0.3), { box: { because } }, 0],
  ['not faithful, listed for another page', boxAt(0.3), { 'other/box': { because } }, 1],
  ['faithful, listed', boxAt(0.004), { 'page/box': { because } }, 1],
  ['faithful, listed as flaky', boxAt(0), { box: { because, flaky: true } }, 0],
  ['as bad as measured', boxAt(0.2), { box: { because, measured: 20 } }, 0],
  ['far worse than measured', boxAt(0.3), { box: { because, measured: 20 } }, 1],
  ['not reported as it must be', boxAt(0.3), { box: { because, reported: 'font' } }, 1],
  [
    'reported as it must be',
    boxAt(0.3, [{ what: 'font', why: 'unreadable', count: 1 }]),
    { box: { because, reported: 'font' } },
    0,
  ],
];

for (const [what, box, known, faults] of cases) {
  test(`[P3] a box that is ${what}: ${faults === 0 ? 'no' : 'a'} fault`, () => {
    assert.is(faultsOf(box, known).length, faults);
  });
}

test.run();
