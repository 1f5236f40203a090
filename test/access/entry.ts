/** Runs in the page under inspection: axe, and what axe cannot see. */
import axe from 'axe-core';
import { clippedTexts, doubleText } from './texts.js';
import { hiddenFocus, smallControls } from './controls.js';

/** WCAG 2.2 AA, and what axe's makers hold to be good besides. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Rules that their makers do not trust yet; the tags above would bring them in. */
const EXPERIMENTS = Object.fromEntries(
  axe.getRules(['experimental']).map(({ ruleId }) => [ruleId, { enabled: false }]),
);

const inspector = {
  /** What axe finds below `ours`, a line each. */
  axe: async (ours: string): Promise<string[]> => {
    const { violations } = await axe.run(
      { include: [[ours]] },
      {
        runOnly: TAGS,
        rules: EXPERIMENTS,
        resultTypes: ['violations'],
        // It would fetch style sheets once more, which a page's policy may forbid.
        preload: false,
      },
    );
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary = '' }) => {
        const why = failureSummary.split('\n')[1]?.trim() ?? '';
        return `${id}: ${target.flat().join(' ')}: ${why}`;
      }),
    );
  },
  smallControls,
  hiddenFocus,
  clippedTexts,
  doubleText,
  /** By how much the page is wider than the screen. */
  excess: (): number => {
    const page = document.scrollingElement ?? document.documentElement;
    return Math.max(0, page.scrollWidth - page.clientWidth);
  },
};
export type Inspector = typeof inspector;

Object.assign(globalThis, { inspector });
