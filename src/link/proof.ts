/**
 * The proof of C5: each side shows that it has the link key, for this leg and no other.
 *
 * mac = HMAC-SHA-256(link key, parts), where parts are, each after its length in one byte:
 *
 *     "misete.v1 leg" · "guest" or "host" · call id · leg id · nonceG · nonceH   as they travel, ASCII
 *     fingerprintG · fingerprintH                                               32 bytes each
 *
 * The fingerprints tie it to the two ends of this DTLS connection, so that nobody can stand
 * between them; the nonces to this moment; the role to who speaks, so that an echo proves nothing.
 */
import { type Bytes, concat, fromBase64url, sameBytes, toBase64url, utf8 } from './bytes.js';
import { type Hashing, webHashing } from './digest.js';

/** G belongs to the guest, H to the host. */
export interface ProofSubject {
  call: string;
  leg: string;
  nonceG: string;
  nonceH: string;
  fingerprintG: Bytes;
  fingerprintH: Bytes;
}
export type Role = 'guest' | 'host';

/** The MAC in base64url. */
export const makeProof = async (
  key: string,
  role: Role,
  about: ProofSubject,
  hashing = webHashing,
): Promise<string> => {
  const { call, leg, nonceG, nonceH, fingerprintG, fingerprintH } = about;
  const parts = ['misete.v1 leg', role, call, leg, nonceG, nonceH].map(utf8);
  return toBase64url(await hmacOf(key, [...parts, fingerprintG, fingerprintH], hashing));
};

/**
 * A link key as it travels where it is not to be read by whoever does not know `shared` (H3): its
 * bytes XOR HMAC-SHA-256(shared, "misete.v1 key" · nonceG), the parts as above. Twice is undone.
 */
export const veiled = async (
  key: string,
  shared: string,
  nonceG: string,
  hashing = webHashing,
): Promise<string> => {
  const pad = await hmacOf(shared, ['misete.v1 key', nonceG].map(utf8), hashing);
  return toBase64url(fromBase64url(key).map((byte, at) => byte ^ (pad[at] ?? 0)));
};

const hmacOf = (key: string, parts: readonly Bytes[], hashing: Hashing): Promise<Bytes> =>
  hashing.hmac(
    fromBase64url(key),
    concat(parts.flatMap((part) => [Uint8Array.of(part.length), part])),
  );

/** The key of `keys` by which `role` made `mac`. All are tried, so that time tells nothing. */
export const provenBy = async (
  keys: readonly string[],
  role: Role,
  about: ProofSubject,
  mac: string,
  hashing = webHashing,
): Promise<string | undefined> => {
  const macs = await Promise.all(keys.map((key) => makeProof(key, role, about, hashing)));
  const fits = macs.map((own) => sameBytes(fromBase64url(own), fromBase64url(mac)));
  return keys[fits.indexOf(true)];
};
