import type { Translated } from './language.js';

const ja = {
  close: '閉じる',
  help: 'ヘルプを見る',
  again: 'もう一度試す',
  opensInNewTab: '（新しいタブで開きます）',

  before: {
    heading: (brand: string) => `${brand} をはじめる前に`,
    lead: '次のことをお読みになり、よろしければ［OK］を押してください。',
    points: [
      '担当者に届くのは、［画面を送信］を押したときの画面と、そのページのタイトルとURLだけです。自動で送られることはありません。',
      'パスワードやカード番号などの欄は、塗りつぶしてから送ります。',
      '担当者が、お客さまのスマートフォンを操作することはありません。',
      '［接続を終了］を押せば、いつでもやめられます。',
    ],
    read: '利用規約とプライバシーポリシーは、こちらからお読みいただけます。',
    terms: '利用規約',
    privacy: 'プライバシーポリシー',
    ok: 'OK',
  },

  number: {
    label: '接続ナンバー',
    asking: '番号をお出ししています…',
    say: 'この番号を、お電話の担当者にお伝えください。',
    saySupport:
      'この番号を、つながっている担当者にお伝えください。このページからも画面を送れるようになります。',
    left: (seconds: number) =>
      seconds >= 60
        ? `あと${String(Math.floor(seconds / 60))}分${String(seconds % 60).padStart(2, '0')}秒使えます`
        : `あと${String(seconds)}秒使えます`,
    /** Read out once, in place of the four large digits, which would be one number. */
    read: (digits: string) => `接続ナンバーは、${digits}です。`,
    soon: 'もうすぐ時間になりますが、ご心配はいりません。［再発行］で新しい番号が出ます。',
    stays: '電話アプリに切り替えても、この番号のままお待ちいただけます。',
    renew: '再発行',
    over: '番号の有効時間が過ぎました',
    overAdvice: 'ご心配はいりません。［再発行］を押すと、新しい番号をお出しします。',
    slow: 'つながるまでに時間がかかっています。このままお待ちください。自動で続けます。',
    cancel: 'やめる',
  },

  meeting: {
    heading: 'つながりました。準備しています',
    advice: 'このまま少しお待ちください。',
  },

  connected: {
    host: '担当者',
    open: 'つながっています',
    checking: '接続を確かめています…',
    away: '接続が切れました。つなぎ直しています…',
    notThisPerson: 'ちがいます',
    notThisPersonHint: 'お話し中の担当者とちがうときは［ちがいます］を押してください。',
    end: '接続を終了',
    endQuestion: '接続を終了しますか？',
    endMeaning: '画面を送れなくなります。お電話は切れません。',
    endYes: '終了する',
    endNo: '続ける',
  },

  offers: {
    heading: '担当者がページを送りました',
    advice: '押すと新しいタブで開き、そのまま担当者とつながります。',
  },

  ended: {
    heading: '接続が終了しました',
    reasons: {
      'host-ended': '担当者が接続を終了しました。ご利用ありがとうございました。',
      'guest-left': 'お客さまが接続を終了しました。ご利用ありがとうございました。',
      'wrong-person':
        '別の担当者につながったため、接続を終了しました。この番号はもう使えません。もう一度はじめから操作して、新しい番号を担当者にお伝えください。',
      'no-path':
        'お使いの回線では、担当者とつながりませんでした。Wi-Fi とモバイル通信を切り替えて、もう一度お試しください。',
      'host-gone':
        '担当者との接続が2分以上切れたため、終了しました。続けるときは、はじめから操作して、新しい番号を担当者にお伝えください。',
      expired:
        '接続から12時間が過ぎたため、終了しました。続けるときは、はじめから操作して、新しい番号を担当者にお伝えください。',
    },
  },

  wayOut: {
    safari: 'Safari で開く',
    chrome: 'Chrome で開く',
    browser: 'ブラウザで開く',
    https: '安全な接続で開く',
    copy: 'リンクをコピー',
    copied: 'コピーしました。Safari か Chrome を開き、上か下のアドレス欄に貼り付けてください。',
    notCopied: 'コピーできませんでした。次のアドレスを Safari か Chrome に入れてください。',
  },

  trouble: {
    heading: '予期せぬエラーが発生しました',
    code: (code: number) => `コード: ${String(code)}`,
    wait: (seconds: number) =>
      seconds > 0
        ? `あと${String(seconds)}秒ほどで、もう一度お試しいただけます。`
        : 'もう一度お試しいただけます。',
    codes: {
      'numbers-exhausted': {
        heading: 'ただいま大変混み合っています',
        advice: '番号がすべて使われています。少し待ってから、もう一度お試しください。',
      },
      'too-many-numbers': {
        heading: '短いあいだに、番号を何度もお出ししました',
        advice: '少し待ってから、もう一度お試しください。',
      },
      'page-refused': {
        heading: 'このページをつなげませんでした',
        advice:
          '通話がもう終わっているようです。担当者にお声がけのうえ、はじめからお試しください。',
      },
      'too-many-legs': {
        heading: '開いているページが多すぎます',
        advice: '使っていないタブを閉じてから、もう一度お試しください。',
      },
      'hand-off-over': {
        heading: 'このページはつながっていません',
        advice:
          'ページを開く期限が過ぎたか、すでに使われています。もう一度ページを送るよう、担当者にお伝えください。',
      },
      'hand-off-elsewhere': {
        heading: 'このページはつながっていません',
        advice: '担当者が送ったものとは、別のサイトが開きました。担当者にお伝えください。',
      },
      'no-webrtc': {
        heading: 'このブラウザではご利用になれません',
        advice: 'iPhone では Safari、Android では Chrome で、このページを開いてください。',
      },
      'in-app': {
        heading: 'このアプリの中ではご利用になれません',
        advice:
          'LINE などのアプリの中で開いているページです。Safari や Chrome で開き直すと、ご利用になれます。',
      },
      insecure: {
        heading: 'このページは安全な接続で開かれていません',
        advice: 'アドレスが「https」で始まるページで、もう一度お試しください。',
      },
      offline: {
        heading: 'インターネットにつながっていません',
        advice: '機内モードや電波の状態をお確かめください。つながりしだい、自動で続けます。',
      },
      'storage-blocked': {
        heading: 'このブラウザでは、ページを移ると接続が切れます',
        advice:
          'Cookie の保存が止められているためです。ほかのページへ移ったら、新しい番号を担当者にお伝えください。',
      },
      'version-unknown': {
        heading: '予期せぬエラーが発生しました',
        advice:
          '入力中の内容があれば控えてから、ページを読み込み直してください。直らないときは、担当者にコードをお伝えください。',
      },
      'origin-refused': {
        heading: 'このページではご利用になれません',
        advice: 'このサイトは、スマホ画面サポートに登録されていません。担当者にお伝えください。',
      },
      superseded: {
        heading: '別のタブで開いています',
        advice: 'このページは、あとから開いたほうのタブでお使いください。',
      },
      'not-proved': {
        heading: '予期せぬエラーが発生しました',
        advice:
          '安全に接続できることを確かめられなかったため、接続しませんでした。はじめから操作して、新しい番号を担当者にお伝えください。',
      },
      unexpected: {
        heading: '予期せぬエラーが発生しました',
        advice: 'もう一度お試しください。直らないときは、担当者にコードをお伝えください。',
      },
    },
  },
};

