/** Addresses of the pages that a host offers to the guest (H1). */
import { OFFERED_URL_CHARS } from './limits.js';
import { Malformed, type Check } from './parse.js';

/**
 * As a browser writes an address: https, without a name or password in it, its host in ASCII. Plain
 * http only on the machine itself, where one develops: elsewhere a browser has no screen support.
 */
const ADDRESS =
  /^(https:\/\/[\w.:[\]-]+|http:\/\/([\w-]+\.)*(localhost|127\.0\.0\.1|\[::1\])(:\d+)?)\/[!-~]*$/;

/** Checked by both sides: what the host offers becomes a link on the guest's page. */
export const pageAddress: Check<string> = (value, at) => {
  if (typeof value === 'string' && value.length <= OFFERED_URL_CHARS && ADDRESS.test(value)) {
    return value;
  }
  throw new Malformed(at, 'an https address');
};

/** The origin of an address that `pageAddress` has passed. */
export const siteOfAddress = (address: string): string =>
  address.slice(0, address.indexOf('/', 'https://'.length));

const withoutWww = (site: string): string => site.replace('://www.', '://');

/**
 * Whether a document of `site` may take up what was offered for `offered` (H4). A leading `www.`
 * makes no difference: it is what an address that was typed by hand is most often led on to.
 */
export const isSameSite = (offered: string, site: string | null): boolean =>
  site !== null && withoutWww(offered) === withoutWww(site);
