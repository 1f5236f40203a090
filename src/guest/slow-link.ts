/** Whether a link is so slow that fewer bytes are worth the longer encoding (docs/BENCH.md). */

/** Bytes in a millisecond, some 4 Mbit/s, at which WebP's half of the bytes makes up for its encoding. */
const FAST = 550;
/** What passes also on a fast link until the host has confirmed. */
const THERE_AND_BACK_MS = 100;

export const wasSlow = (bytes: number, milliseconds: number): boolean =>
  milliseconds > THERE_AND_BACK_MS + bytes / FAST;

/** Of a browser that says what it is connected by; not all type definitions know of it. */
interface Connected {
  connection?: { effectiveType?: string; saveData?: boolean };
}

/** What is known before anything was sent. */
export const isSaidSlow = (browser: object): boolean => {
  const { connection } = browser as Connected;
  return connection?.saveData === true || /^(slow-2g|2g|3g)$/.test(connection?.effectiveType ?? '');
};
