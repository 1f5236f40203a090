/** For eyes: the pictures of every screen, and a table of all boxes. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdown } from '../../../bench/support/table.js';
import { PASSES, percent } from './compare.js';
import type { Screen } from './walk.js';

export const paste = (folder: string, { page, number, ...screen }: Screen): void => {
  mkdirSync(folder, { recursive: true });
  const write = (kind: string, bytes: Buffer) =>
    writeFileSync(join(folder, `${page}-${number}-${kind}.png`), bytes);
  write('truth', screen.truth);
  write('ours', screen.ours);
  write('diff', screen.comparison.drawing(screen.boxes));
};

/** Of all boxes; a line for each, in the order of the pages. */
export const tableOf = (screens: Screen[]): string => {
  const lines = screens.flatMap(({ page, number, boxes, report, milliseconds }) => [
    ...boxes.map(({ name, mismatch }) => {
      const mark = mismatch > PASSES ? '✘' : ' ';
      return `${mark} ${percent(mismatch).padStart(6)} %  ${page}-${number}  ${name}`;
    }),
    `             ${page}-${number}  ${milliseconds.toFixed(0)} ms ${report
      .map(({ what, why, count }) => `${count} ${what} ${why}`)
      .join(', ')}`.trimEnd(),
  ]);
  const all = screens.flatMap(({ boxes }) => boxes);
  const passed = all.filter(({ mismatch }) => mismatch <= PASSES).length;
  return [...lines, `${passed} of ${all.length} boxes are faithful`, ''].join('\n');
};

/** For docs: how each page did, in Markdown. */
export const byPage = (screens: Screen[]): string => {
  const pages = [...new Set(screens.map(({ page }) => page))];
  const lineOf = (name: string, of: Screen[]): string[] => {
    const mismatches = of.flatMap(({ boxes }) => boxes.map(({ mismatch }) => mismatch));
    const faithful = mismatches.filter((mismatch) => mismatch <= PASSES).length;
    return [name, `${mismatches.length}`, `${faithful}`, percent(Math.max(...mismatches))];
  };
  return markdown([
    ['page', 'boxes', 'faithful', 'worst, %'],
    ...pages.map((name) =>
      lineOf(
        name,
        screens.filter(({ page }) => page === name),
      ),
    ),
    lineOf('**all**', screens),
  ]);
};
