/** Walks over a feature page screen by screen, and holds ours against the browser's own picture. */
import { type Comparison, compare } from './compare.js';
import { type Driver, SCREEN } from './driver.js';
import type { Box, Taken } from './entry.js';
import type { FeaturePage } from './list.js';
import type { Pages } from './serve.js';

/** One screen of a page. */
export interface Screen {
  page: string;
  /** From 1. */
  number: number;
  truth: Buffer;
  ours: Buffer;
  comparison: Comparison;
  boxes: (Box & { mismatch: number })[];
  report: Taken['report'];
  milliseconds: number;
}

export const walk = async (
  driver: Driver,
  pages: Pages,
  { name, path = `${name}.html`, settings = {} }: FeaturePage,
): Promise<Screen[]> => {
  await driver.open(pages.url(path), settings);
  const ask = (call: string) => driver.evaluate(`${pages.probe}.then((probe) => probe.${call})`);
  await ask('ready()');
  const seen: string[] = [];
  const screens: Screen[] = [];
  for (;;) {
    const boxes = (await ask(`next(${JSON.stringify(seen)})`)) as Box[];
    if (boxes.length === 0) {
      if (screens.length === 0) throw new Error(`${path} has no boxes`);
      return screens;
    }
    const truth = await driver.screenshot();
    const taken = (await ask('take()')) as Taken;
    const ours = Buffer.from(taken.picture, 'base64');
    const comparison = compare(truth, ours, SCREEN);
    const { report, milliseconds } = taken;
    seen.push(...boxes.map((box) => box.name));
    screens.push({
      page: name,
      number: screens.length + 1,
      truth,
      ours,
      comparison,
      boxes: boxes.map((box) => ({ ...box, mismatch: comparison.within(box) })),
      report,
      milliseconds,
    });
  }
};
