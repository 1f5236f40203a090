/** How to leave a browser that cannot do it. Apart from the rest: only who is stuck needs it. */

export interface WayOut {
  to: 'safari' | 'chrome' | 'browser' | 'https';
  address: string;
}

/**
 * An address that leads out of where the guest is stuck. It may lead nowhere in an app that does not
 * know of it, so that copying the page's own is always offered, too.
 *
 * @param app that the page is open inside of, as `appOf` names it
 */
export const wayOut = (
  why: string,
  app: string | undefined,
  userAgent: string,
  page: string,
): WayOut | undefined => {
  if (why === 'insecure') {
    return /^http:/.test(page)
      ? { to: 'https', address: page.replace(/^http/, 'https') }
      : undefined;
  }
  if (app === undefined) return undefined;
  const [address = '', fragment] = page.split('#');
  // LINE's own word for it: https://developers.line.biz/en/docs/line-login/using-line-url-scheme/
  if (app === 'LINE') {
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
