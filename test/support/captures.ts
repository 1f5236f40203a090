import { createHash } from 'node:crypto';
import type { Digest } from '../../src/link/digest.js';
import type { OutgoingCapture } from '../../src/link/types.js';
import type { CaptureInfo } from '../../src/protocol/index.js';

/** A picture of that many bytes, another one for each seed. */
export const pictureOf = (bytes: number, seed = 1): Uint8Array<ArrayBuffer> => {
  const picture = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 1) picture[at] = (at * 31 + (at >> 8) + seed * 97) & 0xff;
  return picture;
};

/** SHA-256 without a detour through another thread, so that a test knows when it is done. */
export const promptDigest: Digest = (bytes) =>
  Promise.resolve(new Uint8Array(createHash('sha256').update(bytes).digest()));

/** A blob that is read without such a detour. */
const promptBlob = (bytes: Uint8Array<ArrayBuffer>, type: string): Blob =>
  Object.assign(new Blob([bytes], { type }), {
    arrayBuffer: () => Promise.resolve(bytes.slice().buffer),
  });

export const captureOf = (
  picture: Uint8Array<ArrayBuffer>,
  about: Partial<OutgoingCapture['about']> = {},
  type = 'image/jpeg',
): OutgoingCapture => ({
  image: promptBlob(picture, type),
  about: {
    width: 1170,
    height: 2532,
    title: 'お申し込み | 保険',
    url: 'https://shop.example/apply?step=2',
    time: 1_700_000_000_000,
    report: [],
    ...about,
  },
});

/** An id of a capture that ends as ids do. */
export const captureId = (name: string): string => `${name.padEnd(21, '-')}A`;

/** What a guest would tell of that picture. */
export const infoOf = (
  name: string,
  picture: Uint8Array,
  told: Partial<CaptureInfo> = {},
): CaptureInfo => ({
  ...captureOf(pictureOf(1)).about,
  id: captureId(name),
  sha256: createHash('sha256').update(picture).digest('base64url'),
  bytes: picture.length,
  mime: 'image/jpeg',
  ...told,
});

/** Lets everything that was promised, and waits for nothing outside, come to pass. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });
