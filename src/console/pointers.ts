/** What fingers and pointers do: drawing something along, and pinching. */
import type { Point } from './placement.js';

interface Following {
  /** `by`: how far the pointer is from where it was pressed, in CSS pixels. */
  moved: (by: Point, event: PointerEvent) => void;
  /** `kept`: false where the system took the pointer away, so that nothing should come of it. */
  done?: (kept: boolean) => void;
}

/** Follows a pointer from its press to its release, also outside the element. */
export const follow = (
  press: PointerEvent & { currentTarget: HTMLElement },
  { moved, done }: Following,
): void => {
  const { currentTarget: element, pointerId } = press;
  const from = { x: press.clientX, y: press.clientY };
  const stop = new AbortController();
  const own = (then: (event: PointerEvent) => void) => (event: PointerEvent) => {
    if (event.pointerId === pointerId) then(event);
  };
  const end = (kept: boolean) => () => {
    stop.abort();
    done?.(kept);
  };
  const { signal } = stop;
  // What is selected, or a picture, would be dragged away, and the pointer with it.
  element.ownerDocument.addEventListener(
    'dragstart',
    (event) => {
      event.preventDefault();
    },
    { signal },
  );
  element.setPointerCapture(pointerId);
  element.addEventListener(
    'pointermove',
    own((event) => {
      moved({ x: event.clientX - from.x, y: event.clientY - from.y }, event);
    }),
    { signal },
  );
  element.addEventListener('pointerup', own(end(true)), { signal });
  element.addEventListener('pointercancel', own(end(false)), { signal });
};

/** Safari's own event for a pinch; nobody else has it. */
interface GestureEvent extends UIEvent {
  readonly scale: number;
  readonly clientX: number;
  readonly clientY: number;
}

const isGesture = (event: Event): event is GestureEvent => 'scale' in event;

/**
 * Calls `zoom` while two fingers pinch: on the screen, or in Safari on a trackpad. (Other browsers tell of
 * a trackpad's pinch as of a wheel with Ctrl.) `at` is a point of the browser's viewport.
 */
export const watchPinch = (
  element: HTMLElement,
  zoom: (factor: number, at: Point) => void,
): (() => void) => {
  const stop = new AbortController();
  const options = { passive: false, signal: stop.signal };
  let before = 1;

  const begin = (event: Event) => {
    event.preventDefault();
    before = 1;
  };
  element.addEventListener('gesturestart', begin, options);
  element.addEventListener(
    'gesturechange',
    (event) => {
      event.preventDefault();
      if (!isGesture(event)) return;
      zoom(event.scale / before, { x: event.clientX, y: event.clientY });
      before = event.scale;
    },
    options,
  );
  if ('ongesturestart' in window) {
    return () => {
      stop.abort();
    };
  }

  let apart: number | undefined;
  element.addEventListener(
    'touchmove',
    (event) => {
      const [one, other] = event.touches;
      if (one === undefined || other === undefined) return;
      event.preventDefault();
      const now = Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
      const at = { x: (one.clientX + other.clientX) / 2, y: (one.clientY + other.clientY) / 2 };
      if (apart !== undefined && apart > 0) zoom(now / apart, at);
      apart = now;
    },
    options,
  );
  const end = () => {
    apart = undefined;
  };
  element.addEventListener('touchend', end, options);
  element.addEventListener('touchcancel', end, options);
  return () => {
    stop.abort();
  };
};
