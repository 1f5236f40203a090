/** What is wrong with the boxes of a screen, in sentences. */
import type { ReportLine } from '../../../src/protocol/index.js';
import { PASSES, percent } from './compare.js';

/** A box that is not faithful in a browser. */
export interface Known {
  /** Where the report has a word for it, it must have a line of that kind (P6). */
  reported?: ReportLine['what'];
  because: string;
  /** As measured, in percent; a box that becomes far worse is a fault, too. */
  measured?: number;
  /** It is faithful in some runs: what it shows depends on time. */
  flaky?: true;
}

/**
 * By name, or by page and name where only one page has it wrong. A box leaves this list as soon as it
 * is faithful.
 */
export type KnownBoxes = Readonly<Record<string, Known>>;

/** Boxes that differ for one reason, each with what was measured. */
export const because = (reason: string, boxes: Readonly<Record<string, number>>): KnownBoxes =>
  Object.fromEntries(
    Object.entries(boxes).map(([box, measured]) => [box, { because: reason, measured }]),
  );

/** What of a screen is judged. */
interface Judged {
  page: string;
  boxes: readonly { name: string; mismatch: number }[];
  report: readonly { what: string; why: string; count: number }[];
}

/** How far a box may be above what was measured: machines and minor versions of browsers differ. */
const worstOf = (measured: number): number => (measured * 1.25 + 1) / 100;

const faultOf = (mismatch: number, report: Judged['report'], known?: Known): string | undefined => {
  if (known === undefined) return mismatch > PASSES ? '' : undefined;
  const { reported, measured, flaky } = known;
  if (mismatch <= PASSES) return flaky ? undefined : ': faithful now, and still listed as known';
  if (measured !== undefined && mismatch > worstOf(measured)) return `, known with ${measured} %`;
  if (reported !== undefined && !report.some(({ what }) => what === reported)) {
    return `, and no ${reported} is reported`;
  }
  return undefined;
};

/** What the capture itself says is missing: often the reason. */
const saidIn = (report: Judged['report']): string => {
  const said = report.map(({ what, why, count }) => `${count} ${what} ${why}`);
  return said.length === 0 ? '' : `; reported on this screen: ${said.join(', ')}`;
};

export const faultsOf = ({ page, boxes, report }: Judged, known: KnownBoxes): string[] =>
  boxes.flatMap(({ name, mismatch }) => {
    const fault = faultOf(mismatch, report, known[`${page}/${name}`] ?? known[name]);
    if (fault === undefined) return [];
    return [`${name}: ${percent(mismatch)} %${fault}${mismatch > PASSES ? saidIn(report) : ''}`];
  });
