/** The feature pages on a site of their own, and under another name the capture room. */
import { readFile } from 'node:fs/promises';
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from '../stage.js';

export interface Pages {
  url: (page: string) => string;
  /** An expression for the browser: the module of entry.ts. */
  probe: string;
  close: () => Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PAGES = fileURLToPath(new URL('pages', import.meta.url));

/** What pages show that comes from elsewhere in the project. */
const FOLDERS: Record<string, string> = {
  '/icons/': join(ROOT, 'node_modules/startbootstrap-sb-admin-2/vendor/fontawesome-free/webfonts'),
};

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.xhtml': 'application/xhtml+xml',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webm': 'video/webm',
  '.woff2': 'font/woff2',
};

const fileOf = (path: string): string => {
  const folder = Object.keys(FOLDERS).find((prefix) => path.startsWith(prefix));
  return folder === undefined
    ? join(PAGES, normalize(path))
    : join(FOLDERS[folder] ?? '', normalize(path.slice(folder.length)));
};

/** With ranges: without them no browser seeks in a video. */
const sendFile = async (
  path: string,
  { headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  const bytes = await readFile(fileOf(path)).catch(() => undefined);
  if (bytes === undefined) return void response.writeHead(404).end();
  const type = { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' };
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? [];
  if (from === undefined) {
    response.writeHead(200, { ...type, 'accept-ranges': 'bytes', 'cache-control': 'max-age=60' });
    return void response.end(bytes);
  }
  const last = Math.min(to === '' ? Infinity : Number(to), bytes.length - 1);
  const range = `bytes ${from}-${last}/${bytes.length}`;
  response.writeHead(206, { ...type, 'content-range': range });
  response.end(bytes.subarray(Number(from), last + 1));
};

export const servePages = async (): Promise<Pages> => {
  const code = await bundle('test/capture/features/entry.ts', 'es');
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://any').pathname);
    if (path !== '/probe.js') return void sendFile(path, request, response);
    response.writeHead(200, {
      'content-type': 'text/javascript',
      'access-control-allow-origin': '*',
    });
    response.end(code);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: (page) => `http://localhost:${port}/${page}`,
    probe: `import('http://127.0.0.1:${port}/probe.js')`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
