/**
 * How large a picture is shown, and which part of it. Pure.
 *
 * A zoom of 1 (100 %) shows a pixel of the picture as one CSS pixel, as a browser shows an image file:
 * a phone draws up to three pixels for each of its CSS pixels, so its letters are up to three times
 * as large as in the guest's hand, and a PC's as large as there; the same on every screen of a host's.
 * The picture lies in a box that scrolls, so that wheel, fingers, scroll bars and arrow keys move it
 * as they move any page; only sizes and scroll positions are worked out here.
 */
import type { Point, Size } from './placement.js';

/** `fit`: all of it, never above 100 %. `width`: as wide as the room. A number: so large. */
export type Zoom = 'fit' | 'width' | number;

export interface PictureView {
  zoom: Zoom;
  /** What stands in the middle of the room, as shares (0 to 1) of the picture's width and height. */
  centre: Point;
}

const TOP: Point = { x: 0.5, y: 0 };
/** As the host first sees a capture. */
export const FIRST_VIEW: PictureView = { zoom: 'fit', centre: TOP };

const LEAST = 0.1;
const MOST = 4;
const STEPS = [LEAST, 0.15, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.25, 1.5, 2, 3, MOST];

/** Around a picture that is shown whole, in CSS pixels. */
const MARGIN = 12;

const clamp = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(value, most));

const bounded = (zoom: number) => clamp(zoom, LEAST, MOST);

/** CSS pixels for a pixel of the picture; more than nothing even before the room has a size. */
export const scaleOf = (zoom: Zoom, picture: Size, room: Size): number => {
  if (typeof zoom === 'number') return bounded(zoom);
  const across = (room.width - 2 * MARGIN) / picture.width;
  if (zoom === 'width') return clamp(across, 0.01, MOST);
  const down = (room.height - 2 * MARGIN) / picture.height;
  return clamp(Math.min(across, down), 0.01, 1);
};

export const sizeAt = (scale: number, picture: Size): Size => ({
  width: picture.width * scale,
  height: picture.height * scale,
});

/** The next larger (1) or smaller (-1) of the usual steps. */
export const stepped = (scale: number, by: 1 | -1): number => {
  // What is a step already, but for rounding, is not the next one.
  const near = 1.001;
  return by === 1
    ? (STEPS.find((step) => step > scale * near) ?? MOST)
    : (STEPS.findLast((step) => step < scale / near) ?? LEAST);
};

/** As a share of the length, no nearer to an edge than the room can scroll. */
const centred = (centre: number, length: number, room: number) => {
  if (length <= room) return 0.5;
  const half = room / 2 / length;
  return clamp(centre, half, 1 - half);
};

const alongAxis = (
  centre: number,
  { before, after, room, at }: { before: number; after: number; room: number; at: number },
) => {
  const fromMiddle = at - room / 2;
  const under = clamp(centred(centre, before, room) * before + fromMiddle, 0, before) / before;
  return centred((under * after - fromMiddle) / after, after, room);
};

/**
 * The view with another size, in which the part of the picture under `at` (a point of the room) stays
 * under it.
 */
export const zoomedAt = (
  view: PictureView,
  zoom: Zoom,
  at: Point,
  { picture, room }: { picture: Size; room: Size },
): PictureView => {
  const before = sizeAt(scaleOf(view.zoom, picture, room), picture);
  const next = typeof zoom === 'number' ? bounded(zoom) : zoom;
  const after = sizeAt(scaleOf(next, picture, room), picture);
  return {
    zoom: next,
    centre: {
      x: alongAxis(view.centre.x, {
        before: before.width,
        after: after.width,
        room: room.width,
        at: at.x,
      }),
      y: alongAxis(view.centre.y, {
        before: before.height,
        after: after.height,
        room: room.height,
        at: at.y,
      }),
    },
  };
};

/** A double click: to 100 % where one clicked, and from anything else than `fit` back to it. */
export const toggledAt = (
  view: PictureView,
  at: Point,
  sizes: { picture: Size; room: Size },
): PictureView => {
  if (view.zoom !== 'fit') return FIRST_VIEW;
  // A picture that is shown whole at 100 % gets larger all the same: one clicked to see more.
  const scale = scaleOf('fit', sizes.picture, sizes.room);
  return zoomedAt(view, scale > 0.8 ? 2 : 1, at, sizes);
};

const scrolled = (centre: number, length: number, room: number) =>
  clamp(centred(centre, length, room) * length - room / 2, 0, Math.max(0, length - room));

/** Where the room must be scrolled to. */
export const scrollOf = (view: PictureView, size: Size, room: Size): Point => ({
  x: scrolled(view.centre.x, size.width, room.width),
  y: scrolled(view.centre.y, size.height, room.height),
});

/** What stands in the middle of a room that somebody has scrolled. */
export const centreOf = (scroll: Point, size: Size, room: Size): Point => ({
  x: centred((scroll.x + room.width / 2) / size.width, size.width, room.width),
  y: centred((scroll.y + room.height / 2) / size.height, size.height, room.height),
});

/** Most that one turn of a wheel changes; a trackpad's pinch comes as many small turns. */
const TURN = 25;
const LINE = 16;

/** By how much a turn of the wheel, or a trackpad's pinch, makes the picture larger. */
export const wheelFactor = ({
  deltaY,
  deltaMode,
}: {
  deltaY: number;
  deltaMode: number;
}): number => {
  const pixels = deltaMode === 0 ? deltaY : deltaY * LINE;
  return Math.exp(-clamp(pixels, -TURN, TURN) / 100);
};

/** The view of each capture, kept while they are looked at in turn. */
export class Views {
  readonly #views: Map<string, PictureView>;
  readonly #first: PictureView;

  constructor(views: Iterable<[string, PictureView]> = [], first = FIRST_VIEW) {
    this.#views = new Map(views);
    this.#first = first;
  }

  /** A capture that is new begins as the host last liked to see one: whole, or as wide as the room. */
  of(id: string): PictureView {
    return this.#views.get(id) ?? this.#first;
  }

  /** With another view of it, which the host chose. */
  with(id: string, view: PictureView): Views {
    const first = typeof view.zoom === 'number' ? this.#first : { zoom: view.zoom, centre: TOP };
    return new Views([...this.#views, [id, view]], first);
  }

  /** Takes in passing to where the host has scrolled. */
  note(id: string, centre: Point): void {
    this.#views.set(id, { ...this.of(id), centre });
  }
}
