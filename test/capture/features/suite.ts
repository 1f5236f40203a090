/**
 * The tests of some of the feature pages: one feature a box, each beside the browser's own screenshot.
 *
 * `FEATURES=part` runs only the pages with that in their name; `CAPTURE_OUT=folder` keeps the
 * pictures of every screen, and a table of all boxes.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { paste, tableOf } from './album.js';
import { openChromium } from './chromium.js';
import type { Driver } from './driver.js';
import { faultsOf } from './judge.js';
import { FEATURE_PAGES } from './list.js';
import { type Pages, servePages } from './serve.js';
import { type Screen, walk } from './walk.js';

/** Which part of the pages a test file has: they are too many for one. */
export const suiteOf = (part: 0 | 1): ReturnType<typeof suite> => {
  const test = suite(`features ${part + 1} of 2`);

  const out = process.env['CAPTURE_OUT'];
  const filter = process.env['FEATURES'] ?? '';
  const screens: Screen[] = [];
  let driver: Driver;
  let pages: Pages;

  test.before(async () => {
    [driver, pages] = await Promise.all([openChromium(), servePages()]);
  });
  test.after(async () => {
    await driver.close();
    await pages.close();
    if (out !== undefined && screens.length > 0) {
      writeFileSync(join(out, 'boxes.txt'), tableOf(screens));
    }
  });

  const pagesHere = FEATURE_PAGES.filter((_, index) => index % 2 === part);
  for (const page of pagesHere.filter(({ name }) => name.includes(filter))) {
    test(`[P3] [P6] ${page.name}: every box is as the browser shows it, or reported`, async () => {
      const walked = await walk(driver, pages, page);
      screens.push(...walked);
      if (out !== undefined) walked.forEach((screen) => paste(out, screen));
      const faults = walked.flatMap(faultsOf);
      assert.ok(faults.length === 0, `\n${faults.join('\n')}`);
    });
  }

  return test;
};
