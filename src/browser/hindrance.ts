/**
 * Which browser this is, and whether a guest can take part in it: by what it can do, and only where
 * it cannot by its name, since an app whose browser can do it may be used as well as any other.
 */
import { appOf } from './apps.js';

/** What stands in a guest's way before anything was tried; each has its sentence and its help. */
export type Hindrance = 'insecure' | 'in-app' | 'no-webrtc' | 'offline';

export interface Facts {
  secure: boolean;
  webrtc: boolean;
  online: boolean;
  userAgent: string;
}

export const hindranceIn = ({ secure, webrtc, online, userAgent }: Facts): Hindrance | undefined =>
  !secure
    ? 'insecure'
    : !webrtc
      ? appOf(userAgent) === undefined
        ? 'no-webrtc'
        : 'in-app'
      : online
        ? undefined
        : 'offline';

/** Whether something can be kept in such a storage: cookies may be blocked, a private tab may not. */
export const canKeep = (open: () => Pick<Storage, 'setItem' | 'removeItem'>): boolean => {
  try {
    const name = 'misete.try';
    open().setItem(name, '');
    open().removeItem(name);
    return true;
  } catch {
    return false;
  }
};
