/** Made pages by name; each is made once. */
import { article } from './articles.js';
import { components } from './components.js';
import { images } from './images.js';
import { openApi } from './open-api.js';
import { quirks } from './quirks.js';
import { appShell, bars } from './shell.js';
import { elements, million, table } from './tall.js';

const MAKERS: Readonly<Record<string, () => string>> = {
  quirks: () => quirks(),
  'quirks-phone': () =>
    quirks('<META NAME="viewport" CONTENT="width=device-width, initial-scale=1">'),
  'article-ja': () => article(30),
  'article-webfont': () =>
    article(6, {
      family: 'Noto Sans JP Variable',
      head: '<link rel="stylesheet" href="/@fontsource-variable/noto-sans-jp/index.css">',
    }),
  'table-100': () => table(100),
  'table-10000': () => table(10_000),
  images: () => images(400),
  'elements-50000': () => elements(50_000),
  'million-pixels': million,
  components,
  'app-shell': appShell,
  bars,
};

export const MADE_NAMES: readonly string[] = Object.keys(MAKERS);

const done = new Map<string, string>();

/** `/bench/made/bars.html`, and the description that Swagger UI shows. */
export const madeAt = (path: string): string | undefined => {
  if (path === '/bench/open-api.json') return openApi();
  const name = /^\/bench\/made\/([\w-]+)\.html$/.exec(path)?.[1] ?? '';
  const html = done.get(name) ?? MAKERS[name]?.();
  if (html !== undefined) done.set(name, html);
  return html;
};
