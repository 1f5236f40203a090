/** What a host types or pastes as a page to offer, made into what may travel (H1). */
import { Malformed, PAGE_NAME_CHARS, pageAddress, siteOfAddress } from '../protocol/index.js';
import { withoutHandOff } from './hand-off.js';

/** An address as a browser writes it; undefined for what is none, or none of https. */
export const addressOf = (typed: string): string | undefined => {
  const text = typed.trim();
  try {
    // A browser takes a backslash after the scheme for a slash, and one slash for two.
    const url = new URL(/^[a-z][a-z0-9+.-]*:[/\\]/i.test(text) ? text : `https://${text}`);
    // A text that one was led to by a search would hide what stands behind it from the page.
    const address = withoutHandOff(url.href)
      .replace(/:~:.*$/, '')
      .replaceAll('\\', '%5C');
    return pageAddress(address, '');
  } catch (error) {
    if (error instanceof Malformed || error instanceof TypeError) return undefined;
    throw error;
  }
};

/** What the button says: the host's words in one line, or the page's site where there are none. */
export const nameOf = (typed: string, address: string): string => {
  // Characters that only steer, such as those that turn the direction of writing, are left out.
  const words = typed.replace(/[\p{C}\s]+/gu, ' ').trim();
  const site = siteOfAddress(address).replace(/^https?:\/\//, '');
  return [...(words === '' ? site : words)].slice(0, PAGE_NAME_CHARS / 2).join('');
};
