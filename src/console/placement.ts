/**
 * Where the screen support window stands. Pure; all in CSS pixels of the browser's viewport. What the
 * host chose is remembered as chosen and only shown within the viewport as it is: whoever makes the
 * browser small for a moment finds the window in its old place afterwards.
 */
export interface Point {
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export type Box = Point & Size;

export type Placement =
  /** Fills the room of the call. `last`: where it floated before, to float there again. */
  { at: 'docked'; last: Box | undefined } | { at: 'free'; box: Box };

export const DOCKED: Placement = { at: 'docked', last: undefined };

/** Less would hide the picture behind its own controls. */
export const LEAST: Size = { width: 480, height: 420 };

/** A viewport narrower than this has no room beside a window: it stays docked there. */
export const FLOATS_FROM = 640;

export const EDGES = ['n', 'ne', 'e', 'se', 's', 'sw', 'w', 'nw'] as const;
export type Edge = (typeof EDGES)[number];

const clamp = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(value, Math.max(least, most)));

/** The box as it can be shown: wholly inside the viewport, and not smaller than is of use. */
export const within = (box: Box, viewport: Size): Box => {
  const width = clamp(box.width, Math.min(LEAST.width, viewport.width), viewport.width);
  const height = clamp(box.height, Math.min(LEAST.height, viewport.height), viewport.height);
  return {
    x: clamp(box.x, 0, viewport.width - width),
    y: clamp(box.y, 0, viewport.height - height),
    width,
    height,
  };
};

export const moved = (box: Box, by: Point, viewport: Size): Box =>
  within({ ...box, x: box.x + by.x, y: box.y + by.y }, viewport);

/** One axis: either its end moves or its start, and the other stays where it is. */
const stretched = (
  [start, length]: [number, number],
  which: 'start' | 'end' | 'none',
  by: number,
  least: number,
  most: number,
): [number, number] => {
  const end = start + length;
  if (which === 'end') return [start, clamp(end + by, start + least, most) - start];
  if (which === 'none') return [start, length];
  const next = Math.max(0, Math.min(start + by, end - least));
  return [next, end - next];
};

/** The box with an edge or corner drawn `by` so much; it never turns inside out. */
export const resized = (box: Box, edge: Edge, by: Point, viewport: Size): Box => {
  const from = within(box, viewport);
  const [x, width] = stretched(
    [from.x, from.width],
    edge.includes('w') ? 'start' : edge.includes('e') ? 'end' : 'none',
    by.x,
    Math.min(LEAST.width, viewport.width),
    viewport.width,
  );
  const [y, height] = stretched(
    [from.y, from.height],
    edge.includes('n') ? 'start' : edge.includes('s') ? 'end' : 'none',
    by.y,
    Math.min(LEAST.height, viewport.height),
    viewport.height,
  );
  return { x, y, width, height };
};

/** What the picture with all that stands beside it needs, to be read without scrolling about. */
const AMPLE: Size = { width: 800, height: 480 };
/** A window that floats for the first time is smaller by so much at least: one must see it. */
const LESS = 40;

const shrunk = (length: number, share: number, ample: number) =>
  Math.max(length * share, Math.min(length - LESS, ample));

/** Taken out of its room: where it floated last, or somewhat smaller than it was. */
export const floated = (placement: Placement, docked: Box, viewport: Size): Placement => {
  if (placement.at === 'free') return placement;
  const width = shrunk(docked.width, 0.75, AMPLE.width);
  const height = shrunk(docked.height, 0.85, AMPLE.height);
  const first = { x: docked.x + docked.width - width, y: docked.y, width, height };
  return { at: 'free', box: placement.last ?? within(first, viewport) };
};

/** Torn off by its head: it shrinks below the pointer, which keeps its place along the head. */
export const tornOff = (
  placement: Placement,
  docked: Box,
  pointer: Point,
  viewport: Size,
): Placement => {
  const free = floated(placement, docked, viewport);
  if (free.at === 'docked') return free;
  const { width, height } = free.box;
  const share = docked.width > 0 ? (pointer.x - docked.x) / docked.width : 0.5;
  const at = { x: pointer.x - width * share, y: docked.y, width, height };
  return { at: 'free', box: within(at, viewport) };
};

/** Back into its room. */
export const docked = (placement: Placement): Placement =>
  placement.at === 'docked' ? placement : { at: 'docked', last: placement.box };

/** What is shown of it in this viewport: undefined where it fills its room. */
export const shownBox = (placement: Placement, viewport: Size): Box | undefined =>
  placement.at === 'docked' || viewport.width < FLOATS_FROM
    ? undefined
    : within(placement.box, viewport);

const STEP = 16;
const LONG_STEP = 80;

/** How far an arrow key goes; undefined for any other key. */
export const stepOf = (key: string, long: boolean): Point | undefined => {
  const step = long ? LONG_STEP : STEP;
  switch (key) {
    case 'ArrowLeft':
      return { x: -step, y: 0 };
    case 'ArrowRight':
      return { x: step, y: 0 };
    case 'ArrowUp':
      return { x: 0, y: -step };
    case 'ArrowDown':
      return { x: 0, y: step };
    default:
      return undefined;
  }
};
