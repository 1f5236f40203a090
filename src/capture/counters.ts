/** Elements that are left out still count: what comes after them has the number that it has on the page. */
import { findAll, isElement, isMatch } from './dom.js';
import type { Item } from './items.js';
import type { Scene } from './scene.js';

export interface Counts {
  /** Of an element that is left out, and of all in it. */
  skip: (element: Element) => void;
  /** A style that counts all that were skipped since it was last asked for; else empty. */
  style: () => string;
}

export const countsIn = (scene: Scene): Counts => {
  const selector = scene.counting.join();
  let counts = new Map<string, number>();
  const count = (element: Element): void => {
    const { display, counterIncrement } = scene.style(element);
    if (display === 'none') return;
    for (const [, name = '', by = '1'] of counterIncrement.matchAll(/([^\s]+)\s+(-?\d+)/g)) {
      counts.set(name, (counts.get(name) ?? 0) + Number(by));
    }
  };
  return {
    skip: (element) => {
      if (selector === '') return;
      if (isMatch(element, selector)) count(element);
      findAll(element, selector).forEach(count);
    },
    style: () => {
      if (counts.size === 0) return '';
      const added = [...counts].map(([name, by]) => `${name} ${String(by)}`);
      counts = new Map();
      return `counter-increment:${added.join(' ')};`;
    },
  };
};

/** The nodes that are written of a container, with a sizeless element that counts for each run left out. */
export const withCounts = (
  scene: Scene,
  kids: readonly Node[],
  isWritten: (kid: Node) => boolean,
): Item[] => {
  const counts = countsIn(scene);
  const items: Item[] = [];
  const writeCounts = (): void => {
    const style = counts.style();
    // Chromium does not count what has no box.
    if (style !== '') items.push({ name: 'c-x', style: `position:absolute;${style}`, items: [] });
  };
  for (const kid of kids) {
    if (isWritten(kid)) {
      writeCounts();
      items.push(kid);
    } else if (isElement(kid)) counts.skip(kid);
  }
  writeCounts();
  return items;
};
