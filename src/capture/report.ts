/** Counts what the picture cannot show as the guest sees it (P6), for the host to read. */
import type { ReportLine } from '../protocol/index.js';

export interface Tally {
  add: (what: ReportLine['what'], why: ReportLine['why']) => void;
  /** One line for each pair of what and why. */
  lines: () => ReportLine[];
}

export const tally = (): Tally => {
  const counted = new Map<string, ReportLine>();
  return {
    add: (what, why) => {
      const line = counted.get(`${what} ${why}`);
      if (line === undefined) counted.set(`${what} ${why}`, { what, why, count: 1 });
      else line.count += 1;
    },
    lines: () => [...counted.values()],
  };
};
