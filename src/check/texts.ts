/** The texts in the language that is shown. */
import { checkTexts } from '../text/check.js';
import { textsOf } from '../ui/language.svelte.js';

export const t = textsOf(checkTexts);
