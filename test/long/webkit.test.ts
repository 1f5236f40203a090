/** The feature pages in WebKitGTK, which stands in for iPhones. */
import { featureSuite } from '../capture/features/suite.js';
import { WEBKIT } from '../capture/features/webkit.js';

featureSuite(WEBKIT, 'features in WebKit').run();
