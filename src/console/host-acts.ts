/** What the console asks of the host's browser, as arguments for the parts. */
import { clipboardOf, copyText } from '../ui/clipboard.js';

export interface HostActs {
  /** Undefined where this browser, or a page without https, has no clipboard. */
  copyText: ((text: string) => Promise<void>) | undefined;
  /** As a PNG, the one kind of picture that every clipboard takes. Undefined where it cannot. */
  copyPicture: ((picture: Promise<Blob>) => Promise<void>) | undefined;
  /** What stands behind a blob URL, as a file of that name. */
  save: (url: string, name: string) => void;
  /** In a tab of its own, which learns nothing of this one. */
  open: (href: string) => void;
}

const PNG = 'image/png';

const asPng = async (picture: Blob): Promise<Blob> => {
  if (picture.type === PNG) return picture;
  const bitmap = await createImageBitmap(picture);
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [bitmap.width, bitmap.height];
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return new Promise((resolve, reject) => {
    canvas.toBlob((png) => {
      if (png === null) reject(new Error('the canvas gave no picture'));
      else resolve(png);
    }, PNG);
  });
};

const takesPictures = (clipboard: Clipboard) =>
  'write' in clipboard &&
  typeof ClipboardItem !== 'undefined' &&
  (!('supports' in ClipboardItem) || ClipboardItem.supports(PNG));

export const browserActs = (page: Window): HostActs => {
  const clipboard = clipboardOf(page);
  return {
    copyText: clipboard === undefined ? undefined : (text) => copyText(page, text),
    copyPicture:
      clipboard === undefined || !takesPictures(clipboard)
        ? undefined
        : // Made within the click and filled in later: Safari takes no other.
          (picture) => clipboard.write([new ClipboardItem({ [PNG]: picture.then(asPng) })]),
    save: (url, name) => {
      const link = page.document.createElement('a');
      link.href = url;
      link.download = name;
      link.click();
    },
    open: (href) => {
      page.open(href, '_blank', 'noopener,noreferrer');
    },
  };
};
