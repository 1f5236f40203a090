/** Real Chromium, with a phone for the guest and a desktop for the host. */
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
} from 'playwright-core';

/** Debian's, or the one that CHROMIUM names. */
export const CHROMIUM_PATH = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/**
 * What a test needs of no Chromium. A window of the whole browser loads pages of its own behind the
 * address bar, and keeps a spare process for the next site: both take longer than the page under test.
 */
export const CHROMIUM_ARGS: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-extensions',
  '--disable-sync',
  '--no-first-run',
  `--disable-features=${[
    'WebUIOmniboxPopup',
    'WebUIOmniboxAimPopup',
    'SpareRendererForSitePerProcess',
    // Test machines have no multicast DNS; without it the peers would not find each other.
    'WebRtcHideLocalIpsWithMdns',
  ].join()}`,
];

export interface Launch {
  /** In the place of `CHROMIUM_PATH`: a script that starts it somewhere else. */
  executablePath?: string;
  /** Keeps pages that are left, as people's browsers do and Playwright's do not. */
  backForwardCache?: boolean;
  /** What names stand for, in the place of this machine's own network. */
  resolve?: string;
}

export const launchChromium = (
  args: readonly string[] = [],
  { executablePath = CHROMIUM_PATH, backForwardCache = false, resolve }: Launch = {},
): Promise<Browser> =>
  chromium.launch({
    executablePath,
    ...(backForwardCache && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    args: [
      ...CHROMIUM_ARGS,
      // What pages want from elsewhere fails at once, as without a network.
      `--host-resolver-rules=${resolve ?? 'MAP * ~NOTFOUND, EXCLUDE *.localhost, EXCLUDE 127.0.0.1'}`,
      ...args,
    ],
  });

export type Language = 'ja' | 'en';
const LOCALES = { ja: 'ja-JP', en: 'en-US' } as const;

const open = async (
  browser: Browser,
  language: Language,
  options: BrowserContextOptions,
): Promise<BrowserContext> => {
  const context = await browser.newContext({
    locale: LOCALES[language],
    timezoneId: 'Asia/Tokyo',
    ...options,
  });
  context.setDefaultTimeout(20_000);
  return context;
};

const PHONE = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 3,
  hasTouch: true,
  isMobile: true,
} as const;

export const openPhone = (browser: Browser, language: Language = 'ja'): Promise<BrowserContext> =>
  open(browser, language, PHONE);

export const openDesktop = (browser: Browser, language: Language = 'ja'): Promise<BrowserContext> =>
  open(browser, language, { viewport: { width: 1280, height: 800 } });
