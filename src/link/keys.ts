/**
 * The guest key and what comes from it (C5). The key itself never leaves the guest's browser; the
 * service sees the rejoin token and keeps its hash; the host gets the link key over the leg.
 */
import { fromBase64url, toBase64url, utf8 } from './bytes.js';
import type { Random } from './types.js';

const KEY_BYTES = 32;

/** A fresh guest key, or a nonce of the proof: 256 random bits in base64url. */
export const makeSecret = (random: Random): string => toBase64url(random.bytes(KEY_BYTES));

/** HKDF-SHA-256 (RFC 5869) with no salt; `info` keeps what comes out for two uses apart. */
const derive = async (guestKey: string, info: string): Promise<string> => {
  const key = await crypto.subtle.importKey('raw', fromBase64url(guestKey), 'HKDF', false, [
    'deriveBits',
  ]);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: utf8(info) },
    key,
    KEY_BYTES * 8,
  );
  return toBase64url(new Uint8Array(bits));
};

/** Shown to the service by a document that joins its guest's call. */
export const rejoinToken = (guestKey: string): Promise<string> =>
  derive(guestKey, 'misete.v1 rejoin');

/** Shared with the host: the key of every proof between this guest's documents and the host. */
export const linkKey = (guestKey: string): Promise<string> => derive(guestKey, 'misete.v1 link');

/** SHA-256 of the token's 32 bytes: all that the service keeps, and what `number.request` names. */
export const rejoinHash = async (token: string): Promise<string> =>
  toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', fromBase64url(token))));
