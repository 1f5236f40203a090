/**
 * What a picture says of itself in its first bytes. The host stores no picture whose kind or size is
 * another than was told: a few kilobytes may unfold to gigabytes in whatever draws them.
 *
 * PNG: RFC 2083 section 11.2.2. JPEG: ITU-T T.81 annex B. WebP: RFC 9649.
 */
import type { CaptureInfo } from '../protocol/index.js';
import type { Bytes } from './bytes.js';

type Header = Pick<CaptureInfo, 'mime' | 'width' | 'height'>;

/** In pixels. A phone's screen at its full density has 5 million. */
const LARGEST = 40_000_000;

/** Whether the picture is of the kind and size that `info` says, and not too large to be drawn. */
export const isAsTold = (info: Header, picture: Bytes): boolean => {
  const found = headerOf(picture);
  return (
    found?.mime === info.mime &&
    found.width === info.width &&
    found.height === info.height &&
    found.width * found.height <= LARGEST
  );
};

/** Undefined for what is none of the three, or is cut off before its size. */
export const headerOf = (bytes: Bytes): Header | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return png(view) ?? jpeg(view) ?? webp(view);
  } catch (error) {
    // Read past the end.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

const tag = (view: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((offset) => view.getUint8(at + offset)));

const png = (view: DataView): Header | undefined =>
  view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a && tag(view, 12) === 'IHDR'
    ? { mime: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
    : undefined;

const jpeg = (view: DataView): Header | undefined => {
  if (view.getUint16(0) !== 0xffd8) return undefined;
  let at = 2;
  for (;;) {
    const marker = view.getUint16(at);
    if (marker < 0xffc0) return undefined;
    if (isStartOfFrame(marker)) {
      return { mime: 'image/jpeg', height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    // Every segment before the frame has a length of at least itself, so this comes to an end.
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
};

/** SOF0 to SOF15, but for the three of that range that mean something else (DHT, JPG, DAC). */
const isStartOfFrame = (marker: number): boolean =>
  marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);

const webp = (view: DataView): Header | undefined => {
  if (tag(view, 0) !== 'RIFF' || tag(view, 8) !== 'WEBP') return undefined;
  const mime = 'image/webp';
  switch (tag(view, 12)) {
    case 'VP8 ':
      return {
        mime,
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { mime, width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case 'VP8X': {
      const uint24 = (at: number): number =>
        view.getUint16(at, true) + (view.getUint8(at + 2) << 16);
      return { mime, width: uint24(24) + 1, height: uint24(27) + 1 };
    }
    default:
      return undefined;
  }
};
