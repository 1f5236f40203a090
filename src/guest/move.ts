/**
 * Moves what stands on the glass out of the guest's way: by dragging, by a tap on its handle (WCAG
 * 2.5.7), by the arrow keys there, and by itself off the field that is typed into.
 */
import type { Keep } from '../link/index.js';
import { type Glass, PLACE_KEPT } from './glass.js';

/** Fingers slip so far without meaning it, in pixels of the page. */
const SLIP = 20;
const FIELDS = 'input,textarea,select,[contenteditable]';

export interface Mover {
  /** To the other edge, and every other time to the other side as well. */
  next: () => void;
  /** `dragged` goes with the finger on `by`; arrow keys on `handle` do the same. */
  attach: (dragged: HTMLElement, handle: HTMLElement, by?: HTMLElement) => void;
}

export const createMover = (glass: Glass, keep: Pick<Keep, 'set'>): Mover => {
  const view = visualViewport as VisualViewport;
  let chosen = glass.place;

  const settle = (): void => {
    glass.place = chosen;
    if (isOverField()) {
      glass.place = chosen.startsWith('top')
        ? chosen.replace('top', 'bottom')
        : chosen.replace('bottom', 'top');
      // A field that fills all that is seen is under us in either place.
      if (isOverField()) glass.place = chosen;
    }
    glass.look();
  };

  /** Whether what stands at this edge would lie over the field that the guest is in. */
  const isOverField = (): boolean => {
    const field = document.activeElement;
    if (field?.matches(FIELDS) !== true) return false;
    const { offsetTop, height, scale } = view;
    const { top, bottom } = field.getBoundingClientRect();
    const parts = [...glass.element.children].map((part) => part.getBoundingClientRect().height);
    const ours = Math.max(...parts) + SLIP / scale;
    return glass.place.startsWith('top')
      ? top < offsetTop + ours && bottom > offsetTop
      : bottom > offsetTop + height - ours && top < offsetTop + height;
  };

  const choose = (place: string): void => {
    chosen = place;
    keep.set(PLACE_KEPT, place);
    settle();
  };

  const attach: Mover['attach'] = (dragged, handle, by = handle) => {
    let from: PointerEvent | undefined;
    let moved = false;
    const on = (event: PointerEvent): void => {
      const { type, buttons, pointerId, clientX, clientY } = event;
      const { offsetLeft, offsetTop, width, height, scale } = view;
      if (type === 'pointerdown') moved = false;
      if (buttons > 0) {
        // The rest may have come while the finger was on its way already.
        if (type === 'pointerdown') from = event;
        from ??= event;
        const x = clientX - from.clientX;
        const y = clientY - from.clientY;
        moved ||= Math.hypot(x, y) > SLIP;
        if (!moved) return;
        // Only now: what is captured earlier takes the tap from the button in it.
        by.setPointerCapture(pointerId);
        dragged.style.translate = `${x * scale}px ${y * scale}px`;
        return;
      }
      from = undefined;
      dragged.style.translate = '';
      if (moved && type === 'pointerup') {
        const edge = clientY < offsetTop + height / 2 ? 'top' : 'bottom';
        choose(`${edge}-${clientX < offsetLeft + width / 2 ? 'left' : 'right'}`);
      }
    };
    for (const type of ['down', 'move', 'up', 'cancel'] as const) {
      by.addEventListener(`pointer${type}`, on);
    }
    by.addEventListener(
      'click',
      (event) => {
        // A drag ends in no tap.
        if (moved) event.stopPropagation();
        moved = false;
      },
      true,
    );
    handle.addEventListener('keydown', ({ key }) => {
      const to = /^Arrow(Up|Down|Left|Right)$/.exec(key)?.[1]?.toLowerCase();
      if (to === 'up' || to === 'down') {
        choose(chosen.replace(/^\w+/, to === 'up' ? 'top' : 'bottom'));
      } else if (to !== undefined) {
        choose(chosen.replace(/\w+$/, to));
      }
    });
  };

  for (const type of ['focusin', 'focusout', 'input']) document.addEventListener(type, settle);
  view.addEventListener('resize', settle);

  return {
    next: () => {
      const [edge, side] = chosen.split('-');
      choose(edge === 'top' ? `bottom-${side === 'left' ? 'right' : 'left'}` : `top-${side}`);
    },
    attach,
  };
};
