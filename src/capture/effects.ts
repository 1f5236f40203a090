/** Effects that come out otherwise inside an SVG image, or take too long there. */
import { painterOf } from './canvas.js';
import { BACKGROUND_LISTS } from './css.js';
import { SVG, XHTML, findAll, flatParentOf } from './dom.js';
import { isIOS } from './engine.js';
import { asShown } from './rules.js';
import { number, px } from './lengths.js';
import { pin, type Scene } from './scene.js';
import { splitList } from './selectors.js';
import type { Serialising } from './serialising.js';
import { addressOfSvg, attribute, replaceUrls } from './writer.js';

/** Room for shadows around an element, in CSS pixels. */
const AROUND = 64;

type Affecting = Pick<Serialising, 'scene' | 'writer' | 'dataOf'>;

export const pinEffects = (given: Affecting, element: Element): void => {
  const { scene } = given;
  if (isTurnedAway(scene, element)) pin(scene, element, { visibility: 'hidden' });
  boundBackdrop(scene, element);
  looseGround(given, element);
};

/** Nothing has a back there: the hidden side of a card would be seen mirrored. */
const isTurnedAway = (scene: Scene, element: Element): boolean => {
  if (scene.style(element).backfaceVisibility !== 'hidden') return false;
  let matrix = new DOMMatrix();
  for (let up: Element | null = element; up !== null; up = flatParentOf(up)) {
    const { transform, transformStyle } = scene.style(up);
    if (up !== element && transformStyle !== 'preserve-3d') break;
    if (transform !== 'none') matrix = new DOMMatrix(transform).multiply(matrix);
  }
  return matrix.m33 < 0;
};

/**
 * Without a clip the whole picture is filtered behind the element, for 80 ms each. Nothing that is seen
 * is cut off: neither shadows nor what sticks out.
 */
const boundBackdrop = (scene: Scene, element: Element): void => {
  const style = scene.style(element);
  // Safari knew it by a name of its own for long.
  if (!style.getPropertyValue('backdrop-filter').includes('(') || style.clipPath !== 'none') return;
  const own = scene.boxOf(element);
  const out = { top: 0, right: 0, bottom: 0, left: 0 };
  for (const inner of findAll(element, '*')) {
    if (!scene.boxes.has(inner)) continue;
    const { top, right, bottom, left } = scene.boxOf(inner);
    out.top = Math.max(out.top, own.top - top);
    out.right = Math.max(out.right, right - own.right);
    out.bottom = Math.max(out.bottom, bottom - own.bottom);
    out.left = Math.max(out.left, own.left - left);
  }
  const sides = [out.top, out.right, out.bottom, out.left].map((side) => px(-side - AROUND));
  pin(scene, element, { 'clip-path': `inset(${sides.join(' ')})` });
};

/**
 * A background that is fixed to the window is not painted there at all. Only the browser knows how large
 * its pictures are; it draws the window with them, which the element then shows its piece of.
 */
const looseGround = (given: Affecting, element: Element): void => {
  const { scene } = given;
  const style = scene.style(element);
  if (!style.backgroundAttachment.includes('fixed') || element === painterOf(scene)) return;
  const zoom = isIOS ? undefined : zoomUnmoved(scene, element);
  if (zoom === undefined) {
    pin(scene, element, { 'background-attachment': 'scroll' });
    return;
  }
  const { left, top } = scene.boxOf(element);
  const x = left / zoom + number(style.borderLeftWidth);
  const y = top / zoom + number(style.borderTopWidth);
  const { width, height } = scene.viewport.fixed;
  const [across, down] = [width / zoom, height / zoom];
  const lists = BACKGROUND_LISTS.map((part) =>
    splitList(style.getPropertyValue(`background-${part}`)),
  );
  const layers = (lists[0] ?? []).map((_, at) => lists.map((list) => list[at % list.length] ?? ''));
  const placed = layers.map(([image = '', position = '', size = '', repeat = '', ...rest]) => {
    if (image === 'none' || rest[0] !== 'fixed') return [image, position, size, repeat, ...rest];
    const ground = `background:${image} ${position} / ${size} ${repeat}`;
    const address = windowWith(
      given,
      `zoom:${zoom};width:${px(across)};height:${px(down)};${ground}`,
    );
    const where = [`${px(-x)} ${px(-y)}`, `${px(across)} ${px(down)}`];
    return [`url("${address}")`, ...where, 'no-repeat', 'scroll', 'padding-box'];
  });
  BACKGROUND_LISTS.forEach((part, at) => {
    const values = placed.map((values) => values[at]).join();
    pin(scene, element, { [`background-${part}`]: values });
  });
};

/**
 * By how much an element is enlarged; undefined where it is moved by a transform, its own or another's: there
 * nothing is fixed (CSS Transforms 1, section 6).
 */
const zoomUnmoved = (scene: Scene, element: Element): number | undefined => {
  let zoom = 1;
  for (let up: Element | null = element; up !== null; up = flatParentOf(up)) {
    const { transform, translate, rotate, scale, perspective, zoom: own } = scene.style(up);
    const isMoved = [transform, translate, rotate, scale, perspective].some(
      // Older browsers do not know all of them.
      (value?: string) => (value ?? 'none') !== 'none',
    );
    if (isMoved) return undefined;
    zoom *= Number(own) || 1;
  }
  return zoom;
};

/** The address of a drawing, as large as the window, of a block with these styles. */
const windowWith = ({ scene, writer, dataOf }: Affecting, styles: string): string => {
  const { width, height } = scene.viewport.fixed;
  const shown = asShown(styles, scene);
  replaceUrls(shown, scene.base, (url) => {
    writer.need(url, 'picture');
    return url;
  });
  return writer.draw(() => {
    const style = replaceUrls(shown, scene.base, (url) => dataOf(url, 'background'));
    const block = `<div xmlns="${XHTML}"${attribute('style', style)}></div>`;
    const around = `width="${width}" height="${height}"`;
    const svg = `<svg xmlns="${SVG}" ${around}><foreignObject ${around}>${block}</foreignObject></svg>`;
    // A quote would end it in a style, and a backslash would be taken for an escape.
    return addressOfSvg(svg).replaceAll('"', '%22').replaceAll('\\', '%5C');
  });
};
