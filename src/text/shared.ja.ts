export const sharedJa = {
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
export type SharedTexts = typeof sharedJa;

/** The name that the service gives a host who gave none: it says no more than the word beside it. */
export const NAMELESS_HOST = sharedJa.connected.host;
