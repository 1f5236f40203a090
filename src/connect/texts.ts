/** The texts in the language that is shown. */
import { connectTexts } from '../text/connect.js';
import { sharedTexts } from '../text/shared.js';
import { wayOutTexts } from '../text/ways-out.js';
import { language, textsOf } from '../ui/language.svelte.js';

export const t = textsOf(sharedTexts);
export const own = textsOf(connectTexts);
export const ways = textsOf(wayOutTexts);

/** The help page, at what it says of a code. */
export const helpFor = (code: string): string =>
  `/help/${language() === 'ja' ? '' : 'en.html'}#${code}`;
