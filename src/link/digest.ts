import type { Bytes } from './bytes.js';

/** SHA-256. */
export type Digest = (bytes: Bytes) => Promise<Bytes>;

export const sha256: Digest = async (bytes) =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
