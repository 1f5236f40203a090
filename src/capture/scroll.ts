/** Scrolled elements: their content is written as far as it is seen, and moved to where it is. */
import { clientWidthOf, scrollLeftOf, scrollTopOf, scrollerOf } from './dom.js';
import { number, px } from './lengths.js';
import type { Scene } from './scene.js';

/** In CSS pixels. */
export interface Scroll {
  left: number;
  top: number;
}

/** How far its content is moved; undefined where it is not, and of what scrolls the page itself. */
export const scrollOf = (scene: Scene, element: Element): Scroll | undefined => {
  const [left, top] = [scrollLeftOf(element), scrollTopOf(element)];
  if (left === 0 && top === 0) return undefined;
  if (element === scene.root || element === scrollerOf(scene.page)) return undefined;
  if (element === scene.body && scene.style(scene.root).overflowY === 'visible') return undefined;
  const { display } = scene.style(element);
  if (/flex|grid/.test(display)) scene.partial.add(element);
  return { left, top };
};

/** Begins what stands around the content of a scrolled element, moved as far as it is scrolled. */
export const scrolled = (scene: Scene, element: Element, { left, top }: Scroll): string => {
  const style = scene.style(element);
  const isVertical = style.writingMode !== 'horizontal-tb';
  const holdsFixed = style.transform !== 'none' || style.filter !== 'none';
  const moved = holdsFixed
    ? `transform:translate(${px(-left)},${px(-top)});`
    : style.position !== 'static' || isVertical
      ? `position:relative;left:${px(-left)};top:${px(-top)};`
      : style.direction === 'rtl'
        ? `margin:${px(-top)} ${px(left)} 0 0;`
        : `margin:${px(-top)} 0 0 ${px(-left)};`;
  if (isVertical) return `<c-s style="display:flow-root;${moved}height:100%">`;
  const display = /flex|grid/.test(style.display) ? 'grid' : 'flow-root';
  const width = clientWidthOf(element) - number(style.paddingLeft) - number(style.paddingRight);
  return `<c-s style="display:${display};${moved}width:${px(width)};height:100%">`;
};
