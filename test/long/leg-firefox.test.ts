/** Both ends of a leg in Firefox. */
import { launchFirefox } from '../support/firefox.js';
import { legSuite } from '../support/leg-suite.js';

legSuite('Firefox', launchFirefox).run();
