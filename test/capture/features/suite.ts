/**
 * Walks through pages in a browser, and holds every box of theirs against the browser's own screenshot.
 *
 * `FEATURES=part` runs only the pages with that in their name; `CAPTURE_OUT=folder` keeps the
 * pictures of every screen, a table of all boxes and one of all pages.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { byPage, paste, tableOf } from './album.js';
import type { Driver, PageSettings } from './driver.js';
import { type KnownBoxes, faultsOf } from './judge.js';
import { FEATURE_PAGES, type FeaturePage } from './list.js';
import { servePages } from './serve.js';
import { type Screen, walk } from './walk.js';

/** A browser is how it is driven, and what is known to differ there. */
export interface Subject {
  open: () => Promise<Driver>;
  known: KnownBoxes;
  /** Settings that it cannot give to a page: without them a page is another, and not compared. */
  lacks?: readonly (keyof PageSettings)[];
}

export interface Tour<Page extends { name: string }, Site extends { close: () => Promise<void> }> {
  title: string;
  pages: readonly Page[];
  serve: () => Promise<Site>;
  walk: (driver: Driver, site: Site, page: Page) => Promise<Screen[]>;
}

export const suiteOf = <Page extends { name: string }, Site extends { close: () => Promise<void> }>(
  { open, known }: Subject,
  tour: Tour<Page, Site>,
): ReturnType<typeof suite> => {
  const test = suite(tour.title);
  const out = process.env['CAPTURE_OUT'];
  const filter = process.env['FEATURES'] ?? '';
  const pages = tour.pages.filter(({ name }) => name.includes(filter));
  if (pages.length === 0) return test;

  const screens: Screen[] = [];
  let driver: Driver;
  let site: Site;

  test.before(async () => {
    [driver, site] = await Promise.all([open(), tour.serve()]);
  });
  test.after(async () => {
    await driver.close();
    await site.close();
    if (out === undefined) return;
    mkdirSync(out, { recursive: true });
    writeFileSync(join(out, `${tour.title}.txt`), tableOf(screens));
    writeFileSync(join(out, `${tour.title}.md`), byPage(screens));
  });

  for (const page of pages) {
    test(`[P3] [P6] ${page.name}: every box is as the browser shows it, or reported`, async () => {
      const walked = await tour.walk(driver, site, page);
      screens.push(...walked);
      if (out !== undefined) walked.forEach((screen) => paste(out, screen));
      const faults = walked.flatMap((screen) => faultsOf(screen, known));
      assert.ok(faults.length === 0, `\n${faults.join('\n')}`);
    });
  }

  return test;
};

/** Of the feature pages: one feature a box. */
export const featureSuite = (
  subject: Subject,
  title: string,
  pages: readonly FeaturePage[] = FEATURE_PAGES,
): ReturnType<typeof suite> => {
  const lackOf = ({ settings = {} }: FeaturePage) =>
    subject.lacks?.find((setting) => setting in settings);
  const able = pages.filter((page) => lackOf(page) === undefined);
  const test = suiteOf(subject, { title, pages: able, serve: servePages, walk });
  for (const page of pages) {
    const lack = lackOf(page);
    if (lack !== undefined) test.skip(`${page.name}: this browser has no ${lack}`);
  }
  return test;
};
