import { guestEn } from './guest.en.js';
import { sharedEn } from './shared.en.js';
import type { Words } from './words.js';

export const words: Words = { texts: guestEn, shared: sharedEn };
