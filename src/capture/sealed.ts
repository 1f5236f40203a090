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
import type { Scene } from './scene.js';

/**
 * Whether an element with a class of its own takes room for what nobody sees: neither its children nor
 * what its style paints. Then something else is shown there.
 */
export const isSealed = ({ window }: Scene, element: Element): boolean => {
  if (!nameOf(element).includes('-') || shadowOf(element) !== null) return false;
  if (!isMatch(element, ':defined')) return false;
  const { width, height } = boxOf(element);
  if (width * height === 0 || [...childrenOf(element)].some(isDisplayed)) return false;
  if ([...childNodesOf(element)].some((kid) => isText(kid) && kid.data.trim() !== '')) return false;
  return !['', '::before', '::after'].some((pseudo) => {
    const style = window.getComputedStyle(element, pseudo);
    if (pseudo !== '') return !/^(none|normal)$/.test(style.content);
    const isClear = /^(transparent|rgba\(0, 0, 0, 0\))$/.test(style.backgroundColor);
    return !isClear || style.backgroundImage !== 'none' || style.borderStyle !== 'none';
  });
};
