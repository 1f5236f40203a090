/** What the engines' pictures differ from the browser's own, page by page and state by state. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { compare } from './compare.js';
import type { CorpusPage } from './corpus.js';
import { variantsOf } from './engines.js';
import { TookTooLong, limited } from './limit.js';
import type { Phone } from './phone.js';
import { picturesFolder } from './settings.js';
import type { Site } from './site.js';
import { type State, type Visit, visit } from './visit.js';

export const STATES: readonly State[] = ['top', 'mid', 'work'];

/** In percent; 100 where the engine gave no picture. */
export type Mismatch = Record<State, number>;

const FAILED = 100;

export const meanOf = (mismatch: Mismatch): number =>
  STATES.reduce((sum, state) => sum + mismatch[state], 0) / STATES.length;

export const hasFailed = (mismatch: Mismatch): boolean =>
  STATES.some((state) => mismatch[state] === FAILED);

const keep = (name: string, content: string | Buffer): void => {
  if (picturesFolder === undefined) return;
  mkdirSync(picturesFolder, { recursive: true });
  writeFileSync(`${picturesFolder}/${name}`, content);
};

const mismatchNow = async (open: Visit, script: string, name: string): Promise<number> => {
  // For each engine anew: the one before may have left something.
  const truth = await open.truth();
  keep(`${name}-truth.png`, truth);
  const { picture, detail } = await limited(open.take(script, 'image/png', true));
  const png = Buffer.from(picture.slice(picture.indexOf(',') + 1), 'base64');
  keep(`${name}-${script}.png`, png);
  if (detail !== undefined) keep(`${name}-${script}.json`, JSON.stringify(detail, null, 2));
  const { mismatch, difference } = compare(truth, png);
  keep(`${name}-${script}-diff.png`, difference);
  return mismatch;
};

interface Measure {
  phone: Phone;
  site: Site;
  page: CorpusPage;
}

/** One visit for several scripts; where one blocks the page, the next begin with a new one. */
const mismatchesOf = async (
  { phone, site, page }: Measure,
  scripts: readonly string[],
): Promise<Map<string, Mismatch>> => {
  const found = new Map(
    scripts.map((script) => [script, { top: FAILED, mid: FAILED, work: FAILED }]),
  );
  const blocked = new Set<string>();
  let open = await visit(phone, site, page);
  for (const state of STATES) {
    await open.reach(state);
    for (const [script, mismatch] of found) {
      if (blocked.has(script)) continue;
      try {
        mismatch[state] = await mismatchNow(open, script, `${page.name}-${state}`);
      } catch (error) {
        process.stderr.write(`${script} on ${page.name}, ${state}: ${String(error)}\n`);
        if (!(error instanceof TookTooLong)) continue;
        blocked.add(script);
        await phone.restart();
        open = await visit(phone, site, page);
        await open.reach(state);
      }
    }
  }
  await open.close();
  return found;
};

/** By engine; of an engine's variants the one that is nearer on this page. */
export const measureFidelity = async (
  measure: Measure,
  engines: readonly string[],
): Promise<Map<string, Mismatch>> => {
  const scripts = engines.flatMap(variantsOf);
  const found = await mismatchesOf(measure, scripts);
  return new Map(
    engines.flatMap((engine) => {
      const [best] = variantsOf(engine)
        .flatMap((script) => found.get(script) ?? [])
        .sort((a, b) => meanOf(a) - meanOf(b));
      return best === undefined ? [] : [[engine, best] as const];
    }),
  );
};
