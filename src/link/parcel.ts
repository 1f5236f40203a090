import { CAPTURE_BYTES, type CaptureInfo, parseCaptureInfo } from '../protocol/index.js';
import { withinLimits } from './about.js';
import { type Bytes, toBase64url } from './bytes.js';
import type { Digest } from './digest.js';
import type { SendingEvent } from './sending-table.js';
import type { OutgoingCapture } from './types.js';

/** The capture tapped last: what is needed to send it, and to send it again. */
export interface Parcel {
  readonly id: string;
  readonly image: Blob;
  readonly about: OutgoingCapture['about'];
  since: number;
  /** Both known once it is measured; `info` also where the outbox had it. */
  info: CaptureInfo | undefined;
  picture: Bytes | undefined;
  /** Bytes that the host holds or that have left this browser. */
  progress: number;
}

/** Takes size and hash of the picture, and cuts to the limits what is told of it. */
export const measurement = async (parcel: Parcel, digest: Digest): Promise<SendingEvent> => {
  const { id, image, about } = parcel;
  if (image.size > CAPTURE_BYTES) return { type: 'unfit', reason: 'too-large' };
  try {
    const picture = new Uint8Array(await image.arrayBuffer());
    const hash = toBase64url(await digest(picture));
    const told = { ...withinLimits(about), id, sha256: hash };
    parcel.info = parseCaptureInfo({ ...told, bytes: picture.length, mime: image.type }, '');
    parcel.picture = picture;
    return { type: 'measured' };
  } catch {
    // The browser has lost the picture, or it is none that a host would take.
    return { type: 'unfit', reason: 'damaged' };
  }
};
