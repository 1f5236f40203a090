/** One feature a box, each beside the browser's own screenshot: the other half of the pages. */
import { CHROMIUM } from './features/chromium.js';
import { halfOf } from './features/list.js';
import { featureSuite } from './features/suite.js';

featureSuite(CHROMIUM, 'features 2 of 2', halfOf(1)).run();
