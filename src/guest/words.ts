/** What the guest's part says, in the language that is read here; a guest fetches only that one. */
import type { Language } from '../text/language.js';
import { words as ja } from '../text/words.ja.js';
import type { Words } from '../text/words.js';

/** Japanese is there; most guests read it. Rejects where the other cannot be fetched. */
export const wordsIn = async (language: Language): Promise<Words> =>
  language === 'ja' ? ja : (await import('../text/words.en.js')).words;
