/** How long captures take in the work state: the first on a fresh page, and repeated ones. */
import type { CorpusPage } from './corpus.js';
import { isSlow } from './engines.js';
import { TookTooLong, limited } from './limit.js';
import type { Phone } from './phone.js';
import type { Site } from './site.js';
import { traced } from './trace.js';
import { type Visit, visit } from './visit.js';

/** Milliseconds. */
export interface Timing {
  first: number;
  repeats: number[];
  /** Longest task on the main thread, of the first capture and of the others; if slowed. */
  longest?: { first: number; repeats: number[] };
  /** Of the last picture. */
  bytes: number;
  type: string;
}

export interface Conditions {
  /** Whether the engine may prepare itself, as it does once connected. */
  prepared: boolean;
  /** The processor is slowed by this factor. */
  slowed?: number;
  /** Nothing is repeated. */
  firstOnly?: boolean;
}

const REPEATS = 5;
/** A capture that takes seconds varies by little. */
const SLOW_REPEATS = 2;
/** Slowed captures take four times as long, and vary by less. */
const SLOWED_REPEATS = 3;

const captures = async (open: Visit, engine: string, repeats: number): Promise<Timing> => {
  const once = () => limited(open.take(engine, 'image/jpeg', false));
  const { time: first, ...picture } = await once();
  const timing: Timing = { first, repeats: [], bytes: picture.bytes, type: picture.type };
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    await open.step();
    const { time, bytes } = await once();
    timing.repeats.push(time);
    timing.bytes = bytes;
  }
  return timing;
};

const slowedCaptures = async (
  phone: Phone,
  open: Visit,
  engine: string,
  rate: number,
): Promise<Timing> => {
  await open.cdp.send('Emulation.setCPUThrottlingRate', { rate });
  const { result, longest } = await traced(phone.browser(), open.page, () =>
    captures(open, engine, isSlow(engine) ? SLOW_REPEATS : SLOWED_REPEATS),
  );
  const [first = Number.NaN, ...repeats] = longest;
  return { ...result, longest: { first, repeats } };
};

/** `undefined` where the engine failed. */
export const measureSpeed = async (
  { phone, site, page }: { phone: Phone; site: Site; page: CorpusPage },
  engine: string,
  { prepared, slowed, firstOnly = false }: Conditions,
): Promise<Timing | undefined> => {
  const open = await visit(phone, site, page);
  try {
    await open.reach('work');
    // The picture settles before the clock starts: what the page still does is not the engine's.
    await open.truth();
    await limited(open.load(engine, prepared));
    if (slowed !== undefined) return await slowedCaptures(phone, open, engine, slowed);
    const repeats = isSlow(engine) ? SLOW_REPEATS : REPEATS;
    return await captures(open, engine, firstOnly ? 0 : repeats);
  } catch (error) {
    process.stderr.write(`${engine} on ${page.name}: ${String(error)}\n`);
    if (error instanceof TookTooLong) await phone.restart();
    return undefined;
  } finally {
    await open.close().catch(() => undefined);
  }
};
