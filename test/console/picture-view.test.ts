import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as fc from 'fast-check';
import {
  FIRST_VIEW,
  type PictureView,
  Views,
  type Zoom,
  centreOf,
  scaleOf,
  scrollOf,
  sizeAt,
  stepped,
  toggledAt,
  wheelFactor,
  zoomedAt,
} from '../../src/console/picture-view.js';

const PHONE = { width: 1170, height: 2532 };
const ROOM = { width: 700, height: 500 };

const rooms = fc.record({
  width: fc.integer({ min: 200, max: 3000 }),
  height: fc.integer({ min: 200, max: 3000 }),
});
const pictures = fc.record({
  width: fc.integer({ min: 200, max: 4000 }),
  height: fc.integer({ min: 200, max: 4000 }),
});
const shares = fc.record({
  x: fc.double({ min: 0, max: 1, noNaN: true }),
  y: fc.double({ min: 0, max: 1, noNaN: true }),
});
const zooms = fc.double({ min: 0.1, max: 4, noNaN: true });

const near = (a: number, b: number, why: string) =>
  assert.ok(Math.abs(a - b) < 0.01, `${why}: ${a} and ${b}`);

test('shown whole, all of it is in the room, and never above 100 %', () => {
  fc.assert(
    fc.property(pictures, rooms, (picture, room) => {
      const scale = scaleOf('fit', picture, room);
      const size = sizeAt(scale, picture);
      assert.ok(size.width <= room.width && size.height <= room.height);
      assert.ok(scale <= 1);
    }),
  );
});

test('as wide as the room means its width; 100 % means a CSS pixel for each of the picture', () => {
  near(sizeAt(scaleOf('width', PHONE, ROOM), PHONE).width, ROOM.width - 24, 'width');
  assert.equal(sizeAt(scaleOf(1, PHONE, ROOM), PHONE), PHONE);
  assert.is(scaleOf(99, PHONE, ROOM), 4);
  assert.is(scaleOf(0, PHONE, ROOM), 0.1);
});

test('a room without a size yet makes no picture without a size', () => {
  for (const zoom of ['fit', 'width'] as const) {
    assert.ok(scaleOf(zoom, PHONE, { width: 0, height: 0 }) > 0);
  }
});

test('the steps go up and down between the same sizes, and end', () => {
  assert.is(stepped(1, 1), 1.25);
  assert.is(stepped(1, -1), 0.9);
  assert.is(stepped(0.41, 1), 0.5);
  assert.is(stepped(0.41, -1), 0.33);
  assert.is(stepped(4, 1), 4);
  assert.is(stepped(0.1, -1), 0.1);
  // A size that was worked out, and is a step but for its last digits.
  assert.is(stepped(0.5 - 1e-6, 1), 0.67);
  assert.is(stepped(0.5 + 1e-6, -1), 0.33);
});

/** Which point of the picture, in its own pixels, stands at `at` of the room. */
const under = (
  view: PictureView,
  at: { x: number; y: number },
  picture: typeof PHONE,
  room: typeof ROOM,
) => {
  const scale = scaleOf(view.zoom, picture, room);
  const size = sizeAt(scale, picture);
  const scroll = scrollOf(view, size, room);
  const gap = {
    x: Math.max(0, (room.width - size.width) / 2),
    y: Math.max(0, (room.height - size.height) / 2),
  };
  return { x: (scroll.x + at.x - gap.x) / scale, y: (scroll.y + at.y - gap.y) / scale };
};

