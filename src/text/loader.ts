import type { Translated } from './language.js';

const ja = {
  button: 'スマホ画面サポートを利用する',
  unreachable:
    'スマホ画面サポートを読み込めませんでした。電波の状態を確かめて、もう一度お試しください。',
  again: 'もう一度試す',
};

const en: typeof ja = {
  button: 'Use screen support',
  unreachable: 'Screen support could not be loaded. Please check your connection and try again.',
  again: 'Try again',
};

/** The few words that every target page carries before the tap. */
export const loaderTexts: Translated<typeof ja> = { ja, en };
