/** Who is at the other end: the address behind proxies, its share of the limits, its mask in logs. */
import type { IncomingMessage } from 'node:http';
import { isIP, isIPv4, isIPv6 } from 'node:net';

/** As much of a request as says where it came from. */
export type Asker = Pick<IncomingMessage, 'headers'> & {
  socket: { remoteAddress?: string | undefined };
};

/**
 * The client's address: what the outermost of `proxies` trusted proxies saw. Each proxy appends the
 * address that it saw to `X-Forwarded-For`; what stands before those is the client's invention. If
 * that is no address, the direct one counts.
 */
export const addressOf = (request: Asker, proxies: number): string => {
  const direct = plain(request.socket.remoteAddress ?? '');
  if (proxies === 0) return direct;
  const seen = [...listed(request.headers['x-forwarded-for']), direct];
  const address = plain(withoutPort(seen[Math.max(0, seen.length - 1 - proxies)] ?? ''));
  return isIP(address) === 0 ? direct : address;
};

/** The value of a forwarded header that the outermost trusted proxy wrote. */
export const forwarded = (
  request: Pick<Asker, 'headers'>,
  header: 'x-forwarded-proto' | 'x-forwarded-host',
  proxies: number,
): string | undefined => {
  if (proxies === 0) return undefined;
  const values = listed(request.headers[header]);
  return values[Math.max(0, values.length - proxies)];
};

/** Addresses of one subscriber share a limit: an IPv4 address, or an IPv6 /64 (N9, W5). */
export const limitKey = (address: string): string =>
  isIPv6(address) ? `${hextets(address).slice(0, 4).join(':')}::/64` : address;

/** For logs: without its last part. */
export const masked = (address: string): string => {
  if (isIPv4(address)) return `${address.split('.').slice(0, 3).join('.')}.0/24`;
  return isIPv6(address) ? `${hextets(address).slice(0, 3).join(':')}::/48` : '';
};

const listed = (header: string | string[] | undefined): string[] =>
  (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '');

/** Some proxies write `192.0.2.1:50000`, `[2001:db8::1]:50000` or `[2001:db8::1]`. */
const withoutPort = (entry: string): string =>
  entry.replace(/^\[(.*)\](?::\d+)?$/, '$1').replace(/^([\d.]+):\d+$/, '$1');

/** Without the mapping of IPv4 into IPv6, and without a zone. */
export const plain = (address: string): string =>
  address.replace(/^::ffff:(?=\d+\.\d+\.\d+\.\d+$)/i, '').replace(/%.*$/, '');

/** The eight parts of an IPv6 address, without leading zeros. */
export const hextets = (address: string): string[] => {
  // The URL parser writes every spelling of an address in the one canonical form.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [head = '', tail] = canonical.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return tail === undefined ? before : [...before, ...zeros, ...after];
};
