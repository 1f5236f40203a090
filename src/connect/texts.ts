/** The texts in the language that is shown. */
import { connectTexts } from '../text/connect.js';
import { sharedTexts } from '../text/shared.js';
import { wayOutTexts } from '../text/ways-out.js';
import { textsOf } from '../ui/language.svelte.js';

export const t = textsOf(sharedTexts);
export const own = textsOf(connectTexts);
export const ways = textsOf(wayOutTexts);
