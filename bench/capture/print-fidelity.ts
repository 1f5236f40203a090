import { median, printTable } from '../support/table.js';
import { ENGINES, OURS } from './engines.js';
import { type Mismatch, STATES, hasFailed, meanOf } from './fidelity.js';
import { type PageResult, mean } from './results.js';

const NOTE =
  'Pixelmatch at 0.1 between the browser’s screenshot and the picture, both averaged to CSS pixels; ' +
  'mean of three states: top, half-way, half-way with nested scrollers moved and fields filled. ' +
  'An engine that throws or takes over 20 s counts 100 for that state. Of snapdom the better of two roots.';

const percent = (value: number): string => value.toFixed(2);

const NOT_MEASURED = '';

const cellOf = (mismatch: Mismatch | undefined): string => {
  if (mismatch === undefined) return NOT_MEASURED;
  const shown = percent(meanOf(mismatch));
  return hasFailed(mismatch) ? `${shown} (failed)` : shown;
};

const columnOf = (results: readonly PageResult[], engine: string): Mismatch[] =>
  results.flatMap(({ mismatches }) => mismatches.get(engine) ?? []);

const printByEngine = (results: readonly PageResult[]): void => {
  const summary = (name: string, of: (column: Mismatch[]) => string): string[] => [
    name,
    ...ENGINES.map((engine) => {
      const column = columnOf(results, engine);
      return column.length === 0 ? NOT_MEASURED : of(column);
    }),
  ];
  printTable(
    'Mismatch with the browser’s own screenshot, %',
    [
      ['', ...ENGINES],
      ...results.map(({ page, mismatches }) => [
        page,
        ...ENGINES.map((engine) => cellOf(mismatches.get(engine))),
      ]),
      summary('**median**', (column) => percent(median(column.map(meanOf)))),
      summary('**mean**', (column) => percent(mean(column.map(meanOf)))),
      summary('**highest**', (column) => percent(Math.max(...column.map(meanOf)))),
      summary('**pages failed**', (column) => String(column.filter(hasFailed).length)),
      summary('**pages measured**', (column) => String(column.length)),
    ],
    NOTE,
  );
};

/** Ours by state, beside whatever peer came nearest. */
const printOurs = (results: readonly PageResult[]): void => {
  const lines = results.flatMap(({ page, mismatches }) => {
    const ours = mismatches.get(OURS);
    if (ours === undefined) return [];
    const peers = [...mismatches].filter(([engine]) => engine !== OURS);
    const [best] = peers.sort(([, a], [, b]) => meanOf(a) - meanOf(b));
    return [
      [
        page,
        ...STATES.map((state) => percent(ours[state])),
        best === undefined ? NOT_MEASURED : percent(meanOf(best[1])),
        best === undefined ? NOT_MEASURED : best[0],
      ],
    ];
  });
  printTable('Mismatch of ours by state, %', [['', ...STATES, 'best peer', 'which'], ...lines]);
};

export const printFidelity = (results: readonly PageResult[]): void => {
  printByEngine(results);
  printOurs(results);
};
