/** The style sheets of a document or a shadow tree, also those that only a second request can read. */
import { atMost } from './at-most.js';
import { baseOf, isShadow, sheetListOf } from './dom.js';
import { type Compiled, compile } from './compile.js';

/** Milliseconds that one of them may keep the guest waiting. */
const WAIT_MS = 2_000;

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
  try {
    fetched.set(href, await atMost(WAIT_MS, readSheet(href), () => undefined));
  } catch {
    // Not to be read; or never there, and then nothing of it is missing.
    fetched.set(href, (await isThere(href)) ? undefined : new CSSStyleSheet());
  }
};

/** Rejects where the other site does not let it be read. */
const readSheet = async (href: string): Promise<CSSStyleSheet> => {
  const response = await fetch(href, { cache: 'force-cache' });
  const sheet = new CSSStyleSheet();
  if (response.ok) sheet.replaceSync(await response.text());
  return sheet;
};

const isThere = (href: string): Promise<boolean> =>
  atMost(
    WAIT_MS,
    fetch(href, { mode: 'no-cors', cache: 'force-cache' }).then(
      () => true,
      () => false,
    ),
    () => true,
  );
