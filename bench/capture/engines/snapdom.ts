/** Rooted in the document: backgrounds of `html` and positions against it are right. */
import { shootFrom } from '../inside/snapdom.js';

export const shoot = shootFrom(() => document.documentElement);
