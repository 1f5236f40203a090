/** Closed shadow trees: that one is there can be told, what is in it cannot. */
import {
  boxOf,
  childNodesOf,
  childrenOf,
  isDisplayed,
  isMatch,
  isText,
  nameOf,
  shadowOf,
} from './dom.js';
import { hasPseudo } from './margins.js';
import type { Scene } from './scene.js';

/**
 * Whether an element with a class of its own takes room for what nobody sees: neither its children nor
 * what its style paints. Then something else is shown there.
 */
export const isSealed = (scene: Scene, element: Element): boolean => {
  const { style } = scene;
  if (!nameOf(element).includes('-') || shadowOf(element) !== null) return false;
  if (!isMatch(element, ':defined')) return false;
  const { width, height } = boxOf(element);
  if (width * height === 0 || [...childrenOf(element)].some(isDisplayed)) return false;
  if ([...childNodesOf(element)].some((kid) => isText(kid) && kid.data.trim() !== '')) return false;
  const own = style(element);
  return (
    own.visibility === 'visible' &&
    /^(transparent|rgba\(0, 0, 0, 0\))$/.test(own.backgroundColor) &&
    own.backgroundImage === 'none' &&
    own.borderStyle === 'none' &&
    !hasPseudo(scene, element, '::before') &&
    !hasPseudo(scene, element, '::after')
  );
};
