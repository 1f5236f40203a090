/** The clipboard of whoever looks at one of our pages. */

/** Undefined where this browser, or a page without https, has none. */
export const clipboardOf = ({ navigator }: Window): Clipboard | undefined =>
  'clipboard' in navigator ? navigator.clipboard : undefined;

/** Rejects where there is no clipboard, or the browser refuses it. */
export const copyText = async (page: Window, text: string): Promise<void> => {
  const clipboard = clipboardOf(page);
  if (clipboard === undefined) throw new Error('this page has no clipboard');
  await clipboard.writeText(text);
};
