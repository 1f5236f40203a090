import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WATER_MARKS, createFlow } from '../../src/link/flow.js';
import type { GuestToHost } from '../../src/protocol/index.js';
import { type Lane, createLane } from '../support/lane.js';

const FRAME = 16 * 1024;
const nothing = () => undefined;
const lane = (): Lane<GuestToHost> => createLane({ text: nothing, frame: nothing });

/** Gives `count` frames whose first byte is `mark`. */
const frames = (count: number, mark = 0) => {
  let given = 0;
  return () => {
    if (given === count) return undefined;
    given += 1;
    return new Uint8Array(FRAME).fill(mark, 0, 1);
  };
};

test('[W4] the buffer never holds more than the high mark and one frame', () => {
  const wire = lane();
  createFlow(wire).run(frames(200), nothing);
  for (let left = 0; left < 200; left += 1) wire.leave(1);
  assert.is(wire.frames, 200);
  assert.ok(wire.highest < WATER_MARKS.high + FRAME);
});

test('[W4] it fills up again only at the low mark', () => {
  const wire = lane();
  createFlow(wire).run(frames(200), nothing);
  const filled = wire.frames;
  assert.is(wire.bufferedAmount(), WATER_MARKS.high);
  while (wire.bufferedAmount() - FRAME > WATER_MARKS.low) wire.leave(1);
  assert.is(wire.frames, filled, 'between the marks nothing is added');
  wire.leave(1);
  assert.ok(wire.frames > filled);
  assert.is(wire.bufferedAmount(), WATER_MARKS.high);
});

test('[W4] a new run takes the place of the last: two never fill the buffer together', () => {
  const marks: number[] = [];
  const wire: Lane<GuestToHost> = createLane({
    text: nothing,
    frame: (data) => marks.push(new Uint8Array(data)[0] ?? -1),
  });
  const flow = createFlow(wire);
  flow.run(frames(200, 1), nothing);
  flow.run(frames(40, 2), nothing);
  wire.leave();
  wire.arrive();
  assert.is(marks.filter((mark) => mark === 1).length, WATER_MARKS.high / FRAME);
  assert.is(marks.filter((mark) => mark === 2).length, 40);
  assert.is(marks.indexOf(2), marks.lastIndexOf(1) + 1, 'they do not mix');
  assert.is(wire.waiting, 1, 'only the last one is still told of progress');
  assert.ok(wire.highest < WATER_MARKS.high + FRAME);
});

test('[W4] nothing more is asked for once the wire takes no more', () => {
  const wire = lane();
  let asked = 0;
  createFlow(wire).run(
    () => {
      asked += 1;
      if (asked === 3) wire.cut();
      return new Uint8Array(FRAME);
    },
    () => {
      assert.unreachable('a leg that is going makes no progress');
    },
  );
  assert.is(asked, 3);
  assert.is(wire.waiting, 0);
});

test('a run that was stopped in the middle of filling sends nothing more', () => {
  const wire = lane();
  const flow = createFlow(wire);
  let given = 0;
  flow.run(() => {
    given += 1;
    if (given === 2) flow.stop();
    return new Uint8Array(FRAME);
  }, nothing);
  assert.is(given, 2);
  assert.is(wire.waiting, 0);
});

test('the bytes that leave after the last frame are told, too', () => {
  const wire = lane();
  const seen: number[] = [];
  createFlow(wire).run(frames(3), () => seen.push(wire.bufferedAmount()));
  wire.leave();
  assert.equal(seen, [3 * FRAME, 0]);
});

test.run();
