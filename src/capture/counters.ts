/** Elements that are left out still count: what comes after them has the number that it has on the page. */
import { findAll, isElement, isMatch } from './dom.js';
import type { Filler, Item } from './items.js';
import type { Scene } from './scene.js';

/** The nodes that are written of a container, with a boxless element that counts for each run left out. */
export const withCounts = (
  scene: Scene,
  kids: readonly Node[],
  isWritten: (kid: Node) => boolean,
): Item[] => {
  if (scene.counting.length === 0) return kids.filter(isWritten);
  const items: Item[] = [];
  let counts = new Map<string, number>();
  for (const kid of kids) {
    if (!isWritten(kid)) {
      if (isElement(kid)) count(scene, kid, counts);
      continue;
    }
    if (counts.size > 0) items.push(counter(counts));
    counts = new Map();
    items.push(kid);
  }
  return items;
};

const counter = (counts: ReadonlyMap<string, number>): Filler => ({
  name: 'c-x',
  style: `display:contents;counter-increment:${[...counts].map(([name, by]) => `${name} ${String(by)}`).join(' ')}`,
  items: [],
});

const count = (scene: Scene, element: Element, counts: Map<string, number>): void => {
  const selector = scene.counting.join();
  const counting = findAll(element, selector);
  if (isMatch(element, selector)) counting.unshift(element);
  for (const one of counting) {
    const { display, counterIncrement } = scene.style(one);
    if (display === 'none') continue;
    for (const [, name = '', by = '1'] of counterIncrement.matchAll(/([^\s]+)\s+(-?\d+)/g)) {
      counts.set(name, (counts.get(name) ?? 0) + Number(by));
    }
  }
};
