import { sharedEn } from './shared.en.js';
import { type SharedTexts, sharedJa } from './shared.ja.js';
import type { Translated } from './language.js';

/** What the sheet and the connection page both say, so that they say the same. */
export const sharedTexts: Translated<SharedTexts> = { ja: sharedJa, en: sharedEn };
export type { SharedTexts };
export { NAMELESS_HOST } from './shared.ja.js';
