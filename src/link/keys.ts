/**
 * The guest key and what comes from it (C5). The key itself never leaves the guest's browser; the
 * service sees the rejoin token and keeps its hash; the host gets the link key over the leg.
 */
import { fromBase64url, toBase64url, utf8 } from './bytes.js';
import { type Hashing, webHashing } from './digest.js';
import type { Random } from './types.js';

const KEY_BYTES = 32;

/** A fresh guest key, or a nonce of the proof: 256 random bits in base64url. */
export const makeSecret = (random: Random): string => toBase64url(random.bytes(KEY_BYTES));

/**
 * HKDF-SHA-256 with no salt (RFC 5869): extracted by a key of zeros, expanded to one block. `info`
 * keeps what comes out for two uses apart.
 */
const derive = async (guestKey: string, info: string, { hmac }: Hashing): Promise<string> => {
  const extracted = await hmac(new Uint8Array(KEY_BYTES), fromBase64url(guestKey));
  return toBase64url(await hmac(extracted, utf8(`${info}\x01`)));
};

/** Shown to the service by a document that joins its guest's call. */
export const rejoinToken = (guestKey: string, hashing = webHashing): Promise<string> =>
  derive(guestKey, 'misete.v1 rejoin', hashing);

/** Shared with the host: the key of every proof between this guest's documents and the host. */
export const linkKey = (guestKey: string, hashing = webHashing): Promise<string> =>
  derive(guestKey, 'misete.v1 link', hashing);

/** SHA-256 of the token's 32 bytes: all that the service keeps, and what `number.request` names. */
export const rejoinHash = async (token: string, hashing = webHashing): Promise<string> =>
  toBase64url(await hashing.digest(fromBase64url(token)));
