/** The feature pages in Chromium, with what differs between machines and not on phones taken out. */
import { type CDPSession, type Page, chromium } from 'playwright-core';
import { CHROMIUM_ARGS, CHROMIUM_PATH } from '../../support/browsers.js';
import { type Driver, type PageSettings, SCREEN } from './driver.js';
import { KNOWN } from './known.js';
import type { Subject } from './suite.js';

const ARGS = [
  ...CHROMIUM_ARGS,
  // A real density: under an emulated one a page is laid out in CSS pixels, on a phone in device
  // pixels, and text lands half a pixel elsewhere.
  `--force-device-scale-factor=${SCREEN.density}`,
  '--font-render-hinting=none',
  '--disable-font-subpixel-positioning',
  '--force-color-profile=srgb',
  // WebGL on machines without a graphics card.
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
];

const openChromium = async (): Promise<Driver> => {
  const browser = await chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: ARGS,
    // One page shows classic ones; a mobile screen hides them on the others.
    ignoreDefaultArgs: ['--hide-scrollbars'],
  });
  const context = await browser.newContext({
    viewport: null,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
  });
  let opened: { page: Page; session: CDPSession; settings: PageSettings } | undefined;

  const now = () => {
    if (opened === undefined) throw new Error('no page is open');
    return opened;
  };

  const isPlain = (settings: PageSettings) => Object.keys(settings).length === 0;

  const open = async (url: string, settings: PageSettings): Promise<void> => {
    // A window takes longer than a page: one after the other goes into it, unless a setting would stay.
    if (opened !== undefined && isPlain(opened.settings) && isPlain(settings)) {
      await opened.page.goto(url);
      return;
    }
    await opened?.page.close();
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    opened = { page, session, settings };
    await page.emulateMedia({ colorScheme: settings.dark ? 'dark' : 'light' });
    await session.send('Emulation.setDeviceMetricsOverride', {
      width: SCREEN.width,
      height: SCREEN.height,
      deviceScaleFactor: SCREEN.density,
      mobile: settings.scrollbars !== true,
    });
    if (settings.textScale !== undefined) {
      const [standard, fixed] = [16 * settings.textScale, 13 * settings.textScale];
      await session.send('Page.setFontSizes', { fontSizes: { standard, fixed } });
    }
    await page.goto(url);
    if (settings.pointer !== undefined) {
      await page.mouse.move(settings.pointer.x, settings.pointer.y);
    }
    if (settings.pinch !== undefined) {
      const [x, y] = [SCREEN.width * 0.8, SCREEN.height * 0.7];
      await session.send('Input.synthesizePinchGesture', { x, y, scaleFactor: settings.pinch });
    }
  };

  return {
    name: 'chromium',
    open,
    evaluate: (expression) => now().page.evaluate(expression),
    screenshot: async () => {
      const { data } = await now().session.send('Page.captureScreenshot', {
        format: 'png',
        optimizeForSpeed: true,
      });
      return Buffer.from(data, 'base64');
    },
    close: () => browser.close(),
  };
};

export const CHROMIUM: Subject = { open: openChromium, known: KNOWN };
