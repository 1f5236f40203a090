/** The feature pages and whole real ones in WebKitGTK, which stands in for iPhones. */
import { featureSuite } from '../capture/features/suite.js';
import { WEBKIT } from '../capture/features/webkit.js';
import { realPageSuite } from './real-pages.js';

featureSuite(WEBKIT, 'features in WebKit').run();
realPageSuite(WEBKIT, 'real pages in WebKit').run();
