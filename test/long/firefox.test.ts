/** The feature pages and whole real ones in Firefox. */
import { FIREFOX } from '../capture/features/firefox.js';
import { featureSuite } from '../capture/features/suite.js';
import { realPageSuite } from './real-pages.js';

featureSuite(FIREFOX, 'features in Firefox').run();
realPageSuite(FIREFOX, 'real pages in Firefox').run();
