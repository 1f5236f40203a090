/** What a run has found, to be printed once all pages are through. */
import type { Mismatch } from './fidelity.js';
import type { Timing } from './speed.js';

export interface PageResult {
  page: string;
  /** By engine, as are the others. */
  mismatches: ReadonlyMap<string, Mismatch>;
  /** Without the engines that failed. */
  times: ReadonlyMap<string, Timing>;
  /** With the processor four times slower. */
  slowed: ReadonlyMap<string, Timing>;
  /** Ours, without what it may do before it is needed. */
  unprepared?: Timing | undefined;
}

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
