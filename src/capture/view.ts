/** Where the guest looks: the part of the page that is on the glass at this moment (P3). */

/** In CSS pixels of the page, as `getBoundingClientRect` plus the scroll position has them. */
export interface View {
  x: number;
  y: number;
  width: number;
  height: number;
  /** Pixels of the picture for a CSS pixel. */
  density: number;
}

/**
 * A phone with three pixels for a CSS pixel gets a picture with two: more than a host's window
 * shows of it, at less than half the bytes and time.
 */
const MOST_DENSITY = 2;

export const viewOf = (window: Window): View => {
  const glass = window.visualViewport;
  const density = Math.min(window.devicePixelRatio || 1, MOST_DENSITY);
  if (glass === null) {
    const { scrollX: x, scrollY: y, innerWidth: width, innerHeight: height } = window;
    return { x, y, width, height, density };
  }
  return {
    x: window.scrollX + glass.offsetLeft,
    y: window.scrollY + glass.offsetTop,
    width: glass.width,
    height: glass.height,
    density: density * glass.scale,
  };
};

/** Whether anything of the element's box is larger than a speck and within the window. */
export const isSeen = (element: Element): boolean => {
  const window = element.ownerDocument.defaultView;
  if (window === null) return false;
  const box = element.getBoundingClientRect();
  const { visibility } = window.getComputedStyle(element);
  return (
    box.width > 2 &&
    box.height > 2 &&
    visibility === 'visible' &&
    box.right > 0 &&
    box.bottom > 0 &&
    box.left < window.innerWidth &&
    box.top < window.innerHeight
  );
};
