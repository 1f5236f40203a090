/** Both ends of a leg in Chromium; test/long has them in Firefox. */
import { launchChromium } from '../support/browsers.js';
import { legSuite } from '../support/leg-suite.js';

legSuite('Chromium', launchChromium).run();
