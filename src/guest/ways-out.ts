/**
 * How a guest gets out of a browser that cannot do it: a link that opens another, or copying. Fetched
 * only then: nobody in a call needs it. What it shares with the rest it is given, so that the rest
 * stays one file.
 */
import { wayOut } from '../browser/ways-out.js';
import type { Language } from '../text/language.js';
import { wayOutTexts } from '../text/ways-out.js';
import type { Dom } from './dom.js';

export const waysOut = (
  { button, make, say }: Dom,
  code: string,
  app: string | undefined,
  language: Language,
): HTMLElement[] => {
  const words = wayOutTexts[language];
  const way = wayOut(code, app, navigator.userAgent, location.href);
  const said = make('p', { role: 'status' });
  const copied = async (): Promise<string> => {
    try {
      await navigator.clipboard.writeText(location.href);
      return words.copied;
    } catch {
      return `${words.notCopied} ${location.href}`;
    }
  };
  const copy = button(words.copy, 'plain', () => void copied().then((text) => say(said, text)));
  if (way === undefined) return [copy, said];
  const out = make('a', { class: 'primary' }, words[way.to]);
  out.href = way.address;
  return [out, copy, said];
};
