import type { Translated } from './language.js';

const ja = {
  safari: 'Safari で開く',
  chrome: 'Chrome で開く',
  browser: 'ブラウザで開く',
  https: '安全な接続で開く',
  copy: 'リンクをコピー',
  copied: 'コピーしました。Safari か Chrome を開き、上か下のアドレス欄に貼り付けてください。',
  notCopied: 'コピーできませんでした。次のアドレスを Safari か Chrome に入れてください。',
};

const en: typeof ja = {
  safari: 'Open in Safari',
  chrome: 'Open in Chrome',
  browser: 'Open in the browser',
  https: 'Open securely',
  copy: 'Copy the link',
  copied: 'Copied. Open Safari or Chrome and paste it into the address bar.',
  notCopied: 'It could not be copied. Please type this address into Safari or Chrome.',
};

/** How a guest leaves a browser that cannot do it; fetched only then. */
export const wayOutTexts: Translated<typeof ja> = { ja, en };
