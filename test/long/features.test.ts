/** One feature a box, each beside the browser's own screenshot: the pages that the gate has no time for. */
import { CHROMIUM } from '../capture/features/chromium.js';
import { beyondGate } from '../capture/features/list.js';
import { featureSuite } from '../capture/features/suite.js';

featureSuite(CHROMIUM, 'features beyond the gate', beyondGate()).run();
