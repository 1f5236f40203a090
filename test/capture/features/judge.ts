/** What is wrong with the boxes of a screen, in sentences. */
import { PASSES, percent } from './compare.js';
import { KNOWN } from './known.js';
import type { Screen } from './walk.js';

export const faultsOf = ({ page, boxes, report }: Screen): string[] =>
  boxes.flatMap(({ name, mismatch }) => {
    const known = KNOWN[`${page}/${name}`] ?? KNOWN[name];
    if (known === undefined)
      return mismatch > PASSES ? [`${name}: ${percent(mismatch)} %${reportOf(report)}`] : [];
    if (mismatch <= PASSES) return [`${name} is faithful now, and still listed in known.ts`];
    const reported =
      known.reported === undefined || report.some(({ what }) => what === known.reported);
    return reported
      ? []
      : [`${name}: ${percent(mismatch)} %, and no ${String(known.reported)} is reported`];
  });

/** What the capture itself says is missing: often the reason. */
const reportOf = (report: Screen['report']): string => {
  const said = report.map(({ what, why, count }) => `${count} ${what} ${why}`);
  return said.length === 0 ? '' : `; reported on this screen: ${said.join(', ')}`;
};
