/** It has no viewport: the body is moved behind a window of the viewport's size. */
import { domToCanvas } from 'modern-screenshot';
import type { EngineScript } from '../inside/types.js';
import { canvasColor, encoded, movedBy, viewNow } from '../inside/view.js';

/** Without the context for several captures that it offers: it was no faster on the page tried. */
export const shoot: EngineScript['shoot'] = async (type) => {
  const view = viewNow();
  const canvas = await domToCanvas(document.body, {
    width: view.width,
    height: view.height,
    scale: view.density,
    // It forgets margins of zero where the browser's own sheet has others.
    style: { ...movedBy(view), margin: getComputedStyle(document.body).margin },
    backgroundColor: canvasColor(),
    // Else nested scrollers show their beginnings.
    features: { restoreScrollPosition: true },
    // Its 30 s would fail every page with a missing resource.
    timeout: 5000,
  });
  return encoded(canvas, type);
};
