/** What a guest's browser is and can do; for the embed, the connection page and the check. */
import { appOf } from './apps.js';
import { type Hindrance, canKeep, hindranceIn } from './hindrance.js';

export { appOf } from './apps.js';
export { type Awake, screenAwake } from './awake.js';
export type { Hindrance } from './hindrance.js';

/** The app that this page is open inside of, as `appOf` names it. */
export const appHere = (): string | undefined => appOf(navigator.userAgent);

/** In this browser, at this moment. */
export const hindranceHere = (): Hindrance | undefined =>
  hindranceIn({
    secure: isSecureContext,
    webrtc: 'RTCPeerConnection' in globalThis,
    online: navigator.onLine,
    userAgent: navigator.userAgent,
  });

/** Whether the next page, or this one after a reload, will know of the call. */
export const canKeepHere = (): boolean =>
  canKeep(() => localStorage) || canKeep(() => sessionStorage);
