/**
 * The layer over the page on which our button and bar stand. It is as large as what the guest sees:
 * the visual viewport, which a pinch, an on-screen keyboard or a page wider than the phone makes
 * another than the one that fixed elements know. What stands on it keeps its size, in one corner,
 * clear of the page's own fixed bars. How it is moved is in move.ts: each page carries these bytes.
 */

/** Where in the page's storage the corner is kept that the guest has chosen. */
export const PLACE_KEPT = 'misete.place';

export interface Glass {
  element: HTMLElement;
  /** The corner, such as `bottom-right`. */
  place: string;
  /** Looks again for the page's own bars, and draws itself. */
  look: () => void;
}

/** A page that changes all the time is looked at no more often than so. */
const LOOK_MS = 300;

export const createGlass = (host: HTMLElement, place: string): Glass => {
  const element = document.createElement('div');
  // No browser that this is built for is without it.
  const view = visualViewport as VisualViewport;
  let lift = 0;
  let due = false;

  const draw = (): void => {
    const { offsetLeft, offsetTop, width, height, scale } = view;
    element.className = `glass ${glass.place.replace('-', ' ')}`;
    // As long as nothing is zoomed the browser does it best, also while its address bar moves.
    const zoomed = scale !== 1 || innerHeight - height > 90;
    element.style.cssText =
      `--lift:${lift * scale}px;` +
      (zoomed
        ? `--x:${offsetLeft}px;--y:${offsetTop}px;--w:${width * scale}px;--h:${height * scale}px;--s:${1 / scale}`
        : '');
  };

  const look = (): void => {
    due = false;
    // While a dialog of ours is open all else is inert, and would not be found.
    if (host.shadowRoot?.querySelector('dialog[open]')) return;
    const { offsetLeft, offsetTop, width, height } = view;
    const isTop = glass.place[0] === 't';
    lift = 0;
    for (const part of [0.1, 0.5, 0.9]) {
      const y = offsetTop + (isTop ? 9 : height - 9);
      const hits = document.elementsFromPoint(offsetLeft + width * part, y);
      let hit: Element | null | undefined = hits.find((found) => found !== host);
      for (; hit; hit = hit.parentElement) {
        if (!/fix|sticky/.test(getComputedStyle(hit).position)) continue;
        const { top, bottom } = hit.getBoundingClientRect();
        const reach = isTop ? bottom - offsetTop : offsetTop + height - top;
        // What takes more of the height is no bar at an edge.
        if (reach < height * 0.4) lift = Math.max(lift, reach);
      }
    }
    draw();
  };

  const soon = (): void => {
    if (!due) setTimeout(look, LOOK_MS);
    due = true;
  };
  const moved = (): void => {
    draw();
    soon();
  };
  for (const type of ['resize', 'scroll']) {
    addEventListener(type, moved);
    view.addEventListener(type, moved);
  }
  new MutationObserver(soon).observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['class', 'style', 'hidden'],
  });
  const glass = { element, place, look };
  moved();
  return glass;
};
