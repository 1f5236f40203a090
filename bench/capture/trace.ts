/** The longest task on the page's main thread while something is captured. */
import type { Browser, Page } from 'playwright-core';
import { END, START } from './inside/marks.js';

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  /** Microseconds. */
  ts: number;
  dur?: number;
}

/**
 * What the page marks by itself, and tasks. Not those of `toplevel`: it leaves out what a promise
 * goes on with, which is most of what engines do.
 */
const CATEGORIES = ['blink.user_timing', 'disabled-by-default-devtools.timeline'];
const TASK = 'RunTask';

export interface Traced<T> {
  result: T;
  /** Milliseconds, one value for each capture; without the long-task API's floor of 50 ms. */
  longest: number[];
}

export const traced = async <T>(
  browser: Browser,
  page: Page,
  work: () => Promise<T>,
): Promise<Traced<T>> => {
  await browser.startTracing(page, { categories: CATEGORIES });
  try {
    const result = await work();
    return { result, longest: longestTasks(await browser.stopTracing()) };
  } catch (error) {
    await browser.stopTracing().catch(() => undefined);
    throw error;
  }
};

const longestTasks = (trace: Buffer): number[] => {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] };
  const marks = (name: string) =>
    traceEvents.filter((event) => event.name === name).sort((a, b) => a.ts - b.ts);
  const ends = marks(END);
  return marks(START).flatMap((start, index) => {
    const end = ends[index];
    if (end === undefined) return [];
    const tasks = traceEvents.filter(
      ({ name, pid, tid, ts, dur = 0 }) =>
        name === TASK &&
        pid === start.pid &&
        tid === start.tid &&
        ts < end.ts &&
        ts + dur > start.ts,
    );
    return [Math.max(...tasks.map(({ dur = 0 }) => dur)) / 1000];
  });
};