/** What the sheet and the connection page both say, so that they say the same. */
export type SharedTexts = typeof ja;

const en: SharedTexts = {
  close: 'Close',
  help: 'See help',
  again: 'Try again',
  opensInNewTab: ' (opens in a new tab)',

  before: {
    heading: (brand) => `Before you start ${brand}`,
    lead: 'Please read this, and press OK if you agree.',
    points: [
      'Your agent receives only the screen at the moment when you press “Send screen”, with the title and the address (URL) of that page. Nothing is sent by itself.',
      'Passwords, card numbers and the like are blacked out before anything is sent.',
      'Your agent cannot operate your phone.',
      'You can stop at any time with “End connection”.',
    ],
    read: 'You can read the terms and the privacy policy here.',
    terms: 'Terms of use',
    privacy: 'Privacy policy',
    ok: 'OK',
  },

  number: {
    label: 'Connection number',
    asking: 'Getting your number…',
    say: 'Please read this number to your agent on the phone.',
    saySupport:
      'Please read this number to the agent you are connected with. Then you can send screens from this page, too.',
    left: (seconds) =>
      seconds >= 60
        ? `Good for ${String(Math.floor(seconds / 60))} min ${String(seconds % 60).padStart(2, '0')} s more`
        : `Good for ${String(seconds)} s more`,
    read: (digits) => `Your connection number is ${digits}.`,
    soon: 'Time is nearly up, but nothing is wrong: “New number” gives you another one.',
    stays: 'You may switch to the phone app; this number stays the same.',
    renew: 'New number',
    over: 'This number has run out',
    overAdvice: 'Nothing is wrong. Press “New number” to get another one.',
    slow: 'Connecting takes longer than usual. Please wait; we keep trying by ourselves.',
    cancel: 'Cancel',
  },

  meeting: {
    heading: 'Found your agent. Getting ready',
    advice: 'Just a moment, please.',
  },

  connected: {
    host: 'Agent',
    open: 'Connected',
    checking: 'Checking the connection…',
    away: 'The connection was lost. Connecting again…',
    notThisPerson: 'Wrong person',
    notThisPersonHint: 'If this is not who you are talking to, press “Wrong person”.',
    end: 'End connection',
    endQuestion: 'End the connection?',
    endMeaning: 'You will no longer be able to send screens. Your phone call goes on.',
    endYes: 'End',
    endNo: 'Go on',
  },

  offers: {
    heading: 'Your agent sent you a page',
    advice: 'It opens in a new tab and is connected with your agent at once.',
  },

  ended: {
    heading: 'The connection has ended',
    reasons: {
      'host-ended': 'Your agent ended the connection. Thank you.',
      'guest-left': 'You ended the connection. Thank you.',
      'wrong-person':
        'You had reached somebody else, so the connection was ended. That number no longer works. Please start again for a new one.',
      'no-path':
        'Your network did not let us reach your agent. Please switch between Wi-Fi and mobile data and try again.',
      'host-gone':
        'The connection to your agent was lost for more than two minutes, so it was ended. To go on, please get a new number.',
      expired:
        'Twelve hours have passed since you connected, so it was ended. To go on, please get a new number.',
    },
  },

  wayOut: {
    safari: 'Open in Safari',
    chrome: 'Open in Chrome',
    browser: 'Open in the browser',
    https: 'Open securely',
    copy: 'Copy the link',
    copied: 'Copied. Open Safari or Chrome and paste it into the address bar.',
    notCopied: 'It could not be copied. Please type this address into Safari or Chrome.',
  },

  trouble: {
    heading: 'An unexpected error occurred',
    code: (code) => `Code: ${String(code)}`,
    wait: (seconds) =>
      seconds > 0 ? `You can try again in about ${String(seconds)} s.` : 'You can try again now.',
    codes: {
      'numbers-exhausted': {
        heading: 'We are very busy right now',
        advice: 'All numbers are in use. Please wait a little and try again.',
      },
      'too-many-numbers': {
        heading: 'You have asked for many numbers in a row',
        advice: 'Please wait a little and try again.',
      },
      'page-refused': {
        heading: 'This page could not join',
        advice:
          'The call seems to be over. Please tell your agent, and start again from the beginning.',
      },
      'too-many-legs': {
        heading: 'Too many pages are open',
        advice: 'Please close tabs that you do not use, and try again.',
      },
      'hand-off-over': {
        heading: 'This page is not connected',
        advice:
          'The time for opening it has run out, or it was used already. Please ask your agent to send you the page again.',
      },
      'hand-off-elsewhere': {
        heading: 'This page is not connected',
        advice: 'Another site has opened than the one your agent sent. Please tell your agent.',
      },
      'no-webrtc': {
        heading: 'This browser cannot be used',
        advice: 'Please open this page in Safari on an iPhone, or in Chrome on Android.',
      },
      'in-app': {
        heading: 'It cannot be used inside this app',
        advice: 'This page is open inside an app. Please open it in Safari or Chrome instead.',
      },
      insecure: {
        heading: 'This page was not opened over a secure connection',
        advice: 'Please try again on the page whose address begins with “https”.',
      },
      offline: {
        heading: 'You are not connected to the internet',
        advice: 'Please check flight mode and your signal. We go on by ourselves once it is back.',
      },
      'storage-blocked': {
        heading: 'In this browser the connection ends when you leave the page',
        advice: 'It keeps no cookies. On another page, please get a new number for your agent.',
      },
      'version-unknown': {
        heading: 'An unexpected error occurred',
        advice:
          'Please note down what you have typed, then reload the page. If it does not help, tell your agent the code.',
      },
      'origin-refused': {
        heading: 'This page cannot be used',
        advice: 'This site is not registered for screen support. Please tell your agent.',
      },
      superseded: {
        heading: 'It is open in another tab',
        advice: 'Please go on in the tab that you opened later.',
      },
      'not-proved': {
        heading: 'An unexpected error occurred',
        advice:
          'We could not make sure that the connection is safe, so we did not connect. Please get a new number.',
      },
      unexpected: {
        heading: 'An unexpected error occurred',
        advice: 'Please try again. If it does not help, tell your agent the code.',
      },
    },
  },
};

export const sharedTexts: Translated<SharedTexts> = { ja, en };

/** The name that the service gives a host who gave none: it says no more than the word beside it. */
export const NAMELESS_HOST = ja.connected.host;
