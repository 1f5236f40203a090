import type { Translated } from './language.js';

const ja = {
  sheet: {
    name: 'スマホ画面サポート',
    lead: 'お電話の担当者に、いま見ている画面を見せながら相談できます。アプリはいりません。',
    steps: [
      '4けたの番号が出ます。お電話の担当者にお伝えください。',
      'つながったら、見せたい画面で［画面を送信］を押します。',
      '担当者がその画面を見ながらご案内します。',
    ],
    seenHeading: '担当者に見えるもの',
    seen: '［画面を送信］を押したときの、このページの画面・タイトル・URL。',
    neverHeading: '担当者に見えないもの',
    never: 'パスワード、カード番号、ほかのアプリやタブ。押さないかぎり、何も送られません。',
    stays: 'このページに入力した内容は、そのまま残ります。',
    start: 'スマホ画面サポートを開始する',
    already: '担当者とつながっている方はこちら',
  },

  bar: {
    name: 'スマホ画面サポート',
    reconnecting: '担当者につないでいます…',
    send: '画面を送信',
    numberKept: '担当者がつなぐのを待っています。このページはそのまま使えます。',
    showNumber: '大きく表示',
  },

  notice: {
    enlarge: '送信した画面を大きく見る',
    zoom: '拡大',
    capturing: '画面を写しています…',
    sending: '送信しています…',
    waiting: '接続を待っています。つながりしだい送信します。',
    giveUp: '送信をやめる',
    sent: '送信しました',
    sentHint: '担当者に届きました。',
    picture: '送信した画面',
    failed: '送信できませんでした',
    again: 'もう一度送信',
    reasons: {
      'too-large':
        '画面の画像が大きすぎました。少し画面を動かしてから、［画面を送信］を押してください。',
      'too-many-captures':
        '担当者が受け取れる枚数を超えました。担当者に画像の整理をお願いしてください。',
      damaged: '送信の途中で画像が壊れました。もう一度お試しください。',
      'not-stored': '担当者のパソコンに保存できませんでした。担当者にお伝えください。',
      'call-ended': '接続が終了しているため、送れませんでした。',
      'given-up': '送信をやめました。画像は担当者に届いていません。',
      'capture-blocked':
        'このページの安全設定により、画面を写せませんでした。担当者にお伝えください。',
      'capture-slow':
        '画面を写すのに時間がかかりすぎました。ページがすべて表示されてから、もう一度お試しください。',
      'capture-failed': 'この画面を写せませんでした。もう一度お試しください。',
    },
  },
};

/** What only the target page says; the rest it has from `sharedTexts`. */
export type GuestTexts = typeof ja;

const en: GuestTexts = {
  sheet: {
    name: 'Screen support',
    lead: 'Show the screen you are looking at to your agent on the phone. No app is needed.',
    steps: [
      'You get a number of 4 digits. Read it to your agent on the phone.',
      'Once connected, press “Send screen” on the screen you want to show.',
      'Your agent sees that screen and helps you.',
    ],
    seenHeading: 'What your agent sees',
    seen: 'This page’s screen, title and address (URL) when you press “Send screen”.',
    neverHeading: 'What your agent never sees',
    never: 'Passwords, card numbers, other apps or tabs. Nothing is sent unless you press it.',
    stays: 'What you have typed into this page stays as it is.',
    start: 'Start screen support',
    already: 'I am already connected with my agent',
  },

  bar: {
    name: 'Screen support',
    reconnecting: 'Connecting to your agent…',
    send: 'Send screen',
    numberKept: 'Waiting for your agent to connect. You can go on using this page.',
    showNumber: 'Enlarge',
  },

  notice: {
    enlarge: 'Enlarge the screen that was sent',
    zoom: 'Zoom',
    capturing: 'Taking the picture…',
    sending: 'Sending…',
    waiting: 'Waiting for the connection. It will be sent by itself.',
    giveUp: 'Stop sending',
    sent: 'Sent',
    sentHint: 'Your agent has it.',
    picture: 'The screen that was sent',
    failed: 'Could not be sent',
    again: 'Send again',
    reasons: {
      'too-large': 'The picture was too large. Please scroll a little and press “Send screen”.',
      'too-many-captures':
        'Your agent cannot take more pictures. Please ask them to clear some of them.',
      damaged: 'The picture was damaged on its way. Please try again.',
      'not-stored': 'It could not be kept on your agent’s computer. Please tell them.',
      'call-ended': 'The connection has ended, so it was not sent.',
      'given-up': 'Sending was stopped. Your agent does not have the picture.',
      'capture-blocked':
        'This page’s security settings did not let us take the picture. Please tell your agent.',
      'capture-slow':
        'Taking the picture took too long. Please wait until the page has loaded, and try again.',
      'capture-failed': 'The picture could not be taken. Please try again.',
    },
  },
};

export const guestTexts: Translated<GuestTexts> = { ja, en };
