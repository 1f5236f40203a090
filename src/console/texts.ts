/** The texts in this browser's language. */
import { consoleTexts } from '../text/console.js';
import { languageOf } from '../text/language.js';

export const language = languageOf(navigator.languages);
export const t = consoleTexts[language];
