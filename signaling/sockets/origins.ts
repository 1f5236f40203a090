/** Which pages may talk to the service (W5). */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import { forwarded } from './addresses.js';

/** An origin of MISETE_TARGET_ORIGINS; with `anySubdomain` it was written `https://*.…`. */
export interface OriginPattern {
  protocol: string;
  /** With the port, if it is not the ordinary one. */
  host: string;
  anySubdomain: boolean;
}

/** Undefined for what is no origin of http or https, such as one with a path. */
export const parseOriginPattern = (text: string): OriginPattern | undefined => {
  const parts = /^(https?):\/\/(\*\.)?([^/*\s?#@]+)$/i.exec(text);
  if (parts === null) return undefined;
  const [, protocol = '', star, host = ''] = parts;
  const url = urlOf(`${protocol}://${host}`);
  return url === undefined
    ? undefined
    : { protocol: url.protocol, host: url.host, anySubdomain: star !== undefined };
};

export const originMatches = (pattern: OriginPattern, origin: string): boolean => {
  const url = urlOf(origin);
  if (url?.protocol !== pattern.protocol) return false;
  return pattern.anySubdomain ? url.host.endsWith(`.${pattern.host}`) : url.host === pattern.host;
};

/**
 * The service's own origin: the public URL's, or else what the request was sent to. Undefined if it
 * was sent to nothing that could be a host, or under a name that anybody could have given to this
 * machine's address (`vouched`).
 */
export const ownOrigin = (
  request: Pick<IncomingMessage, 'headers'> & { socket?: object },
  { publicUrl, trustProxy }: { publicUrl: string | undefined; trustProxy: number },
): string | undefined => {
  if (publicUrl !== undefined) return publicUrl;
  const direct = request.socket !== undefined && 'encrypted' in request.socket ? 'https' : 'http';
  const protocol = forwarded(request, 'x-forwarded-proto', trustProxy) ?? direct;
  const host = forwarded(request, 'x-forwarded-host', trustProxy) ?? request.headers.host ?? '';
  // It comes to stand in a Content-Security-Policy, where a semicolon would begin a directive.
  if (!/^https?$/.test(protocol) || !/^[\w.:[\]-]+$/.test(host)) return undefined;
  const url = urlOf(`${protocol}://${host}`);
  return url !== undefined && (trustProxy > 0 || direct === 'https' || vouched(url))
    ? url.origin
    : undefined;
};

/** The host name or address under which a browser has reached the service; an IPv6 one in brackets. */
export const reachedHost = (
  request: Pick<IncomingMessage, 'headers'>,
  { publicUrl, trustProxy }: { publicUrl: string | undefined; trustProxy: number },
): string | undefined => {
  if (publicUrl !== undefined) return new URL(publicUrl).hostname;
  const host = forwarded(request, 'x-forwarded-host', trustProxy) ?? request.headers.host ?? '';
  return /^[\w.:[\]-]+$/.test(host) ? urlOf(`http://${host}`)?.hostname : undefined;
};

/**
 * Whether a site of somebody else's can not have come here under this name. Whoever owns a domain
 * may let it lead to 127.0.0.1 or to an address of the office's, and the browser then takes the
 * service for a part of that site (DNS rebinding). Addresses and `localhost` are in nobody's hands;
 * under TLS a browser asks for a certificate of that name, and a trusted proxy knows its own names.
 */
const vouched = ({ hostname }: URL): boolean =>
  /(?:^|\.)localhost$/.test(hostname) || isIP(hostname.replace(/^\[|\]$/g, '')) !== 0;

/** What the log says of a refused origin, for whoever reaches the service by a name of theirs. */
export const ORIGIN_HINT =
  'origin refused; if it is where browsers reach this service, set MISETE_PUBLIC_URL to it';

/** An origin that may be told to a host, or null (`null`, an extension's, none). */
export const siteOf = (origin: string | undefined): string | null =>
  origin !== undefined && /^https?:\/\/[^/\s]{1,255}$/.test(origin) ? origin : null;

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
