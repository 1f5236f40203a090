/** Snapdom in its own viewport mode; the root is what its users choose between. */
import { snapdom } from '@zumer/snapdom';
import type { EngineScript } from './types.js';
import { canvasColor, encoded, viewNow } from './view.js';

export const shootFrom =
  (root: () => HTMLElement): EngineScript['shoot'] =>
  async (type) => {
    const { density, ...clip } = viewNow();
    const shot = await snapdom(root(), {
      // Prunes what is off screen, which is its fastest and nearest way to the viewport; a
      // rectangle rather than its `'viewport'`, which is the layout viewport.
      clip,
      dpr: density,
      scale: 1,
      // Fonts where the page has web fonts, and no time lost where it has none.
      embedFonts: 'auto',
      backgroundColor: canvasColor(),
    });
    return encoded(await shot.toCanvas(), type);
  };
