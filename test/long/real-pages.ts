/**
 * The benchmark's whole pages, in any browser and in the states that it measures. A state is a box: all
 * of the screen.
 */
import type { suite } from 'uvu';
import { CORPUS, type CorpusPage } from '../../bench/capture/corpus.js';
import type * as Scene from '../../bench/capture/inside/scene.js';
import type { Taken } from '../../bench/capture/inside/take.js';
import { madeAt } from '../../bench/capture/made/index.js';
import { scriptAt } from '../../bench/capture/scripts.js';
import { type Site, openSite } from '../../bench/capture/site.js';
import { steady } from '../../bench/capture/steady.js';
import { compare } from '../capture/features/compare.js';
import { type Driver, SCREEN } from '../capture/features/driver.js';
import { type Subject, suiteOf } from '../capture/features/suite.js';
import type { Screen } from '../capture/features/walk.js';

const STATES = ['top', 'mid', 'work'] as const;

const walk = async (driver: Driver, site: Site, { name, path }: CorpusPage): Promise<Screen[]> => {
  const ask = (script: string, call: string) =>
    driver.evaluate(`import('${site.url}/bench/inside/${script}.js').then((at) => at.${call})`);
  const scene = (act: keyof typeof Scene) => ask('scene', `${act}()`);
  await driver.open(site.url + path, {});
  await scene('settled');
  const screens: Screen[] = [];
  for (const state of STATES) {
    if (state !== 'top') await scene(state);
    // A screenshot of Firefox begins at a whole CSS pixel, wherever the page is scrolled to.
    await driver.evaluate('scrollTo({ top: Math.floor(scrollY), behavior: "instant" })');
    await scene('settled');
    const truth = await steady(driver.screenshot, () => scene('freeze'));
    const shot = `take('${site.url}/bench/engines/ours.js', 'image/png', true)`;
    const { picture, time, detail } = (await ask('take', shot)) as Taken;
    const ours = Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64');
    const comparison = compare(truth, ours, SCREEN);
    const all = { name: state, x: 0, y: 0, width: SCREEN.width, height: SCREEN.height };
    screens.push({
      page: name,
      number: screens.length + 1,
      truth,
      ours,
      comparison,
      boxes: [{ ...all, mismatch: comparison.within(all) }],
      report: (detail as Pick<Screen, 'report'>).report,
      milliseconds: time,
    });
  }
  return screens;
};

export const realPageSuite = (subject: Subject, title: string): ReturnType<typeof suite> =>
  suiteOf(subject, {
    title,
    pages: CORPUS,
    serve: () => openSite((path) => madeAt(path) ?? scriptAt(path)),
    walk,
  });
