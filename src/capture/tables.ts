/** Tables of which a part is left out: rows stay in place, columns stay as wide as all rows make them. */
import { childrenOf, closestOf, isElement, nameOf, parentOf } from './dom.js';
import { countsIn } from './counters.js';
import type { Filler, Item } from './items.js';
import { number, px } from './lengths.js';
import { pin, type Scene } from './scene.js';

export const arrangeTable = (scene: Scene, element: Element, kids: readonly Node[]): Item[] => {
  pinCells(scene, element);
  const columns = columnsOf(scene, element);
  if (columns !== undefined) pin(scene, element, { 'table-layout': 'fixed' });
  const { borderCollapse, borderSpacing } = scene.style(element);
  const spacing = borderCollapse === 'collapse' ? 0 : number(borderSpacing.split(' ').at(-1) ?? '');
  const counts = countsIn(scene);
  const items = kids.flatMap((kid): Item[] => {
    if (!isElement(kid)) return [];
    if (/^col/.test(nameOf(kid))) return columns === undefined ? [kid] : [];
    if (scene.boxes.has(kid)) return [kid];
    const { height } = scene.boxOf(kid);
    counts.skip(kid);
    if (height === 0) return [];
    return [
      {
        name: 'c-g',
        style: `display:${scene.style(kid).display}`,
        items: [emptyRow(height - spacing, edgeOf(scene, element), counts.style())],
      },
    ];
  });
  return columns === undefined ? items : [columns, ...items];
};

/** The columns as wide as a row shows them that has a cell for each; undefined where none has. */
const columnsOf = (scene: Scene, table: Element): Filler | undefined => {
  const rows = seenIn(scene, table, /^tr$/);
  const cellsOf = (row: Element): HTMLTableCellElement[] =>
    [...childrenOf(row)].filter((cell) => CELL.test(nameOf(cell))) as HTMLTableCellElement[];
  const all = rows.map(cellsOf);
  const most = Math.max(
    0,
    ...all.map((cells) => cells.reduce((sum, { colSpan }) => sum + colSpan, 0)),
  );
  const whole = all.find((cells) => cells.length === most);
  if (whole === undefined || most === 0) return undefined;
  const items = whole.map((cell) => ({
    name: 'col',
    style: `width:${px(scene.boxOf(cell).width)}`,
    items: [],
  }));
  return { name: 'colgroup', style: '', items };
};

/** Columns are as wide as all rows together make them; with rows missing, each cell must say it. */
const pinCells = (scene: Scene, table: Element): void => {
  for (const cell of seenIn(scene, table, CELL)) {
    const style = scene.style(cell);
    pin(scene, cell, { width: style.width, 'min-width': '0', 'max-width': 'none' });
    pinStickyCell(scene, cell);
  }
  for (const row of seenIn(scene, table, /^tr$/)) {
    pin(scene, row, { height: scene.boxOf(row).height });
  }
};

const CELL = /^t[dh]$/;

/** Of a table of ten thousand rows. */
const seenIn = (scene: Scene, table: Element, name: RegExp): Element[] =>
  [...scene.boxes.keys()].filter(
    (one) => name.test(nameOf(one)) && closestOf(one, 'table') === table,
  );

/** A cell's row and the cells before it tell where it would be if it did not stick. */
const pinStickyCell = (scene: Scene, cell: Element): void => {
  const row = parentOf(cell);
  if (!scene.sticky.has(cell) || row === null || !isElement(row)) return;
  const box = scene.boxOf(cell);
  const from = scene.boxOf(row);
  let left = from.left;
  for (const other of childrenOf(row)) {
    if (other === cell) break;
    left += scene.boxOf(other).width;
  }
  const isMoved = Math.abs(box.left - left) > 4;
  pin(scene, cell, {
    position: 'relative',
    inset: 'auto',
    top: box.top - from.top,
    left: isMoved ? box.left - left : 0,
  });
};

export const arrangeRows = (scene: Scene, element: Element, kids: readonly Node[]): Item[] => {
  const table = closestOf(element, 'table');
  const { borderCollapse, borderSpacing } = scene.style(table ?? element);
  const spacing = borderCollapse === 'collapse' ? 0 : number(borderSpacing.split(' ').at(-1) ?? '');
  const { top, bottom } = scene.boxOf(element);
  const edge = edgeOf(scene, table ?? element);
  const items: Item[] = [];
  let end = top;
  let isFirst = true;
  const counts = countsIn(scene);
  const fill = (until: number): void => {
    const height = until - end - spacing * (isFirst ? 1 : 2);
    if (until - end <= spacing + 0.5) return;
    items.push(emptyRow(height, isFirst ? edge : '', counts.style()));
  };
  for (const kid of kids) {
    if (!isElement(kid)) continue;
    if (!scene.boxes.has(kid)) {
      counts.skip(kid);
      continue;
    }
    const box = scene.boxOf(kid);
    fill(box.top);
    items.push(kid);
    end = box.bottom;
    isFirst = false;
  }
  fill(bottom + spacing);
  return items;
};

/**
 * Where borders collapse, half of the first row's lies in the table's own edge, so that a row that
 * stands for it needs it too. Of all that are drawn, `inset` gives way to every other.
 */
const edgeOf = (scene: Scene, table: Element): string => {
  if (scene.style(table).borderCollapse !== 'collapse') return '';
  const [cell] = seenIn(scene, table, CELL);
  if (cell === undefined) return '';
  return `;border-top:${scene.style(cell).borderTopWidth} inset transparent`;
};

const emptyRow = (height: number, edge: string, counts: string): Filler => ({
  name: 'c-r',
  style: `display:table-row;${counts}`,
  items: [
    {
      name: 'c-d',
      style: `display:table-cell;box-sizing:border-box;padding:0;height:${px(height)}${edge}`,
      items: [],
    },
  ],
});
