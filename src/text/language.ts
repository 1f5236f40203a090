/** The languages in which every text stands. The first one is the one that was written first. */
export const LANGUAGES = ['ja', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each in itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { ja: '日本語', en: 'English' };

/** The same texts in every language. */
export type Translated<T> = Readonly<Record<Language, T>>;

/**
 * The language for a browser with these preferences (`navigator.languages`): Japanese only if it
 * is the first of them, since somebody who reads another language better has put that first.
 */
export const languageOf = (preferences: readonly string[]): Language =>
  /^ja\b/i.test(preferences[0] ?? '') ? 'ja' : 'en';

/** Where a choice is kept in a page's storage. */
export const LANGUAGE_KEPT = 'misete.language';

/** @param kept what was kept under LANGUAGE_KEPT */
export const languageFor = (preferences: readonly string[], kept: string | null): Language =>
  LANGUAGES.find((language) => language === kept) ?? languageOf(preferences);
