/** Security and caching headers, by what a path is. */
import type { Config } from '../config.js';

export type Area = 'page' | 'demo' | 'script' | 'asset' | 'api';

export const areaOf = (path: string): Area => {
  // The embed shows the logo on other sites' pages.
  if (path === '/embed.js' || path.startsWith('/brand/')) return 'script';
  if (path.startsWith('/assets/')) return 'asset';
  if (path.startsWith('/api/') || path === '/healthz') return 'api';
  return path.startsWith('/demo/') ? 'demo' : 'page';
};

/**
 * `origin`: the service's own, for the sockets: in Safari 'self' does not cover ws and wss. The
 * console and the connection page need nothing from anywhere else; the demo gets what a customer's
 * page might have, so that it shows what a target page may forbid.
 */
export const contentPolicy = (area: Area, origin: string | undefined): string => {
  const host = origin === undefined ? undefined : new URL(origin).host;
  const sockets = host === undefined ? '' : ` ws://${host} wss://${host}`;
  const connect = `connect-src 'self'${sockets}`;
  if (area === 'api') return "default-src 'none'; frame-ancestors 'none'";
  if (area === 'demo') {
    return [
      "default-src 'self'",
      "script-src 'self' 'unsafe-inline'",
      "style-src 'self' 'unsafe-inline'",
      "img-src 'self' data: blob:",
      "font-src 'self' data:",
      connect,
      "object-src 'none'",
      "base-uri 'self'",
      "form-action 'self'",
      "frame-ancestors 'self'",
    ].join('; ');
  }
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    connect,
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
};

/**
 * A better content type than the static plugin's: for scripts that of RFC 9239; for the demo's pages
 * none that says a charset, because one of them is in Shift_JIS and says so itself.
 */
export const contentType = (area: Area, type: string): string => {
  if (type.startsWith('application/javascript')) return 'text/javascript; charset=utf-8';
  return area === 'demo' && type.startsWith('text/html') ? 'text/html' : type;
};

const YEAR = 365 * 24 * 60 * 60;

/** What else differs between areas. Target pages on other sites load the script and its parts. */
export const areaHeaders = (area: Area): Record<string, string> => {
  switch (area) {
    case 'script':
      return { ...forOtherSites, 'Cache-Control': 'no-cache' };
    case 'asset':
      // Their names hold a hash of their content.
      return {
        ...forOtherSites,
        'Cache-Control': `public, max-age=${String(YEAR)}, immutable`,
      };
    case 'api':
      return { 'Cache-Control': 'no-store' };
    case 'page':
    case 'demo':
      return { 'Cache-Control': 'no-cache' };
  }
};

const forOtherSites = {
  'Access-Control-Allow-Origin': '*',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/**
 * HTTPS for good, but only where the operator said that the service is reached by it through a proxy.
 * Where it does TLS itself (`--lan`), a browser would hold it against every other port of the machine
 * for a year, the page that offers the local CA among them.
 */
export const strictTransport = ({ publicUrl }: Pick<Config, 'publicUrl'>, ownTls: boolean) =>
  publicUrl?.startsWith('https:') === true && !ownTls
    ? { maxAge: YEAR, includeSubDomains: false }
    : false;
