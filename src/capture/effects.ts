/** Effects that come out otherwise inside an SVG image, or take too long there. */
import { findAll, flatParentOf } from './dom.js';
import { pin, px, type Scene } from './scene.js';

/** Room for shadows around an element, in CSS pixels. */
const AROUND = 64;

export const pinEffects = (scene: Scene, element: Element): void => {
  if (isTurnedAway(scene, element)) pin(scene, element, { visibility: 'hidden' });
  boundBackdrop(scene, element);
};

/** Nothing has a back there: the hidden side of a card would be seen mirrored. */
const isTurnedAway = (scene: Scene, element: Element): boolean => {
  if (scene.style(element).backfaceVisibility !== 'hidden') return false;
  let matrix = new DOMMatrix();
  for (let up: Element | null = element; up !== null; up = flatParentOf(up)) {
    const { transform, transformStyle } = scene.style(up);
    if (up !== element && transformStyle !== 'preserve-3d') break;
    if (transform !== 'none') matrix = new DOMMatrix(transform).multiply(matrix);
  }
  return matrix.m33 < 0;
};

/**
 * Without a clip the whole picture is filtered behind the element, for 80 ms each. Nothing that is seen
 * is cut off: neither shadows nor what sticks out.
 */
const boundBackdrop = (scene: Scene, element: Element): void => {
  const style = scene.style(element);
  // Safari knew it by a name of its own for long.
  if (!style.getPropertyValue('backdrop-filter').includes('(') || style.clipPath !== 'none') return;
  const own = scene.boxOf(element);
  const out = { top: 0, right: 0, bottom: 0, left: 0 };
  for (const inner of findAll(element, '*')) {
    if (!scene.boxes.has(inner)) continue;
    const { top, right, bottom, left } = scene.boxOf(inner);
    out.top = Math.max(out.top, own.top - top);
    out.right = Math.max(out.right, right - own.right);
    out.bottom = Math.max(out.bottom, bottom - own.bottom);
    out.left = Math.max(out.left, own.left - left);
  }
  const sides = [out.top, out.right, out.bottom, out.left].map((side) => px(-side - AROUND));
  pin(scene, element, { 'clip-path': `inset(${sides.join(' ')})` });
};
