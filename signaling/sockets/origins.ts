/** Which pages may talk to the service (W5). */
import type { IncomingMessage } from 'node:http';
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
 * was sent to nothing that could be a host.
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
  return urlOf(`${protocol}://${host}`)?.origin;
};

/** An origin that may be told to a host, or null (`null`, an extension's, none). */
export const siteOf = (origin: string | undefined): string | null =>
  origin !== undefined && /^https?:\/\/[^/\s]{1,255}$/.test(origin) ? origin : null;

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);
