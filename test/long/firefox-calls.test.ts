/** All flows of a call between Firefox and Chromium, each of them as the guest and as the host. */
import { test } from 'uvu';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../support/browsers.js';
import { launchFirefox } from '../support/firefox.js';
import * as flows from '../support/flows.js';
import { type TestService, startService } from '../support/service.js';
import { type Site, startSite } from '../support/site.js';

let chromium: Browser;
let firefox: Browser;
let service: TestService;
let site: Site;

test.before(async () => {
  chromium = await launchChromium();
  firefox = await launchFirefox();
  service = await startService();
  site = await startSite({ serviceUrl: service.url });
});
test.after(async () => {
  await chromium.close();
  await firefox.close();
  await site.close();
  await service.stop();
});

const PAIRS = [
  ['Firefox guests, Chromium hosts', () => ({ guests: firefox, hosts: chromium })],
  ['Chromium guests, Firefox hosts', () => ({ guests: chromium, hosts: firefox })],
  ['Firefox guests, Firefox hosts', () => ({ guests: firefox, hosts: firefox })],
] as const;

const FLOWS = {
  '[N3] [P3] [P5] from a target page to the summary': flows.fromTarget,
  '[C2] [P2] [P7] over pages, back, and reloads of both sides': flows.overPages,
  '[C3] the wrong person, and a guest who leaves': flows.endedByGuest,
  '[N3] [N7] a number given anew, and over a reload': flows.numbers,
  '[N6] a page added inside a call': flows.insideCall,
  '[H1] [H2] [H3] pages that the host hands over': flows.handOff,
};

for (const [who, pair] of PAIRS) {
  for (const [what, flow] of Object.entries(FLOWS)) {
    test(`${what}: ${who}`, () => flow({ ...pair(), service, site }));
  }
}

test.run();
