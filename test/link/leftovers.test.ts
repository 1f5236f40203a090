/** What documents before this one have left: each once, in turn, and nothing that is over (P2). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Leftover, createLeftovers } from '../../src/link/leftovers.js';
import { captureId, infoOf, pictureOf } from '../support/captures.js';
import { fakeClock } from '../support/clock.js';
import { memoryKeep, tapsIn } from '../support/keep.js';

const [one, two] = [captureId('one'), captureId('two')];
const nobody = (): boolean => false;

const entry = {
  info: infoOf('one', pictureOf(10)),
  image: new Blob(['x']),
  since: 0,
  givenUp: false,
};

const setUp = () => {
  const session = memoryKeep();
  const before = tapsIn(session);
  before.add(one);
  before.add(two);
  const clock = fakeClock();
  const taken: string[] = [];
  let isFree = true;
  const leftovers = createLeftovers(clock, tapsIn(session), {
    isFree: () => isFree,
    take(next: Leftover) {
      taken.push(typeof next === 'string' ? next : `entry of ${next.info.id}`);
      isFree = false;
    },
  });
  const goOn = (isShowing = false): void => {
    isFree = true;
    leftovers.goOn(isShowing);
  };
  return { before, clock, leftovers, taken, goOn };
};

test('[P2] each is taken once, the entry in the place of its tap', () => {
  const { leftovers, taken, goOn } = setUp();
  leftovers.add(entry, nobody);
  leftovers.add(undefined, (id) => id === one);
  for (let times = 0; times < 4; times += 1) goOn();
  assert.equal(taken, [`entry of ${one}`, two]);
});

test('[P2] what is this document’s own is no leftover', () => {
  const { leftovers, taken, goOn } = setUp();
  leftovers.add(entry, (id) => id === one);
  goOn();
  assert.equal(taken, [two]);
});

test('[P2] what another document has told the end of meanwhile is over', () => {
  const { before, leftovers, taken, goOn } = setUp();
  leftovers.add(entry, nobody);
  before.end(two);
  leftovers.add(undefined, (id) => id === one);
  goOn();
  assert.equal(taken, [`entry of ${one}`]);
});

test('[P2] an outcome is shown for five seconds before the next takes its place', () => {
  const { clock, leftovers, taken, goOn } = setUp();
  leftovers.add(undefined, nobody);
  goOn(true);
  clock.advance(4_999);
  assert.equal(taken, [one]);
  clock.advance(1);
  assert.equal(taken, [one, two]);
});

test('the end of the call leaves nothing, and no timer', () => {
  const { clock, leftovers, taken, goOn } = setUp();
  leftovers.add(undefined, nobody);
  goOn(true);
  leftovers.clear();
  clock.advance(60_000);
  assert.equal(taken, [one]);
});

test.run();