test('what is under the pointer stays there while the picture grows or shrinks, where it can', () => {
  fc.assert(
    fc.property(
      pictures,
      rooms,
      shares,
      shares,
      zooms,
      zooms,
      (picture, room, centre, share, a, b) => {
        const at = { x: share.x * room.width, y: share.y * room.height };
        const before = { zoom: a, centre };
        const after = zoomedAt(before, b, at, { picture, room });
        const size = sizeAt(b, picture);
        const [was, is] = [under(before, at, picture, room), under(after, at, picture, room)];
        const scroll = scrollOf(after, size, room);
        for (const [axis, length] of [
          ['x', 'width'],
          ['y', 'height'],
        ] as const) {
          const most = size[length] - room[length];
          // At an edge, and beside the picture, the room cannot scroll any further.
          const free = most > 0 && scroll[axis] > 0.01 && scroll[axis] < most - 0.01;
          const on = was[axis] >= 0 && was[axis] <= picture[length];
          if (free && on) near(is[axis], was[axis], axis);
        }
      },
    ),
  );
});

test('a room scrolls only as far as there is picture', () => {
  fc.assert(
    fc.property(pictures, rooms, shares, zooms, (picture, room, centre, zoom) => {
      const size = sizeAt(zoom, picture);
      const scroll = scrollOf({ zoom, centre }, size, room);
      assert.ok(scroll.x >= 0 && scroll.x <= Math.max(0, size.width - room.width) + 1e-6);
      assert.ok(scroll.y >= 0 && scroll.y <= Math.max(0, size.height - room.height) + 1e-6);
      const back = scrollOf({ zoom, centre: centreOf(scroll, size, room) }, size, room);
      near(back.x, scroll.x, 'there and back across');
      near(back.y, scroll.y, 'there and back down');
    }),
  );
});

test('as wide as the room it begins at the top', () => {
  const view: PictureView = { zoom: 'width', centre: FIRST_VIEW.centre };
  const size = sizeAt(scaleOf('width', PHONE, ROOM), PHONE);
  assert.is(scrollOf(view, size, ROOM).y, 0);
});

test('a double click goes to 100 % where it fell, and back; what is small already, to twice that', () => {
  const sizes = { picture: PHONE, room: ROOM };
  const at = { x: 350, y: 400 };
  const large = toggledAt(FIRST_VIEW, at, sizes);
  assert.is(large.zoom, 1);
  near(under(large, at, PHONE, ROOM).y, under(FIRST_VIEW, at, PHONE, ROOM).y, 'the same place');
  assert.is(toggledAt(large, at, sizes), FIRST_VIEW);
  const small = { picture: { width: 400, height: 300 }, room: ROOM };
  assert.is(toggledAt(FIRST_VIEW, at, small).zoom, 2);
});

test('each capture keeps its view; a new one begins whole or as wide as the room, at its top, as the last was liked', () => {
  const [high, low] = [
    { x: 0.5, y: 0.2 },
    { x: 0.5, y: 0.8 },
  ];
  const none = new Views();
  assert.is(none.of('a'), FIRST_VIEW);
  const wide = none.with('a', { zoom: 'width', centre: low });
  assert.equal(wide.of('a'), { zoom: 'width', centre: low });
  assert.equal(wide.of('b'), { zoom: 'width', centre: { x: 0.5, y: 0 } });
  assert.is(none.of('a'), FIRST_VIEW, 'the one before is as it was');
  const large = wide.with('b', { zoom: 2, centre: high });
  assert.equal(large.of('b'), { zoom: 2, centre: high });
  assert.equal(large.of('a'), { zoom: 'width', centre: low });
  assert.is(large.of('c').zoom, 'width', 'a size in percent is for that picture alone');
  large.note('b', low);
  assert.equal(large.of('b'), { zoom: 2, centre: low });
  assert.is(large.with('c', FIRST_VIEW).of('d').zoom, 'fit');
});

test('a turn of the wheel forth and back ends where it began, and none is wild', () => {
  const forth = wheelFactor({ deltaY: -100, deltaMode: 0 });
  assert.ok(forth > 1.1 && forth < 1.5);
  near(forth * wheelFactor({ deltaY: 100, deltaMode: 0 }), 1, 'there and back');
  assert.is(wheelFactor({ deltaY: -3, deltaMode: 1 }), forth);
  const pinch: Zoom = wheelFactor({ deltaY: -2, deltaMode: 0 });
  assert.ok(pinch > 1 && pinch < 1.05);
});

test.run();
