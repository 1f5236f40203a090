/** The service's static pages, as the service itself gives them. */
import { PAGES, addressOf } from '../../../src/help/site/book.js';
import { LANGUAGES } from '../../../src/text/index.js';
import type { GalleryState } from '../state.js';

const page = (name: string, path: string, more: Partial<GalleryState> = {}): GalleryState => ({
  name: `static/${name}`,
  path,
  show: ({ page: opened }) => opened.locator('h1:visible, h2:visible').first().waitFor(),
  ...more,
});

/** The demo's site is Japanese, as its customers are. */
const demo = (name: string, path: string): GalleryState =>
  page(`demo/${name}`, `/demo/${path}`, { languages: ['ja'] });

export const staticStates: readonly GalleryState[] = [
  page('first', '/'),
  ...PAGES.flatMap((name) =>
    LANGUAGES.map((language) =>
      page(`help/${name}`, addressOf(name, language), { languages: [language] }),
    ),
  ),
  page('check', '/check'),
  page('not-found', '/no-such-page', { expects: /status of 404/ }),
  demo('index', ''),
  demo('plan', 'plan.html'),
  demo('premiums', 'premiums.html'),
  demo('simulate', 'simulate.html'),
  demo('apply/step1', 'apply/step1.html'),
  demo('apply/step2', 'apply/step2.html'),
  demo('apply/step3', 'apply/step3.html'),
  demo('apply/confirm', 'apply/confirm.html'),
  demo('apply/done', 'apply/done.html'),
  demo('faq', 'faq.html'),
  demo('news/index', 'news/index.html'),
  demo('news/detail', 'news/detail.html'),
  demo('sjis', 'sjis.html'),
];
