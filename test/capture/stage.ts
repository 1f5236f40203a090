/** A browser, a bundle of one of our entries, and a tiny server with pages made up for one test. */
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { launchChromium } from '../support/browsers.js';

export interface Page {
  body: string | Buffer;
  /** 200 if nothing else is said. */
  status?: number;
  type?: string;
  headers?: OutgoingHttpHeaders;
}

export interface Stage {
  browser: Browser;
  /** `http://shop.localhost:PORT`: what carries the pages under test. */
  site: string;
  /** The same server under a name of another site. */
  elsewhere: string;
  /** Adds or replaces what is served at a path. */
  serve: (path: string, page: Page) => void;
  /** Paths that were asked for, with the host's name. */
  requests: string[];
  close: () => Promise<void>;
}

/** Bundles an entry of src/ as browsers get it, and returns its code. */
export const bundle = async (
  entry: string,
  format: 'es' | 'iife',
  define: Record<string, string> = {},
): Promise<string> => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const built = await build({
    configFile: false,
    envDir: false,
    root,
    publicDir: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      write: false,
      target: ['es2022', 'safari16'],
      lib: { entry, name: 'bundle', formats: [format] },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const output = Array.isArray(built) ? built[0] : 'output' in built ? built : undefined;
  const chunk = output?.output[0];
  if (chunk?.type !== 'chunk') throw new Error(`${entry} gave no script`);
  return chunk.code;
};

export const openStage = async (): Promise<Stage> => {
  const pages = new Map<string, Page>();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://any').pathname;
    requests.push(`${request.headers.host ?? ''}${path}`);
    const page = pages.get(path);
    if (page === undefined) return void response.writeHead(404).end();
    response.writeHead(page.status ?? 200, {
      'content-type': page.type ?? 'text/html; charset=utf-8',
      ...page.headers,
    });
    response.end(page.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const browser = await launchChromium();
  return {
    browser,
    requests,
    site: `http://shop.localhost:${String(port)}`,
    elsewhere: `http://127.0.0.1:${String(port)}`,
    serve: (path, page) => void pages.set(path, page),
    close: async () => {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
