/** Effects that come out otherwise inside an SVG image, or take too long there. */
import {
  clientHeightOf,
  clientWidthOf,
  flatParentOf,
  scrollHeightOf,
  scrollWidthOf,
} from './dom.js';
import { pin, type Scene } from './scene.js';

/** Room for a shadow around an element, in CSS pixels. */
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

/** Without a clip the whole picture is filtered behind the element, for 80 ms each. */
const boundBackdrop = (scene: Scene, element: Element): void => {
  const style = scene.style(element);
  const { boxShadow, clipPath } = style;
  // Safari knew it by a name of its own for long.
  if (!style.getPropertyValue('backdrop-filter').includes('(') || clipPath !== 'none') return;
  const sticksOut =
    scrollHeightOf(element) > clientHeightOf(element) + 1 ||
    scrollWidthOf(element) > clientWidthOf(element) + 1;
  if (sticksOut) return;
  pin(scene, element, { 'clip-path': `inset(${boxShadow === 'none' ? '0' : `-${AROUND}px`})` });
};
