/**
 * A phone, as Chromium can play one. Every choice here takes away a difference that no phone has
 * and that would be charged to all engines alike.
 */
import { type Browser, type CDPSession, type Page, chromium } from 'playwright-core';

export const PHONE = { width: 390, height: 844, density: 2 } as const;

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  // Whatever a page still wants from elsewhere fails at once.
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
  // A real factor: with an emulated one the page is laid out in CSS pixels and only its raster is
  // scaled, while a phone lays out in device pixels.
  `--force-device-scale-factor=${PHONE.density}`,
  // Phones neither hint glyphs nor round their positions the way Linux does.
  '--font-render-hinting=none',
  '--disable-font-subpixel-positioning',
  '--force-color-profile=srgb',
  // Phones' scroll bars lie over the page, and only while it moves.
  '--hide-scrollbars',
];

export interface Sheet {
  page: Page;
  cdp: CDPSession;
  close: () => Promise<void>;
}

export interface Phone {
  /** A page in a profile of its own, so that no engine finds another's cache. */
  open: () => Promise<Sheet>;
  /** For tracing. */
  browser: () => Browser;
  /** For pages whose main thread does not come back. */
  restart: () => Promise<void>;
  close: () => Promise<void>;
}

const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
    args: ARGS,
  });

export const openPhone = async (): Promise<Phone> => {
  let browser = await launch();
  return {
    browser: () => browser,
    async open() {
      const context = await browser.newContext({
        viewport: null,
        // A page's own cache must not outlive its visit, or answer in the place of the site.
        serviceWorkers: 'block',
        locale: 'ja-JP',
        timezoneId: 'Asia/Tokyo',
      });
      const page = await context.newPage();
      const cdp = await context.newCDPSession(page);
      await cdp.send('Emulation.setDeviceMetricsOverride', {
        width: PHONE.width,
        height: PHONE.height,
        deviceScaleFactor: PHONE.density,
        mobile: true,
      });
      await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 });
      return { page, cdp, close: () => context.close() };
    },
    async restart() {
      await browser.close();
      browser = await launch();
    },
    close: () => browser.close(),
  };
};
