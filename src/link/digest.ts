import type { Bytes } from './bytes.js';

/** SHA-256. */
export type Digest = (bytes: Bytes) => Promise<Bytes>;

/**
 * All that the link asks of cryptography. An argument like clock and randomness, and WebCrypto where
 * nobody gives another: that one works on threads of its own, so that a test of many calls would
 * wait for most of its time, and never twice in the same order.
 */
export interface Hashing {
  digest: Digest;
  /** HMAC-SHA-256. */
  hmac: (key: Bytes, message: Bytes) => Promise<Bytes>;
}

export const webHashing: Hashing = {
  digest: async (bytes) => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)),
  async hmac(raw, message) {
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', raw, hmac, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, message));
  },
};
