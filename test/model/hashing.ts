import { createHmac, hash } from 'node:crypto';
import type { Hashing } from '../../src/link/digest.js';

const mac = (key: Uint8Array, message: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHmac('sha256', key).update(message).digest());

/** The real thing, at once: with WebCrypto's threads no run would be the same as another. */
export const promptHashing: Hashing = {
  digest: (bytes) => Promise.resolve(new Uint8Array(hash('sha256', bytes, 'buffer'))),
  hmac: (key, message) => Promise.resolve(mac(key, message)),
};

/** The link key of a guest key, as the truth knows it: C5 written a second time. */
export const linkKeyOf = (guestKey: string): string => {
  const extracted = mac(new Uint8Array(32), Buffer.from(guestKey, 'base64url'));
  return Buffer.from(mac(extracted, 'misete.v1 link\x01')).toString('base64url');
};
