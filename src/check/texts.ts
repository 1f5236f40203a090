/** The texts in this browser's language. */
import { checkTexts } from '../text/check.js';
import { languageOf } from '../text/language.js';

export const language = languageOf(navigator.languages);
export const t = checkTexts[language];

/** The help page, at what it says of a code. */
export const helpFor = (code: string): string =>
  `/help/${language === 'ja' ? '' : 'en.html'}${code === '' ? '' : `#${code}`}`;
