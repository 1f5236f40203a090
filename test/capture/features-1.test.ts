/** One feature a box, each beside the browser's own screenshot: one half of the pages;
 * the other half: test/long/features-2.test.ts. */
import { CHROMIUM } from './features/chromium.js';
import { halfOf } from './features/list.js';
import { featureSuite } from './features/suite.js';

featureSuite(CHROMIUM, 'features 1 of 2', halfOf(0)).run();
