import { median, printTable, shown } from '../support/table.js';
import { ENGINES, OURS } from './engines.js';
import { type PageResult, geometricMean } from './results.js';
import type { Timing } from './speed.js';

/** One figure of an engine on a page. */
interface Measure {
  name: string;
  of: (result: PageResult, engine: string) => number | undefined;
}

const timeOf = (timing: Timing | undefined): number | undefined => timing?.first;
const repeatOf = (timing: Timing | undefined): number | undefined =>
  timing === undefined || timing.repeats.length === 0 ? undefined : median(timing.repeats);

const FIRST: Measure = { name: 'first', of: ({ times }, engine) => timeOf(times.get(engine)) };
const REPEATED: Measure = {
  name: 'repeated',
  of: ({ times }, engine) => repeatOf(times.get(engine)),
};
const SLOWED_FIRST: Measure = {
  name: 'first at 4×',
  of: ({ slowed }, engine) => timeOf(slowed.get(engine)),
};
const SLOWED_REPEATED: Measure = {
  name: 'repeated at 4×',
  of: ({ slowed }, engine) => repeatOf(slowed.get(engine)),
};
const TASK_FIRST: Measure = {
  name: 'longest task of the first at 4×',
  of: ({ slowed }, engine) => slowed.get(engine)?.longest?.first,
};
const TASK_REPEATED: Measure = {
  name: 'longest task of a repeated one at 4×',
  of: ({ slowed }, engine) => {
    const tasks = slowed.get(engine)?.longest?.repeats ?? [];
    return tasks.length === 0 ? undefined : median(tasks);
  },
};
const MEASURES = [FIRST, REPEATED, SLOWED_FIRST, SLOWED_REPEATED, TASK_FIRST, TASK_REPEATED];

const cell = (value: number | undefined): string => (value === undefined ? '' : shown(value));

/** Pages that both finished. */
const ratiosOf = (results: readonly PageResult[], engine: string, { of }: Measure): number[] =>
  results.flatMap((result) => {
    const [ours, peer] = [of(result, OURS), of(result, engine)];
    return ours === undefined || peer === undefined ? [] : [ours / peer];
  });

const printPages = (results: readonly PageResult[], measure: Measure): void => {
  const engines = ENGINES.filter((engine) =>
    results.some((result) => measure.of(result, engine) !== undefined),
  );
  if (engines.length === 0) return;
  const withUnprepared = measure === FIRST && engines.includes(OURS);
  const unprepared = (result: PageResult): string[] =>
    withUnprepared ? [cell(timeOf(result.unprepared))] : [];
  const medianOf = (engine: string): string => {
    const values = results.flatMap((result) => measure.of(result, engine) ?? []);
    return values.length === 0 ? '' : shown(median(values));
  };
  const unpreparedTimes = results.flatMap((result) => timeOf(result.unprepared) ?? []);
  printTable(`Capture, ${measure.name}, ms`, [
    ['', ...engines, ...(withUnprepared ? ['ours unprepared'] : [])],
    ...results.map((result) => [
      result.page,
      ...engines.map((engine) => cell(measure.of(result, engine))),
      ...unprepared(result),
    ]),
    [
      '**median**',
      ...engines.map(medianOf),
      ...(unpreparedTimes.length > 0 ? [shown(median(unpreparedTimes))] : []),
    ],
  ]);
};

const printRatios = (results: readonly PageResult[]): void => {
  const peers = ENGINES.filter((engine) => engine !== OURS);
  const ratio = (values: readonly number[]): string =>
    values.length === 0 ? '' : `${geometricMean(values).toFixed(3)} (${values.length})`;
  const lines = peers.map((engine) => [
    engine,
    ...MEASURES.map((measure) => ratio(ratiosOf(results, engine, measure))),
  ]);
  const worst = MEASURES.map(({ of }) => {
    const [most] = results
      .flatMap((result) => {
        const ours = of(result, OURS);
        const others = peers.flatMap((engine) => of(result, engine) ?? []);
        if (ours === undefined || others.length === 0) return [];
        return [{ page: result.page, ratio: ours / Math.min(...others) }];
      })
      .sort((a, b) => b.ratio - a.ratio);
    return most === undefined ? '' : `${most.ratio.toFixed(2)}: ${most.page}`;
  });
  printTable(
    'Ours over the peer’s: below 1 speaks for us',
    [['', ...MEASURES.map(({ name }) => name)], ...lines, ['fastest peer, worst page', ...worst]],
    'Geometric mean over the pages that both finished (their number). In the work state; before each ' +
      'repeat the page is scrolled by 40 px and an attribute of its body changes. JPEG of quality 0.85 ' +
      'from all. Ours is prepared before the first capture, as it is once connected.',
  );
};

const printBytes = (results: readonly PageResult[]): void => {
  const lines = ENGINES.flatMap((engine) => {
    const pictures = results.flatMap(({ times }) => times.get(engine) ?? []);
    const [first] = pictures;
    if (first === undefined) return [];
    const kilobytes = pictures.map(({ bytes }) => bytes / 1000);
    return [[engine, first.type, shown(median(kilobytes)), shown(Math.max(...kilobytes))]];
  });
  printTable('Bytes of a picture', [['', 'type', 'median kB', 'most'], ...lines]);
};

export const printSpeed = (results: readonly PageResult[]): void => {
  for (const measure of MEASURES) printPages(results, measure);
  printBytes(results);
  printRatios(results);
};
