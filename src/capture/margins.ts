/**
 * Margins of blocks collapse: with those of siblings, parents, first and last children (CSS 2,
 * 8.3.1). Where a part of a page is left out, what remains is put back into its place by a margin,
 * which must be worked out from what it will collapse with.
 */
import { childNodesOf, isElement, isText } from './dom.js';
import { number } from './lengths.js';
import type { Scene } from './scene.js';

/** Of margins that collapse into one: the largest positive and the smallest negative one. */
export interface Collapsing {
  most: number;
  least: number;
}

export const NO_MARGINS: Collapsing = { most: 0, least: 0 };

const merge = (one: Collapsing, other: Collapsing): Collapsing => ({
  most: Math.max(one.most, other.most),
  least: Math.min(one.least, other.least),
});

const single = (margin: number): Collapsing => ({
  most: Math.max(0, margin),
  least: Math.min(0, margin),
});

export const sum = ({ most, least }: Collapsing): number => most + least;

type Side = 'top' | 'bottom';

/** The margins inside an element that reach out of it, without its own. */
export const innerMargins = (scene: Scene, element: Element, side: Side): Collapsing => {
  const style = scene.style(element);
  const isOpen =
    /^(block|list-item)$/.test(style.display) &&
    style.overflowY === 'visible' &&
    style.float === 'none' &&
    /static|relative|sticky/.test(style.position) &&
    number(side === 'top' ? style.borderTopWidth : style.borderBottomWidth) === 0 &&
    number(side === 'top' ? style.paddingTop : style.paddingBottom) === 0 &&
    element !== scene.root &&
    !hasPseudo(scene, element, side === 'top' ? '::before' : '::after');
  if (!isOpen) return NO_MARGINS;
  const kid = outermostBlock(scene, element, side);
  return kid === undefined ? NO_MARGINS : outerMargins(scene, kid, side);
};

/** All margins on one side of a block that collapse into one. */
export const outerMargins = (scene: Scene, block: Element, side: Side): Collapsing => {
  const { marginTop, marginBottom } = scene.style(block);
  const own = single(number(side === 'top' ? marginTop : marginBottom));
  return merge(own, innerMargins(scene, block, side));
};

export const hasPseudo = (scene: Scene, element: Element, pseudo: string): boolean => {
  const { content, display } = scene.window.getComputedStyle(element, pseudo);
  return content !== 'none' && content !== 'normal' && content !== '' && display !== 'none';
};

/** The first or last block in the flow, unless words come before it. */
const outermostBlock = (scene: Scene, element: Element, side: Side): Element | undefined => {
  const nodes = [...childNodesOf(element)];
  if (side === 'bottom') nodes.reverse();
  for (const node of nodes) {
    if (isText(node) && node.data.trim() !== '') return undefined;
    if (!isElement(node)) continue;
    const { display, position, float, clear } = scene.style(node);
    if (display === 'none' || float !== 'none' || /absolute|fixed/.test(position)) continue;
    const isBlock = /^(block|list-item|flow-root|flex|grid|table)/.test(display);
    return isBlock && clear === 'none' ? node : undefined;
  }
  return undefined;
};

/**
 * The margin that puts a block `gap` below the one before it.
 *
 * @param inside margins that reach out of the block at its top
 * @param before margins that reach out of the block before it at its bottom
 */
export const marginFor = (gap: number, inside: Collapsing, before: Collapsing): number => {
  const { most, least } = merge(inside, before);
  return gap - least >= most ? gap - least : gap - most;
};
