/** The whole product, for tests of what people do with it: Chromium, the service, sites with the script. */
import type { Browser } from 'playwright-core';
import { launchChromium } from './browsers.js';
import { type TestService, startService } from './service.js';
import { type Site, startSite } from './site.js';

export interface Whole {
  browser: Browser;
  service: TestService;
  site: Site;
  close: () => Promise<void>;
}

export const openWhole = async (): Promise<Whole> => {
  const browser = await launchChromium();
  const service = await startService();
  const site = await startSite({ serviceUrl: service.url });
  const close = async (): Promise<void> => {
    await browser.close();
    await site.close();
    await service.stop();
  };
  return { browser, service, site, close };
};
