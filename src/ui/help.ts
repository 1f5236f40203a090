/** Where the help is. */
import { language } from './language.svelte.js';

/** In the language that is shown, at what it says of a code; without one, its first page. */
export const helpFor = (code = ''): string =>
  `/help/${language() === 'ja' ? '' : 'en.html'}${code === '' ? '' : `#${code}`}`;
