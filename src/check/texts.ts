/** The texts in the language that is shown. */
import { checkTexts } from '../text/check.js';
import { language, textsOf } from '../ui/language.svelte.js';

export const t = textsOf(checkTexts);

/** The help page, at what it says of a code. */
export const helpFor = (code: string): string =>
  `/help/${language() === 'ja' ? '' : 'en.html'}${code === '' ? '' : `#${code}`}`;
