/**
 * Chromium lays a page out in pixels of the device, and so must the picture, or text is set otherwise;
 * but a density that is only emulated (by developer tools, by tests) scales what was laid out in CSS
 * pixels. Nothing tells the two apart but the page itself: a font's height is rounded to whole pixels
 * of the layout, so that the height of words shows which pixels these are. Firefox always lays out in
 * pixels of the device.
 */
import { attributeOf, childNodesOf, flatParentOf, isText, newCanvas, rangeOver } from './dom.js';
import { isBlink, isFirefox } from './engine.js';
import { isNear } from './lengths.js';
import type { Scene } from './scene.js';

/** Elements with words that are looked at before the density is taken for what it is. */
const SAMPLES = 24;

const languageOf = (element: Element): string => {
  for (let up: Element | null = element; up !== null; up = flatParentOf(up)) {
    const language = attributeOf(up, 'lang');
    if (language !== null) return language;
  }
  return '';
};

/** Pixels of the layout for a CSS pixel. */
export const layoutZoom = (scene: Scene): number => {
  const { devicePixelRatio: density } = scene.window;
  if (isFirefox) return density;
  if (!isBlink) return 1;
  if (!(density > 1)) return density || 1;
  // It chooses fonts by the language, as the page does; not all type definitions know that yet.
  const brush: (CanvasRenderingContext2D & { lang?: string }) | null = newCanvas().getContext('2d');
  if (brush === null) return density;
  let left = SAMPLES;
  for (const element of scene.boxes.keys()) {
    const text = [...childNodesOf(element)].find((node) => isText(node) && node.data.trim() !== '');
    if (text === undefined) continue;
    if ((left -= 1) < 0) break;
    const [line] = rangeOver(scene.page, text).getClientRects();
    if (line === undefined || line.height === 0) continue;
    const { fontStyle, fontWeight, fontSize, fontFamily } = scene.style(element);
    brush.lang = languageOf(element);
    const heightAt = (zoom: number): number => {
      brush.font = `${fontStyle} ${fontWeight} ${parseFloat(fontSize) * zoom}px ${fontFamily}`;
      const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = brush.measureText('x');
      return (Math.round(up) + Math.round(down)) / zoom;
    };
    const [emulated, real] = [heightAt(1), heightAt(density)];
    if (isNear(emulated, real, 0.1)) continue;
    if (isNear(line.height, emulated, 0.05)) return 1;
    if (isNear(line.height, real, 0.05)) return density;
  }
  return density;
};
