/** Our captures beside other engines': how true they are and how fast, on whole pages. */
import { CORPUS, type CorpusPage } from './capture/corpus.js';
import { OURS, enginesFor, variantsOf } from './capture/engines.js';
import { meanOf, measureFidelity } from './capture/fidelity.js';
import { madeAt } from './capture/made/index.js';
import { type Phone, openPhone } from './capture/phone.js';
import { printFidelity } from './capture/print-fidelity.js';
import { printSpeed } from './capture/print-speed.js';
import type { PageResult } from './capture/results.js';
import { scriptAt } from './capture/scripts.js';
import { wantsPage, wantsPart } from './capture/settings.js';
import { type Site, openSite } from './capture/site.js';
import { type Conditions, type Timing, measureSpeed } from './capture/speed.js';
import { closing } from './support/closing.js';

/** A cheap phone beside this machine. */
const SLOWED = 4;

interface Measure {
  phone: Phone;
  site: Site;
  page: CorpusPage;
}

const timesOf = async (
  measure: Measure,
  engines: readonly string[],
  conditions: Conditions,
): Promise<Map<string, Timing>> => {
  const times = new Map<string, Timing>();
  for (const engine of engines) {
    const timing = await measureSpeed(measure, engine, conditions);
    if (timing !== undefined) times.set(engine, timing);
  }
  return times;
};

const measurePage = async (measure: Measure): Promise<PageResult> => {
  const engines = enginesFor(measure.page);
  const { name: page } = measure.page;
  const slowedEngines = enginesFor({ withSlow: false });
  const speed = wantsPart('speed');
  return {
    page,
    mismatches: wantsPart('fidelity') ? await measureFidelity(measure, engines) : new Map(),
    times: speed ? await timesOf(measure, engines, { prepared: true }) : new Map(),
    unprepared:
      speed && engines.includes(OURS)
        ? await measureSpeed(measure, OURS, { prepared: false, firstOnly: true })
        : undefined,
    slowed: wantsPart('throttle')
      ? await timesOf(measure, slowedEngines, { prepared: true, slowed: SLOWED })
      : new Map(),
  };
};

/** For whoever waits: mismatches in the order of the engines. */
const glance = (result: PageResult | undefined): string =>
  [...(result?.mismatches ?? [])]
    .map(([engine, mismatch]) => `${engine} ${meanOf(mismatch).toFixed(2)}`)
    .join(', ');

/** The browser's own first steps, and the bundles of all engines, are nobody's time. */
const warmUp = async (measure: Measure): Promise<void> => {
  for (const engine of enginesFor({ withSlow: true }).flatMap(variantsOf)) {
    await measureSpeed(measure, engine, { prepared: true, firstOnly: true });
  }
};

await closing(async (keep) => {
  const site = keep(await openSite((path) => madeAt(path) ?? scriptAt(path)));
  const phone = keep(await openPhone());
  const pages = CORPUS.filter(({ name }) => wantsPage(name));

  const [first] = pages;
  if (first !== undefined && (wantsPart('speed') || wantsPart('throttle'))) {
    await warmUp({ phone, site, page: first });
  }

  const results: PageResult[] = [];
  for (const page of pages) {
    const start = performance.now();
    try {
      results.push(await measurePage({ phone, site, page }));
    } catch (error) {
      process.stderr.write(`${page.name} cannot be measured: ${String(error)}\n`);
      process.exitCode = 1;
      await phone.restart();
      continue;
    }
    const seconds = ((performance.now() - start) / 1000).toFixed(0);
    process.stderr.write(`${page.name}, ${seconds} s: ${glance(results.at(-1))}\n`);
  }
  if (wantsPart('fidelity')) printFidelity(results);
  if (wantsPart('speed') || wantsPart('throttle')) printSpeed(results);
  for (const path of site.missing) process.stderr.write(`not in the corpus: ${path}\n`);
});
