/** A studio whose pages have secrets, and the lines around them that must not move. */
import type { Page } from 'playwright-core';
import { type Box, RED, type Studio, type Taken, boxesOf, openStudio, photo } from '../studio.js';

/**
 * The second has the letters of the first, between the same outer ones (whose ink may stand out of
 * them), so that it is as large; the third is longer.
 */
export const [SECRET, AS_LONG, LONGER] = [
  'ZQXJ4711KVWB',
  'ZWVK1174JXQB',
  'LRNS8360CADEU5528TOI',
] as const;

export const openStudioWithSecrets = async (): Promise<Studio> => {
  const studio = await openStudio();
  for (const secret of [SECRET, AS_LONG, LONGER]) {
    const body = photo(secret === SECRET ? RED : [20, 30, 220]);
    studio.serve(`/pictures/${secret}.png`, { body, type: 'image/png' });
    studio.serve(`/frames/${secret}`, { body: `<p>${secret}</p>` });
  }
  return studio;
};

export const STYLE = `<style>
  body { margin: 0; font: 16px/24px 'Liberation Mono', monospace }
  .line { margin: 4px 0; height: 24px }
  .box { display: block; box-sizing: border-box; width: 300px; height: 48px; margin: 0; overflow: hidden }
  img { width: 60px; height: 40px }
</style>`;
export const between = (part: string): string =>
  `${STYLE}<p class="line">ABOVE</p>${part}<p class="line">BELOW</p>`;

const linesOf = async (page: Page): Promise<Box[]> =>
  // As wide as the words in it.
  (await boxesOf(page, 'line')).map((box) => ({ ...box, width: Math.min(box.width, 100) }));

export const shoot = async (
  studio: Studio,
  page: Page,
  body: string,
): Promise<Taken & { lines: Box[] }> => {
  await studio.show(page, body);
  const lines = await linesOf(page);
  return { ...(await studio.take(page)), lines };
};
