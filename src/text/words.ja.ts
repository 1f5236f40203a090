import { guestJa } from './guest.ja.js';
import { sharedJa } from './shared.ja.js';
import type { Words } from './words.js';

export const words: Words = { texts: guestJa, shared: sharedJa };
