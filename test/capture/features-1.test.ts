/** One feature a box, each beside the browser's own screenshot: one half of the pages. */
import { suiteOf } from './features/suite.js';

suiteOf(0).run();
