/**
 * Leaves out lines that are not seen. A log is one text of a thousand lines; of such a text the
 * picture is to hold no more than what is on the glass (P3), and some lines around it. What comes
 * before is cut off where a line begins, and an empty line as high as all of that takes its place.
 */
import type { Piece } from './items.js';
import {
  attributeOf,
  flatParentOf,
  isDisplayed,
  isElement,
  isText,
  kidsOf,
  layoutSizeOf,
  nameOf,
  rangeOver,
  rectsOf,
  scrollHeightOf,
  scrollTopOf,
} from './dom.js';
import { hasPseudo, outerMargins, sum } from './margins.js';
import { number, px } from './lengths.js';
import type { Scene } from './scene.js';

/** Takes the place of lines. */
export interface Gap {
  name: string;
  style: string;
  items: [];
}

type Line = Node | Piece | Gap;

/** Of what is just out of sight something may reach in. */
const MARGIN = 96;

interface Band {
  top: number;
  bottom: number;
}

/** Children that are laid out as lines together, or a block between such. */
interface Run {
  nodes: Node[];
  isBlock: boolean;
}

/** The children of an element with lines in it, without those lines that are out of sight. */
export const linesInSight = (scene: Scene, element: Element, kids: readonly Node[]): Line[] => {
  const band = bandOf(scene, element);
  const runs = canBeCut(scene, element, band) ? runsOf(scene, kids) : undefined;
  if (runs === undefined) return [...kids];
  const seen = runs.map(({ nodes }) => nodes.some((node) => isSeen(scene, node, band)));
  const last = seen.lastIndexOf(true);
  return runs.slice(0, last + 1).flatMap((run, at): Line[] => {
    if (run.isBlock || run.nodes.every(isBlank)) return run.nodes;
    if (seen[at] === true) return cutLines(scene, element, run.nodes, band, at === last);
    const filler = gapFor(scene, element, runs, at);
    return filler === undefined ? run.nodes : [filler];
  });
};

