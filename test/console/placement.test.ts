import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as fc from 'fast-check';
import {
  type Box,
  DOCKED,
  EDGES,
  FLOATS_FROM,
  LEAST,
  type Size,
  docked,
  floated,
  moved,
  resized,
  shownBox,
  stepOf,
  tornOff,
  within,
} from '../../src/console/placement.js';

const VIEWPORT = { width: 1280, height: 800 };
const BOX = { x: 100, y: 100, width: 600, height: 500 };

const viewports = fc.record({
  width: fc.integer({ min: 320, max: 4000 }),
  height: fc.integer({ min: 240, max: 3000 }),
});
const lengths = fc.integer({ min: 0, max: 5000 });
const boxes = fc.record({ x: lengths, y: lengths, width: lengths, height: lengths });
const steps = fc.record({
  x: fc.integer({ min: -3000, max: 3000 }),
  y: fc.integer({ min: -3000, max: 3000 }),
});

const isInside = ({ x, y, width, height }: Box, viewport: Size) => {
  assert.ok(x >= 0 && y >= 0, 'not past the start');
  assert.ok(x + width <= viewport.width && y + height <= viewport.height, 'not past the end');
  assert.ok(width >= Math.min(LEAST.width, viewport.width), 'wide enough');
  assert.ok(height >= Math.min(LEAST.height, viewport.height), 'high enough');
};

test('wherever it is moved, and by whichever edge it is drawn, it stays inside and of use', () => {
  fc.assert(
    fc.property(boxes, steps, fc.constantFrom(...EDGES), viewports, (box, by, edge, viewport) => {
      isInside(within(box, viewport), viewport);
      isInside(moved(box, by, viewport), viewport);
      isInside(resized(box, edge, by, viewport), viewport);
    }),
  );
});

test('an edge that is drawn leaves the opposite one where it is', () => {
  fc.assert(
    fc.property(boxes, steps, fc.constantFrom(...EDGES), (box, by, edge) => {
      const before = within(box, VIEWPORT);
      const after = resized(before, edge, by, VIEWPORT);
      if (!edge.includes('w')) assert.is(after.x, before.x);
      else assert.is(after.x + after.width, before.x + before.width);
      if (!edge.includes('n')) assert.is(after.y, before.y);
      else assert.is(after.y + after.height, before.y + before.height);
    }),
  );
});

test('it moves and grows by just as much as it is drawn', () => {
  assert.equal(moved(BOX, { x: 20, y: -30 }, VIEWPORT), { ...BOX, x: 120, y: 70 });
  assert.equal(resized(BOX, 'se', { x: 20, y: 30 }, VIEWPORT), { ...BOX, width: 620, height: 530 });
  const drawn = { x: 80, y: 90, width: 620, height: 510 };
  assert.equal(resized(BOX, 'nw', { x: -20, y: -10 }, VIEWPORT), drawn);
  assert.is(resized(BOX, 'e', { x: -500, y: 0 }, VIEWPORT).width, LEAST.width);
});

test('in a smaller browser it is shown inside; in the larger one again where it was put', () => {
  const placement = { at: 'free', box: { x: 900, y: 400, width: 360, height: 450 } } as const;
  const small = { width: 700, height: 500 };
  isInside(shownBox(placement, small) ?? BOX, small);
  assert.equal(shownBox(placement, VIEWPORT), within(placement.box, VIEWPORT));
  assert.is(shownBox(placement, { width: FLOATS_FROM - 1, height: 800 }), undefined);
});

test('docked it fills its room, and it floats again where it floated last', () => {
  assert.is(shownBox(DOCKED, VIEWPORT), undefined);
  const room = { x: 24, y: 130, width: 1232, height: 646 };
  const first = floated(DOCKED, room, VIEWPORT);
  const box = shownBox(first, VIEWPORT);
  if (box === undefined) throw new Error('it does not float');
  isInside(box, VIEWPORT);
  assert.ok(box.width < room.width && box.height < room.height, 'one sees that it floats');
  const free = { at: 'free', box: BOX } as const;
  const back = docked(free);
  assert.equal(back, { at: 'docked', last: BOX });
  assert.is(docked(back), back);
  assert.equal(floated(back, room, VIEWPORT), free);
  assert.is(floated(free, room, VIEWPORT), free);
});

// Beside the notes, in a browser 1024 wide, the window floated at three quarters of what was little.
test('where its room is small, it takes nearly all of it when it first floats', () => {
  const sizeIn = (width: number, height: number) => {
    const box = shownBox(floated(DOCKED, { x: 20, y: 200, width, height }, VIEWPORT), VIEWPORT);
    return [box?.width, box?.height];
  };
  assert.equal(sizeIn(696, 540), [656, 480]);
  assert.equal(sizeIn(900, 700), [800, 595]);
  assert.equal(sizeIn(1232, 780), [924, 663]);
});

test('torn off by its head, it is under the pointer', () => {
  const room = { x: 24, y: 130, width: 1232, height: 646 };
  fc.assert(
    fc.property(fc.integer({ min: 24, max: 1256 }), (x) => {
      const torn = shownBox(tornOff(DOCKED, room, { x, y: 140 }, VIEWPORT), VIEWPORT);
      if (torn === undefined) throw new Error('it does not float');
      assert.ok(torn.x <= x && x <= torn.x + torn.width);
      assert.is(torn.y, room.y);
    }),
  );
  // As far along the shorter head as it was along the longer one.
  const last = { x: 0, y: 300, width: 600, height: 500 };
  const before = { at: 'docked', last } as const;
  for (const share of [0.1, 0.5, 0.9]) {
    const x = room.x + room.width * share;
    const torn = shownBox(tornOff(before, room, { x, y: 140 }, VIEWPORT), VIEWPORT);
    assert.equal(torn, { ...last, x: x - last.width * share, y: room.y });
  }
  const nowhere = { ...room, width: 0 };
  const torn = shownBox(tornOff(before, nowhere, { x: 640, y: 140 }, VIEWPORT), VIEWPORT);
  assert.is(torn?.x, 640 - last.width / 2);
});

test('the arrow keys go a step, with Shift a long one, and other keys none', () => {
  assert.equal(stepOf('ArrowLeft', false), { x: -16, y: 0 });
  assert.equal(stepOf('ArrowDown', true), { x: 0, y: 80 });
  assert.is(stepOf('Enter', false), undefined);
});

test.run();
