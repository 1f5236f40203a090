/** A page's URL as the guest's browser told it: shown as text, opened only where that is safe. */

export interface Opening {
  /** What is opened: never a user name or password, which would only dress another site up. */
  href: string;
  /** The site that it leads to, shown on the button: letters of other scripts are spelled out (xn--). */
  site: string;
}

/** Undefined for anything but a page of the web. */
export const openingOf = (url: string): Opening | undefined => {
  let parsed: URL;
  try {
    parsed = new URL(url);
  } catch {
    return undefined;
  }
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') return undefined;
  parsed.username = '';
  parsed.password = '';
  return { href: parsed.href, site: parsed.host };
};