/** From where to where something could be seen in an element: what clips it is no further apart. */
const bandOf = (scene: Scene, element: Element): Band => {
  let { top, bottom } = scene.view;
  for (let up: Element | null = element; up !== null; up = flatParentOf(up)) {
    const { overflowY, position } = scene.style(up);
    if (overflowY !== 'visible' && up !== scene.root && up !== scene.page.body) {
      const box = scene.boxOf(up);
      [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
    }
    if (/absolute|fixed/.test(position)) break;
  }
  return { top: top - MARGIN, bottom: bottom + MARGIN };
};

/** Whether its lines reach out of sight, and are where their boxes say. */
const canBeCut = (scene: Scene, element: Element, band: Band): boolean => {
  const box = scene.boxOf(element);
  const top = box.top - scrollTopOf(element);
  if (top > band.top && Math.max(box.bottom, top + scrollHeightOf(element)) < band.bottom) {
    return false;
  }
  const style = scene.style(element);
  const size = layoutSizeOf(element);
  return (
    size !== undefined &&
    /^(block|list-item|flow-root)$/.test(style.display) &&
    style.writingMode === 'horizontal-tb' &&
    style.columnCount === 'auto' &&
    style.columnWidth === 'auto' &&
    !/balance|pretty/.test(style.getPropertyValue('text-wrap-style')) &&
    Math.abs(size.width - box.width) < 1 &&
    Math.abs(size.height - box.height) < 1 &&
    rectsOf(element).length === 1
  );
};

/** Undefined where lines run around floats. */
const runsOf = (scene: Scene, kids: readonly Node[]): Run[] | undefined => {
  const runs: Run[] = [];
  for (const kid of kids) {
    const style = isElement(kid) ? scene.style(kid) : undefined;
    if (style !== undefined && style.float !== 'none' && style.display !== 'none') return undefined;
    const isBlock =
      style !== undefined &&
      !/^(inline|ruby|contents|none)/.test(style.display) &&
      !/absolute|fixed/.test(style.position);
    const run = runs.at(-1);
    if (run === undefined || run.isBlock || isBlock) runs.push({ nodes: [kid], isBlock });
    else run.nodes.push(kid);
  }
  return runs;
};

const isBlank = (node: Node): boolean =>
  !isElement(node) && !(isText(node) && /\S/.test(node.data));

const isSeen = (scene: Scene, node: Node, band: Band): boolean => {
  if (isElement(node)) return scene.boxes.has(node);
  if (isBlank(node)) return false;
  const { top, bottom } = rangeOver(scene.page, node).getBoundingClientRect();
  return bottom > band.top && top < band.bottom;
};

/** In place of lines between blocks, where it is certain from where to where they reach. */
const gapFor = (
  scene: Scene,
  element: Element,
  runs: readonly Run[],
  at: number,
): Gap | undefined => {
  const next = runs[at + 1]?.nodes[0];
  const before = runs[at - 1]?.nodes[0];
  if (next === undefined || !isPlaced(scene, next)) return undefined;
  if (before !== undefined && !isPlaced(scene, before)) return undefined;
  if (before === undefined && hasPseudo(scene, element, '::before')) return undefined;
  const top =
    before === undefined
      ? contentTop(scene, element)
      : scene.boxOf(before).bottom + sum(outerMargins(scene, before, 'bottom'));
  const bottom = scene.boxOf(next).top - sum(outerMargins(scene, next, 'top'));
  const lines = rangeOf(scene, runs[at]?.nodes ?? []).getBoundingClientRect();
  const isCertain = lines.top > top - 1 && lines.bottom < bottom + 1;
  return isCertain ? gap('c-h', `display:block;height:${px(bottom - top)}`) : undefined;
};

const gap = (name: string, style: string): Gap => ({ name, style, items: [] });

const contentTop = (scene: Scene, element: Element): number => {
  const { borderTopWidth, paddingTop } = scene.style(element);
  const { top } = scene.boxOf(element);
  return top - scrollTopOf(element) + number(borderTopWidth) + number(paddingTop);
};

const isPlaced = (scene: Scene, node: Node): node is Element => {
  if (!isElement(node)) return false;
  const { position, transform, translate } = scene.style(node);
  return position === 'static' && transform === 'none' && (!translate || translate === 'none');
};

const rangeOf = (scene: Scene, nodes: readonly Node[]): Range => {
  const [first, last] = [nodes[0] ?? scene.root, nodes.at(-1) ?? scene.root];
  const range = rangeOver(scene.page, first);
  range.setStartBefore(first);
  range.setEndAfter(last);
  return range;
};

/** Lines of which some are seen. */
const cutLines = (
  scene: Scene,
  element: Element,
  nodes: readonly Node[],
  band: Band,
  isLast: boolean,
): Line[] => {
  const start = findStart(scene, element, nodes, band);
  const end = isLast ? findEnd(scene, nodes, band) : undefined;
  const from = start?.at ?? 0;
  const to = end?.at ?? nodes.length - 1;
  const kept = nodes.slice(from, to + 1).map((node, at): Line => {
    const isCut = (start !== undefined && at === 0) || (end !== undefined && from + at === to);
    if (!isCut || !isText(node)) return node;
    return {
      text: node,
      from: start !== undefined && at === 0 ? start.offset : 0,
      to: end !== undefined && from + at === to ? end.offset : node.data.length,
    };
  });
  if (start === undefined) return kept;
  const height = px(start.height);
  const style = `display:inline-block;width:0;height:${height};vertical-align:top`;
  return [gap('c-x', style), gap('br', ''), ...kept];
};

/** The last line out of sight that begins within a text: what is before is left out. */
const findStart = (
  scene: Scene,
  element: Element,
  nodes: readonly Node[],
  band: Band,
): { at: number; offset: number; height: number } | undefined => {
  const first = nodes.findIndex((node) => !isBlank(node));
  const seen = nodes.map((node) => isElement(node) && scene.boxes.has(node)).indexOf(true);
  for (let at = seen < 0 ? nodes.length - 1 : seen; at >= first; at -= 1) {
    const text = nodes[at];
    const offset = text !== undefined && isText(text) ? lineBefore(scene, text, band.top) : 0;
    if (offset === 0) continue;
    const top = topAt(scene, text as Text, offset);
    const height = top - (topOf(scene, nodes[first] as Node) ?? top);
    const isFree = countsNothing(scene, nodes.slice(first, at));
    const lines = [...lineOf(scene, nodes, first), ...lineOf(scene, nodes, at + 1, top)];
    const isAlike = lines.every((node) => isPlain(scene, element, node));
    return isFree && isAlike && height > 0 ? { at, offset, height } : undefined;
  }
  return undefined;
};

/** Where the first line begins that is below all that is seen. */
const findEnd = (
  scene: Scene,
  nodes: readonly Node[],
  band: Band,
): { at: number; offset: number } | undefined => {
  const last = nodes.map((node) => isElement(node) && scene.boxes.has(node)).lastIndexOf(true);
  for (let at = last + 1; at < nodes.length; at += 1) {
    const text = nodes[at];
    if (text === undefined || !isText(text)) continue;
    const offset = firstOffset(text, (from) => topAt(scene, text, from) > band.bottom);
    if (offset < text.data.length) return { at, offset };
  }
  return undefined;
};

/** Where the last line begins that is above an edge; 0 if it is the first of the text. */
const lineBefore = (scene: Scene, text: Text, edge: number): number => {
  const end = firstOffset(text, (from) => topAt(scene, text, from) > edge);
  if (end === 0) return 0;
  const top = topAt(scene, text, end - 1);
  return firstOffset(text, (from) => topAt(scene, text, from) >= Math.min(top, edge));
};

const firstOffset = (text: Text, test: (offset: number) => boolean): number => {
  let [low, high] = [0, text.data.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The top of the first letter from here on that is drawn. */
const topAt = (scene: Scene, text: Text, offset: number): number => {
  const range = rangeOver(scene.page, text);
  for (let at = offset; at < text.data.length; at += 1) {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const box = range.getClientRects()[0];
    if (box !== undefined) return box.top;
  }
  return Infinity;
};

const topOf = (scene: Scene, node: Node): number | undefined =>
  rangeOf(scene, [node]).getClientRects()[0]?.top;

/** What goes on in the line that a node begins, or that begins at this top. */
const lineOf = (
  scene: Scene,
  nodes: readonly Node[],
  from: number,
  top = topOf(scene, nodes[from] as Node) ?? 0,
): Node[] => {
  const rest = nodes.slice(from);
  const end = rest.findIndex((node) => (topOf(scene, node) ?? top) > top + 1);
  return end < 0 ? rest : rest.slice(0, end);
};

/** Whether a line with it is as high as one with nothing but text. */
const isPlain = (scene: Scene, element: Element, node: Node): boolean => {
  if (!isElement(node)) return true;
  if (nameOf(node) === 'br' || !isDisplayed(node)) return true;
  const [own, around] = [scene.style(node), scene.style(element)];
  return (
    own.display === 'inline' &&
    own.fontSize === around.fontSize &&
    own.fontFamily === around.fontFamily &&
    own.lineHeight === around.lineHeight &&
    own.verticalAlign === 'baseline' &&
    !REPLACED.test(nameOf(node)) &&
    Array.from(kidsOf(node)).every((kid) => isPlain(scene, element, kid))
  );
};

const REPLACED = /^(img|canvas|video|iframe|object|embed|svg|math|input|textarea|select)$/;

/** Whether no number elsewhere changes without these; one of each kind is asked. */
const countsNothing = (scene: Scene, nodes: readonly Node[]): boolean => {
  const kinds = new Map(
    nodes
      .filter(isElement)
      .map((node) => [`${nameOf(node)} ${attributeOf(node, 'class') ?? ''}`, node]),
  );
  return [...kinds.values()].every((element) =>
    [undefined, '::before', '::after'].every(
      (pseudo) => scene.window.getComputedStyle(element, pseudo).counterIncrement === 'none',
    ),
  );
};
