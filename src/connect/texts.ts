/** The texts in this browser's language. */
import { connectTexts } from '../text/connect.js';
import { languageOf } from '../text/language.js';
import { sharedTexts } from '../text/shared.js';

export const language = languageOf(navigator.languages);
export const t = sharedTexts[language];
export const own = connectTexts[language];

/** The help page, at what it says of a code. */
export const helpFor = (code: string): string =>
  `/help/${language === 'ja' ? '' : 'en.html'}#${code}`;
