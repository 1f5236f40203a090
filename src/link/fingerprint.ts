import type { Bytes } from './bytes.js';

const LINE = /^a=fingerprint:(\S+) +(\S+)\s*$/i;
const SHA_256 = /^[0-9a-f]{2}(?::[0-9a-f]{2}){31}$/;

/**
 * The certificate fingerprint that a description binds its side to (RFC 8122), 32 bytes.
 *
 * Undefined unless there is exactly one, by sha-256, for every m-line: a description with two
 * lets whoever wrote it choose later which one it meant, and the proof (C5) would cover the other.
 */
export const fingerprintOf = (sdp: string): Bytes | undefined => {
  const [session = '', ...media] = sdp.split(/\r?\n(?=m=)/);
  const ofSession = valuesIn(session);
  const ofMedia = media.map(valuesIn);
  const [value, ...others] = new Set([...ofSession, ...ofMedia.flat()]);
  if (value === undefined || others.length > 0 || !SHA_256.test(value)) return undefined;
  const everywhere = ofSession.length > 0 || ofMedia.every((values) => values.length > 0);
  return media.length > 0 && everywhere
    ? Uint8Array.from(value.split(':'), (byte) => parseInt(byte, 16))
    : undefined;
};

/** What stands in the fingerprint lines of a section; another hash is kept, to be refused. */
const valuesIn = (section: string): string[] =>
  section.split(/\r?\n/).flatMap((line) => {
    if (!/^a=fingerprint/i.test(line)) return [];
    const [, hash, value] = LINE.exec(line.toLowerCase()) ?? [];
    return [hash === 'sha-256' && value !== undefined ? value : line];
  });
