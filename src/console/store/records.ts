/** What IndexedDB holds for the console, and how a record becomes a typed value again. */
import type { DBSchema } from 'idb';
import { type CaptureInfo, Malformed, parseCaptureInfo } from '../../protocol/index.js';

/** A capture as the console shows it. */
export interface KeptCapture {
  info: CaptureInfo;
  /** When it was stored here: milliseconds since 1970 by the host's clock. */
  storedAt: number;
  picture: Blob;
}

interface Owned {
  call: string;
  /** The host's session that stored it (P7). */
  session: string;
}

export interface CallRecord extends Owned {
  startedAt: number;
  ended: boolean;
  /** What the host wrote down beside the call. */
  notes?: string;
}

export interface KeyRecord extends Owned {
  key: string;
}

/** `kept` is null once the host dropped the capture: its id must not be stored again (P2). */
export interface CaptureRecord extends Owned {
  id: string;
  storedAt: number;
  kept: { info: CaptureInfo; picture: Blob } | null;
}

export interface ConsoleSchema extends DBSchema {
  calls: { key: string; value: CallRecord };
  keys: { key: [string, string]; value: KeyRecord; indexes: { call: string } };
  captures: { key: [string, string]; value: CaptureRecord; indexes: { call: string } };
}

/** Undefined for one that was dropped, and for one that an older build or a fault left unreadable. */
export const readCapture = ({ storedAt, kept }: CaptureRecord): KeptCapture | undefined => {
  try {
    if (kept === null || !(kept.picture instanceof Blob)) return undefined;
    return { info: parseCaptureInfo(kept.info, ''), storedAt, picture: kept.picture };
  } catch (error) {
    if (error instanceof Malformed) return undefined;
    throw error;
  }
};
