/** Serves the corpus on this machine: packages' pages as they are, but for what CDNs would give. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fontsCss } from './fonts.js';
import { adaptCss, adaptHtml, adaptScript } from './local.js';

const PACKAGES = fileURLToPath(new URL('../../node_modules/', import.meta.url));

/** Some packages' pages want to be at the root of their site. */
const ROOTS = ['', 'gentelella/dist'];

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.html': 'text/html',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.webp': 'image/webp',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

export interface Site {
  /** Without a slash at the end. */
  url: string;
  /** What was asked for in vain, to see that no page lacks what it needs. */
  missing: Set<string>;
  close: () => Promise<void>;
}

/** `made` has what is in no package, by its path. */
export const openSite = async (
  made: (path: string) => string | Promise<string> | undefined,
): Promise<Site> => {
  const missing = new Set<string>();
  const find = async (url: URL): Promise<string | Buffer | undefined> => {
    if (url.pathname === '/bench/fonts.css') return fontsCss(url.searchParams, PACKAGES);
    const own = await made(url.pathname);
    if (own !== undefined) return own;
    for (const root of ROOTS) {
      try {
        return await readFile(join(PACKAGES, root, normalize(decodeURIComponent(url.pathname))));
      } catch {
        // Not there.
      }
    }
    missing.add(url.pathname);
    return undefined;
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://site');
    void find(url).then((content) => {
      if (content === undefined) return void response.writeHead(404).end();
      const type = TYPES[extname(url.pathname)] ?? 'text/plain';
      const adapt = {
        'text/html': adaptHtml,
        'text/css': adaptCss,
        'text/javascript': adaptScript,
      }[type];
      response.writeHead(200, {
        'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
        // A second request for what is on the page is served from the cache, as on a real site.
        'cache-control': 'max-age=3600',
      });
      response.end(adapt === undefined ? content : adapt(content.toString()));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    missing,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
