import type { Translated } from './language.js';

const ja = {
  button: 'スマホ画面サポートを利用する',
  move: '場所を変える',
  unreachable: '読み込めませんでした。もう一度押してください。',
};

const en: typeof ja = {
  button: 'Use screen support',
  move: 'Move this',
  unreachable: 'Not loaded. Please press again.',
};

/** The few words that every target page carries before the tap. */
export const loaderTexts: Translated<typeof ja> = { ja, en };
