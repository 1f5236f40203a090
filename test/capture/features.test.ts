/**
 * One feature a box, each beside the browser's own screenshot: every fourth page. The others, which
 * the gate has no time for: test/long/features.test.ts.
 */
import { CHROMIUM } from './features/chromium.js';
import { inGate } from './features/list.js';
import { featureSuite } from './features/suite.js';

featureSuite(CHROMIUM, 'features in the gate', inGate()).run();
