/** The texts in the language that is shown. */
import { consoleTexts } from '../text/console.js';
import { textsOf } from '../ui/language.svelte.js';

export const t = textsOf(consoleTexts);
