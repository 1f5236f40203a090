/** One feature a box, each beside the browser's own screenshot: the other half of the pages. */
import { suiteOf } from './features/suite.js';

suiteOf(1).run();
