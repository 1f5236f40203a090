/** Rooted in the body: nearer on some pages, so each page counts the better of the two. */
import { shootFrom } from '../inside/snapdom.js';

export const shoot = shootFrom(() => document.body);
