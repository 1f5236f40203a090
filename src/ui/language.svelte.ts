/** The language of our own pages: the browser's, until somebody chooses another; then that one. */
import {
  LANGUAGES,
  LANGUAGE_KEPT,
  type Language,
  type Translated,
  languageFor,
} from '../text/language.js';

const kept = (): string | null => {
  try {
    return localStorage.getItem(LANGUAGE_KEPT);
  } catch {
    // The browser refuses its storage: the choice lives as long as the page.
    return null;
  }
};

let shown = $state<Language>(languageFor(navigator.languages, kept()));

/** Read in markup or a `$derived`, it is read anew when somebody chooses another. */
export const language = (): Language => shown;

export const chooseLanguage = (chosen: Language): void => {
  shown = chosen;
  try {
    localStorage.setItem(LANGUAGE_KEPT, chosen);
  } catch {
    // As above.
  }
};

/** The one that is not shown. */
export const otherLanguage = (): Language => LANGUAGES.find((one) => one !== shown) ?? shown;

// Another tab of ours chose.
addEventListener('storage', ({ key, newValue }) => {
  if (key === LANGUAGE_KEPT) shown = languageFor(navigator.languages, newValue);
});

/** A catalogue as it stands in the language that is shown; markup that reads it follows a change. */
export const textsOf = <T extends object>(catalogue: Translated<T>): T =>
  new Proxy(catalogue.ja, { get: (_, name) => Reflect.get(catalogue[shown], name) as unknown });

/** Keeps `lang` and title of the page in step. Lasts as long as the page. */
export const keepPage = (title: () => string): void => {
  $effect.root(() => {
    $effect(() => {
      document.documentElement.lang = shown;
      document.title = title();
    });
  });
};
