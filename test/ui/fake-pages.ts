/** A page of ours in real Chromium, with its link room replaced and nothing else. */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { extname, join, resolve } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { type Page, type Route } from 'playwright-core';
import { build } from 'vite';
import { MISETE } from '../../src/look/brand.js';
import { lookCss } from '../../src/look/css.js';
import { contentPolicy } from '../../signaling/http/headers.js';

const root = resolve(import.meta.dirname, '../..');
/** No network is asked for it: every request is answered below. */
export const ORIGIN = 'https://misete.example';

const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

export interface BuiltPage {
  /** Answers all of a page's requests; `api` those below /api. */
  serve: (page: Page, api?: (route: Route) => Promise<void>) => Promise<void>;
  remove: () => Promise<void>;
}

const temporaryFolder = async (): Promise<string> => {
  const cache = join(root, '.cache');
  await mkdir(cache, { recursive: true });
  return mkdtemp(join(cache, 'page-'));
};

/** Builds src/`room` with `fakeLink` (a path from the root) in the place of src/link/index.ts. */
export const buildPage = async (
  room: 'console' | 'connect',
  fakeLink: string,
): Promise<BuiltPage> => {
  const out = await temporaryFolder();
  await build({
    configFile: false,
    envDir: false,
    root: join(root, 'src'),
    publicDir: false,
    logLevel: 'error',
    plugins: [
      {
        name: 'fake-link',
        enforce: 'pre',
        resolveId: (id, importer = '') =>
          id.endsWith('link/index.js') && importer.includes(`/src/${room}/`)
            ? join(root, fakeLink)
            : undefined,
      },
      svelte({ configFile: join(root, 'svelte.config.js') }),
    ],
    build: {
      outDir: out,
      emptyOutDir: false,
      minify: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: join(root, `src/${room}/index.html`) },
    },
  });

  const answer = async (route: Route) => {
    const { pathname } = new URL(route.request().url());
    const file = pathname === `/${room}` ? `/${room}/index.html` : pathname;
    if (pathname === '/look.css') {
      return route.fulfill({ contentType: 'text/css', body: lookCss(MISETE) });
    }
    const type = TYPES[extname(file)];
    const folder = [out, join(root, 'public')].find((each) => existsSync(each + file));
    if (type === undefined || folder === undefined) return route.fulfill({ status: 404 });
    const headers = {
      'content-type': type,
      'content-security-policy': contentPolicy('page', ORIGIN),
    };
    return route.fulfill({ headers, body: await readFile(folder + file) });
  };

  return {
    serve: async (page, api) => {
      await page.route(`${ORIGIN}/**`, answer);
      if (api !== undefined) await page.route(`${ORIGIN}/api/**`, api);
    },
    remove: () => rm(out, { recursive: true }),
  };
};
