/**
 * Which browser this is, and whether a guest can take part in it: by what it can do, and only where
 * it cannot by its name, since an app whose browser can do it may be used as well as any other.
 */

/** What stands in a guest's way before anything was tried; each has its sentence and its help. */
export type Hindrance = 'insecure' | 'in-app' | 'no-webrtc' | 'offline';

export interface Facts {
  secure: boolean;
  webrtc: boolean;
  online: boolean;
  userAgent: string;
}

/**
 * Apps that show pages in a window of their own. Others give themselves away as Android's WebView
 * by `; wv)`, and on iOS by the lack of the word Safari.
 */
const IN_APP =
  / Line\/|YJApp|YahooJMobile|jp\.co\.yahoo|GSA\/|Instagram|FBA[NV]|FB_IAB|; wv\)|iP(hone|ad)(?!.*Safari)/;

export const isInApp = (userAgent: string): boolean => IN_APP.test(userAgent);

export const hindranceIn = ({ secure, webrtc, online, userAgent }: Facts): Hindrance | undefined =>
  !secure
    ? 'insecure'
    : !webrtc
      ? isInApp(userAgent)
        ? 'in-app'
        : 'no-webrtc'
      : online
        ? undefined
        : 'offline';

export interface WayOut {
  to: 'safari' | 'chrome' | 'browser' | 'https';
  address: string;
}

/**
 * An address that leads out of where the guest is stuck. It may lead nowhere in an app that does not
 * know of it, so that copying the page's own is always offered, too.
 */
export const wayOut = (why: string, userAgent: string, page: string): WayOut | undefined => {
  if (why === 'insecure') {
    return /^http:/.test(page)
      ? { to: 'https', address: page.replace(/^http/, 'https') }
      : undefined;
  }
  if (!isInApp(userAgent)) return undefined;
  const [address = '', fragment] = page.split('#');
  // LINE's own word for it: https://developers.line.biz/en/docs/line-login/using-line-url-scheme/
  if (/ Line\//.test(userAgent)) {
    const asked = `${address}${address.includes('?') ? '&' : '?'}openExternalBrowser=1`;
    return { to: 'browser', address: fragment === undefined ? asked : `${asked}#${fragment}` };
  }
  const bare = address.replace(/^https:\/\//, '');
  // https://developer.chrome.com/docs/android/intents
  if (/Android/.test(userAgent)) {
    const intent = 'scheme=https;package=com.android.chrome';
    return { to: 'chrome', address: `intent://${bare}#Intent;${intent};end` };
  }
  // Safari listens to it from iOS 17 on.
  return Number(/OS (\d+)_/.exec(userAgent)?.[1]) >= 17
    ? { to: 'safari', address: `x-safari-${page}` }
    : undefined;
};

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
