/**
 * The state of the moment that is in no attribute: what has the focus, what is half-way through an
 * animation, what is on the top layer.
 */
import { activeOf, animationsOf, attributeOf, isMatch, nameOf, shadowOf } from './dom.js';
import { pin, type Scene, UNBOUND } from './scene.js';

/** Freezes what would move: the picture itself has no animations. */
export const pinMotion = (scene: Scene): void => {
  for (const animation of animationsOf(scene.page)) {
    const { effect } = animation;
    if (!(effect && 'target' in effect && 'getKeyframes' in effect)) continue;
    const { target, pseudoElement } = effect as KeyframeEffect;
    if (target === null || pseudoElement !== null || !scene.boxes.has(target)) continue;
    const style = scene.style(target);
    const pins: Record<string, string> = {};
    for (const frame of (effect as KeyframeEffect).getKeyframes()) {
      for (const name of Object.keys(frame)) {
        if (/^(offset|computedOffset|easing|composite)$/.test(name)) continue;
        const property = name.startsWith('--') ? name : cssName(name);
        pins[property] = style.getPropertyValue(property);
      }
    }
    pin(scene, target, pins);
  }
};

const cssName = (name: string): string =>
  name === 'cssFloat' ? 'float' : name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The ring around what has the focus: no element of the picture has it. */
export const pinFocus = (scene: Scene): void => {
  let active = activeOf(scene.page);
  while (active !== null) {
    if (scene.boxes.has(active) && isMatch(active, ':focus-visible')) {
      const { outline, outlineOffset } = scene.style(active);
      pin(scene, active, { outline, 'outline-offset': outlineOffset });
    }
    const inner = shadowOf(active);
    active = inner === null ? null : activeOf(inner);
  }
};

/** Elements on the top layer that are seen, from the lowest; each is above all else. */
export const topLayer = (scene: Scene): Element[] => {
  const found = [...scene.boxes.keys()].filter(isOnTop);
  for (const element of found) {
    const { display, width, height, position, top, left, marginTop, marginLeft } =
      scene.style(element);
    const box = scene.boxOf(element);
    const isFixed = position === 'fixed' && top !== 'auto' && left !== 'auto';
    pin(scene, element, {
      display,
      position: 'fixed',
      inset: 'auto',
      top: isFixed ? top : box.top,
      left: isFixed ? left : box.left,
      margin: isFixed ? `${marginTop} 0 0 ${marginLeft}` : '0',
      width,
      height,
      ...UNBOUND,
      'z-index': TOPMOST,
    });
  }
  return found;
};

const TOPMOST = '2147483647';

/** The veil behind an element of the top layer, as a style for an element before it. */
export const veilOf = (scene: Scene, element: Element): string => {
  const style = scene.window.getComputedStyle(element, '::backdrop');
  if (style.display === 'none') return '';
  const drawn = ['background', 'backdrop-filter', 'opacity']
    .map((name) => `${name}:${style.getPropertyValue(name)}`)
    .join(';');
  return `display:block;position:fixed;inset:0;z-index:${TOPMOST};${drawn}`;
};

const isOnTop = (element: Element): boolean =>
  (nameOf(element) === 'dialog' && isMatch(element, ':modal')) ||
  (attributeOf(element, 'popover') !== null && isMatch(element, ':popover-open')) ||
  isMatch(element, ':fullscreen');
