/** The style sheets of a document or a shadow tree, also those that only a second request can read. */
import { baseOf, isShadow, sheetListOf } from './dom.js';
import { type Compiled, compile } from './compile.js';

/** Sheets of other origins without CORS, by address; undefined: cannot be had. */
const fetched = new Map<string, CSSStyleSheet | undefined>();
const pending = new Map<string, Promise<void>>();

export interface Sheets {
  sheets: { compiled: Compiled; media: string }[];
  /** Addresses of those that could not be read. */
  unreadable: string[];
}

export const sheetsOf = (root: Document | ShadowRoot): Sheets => {
  const found: Sheets = { sheets: [], unreadable: [] };
  for (const sheet of sheetListOf(root)) {
    if (sheet.disabled || isAlternate(sheet)) continue;
    const compiled = read(sheet, root);
    if (compiled !== undefined) found.sheets.push({ compiled, media: sheet.media.mediaText });
    else if (sheet.href !== null) found.unreadable.push(sheet.href);
  }
  return found;
};

/** Offered to be chosen by title, and not chosen: browsers do not call these disabled. */
const isAlternate = ({ ownerNode, title }: CSSStyleSheet): boolean => {
  const rel = (ownerNode as Partial<HTMLLinkElement> | null)?.rel ?? '';
  return title !== null && title !== '' && /\balternate\b/i.test(rel);
};

const read = (sheet: CSSStyleSheet, root: Document | ShadowRoot): Compiled | undefined => {
  const base = baseOf(isShadow(root) ? root.ownerDocument : root);
  try {
    return compile(sheet, base);
  } catch {
    const copy = sheet.href === null ? undefined : fetched.get(sheet.href);
    return copy === undefined ? undefined : compile(copy, sheet.href ?? base);
  }
};

/** Asks once for each sheet that may not be read as it is. */
export const fetchUnreadable = async (root: Document): Promise<void> => {
  const wanted = sheetsOf(root).unreadable.filter((href) => !fetched.has(href));
  await Promise.all(
    wanted.map((href) => {
      const asked = pending.get(href) ?? fetchSheet(href);
      pending.set(href, asked);
      return asked;
    }),
  );
};

const fetchSheet = async (href: string): Promise<void> => {
  let sheet: CSSStyleSheet | undefined;
  try {
    const response = await fetch(href, { cache: 'force-cache' });
    if (response.ok) {
      sheet = new CSSStyleSheet();
      sheet.replaceSync(await response.text());
    }
  } catch {
    sheet = undefined;
  }
  fetched.set(href, sheet);
};
