/**
 * A customer's site for tests: another server, and by its name another site than the service's, so
 * that nothing can rest on a shared origin, storage or cookie. Chromium resolves every name below
 * `.localhost` to this machine.
 *
 * Its pages hold the tag as any customer would have it, with `/embed.js` in the place of the
 * service's address. All HTML is handled byte by byte (latin1), so that Shift_JIS stays Shift_JIS.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PACKAGE_FOLDERS } from './site/packages.js';

export interface SiteSettings {
  /** Where the script comes from, such as `http://127.0.0.1:8080`; no slash at the end. */
  serviceUrl: string;
  /** Content-Security-Policy of every page that has none of its own. */
  csp?: string;
  /** Referrer-Policy of every page that has none of its own. */
  referrerPolicy?: string;
  /** More of the tag's attributes, such as `data-start="support"`. */
  tagAttributes?: string;
  /** Where the tag is put into pages of packages; `body` is at its end, the default. */
  tagIn?: 'head' | 'body';
  /** By TLS at another place than a free port of this machine. */
  on?: { address: string; port: number; tls: { cert: Buffer; key: Buffer } };
}

export interface Site {
  /** The origin under a name, without a slash at the end; `shop.localhost` if none is given. */
  url: (host?: string) => string;
  close: () => Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SHOP = join(ROOT, 'test/support/site');
const TAG_SOURCE = 'src="/embed.js"';

/** Folders by the path they are served under; the shop is all the rest. */
const FOLDERS: readonly (readonly [string, string])[] = [
  ...Object.entries(PACKAGE_FOLDERS),
  ['/demo/', join(ROOT, 'public/demo')],
];

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/** The lines that docs/EMBED.md tells customers to add to their policy, for this service. */
export const documentedCsp = (serviceUrl: string): string => {
  const guide = readFileSync(join(ROOT, 'docs/EMBED.md'), 'utf8');
  const lines = /```csp\n(.*?)```/s.exec(guide)?.[1];
  if (lines === undefined) throw new Error('docs/EMBED.md has no csp block');
  return lines
    .replaceAll('wss://SERVICE', serviceUrl.replace(/^http/, 'ws'))
    .replaceAll('https://SERVICE', serviceUrl)
    .replaceAll('\n', ' ')
    .trim();
};

/** Headers that belong to one page. */
const ownHeaders = (path: string, serviceUrl: string): Record<string, string> => {
  switch (path) {
    case '/csp.html':
      return { 'content-security-policy': documentedCsp(serviceUrl) };
    case '/sandboxed.html':
      // An origin of its own, `null`: localStorage and sessionStorage throw.
      return { 'content-security-policy': 'sandbox allow-scripts allow-forms allow-popups' };
    case '/unsafe-url.html':
      return { 'referrer-policy': 'unsafe-url' };
    default:
      return {};
  }
};

const fileOf = (path: string): string => {
  if (path.startsWith('/spa/')) return join(SHOP, 'spa.html');
  const [prefix, folder] = FOLDERS.find(([start]) => path.startsWith(start)) ?? ['/', SHOP];
  const rest = normalize(path.slice(prefix.length));
  if (rest.startsWith('..')) throw new Error('outside of the folder');
  return join(folder, rest === '.' || rest.endsWith('/') ? join(rest, 'index.html') : rest);
};

const withTag = (html: string, settings: SiteSettings): string => {
  const source = `${settings.tagAttributes ?? ''} src="${settings.serviceUrl}/embed.js"`.trim();
  if (html.includes(TAG_SOURCE)) return html.replace(TAG_SOURCE, source);
  const tag = `<script async ${source} referrerpolicy="origin"></script>\n`;
  return html.replace(settings.tagIn === 'head' ? /<\/head>/i : /<\/body>/i, (end) => tag + end);
};

const respond = async (
  request: IncomingMessage,
  response: ServerResponse,
  settings: SiteSettings,
): Promise<void> => {
  if (request.method === 'POST') {
    request.resume();
    await once(request, 'end');
    response.writeHead(204).end();
    return;
  }
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://shop').pathname);
  const file = fileOf(path);
  const bytes = await readFile(file);
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  if (type !== 'text/html') {
    response.writeHead(200, { 'content-type': type }).end(bytes);
    return;
  }
  response
    .writeHead(200, {
      // No charset: each page says its own.
      'content-type': type,
      ...(settings.csp !== undefined && { 'content-security-policy': settings.csp }),
      ...(settings.referrerPolicy !== undefined && { 'referrer-policy': settings.referrerPolicy }),
      ...ownHeaders(path, settings.serviceUrl),
    })
    .end(withTag(bytes.toString('latin1'), settings), 'latin1');
};

/** Starts the site on a free port of this machine, unless it is told where. */
export const startSite = async (settings: SiteSettings): Promise<Site> => {
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    respond(request, response, settings).catch(() => {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
    });
  };
  const { on } = settings;
  const server = on === undefined ? createServer(answer) : createSecureServer(on.tls, answer);
  await new Promise<void>((resolve) => {
    server.listen(on?.port ?? 0, on?.address ?? '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: (host = on?.address ?? 'shop.localhost') =>
      `${on === undefined ? 'http' : 'https'}://${host}:${String(port)}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
