/** One call with Firefox at each end; `npm run test:long` has all flows. */
import { test } from 'uvu';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/browsers.js';
import { firefoxIsThere, launchFirefox } from '../support/firefox.js';
import { fromTarget } from '../support/flows.js';
import { type TestService, startService } from '../support/service.js';
import { type Site, startSite } from '../support/site.js';

let chromium: Browser;
let firefox: Browser;
let service: TestService;
let site: Site;

const flows = {
  '[P3] [P5] a guest in Firefox, a host in Chromium': () =>
    fromTarget({ guests: firefox, hosts: chromium, service, site }),
  '[P3] [P5] a guest in Chromium, a host in Firefox': () =>
    fromTarget({ guests: chromium, hosts: firefox, service, site }),
};

if (firefoxIsThere()) {
  test.before(async () => {
    [chromium, firefox] = await Promise.all([launchChromium(), launchFirefox()]);
    service = await startService();
    site = await startSite({ serviceUrl: service.url });
  });
  test.after(async () => {
    await chromium.close();
    await firefox.close();
    await site.close();
    await service.stop();
  });
} else {
  console.log('Firefox (/usr/bin/firefox-esr) is missing: its calls did not run');
}
for (const [title, flow] of Object.entries(flows)) {
  if (firefoxIsThere()) test(title, flow);
  else test.skip(title, flow);
}

test.run();
