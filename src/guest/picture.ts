/** The picture that was sent, as large as it is. */
import { make, sign } from './dom.js';

/** Onto a canvas, since a page's policy may forbid images from `blob:` and `data:`. */
export const drawInto = async (
  canvas: HTMLCanvasElement,
  image: Blob,
  width = Infinity,
): Promise<void> => {
  const picture = await createImageBitmap(image);
  const scale = Math.min(1, width / picture.width);
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
};

const LARGEST = 4;

/**
 * Over the page until a tap, Escape or ✕; then the focus is where it was. It grows by the wheel, by
 * two fingers, which is the browser's own zoom, and by its button.
 */
export const openPicture = (
  above: HTMLElement,
  image: Blob,
  words: { picture: string; zoom: string },
  closeName: string,
): void => {
  const canvas = make('canvas', { role: 'img', label: words.picture });
  const close = (): void => dialog.close();
  let size = 1;
  const grow = (by: number): void => {
    size = Math.min(LARGEST, Math.max(1, size * by));
    canvas.style.cssText = size > 1 ? `width:${100 * size}%;max-width:none;max-height:none` : '';
  };
  const zoom = sign('＋', words.zoom, 'zoom', () => grow(size < LARGEST ? 2 : 1 / LARGEST));
  const scroll = make('div', { class: 'whole' }, canvas);
  const dialog = make(
    'dialog',
    { class: 'picture', label: words.picture },
    scroll,
    make('div', { class: 'tools' }, zoom, sign('✕', closeName, 'close', close)),
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
