import { guestEn } from './guest.en.js';
import { type GuestTexts, guestJa } from './guest.ja.js';
import type { Translated } from './language.js';

/** What only the target page says; the rest it has from `sharedTexts`. */
export const guestTexts: Translated<GuestTexts> = { ja: guestJa, en: guestEn };
export type { GuestTexts };
