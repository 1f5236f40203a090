/** What a run measures; all of it unless the environment says less, to try something out. */

const listOf = (name: string): string[] =>
  (process.env[name] ?? '').split(',').filter((part) => part !== '');

export type Part = 'fidelity' | 'speed' | 'throttle';

const pages = listOf('BENCH_PAGES');
const engines = listOf('BENCH_ENGINES');
const only = listOf('BENCH_ONLY');

/** Parts of pages' names: `BENCH_PAGES=adminlte,weui-form`. */
export const wantsPage = (name: string): boolean =>
  pages.length === 0 || pages.some((part) => name.includes(part));

/** `BENCH_ENGINES=ours,snapdom`: these, on every page; else `undefined`. */
export const namedEngines: readonly string[] | undefined =
  engines.length === 0 ? undefined : engines;

/** `BENCH_ONLY=fidelity`. */
export const wantsPart = (part: Part): boolean => only.length === 0 || only.includes(part);

/** `BENCH_OUT=folder`: the pictures of every page and state, and what ours says about them. */
export const picturesFolder: string | undefined = process.env['BENCH_OUT'];
