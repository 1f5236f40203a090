/** Whether a link is so slow that fewer bytes are worth the longer encoding (docs/BENCH.md). */
import type { Keep } from '../link/index.js';

/** Bytes in a millisecond, some 4 Mbit/s, at which WebP's half of the bytes makes up for its encoding. */
const FAST = 550;
/** What passes also on a fast link until the host has confirmed. */
const THERE_AND_BACK_MS = 100;

/** In the tab's storage: guests send one picture a page, and each page is a new document. */
const NAME = 'misete.link';

export interface LinkSpeed {
  isSlow: () => boolean;
  /** A picture of so many bytes was with the host after so many milliseconds. */
  sent: (bytes: number, milliseconds: number) => void;
}

/** Of a browser that says what it is connected by; not all type definitions know of it. */
interface Connected {
  connection?: { effectiveType?: string; saveData?: boolean };
}

/** @param browser `navigator`, for what is known before anything was sent */
export const linkSpeed = (keep: Pick<Keep, 'get' | 'set'>, browser: object): LinkSpeed => ({
  isSlow: () => {
    const known = keep.get(NAME);
    return known === 'slow' || (known !== 'fast' && isSaidSlow(browser));
  },
  sent: (bytes, milliseconds) => {
    keep.set(NAME, milliseconds > THERE_AND_BACK_MS + bytes / FAST ? 'slow' : 'fast');
  },
});

const isSaidSlow = (browser: object): boolean => {
  const { connection } = browser as Connected;
  return connection?.saveData === true || /^(slow-2g|2g|3g)$/.test(connection?.effectiveType ?? '');
};
