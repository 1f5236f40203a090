/** The languages in which every text stands. The first one is the one that was written first. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The same texts in every language. */
export type Translated<T> = Readonly<Record<Language, T>>;

/**
 * The language for a browser with these preferences (`navigator.languages`): Japanese only if it
 * is the first of them, since somebody who reads another language better has put that first.
 */
export const languageOf = (preferences: readonly string[]): Language =>
  /^ja\b/i.test(preferences[0] ?? '') ? 'ja' : 'en';
