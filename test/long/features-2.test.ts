/** One feature a box, each beside the browser's own screenshot: the half of the pages that the gate has no time for. */
import { CHROMIUM } from '../capture/features/chromium.js';
import { halfOf } from '../capture/features/list.js';
import { featureSuite } from '../capture/features/suite.js';

featureSuite(CHROMIUM, 'features 2 of 2', halfOf(1)).run();
