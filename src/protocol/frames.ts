/**
 * A binary message of the data channel: a piece of the capture that was begun last on this leg.
 *
 *     offset  0        4 ……………
 *             position bytes
 *
 * `position`, an unsigned 32-bit big-endian number, is where the bytes belong in the picture. It
 * must equal what the receiver holds; anything else is a fault of the sender.
 */
import { FRAME_BYTES } from './limits.js';

const POSITION_AT = 0;
const BYTES_AT = 4;

/** The most picture bytes that one frame carries. */
export const FRAME_PAYLOAD_BYTES = FRAME_BYTES - BYTES_AT;

export interface Frame {
  position: number;
  bytes: Uint8Array<ArrayBuffer>;
}

export const writeFrame = (picture: Uint8Array, position: number): Uint8Array<ArrayBuffer> => {
  const bytes = picture.subarray(position, position + FRAME_PAYLOAD_BYTES);
  const frame = new Uint8Array(BYTES_AT + bytes.length);
  new DataView(frame.buffer).setUint32(POSITION_AT, position);
  frame.set(bytes, BYTES_AT);
  return frame;
};

/** Undefined for what cannot be a frame: empty, or larger than W4 allows. */
export const readFrame = (data: ArrayBuffer): Frame | undefined => {
  if (data.byteLength <= BYTES_AT || data.byteLength > FRAME_BYTES) return undefined;
  const position = new DataView(data).getUint32(POSITION_AT);
  return { position, bytes: new Uint8Array(data, BYTES_AT) };
};
