/** The feature pages in Firefox, over WebDriver BiDi. */
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type Driver, type PageSettings, SCREEN } from './driver.js';
import { KNOWN_IN_FIREFOX } from './known-in-firefox.js';
import type { Subject } from './suite.js';

type Prefs = Record<string, string | number | boolean>;

const PREFS: Prefs = {
  // A real density: the viewport command's own only pretends to one, and lays out in CSS pixels.
  'layout.css.devPixelsPerPx': `${SCREEN.density}`,
  'intl.accept_languages': 'ja-JP, ja',
  'gfx.color_management.mode': 0,
  // Whatever a page still wants from elsewhere fails at once; this machine itself needs no proxy.
  'network.proxy.type': 1,
  'network.proxy.http': '127.0.0.1',
  'network.proxy.http_port': 9,
  'network.proxy.ssl': '127.0.0.1',
  'network.proxy.ssl_port': 9,
};

/** Languages as the preferences for fonts have them. */
const SCRIPTS = ['x-western', 'x-unicode', 'ja'];

/** What is a matter of the whole browser here, and not of a page. Pinching is not to be had. */
const prefsFor = ({ dark, scrollbars, textScale = 1 }: PageSettings): Prefs => ({
  ...PREFS,
  'layout.css.prefers-color-scheme.content-override': dark ? 0 : 1,
  'ui.useOverlayScrollbars': scrollbars ? 0 : 1,
  'widget.gtk.overlay-scrollbars.enabled': !scrollbars,
  ...Object.fromEntries(
    SCRIPTS.flatMap((script) => [
      [`font.size.variable.${script}`, 16 * textScale],
      [`font.size.monospace.${script}`, 13 * textScale],
    ]),
  ),
});

const launch = (prefs: Prefs): Promise<Browser> =>
  puppeteer.launch({
    browser: 'firefox',
    executablePath: process.env['FIREFOX'] ?? '/usr/bin/firefox-esr',
    headless: true,
    defaultViewport: null,
    extraPrefsFirefox: prefs,
    env: { ...process.env, TZ: 'Asia/Tokyo' },
  });

const openFirefox = async (): Promise<Driver> => {
  let prefs = prefsFor({});
  let browser = await launch(prefs);
  let page: Page | undefined;

  const now = () => {
    if (page === undefined) throw new Error('no page is open');
    return page;
  };

  /** Another one, where the page needs other preferences. */
  const restart = async (wanted: Prefs): Promise<void> => {
    await browser.close();
    page = undefined;
    prefs = wanted;
    browser = await launch(prefs);
  };

  const open = async (url: string, settings: PageSettings): Promise<void> => {
    const wanted = prefsFor(settings);
    if (JSON.stringify(wanted) !== JSON.stringify(prefs)) await restart(wanted);
    const before = page;
    page = await browser.newPage();
    await before?.close();
    await page.setViewport({ width: SCREEN.width, height: SCREEN.height });
    await page.goto(url);
    const { x, y } = settings.pointer ?? { x: 0, y: 0 };
    await page.mouse.move(x, y);
  };

  return {
    name: 'firefox',
    open,
    evaluate: (expression) => now().evaluate(expression),
    screenshot: async () => Buffer.from(await now().screenshot({ type: 'png' })),
    close: () => browser.close(),
  };
};

/** WebDriver BiDi has no gesture to enlarge a page by. */
export const FIREFOX: Subject = { open: openFirefox, known: KNOWN_IN_FIREFOX, lacks: ['pinch'] };
