/** It has no viewport: the body is moved behind a window of the viewport's size. */
import domToImage from 'dom-to-image-more';
import type { EngineScript } from '../inside/types.js';
import { canvasColor, encoded, movedBy, viewNow } from '../inside/view.js';

export const shoot: EngineScript['shoot'] = async (type) => {
  const view = viewNow();
  const canvas = await domToImage.toCanvas(document.body, {
    width: view.width,
    height: view.height,
    pixelRatio: view.density,
    style: movedBy(view),
    bgcolor: canvasColor(),
    // Else nested scrollers show their beginnings.
    preserveScroll: true,
    // The faster of its two caches, as its documentation says.
    styleCaching: 'relaxed',
    logger: {},
  });
  return encoded(canvas, type);
};
