/** It has no viewport: the body is moved behind a window of the viewport's size. */
import { getFontEmbedCSS, toCanvas } from 'html-to-image';
import type { EngineScript } from '../inside/types.js';
import { canvasColor, encoded, movedBy, viewNow } from '../inside/view.js';

/** As its readme advises for repeated captures. */
let fonts: Promise<string> | undefined;

export const shoot: EngineScript['shoot'] = async (type) => {
  const view = viewNow();
  fonts ??= getFontEmbedCSS(document.body);
  const canvas = await toCanvas(document.body, {
    width: view.width,
    height: view.height,
    pixelRatio: view.density,
    style: movedBy(view),
    backgroundColor: canvasColor(),
    fontEmbedCSS: await fonts,
  });
  return encoded(canvas, type);
};
