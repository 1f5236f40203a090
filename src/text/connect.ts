import type { Translated } from './language.js';

const ja = {
  title: (brand: string) => `${brand} 接続ページ`,

  next: {
    heading: '次にすること',
    steps: [
      'このページは閉じずに、お手続きのページを開きます。',
      'そのページの［スマホ画面サポートを利用する］を押します。',
      '［担当者とつながっている方はこちら］を押し、出てきた番号を担当者に伝えます。',
    ],
    seen: 'このページの画面が担当者に送られることはありません。',
  },

  byPhone: {
    heading: 'スマートフォンで続けるときは',
    advice: 'カメラでこのコードを読み取ると、スマートフォンで同じページが開きます。',
    qr: 'このページのQRコード',
  },

  check: 'この端末と通信を調べる',
  backToStart: 'はじめに戻る',
};

/** What only the connection page says. */
export type ConnectTexts = typeof ja;

const en: ConnectTexts = {
  title: (brand) => `${brand} connection page`,

  next: {
    heading: 'What to do next',
    steps: [
      'Keep this page open, and open the page that you need help with.',
      'On that page, press “Use screen support”.',
      'Press “I am already connected with my agent”, and read the number to your agent.',
    ],
    seen: 'The screen of this page is never sent to your agent.',
  },

  byPhone: {
    heading: 'To go on by phone',
    advice: 'Scan this code with the phone’s camera. The same page opens there.',
    qr: 'QR code of this page',
  },

  check: 'Check this device and network',
  backToStart: 'Back to the start',
};

/** What only the connection page says; the rest it has from `sharedTexts`, as the sheet does. */
export const connectTexts: Translated<ConnectTexts> = { ja, en };
