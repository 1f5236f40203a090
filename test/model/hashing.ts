import { createHmac, hash } from 'node:crypto';
import type { Hashing } from '../../src/link/digest.js';

const mac = (key: Uint8Array, message: string | Uint8Array): Uint8Array<ArrayBuffer> =>
  new Uint8Array(createHmac('sha256', key).update(message).digest());

/** The real thing, at once: with WebCrypto's threads no run would be the same as another. */
export const promptHashing: Hashing = {
  digest: (bytes) => Promise.resolve(new Uint8Array(hash('sha256', bytes, 'buffer'))),
  hmac: (key, message) => Promise.resolve(mac(key, message)),
};

// What comes of a guest key, as the truth knows it: C5 written a second time.

const derived = (guestKey: string, info: string): Uint8Array<ArrayBuffer> => {
  const extracted = mac(new Uint8Array(32), Buffer.from(guestKey, 'base64url'));
  return mac(extracted, `${info}\x01`);
};

export const linkKeyOf = (guestKey: string): string =>
  Buffer.from(derived(guestKey, 'misete.v1 link')).toString('base64url');

/** By which the service knows it. */
export const rejoinOf = (guestKey: string): string =>
  hash('sha256', derived(guestKey, 'misete.v1 rejoin'), 'base64url');
