/** The picture that was sent, as large as it is.
 * Fetched by the first tap on its thumbnail. */
import type { Dom } from './dom.js';
import type { DrawInto } from './draw-into.js';

const LARGEST = 4;

const CSS = `
.picture{background:#000}
.whole{height:100%;overflow:auto;display:grid;place-items:safe center}
.whole canvas{max-width:100%;max-height:100%}
.picture .close{position:absolute;top:calc(8px + env(safe-area-inset-top));right:calc(8px + env(safe-area-inset-right));border-radius:24px;background:var(--surface);color:var(--ink)}
`;

/** Once in a document. */
let dressed = false;

/**
 * Over the page until a tap, Escape or ✕; then the focus is where it was. It grows by the wheel, or
 * by two fingers, which is the browser's own zoom.
 */
export const openPicture = (
  { dress, make, sign }: Dom,
  drawInto: DrawInto,
  above: HTMLElement,
  image: Blob,
  name: string,
  closeName: string,
): void => {
  if (!dressed) dress(above.getRootNode() as ShadowRoot, CSS);
  dressed = true;
  const canvas = make('canvas', { role: 'img', label: name });
  const close = (): void => dialog.close();
  let size = 1;
  const grow = (by: number): void => {
    size = Math.min(LARGEST, Math.max(1, size * by));
    canvas.style.cssText = size > 1 ? `width:${100 * size}%;max-width:none;max-height:none` : '';
  };
  const scroll = make('div', { class: 'whole' }, canvas);
  const dialog = make(
    'dialog',
    { class: 'picture', label: name },
    scroll,
    sign('✕', closeName, 'close', close),
  );
  scroll.addEventListener('click', close);
  scroll.addEventListener('wheel', (event) => {
    event.preventDefault();
    grow(Math.exp(-event.deltaY / 500));
  });
  dialog.addEventListener('close', () => dialog.remove());
  above.append(dialog);
  dialog.showModal();
  drawInto(canvas, image).catch(close);
};
