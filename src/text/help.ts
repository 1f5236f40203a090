import type { Translated } from './language.js';

const ja = {
  name: 'ヘルプ',
  skip: '本文へ移動',
  contents: '目次',
  here: 'いまの場所',
  turn: '前後のページ',
  previous: '前',
  next: '次',
  guides: '使い方',
  check: 'この端末と通信を調べる',
  terms: '利用規約',
  privacy: 'プライバシーポリシー',
  code: 'コード',

  search: {
    label: 'ヘルプの中を探す',
    hint: 'ふだんの言葉でどうぞ。例: 番号が切れた、ボタンがない',
    results: '見つかったもの',
    count: (count: number) => `${String(count)}件見つかりました`,
    none: '見つかりませんでした',
    noneAdvice:
      '言葉を短くするか、別の言い方でお試しください。お電話中なら、担当者にそのままお尋ねください。',
    failed: '検索の準備ができませんでした。目次からお探しください。',
  },
};

/** What stands around every help page; the pages themselves are the sources in src/help. */
export type HelpTexts = typeof ja;

const en: HelpTexts = {
  name: 'Help',
  skip: 'Skip to the text',
  contents: 'Contents',
  here: 'You are here',
  turn: 'Previous and next page',
  previous: 'Previous',
  next: 'Next',
  guides: 'How to use it',
  check: 'Check this device and network',
  terms: 'Terms of use',
  privacy: 'Privacy policy',
  code: 'Code',

  search: {
    label: 'Search the help',
    hint: 'Everyday words will do, such as: number ran out, no button',
    results: 'What was found',
    count: (count) => (count === 1 ? '1 result' : `${String(count)} results`),
    none: 'Nothing was found',
    noneAdvice:
      'Try fewer or other words. If you are on the phone with your agent, simply ask them.',
    failed: 'The search could not be loaded. Please use the contents.',
  },
};

export const helpTexts: Translated<HelpTexts> = { ja, en };
