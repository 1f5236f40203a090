/** Checks of what this browser has and lets us do. */
import { appOf } from '../browser/index.js';
import { type Outcome, fails, works } from './types.js';

/** As much of the browser as these checks touch. */
export interface Device {
  secure: boolean;
  userAgent: string;
  local: () => Storage;
  session: () => Storage;
  /** Resolves once a small database was opened and wiped. */
  openDatabase: (() => Promise<void>) | undefined;
  subtle: SubtleCrypto | undefined;
  /** The colour, as red, green and blue, of the middle of a picture that was drawn from markup. */
  drawPicture: () => Promise<readonly number[]>;
  clipboard: boolean;
}

export const checkSecure = ({ secure }: Device): Outcome =>
  secure ? works : fails({ is: 'refused' });

export const checkBrowser = ({ userAgent }: Device): Outcome => {
  const app = appOf(userAgent);
  return app === undefined ? works : { at: 'inside', app };
};

const NAME = 'misete.check';

export const checkStorage = ({ local, session }: Device): Outcome => {
  try {
    for (const storage of [local(), session()]) {
      storage.setItem(NAME, NAME);
      const kept = storage.getItem(NAME);
      storage.removeItem(NAME);
      if (kept !== NAME) return fails({ is: 'broken' });
    }
    return works;
  } catch {
    return fails({ is: 'refused' });
  }
};

export const checkDatabase = async ({ openDatabase }: Device): Promise<Outcome> => {
  if (openDatabase === undefined) return fails({ is: 'missing' });
  try {
    await openDatabase();
    return works;
  } catch {
    return fails({ is: 'refused' });
  }
};

/** What the proof of a leg is made with: HKDF and HMAC with SHA-256. */
export const checkCrypto = async ({ subtle }: Device): Promise<Outcome> => {
  if (subtle === undefined) return fails({ is: 'missing' });
  try {
    const salt = new Uint8Array(16);
    const secret = await subtle.importKey('raw', new Uint8Array(32), 'HKDF', false, ['deriveBits']);
    const derivation = { name: 'HKDF', hash: 'SHA-256', salt, info: salt };
    const bits = await subtle.deriveBits(derivation, secret, 256);
    const hmac = { name: 'HMAC', hash: 'SHA-256' };
    const key = await subtle.importKey('raw', bits, hmac, false, ['sign', 'verify']);
    const signed = await subtle.sign('HMAC', key, salt);
    const good = await subtle.verify('HMAC', key, signed, salt);
    return good ? works : fails({ is: 'broken' });
  } catch {
    return fails({ is: 'refused' });
  }
};

/** The colour that the drawn picture must have; anti-fingerprinting may change it by a little. */
export const DRAWN = [200, 40, 120] as const;
const TOLERANCE = 12;

export const checkPicture = async ({ drawPicture }: Device): Promise<Outcome> => {
  try {
    const colour = await drawPicture();
    const near = DRAWN.every((part, at) => Math.abs(part - (colour[at] ?? -255)) <= TOLERANCE);
    return near ? works : fails({ is: 'broken' });
  } catch {
    return fails({ is: 'refused' });
  }
};

export const checkClipboard = ({ clipboard }: Device): Outcome =>
  clipboard ? works : fails({ is: 'missing' });
