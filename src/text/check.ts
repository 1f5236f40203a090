import type { Translated } from './language.js';

interface Said {
  name: string;
  works: string;
  fails: string;
  /** What follows for each of them, and what to do. */
  guest: string;
  host: string;
}

const ja = {
  heading: 'この端末と通信を調べる',
  lead: '画面サポートが使えるかどうかを調べます。番号もサインインも要りません。',

  verdicts: {
    checking: '調べています…',
    good: 'この端末では、画面サポートをお使いいただけます。',
    limited: 'お使いいただけますが、うまくいかないことがあります。',
    bad: 'このままでは、画面サポートをお使いいただけません。',
  },
  verdictHints: {
    checking: '30秒ほどかかることがあります。このままお待ちください。',
    good: 'お電話の担当者の案内にそって、お進みください。',
    limited: '下の ✕ のところに、どうすればよいかが出ています。',
    bad: '下の ✕ のところに、どうすればよいかが出ています。お電話でのご案内は、このまま受けられます。',
  },
  hostVerdicts: {
    good: '担当者のコンソールも、この端末で使えます。',
    limited: '担当者のコンソールは使えますが、うまくいかないことがあります。',
    bad: '担当者のコンソールは、この端末では使えません。',
  },
  progress: (done: number, all: number) => `${String(all)}件のうち${String(done)}件が済みました`,

  groups: { device: 'この端末とブラウザ', network: '通信' },
  marks: {
    works: '使えます',
    absent: '確かめていません',
    inside: 'アプリの中です',
    fails: '使えません',
    checking: '調べています',
  },
  roles: { guest: 'お客さま', host: '担当者' },

  topics: {
    secure: {
      name: '安全な接続（https）',
      works: '安全な接続です。',
      fails: '安全な接続ではありません。',
      guest: '画面を送れません。アドレスを https:// で始めて、開き直してください。',
      host: 'コンソールを使えません。https:// で始まるアドレスを管理者にお尋ねください。',
    },
    browser: {
      name: 'ブラウザ',
      works: 'アプリの中ではなく、ブラウザで開いています。',
      fails: 'アプリの中で開いています。',
      guest: 'うまくいかないときは、Safari か Chrome で開き直してください。',
      host: 'うまくいかないときは、Chrome、Edge、Firefox、Safari で開き直してください。',
    },
    webrtc: {
      name: '画面を送るしくみ（WebRTC）',
      works: 'このブラウザにあります。',
      fails: 'このブラウザでは使えません。',
      guest: '画面を送れません。iPhone は Safari、Android は Chrome で開いてください。',
      host: '画面を受け取れません。新しい Chrome、Edge、Firefox、Safari をお使いください。',
    },
    channel: {
      name: 'ブラウザどうしの接続',
      works: 'このブラウザの中で、つないで送れました。',
      fails: 'このブラウザの中でも、つながりませんでした。',
      guest: '画面を送れません。通信を守る追加機能や VPN を切って、お試しください。',
      host: '画面を受け取れません。拡張機能や会社の設定が止めていないか、お確かめください。',
    },
    crypto: {
      name: '相手を確かめるしくみ',
      works: '使えます。',
      fails: '使えません。',
      guest: '接続できません。新しいブラウザで、https:// から開いてください。',
      host: '接続できません。新しいブラウザで、https:// から開いてください。',
    },
    picture: {
      name: '画面を写すしくみ',
      works: '写して、読み取れました。',
      fails: '写せませんでした。',
      guest:
        '画面を送れません。追加機能（広告ブロックなど）を止めるか、別のブラウザでお試しください。',
      host: 'コンソールには関わりません。',
    },
    storage: {
      name: 'ページに覚えておくこと',
      works: '覚えておけます。',
      fails: '止められています。',
      guest: '画面は送れますが、ページを移ると接続が切れます。',
      host: '読み込み直すと、通話が切れます。ふつうのウィンドウで開いてください。',
    },
    database: {
      name: '届いた画面の置き場所',
      works: '置けます。',
      fails: '置けません。',
      guest: 'お客さまには関わりません。',
      host: 'コンソールを使えません。ふつうのウィンドウ（プライベートブラウズでないもの）で開いてください。',
    },
    clipboard: {
      name: 'コピー',
      works: '使えます。',
      fails: '使えません。',
      guest: 'お客さまには関わりません。',
      host: '［コピー］のボタンが働きません。文字を選んで写してください。',
    },
    online: {
      name: 'インターネット',
      works: 'つながっています。',
      fails: 'つながっていません。',
      guest: '電波や Wi-Fi のしるし、機内モードをお確かめください。',
      host: 'ネットワークの接続をお確かめください。',
    },
    service: {
      name: '番号のサービス',
      works: 'つながりました。',
      fails: 'つながりませんでした。',
      guest: '番号を出せません。Wi-Fi とモバイル通信を切り替えて、お試しください。',
      host: '番号を調べられません。会社の設定が WebSocket を止めていないか、お確かめください。',
    },
    stun: {
      name: '直接つなぐための案内（STUN）',
      works: '返事がありました。',
      fails: '返事がありませんでした。',
      guest: '直接つながらないことがあります。TURN が使えれば、そちらを通ります。',
      host: '直接つながらないことがあります。会社の設定が UDP を止めていないか、お確かめください。',
    },
    turn: {
      name: '中継（TURN）',
      works: '中継を通して、送れました。',
      fails: '中継を通れませんでした。',
      guest:
        'ほかの道が使えれば、つながります。つながらないときは、Wi-Fi とモバイル通信を切り替えてください。',
      host: 'ほかの道が使えれば、つながります。つながらないときは、管理者にこの結果をお送りください。',
    },
  } satisfies Record<string, Said>,

  inside: (app: string) => (app === '' ? 'アプリの名前はわかりません。' : `${app} のアプリです。`),
  absent: {
    'not-set-up': 'このサービスでは用意していません。故障ではありません。',
    untold: 'このブラウザからは確かめられませんでした。故障ではありません。',
  },
  whys: {
    missing: 'このブラウザには、そのしくみがありません。',
    refused: 'ブラウザや端末の設定で、止められています。',
    broken: '送ったものと、届いたものがちがいました。',
    silent: (seconds: number) => `${String(seconds)}秒待ちましたが、返事がありませんでした。`,
    stuck: '中継は返事をしましたが、何も通りませんでした。',
    told: (code: string) => `相手の返事: ${code}`,
    after: (name: string) => `「${name}」が使えないため、調べていません。`,
  },

  copy: '結果をコピー',
  copied: 'コピーしました。メールなどに貼り付けてください。',
  copyFailed: 'コピーできませんでした。下の文字を選んで、写してください。',
  copyText: '結果の文字',
  copyHint: 'アドレスや秘密は入っていません。',
  again: 'もう一度調べる',
  help: 'くわしく見る',
  helpHome: 'ヘルプ',

  report: {
    heading: '画面サポートの確認結果',
    verdict: '判定',
    candidates: '見つかった道',
    none: 'なし',
    browser: 'ブラウザ',
  },
};

/** What the check page says. */
export type CheckTexts = typeof ja;

const en: CheckTexts = {
  heading: 'Check this device and network',
  lead: 'This page finds out whether screen support can be used. No number and no sign-in is needed.',

  verdicts: {
    checking: 'Checking…',
    good: 'Screen support can be used on this device.',
    limited: 'Screen support can be used, but not everything may work.',
    bad: 'As things are, screen support cannot be used here.',
  },
  verdictHints: {
    checking: 'This can take about 30 seconds. Just a moment, please.',
    good: 'Please go on as your agent on the phone tells you.',
    limited: 'What to do is said below, at each ✕.',
    bad: 'What to do is said below, at each ✕. Your agent can go on helping you by phone.',
  },
  hostVerdicts: {
    good: 'The agent’s console can be used on this device, too.',
    limited: 'The agent’s console can be used, but not everything may work.',
    bad: 'The agent’s console cannot be used on this device.',
  },
  progress: (done, all) => `${String(done)} of ${String(all)} done`,

  groups: { device: 'This device and browser', network: 'Network' },
  marks: {
    works: 'works',
    absent: 'not checked',
    inside: 'inside an app',
    fails: 'does not work',
    checking: 'checking',
  },
  roles: { guest: 'Guests', host: 'Agents' },

  topics: {
    secure: {
      name: 'Secure connection (https)',
      works: 'The connection is secure.',
      fails: 'The connection is not secure.',
      guest: 'Screens cannot be sent. Open the address again with https:// in front.',
      host: 'The console cannot run. Ask your administrator for the address that begins with https://.',
    },
    browser: {
      name: 'Browser',
      works: 'The page is open in a browser, not inside an app.',
      fails: 'The page is open inside an app.',
      guest: 'If something does not work, please open it in Safari or Chrome.',
      host: 'If something does not work, please use Chrome, Edge, Firefox or Safari.',
    },
    webrtc: {
      name: 'What sends screens (WebRTC)',
      works: 'This browser has it.',
      fails: 'It cannot be used in this browser.',
      guest: 'Screens cannot be sent. Please use Safari on an iPhone, Chrome on Android.',
      host: 'Screens cannot be received. Please use a recent Chrome, Edge, Firefox or Safari.',
    },
    channel: {
      name: 'Connecting browsers',
      works: 'This browser could connect to itself and send.',
      fails: 'This browser could not even connect to itself.',
      guest: 'Screens cannot be sent. Switch off privacy extensions or a VPN, and try again.',
      host: 'Screens cannot be received. Check extensions and the policies of your organisation.',
    },
    crypto: {
      name: 'Making sure who it is',
      works: 'It can be used.',
      fails: 'It cannot be used.',
      guest: 'No connection can be made. Use a recent browser, at an https:// address.',
      host: 'No connection can be made. Use a recent browser, at an https:// address.',
    },
    picture: {
      name: 'Taking pictures of a page',
      works: 'A picture was taken and read.',
      fails: 'No picture could be taken.',
      guest:
        'Screens cannot be sent. Switch off extensions such as ad blockers, or use another browser.',
      host: 'The console does not need it.',
    },
    storage: {
      name: 'Remembering things for a page',
      works: 'Things can be remembered.',
      fails: 'It is blocked.',
      guest: 'Screens can be sent, but the connection is lost when you move to another page.',
      host: 'A reload ends the call. Please use an ordinary window.',
    },
    database: {
      name: 'A place for screens that arrive',
      works: 'There is one.',
      fails: 'There is none.',
      guest: 'Guests do not need it.',
      host: 'The console cannot run. Please use an ordinary (not private) window.',
    },
    clipboard: {
      name: 'Copying',
      works: 'It can be used.',
      fails: 'It cannot be used.',
      guest: 'Guests do not need it.',
      host: 'Buttons that copy do not work. Select the text and copy it yourself.',
    },
    online: {
      name: 'Internet',
      works: 'There is a connection.',
      fails: 'There is no connection.',
      guest: 'Look for the sign of reception or Wi-Fi, and for airplane mode.',
      host: 'Please check the network connection.',
    },
    service: {
      name: 'The service that gives numbers',
      works: 'It was reached.',
      fails: 'It could not be reached.',
      guest: 'No number can be given. Switch between Wi-Fi and mobile data, and try again.',
      host: 'No number can be looked up. Check that your organisation does not block WebSocket.',
    },
    stun: {
      name: 'Help with direct ways (STUN)',
      works: 'It answered.',
      fails: 'It did not answer.',
      guest: 'There may be no direct way. If TURN works, that way is taken.',
      host: 'There may be no direct way. Check that your organisation does not block UDP.',
    },
    turn: {
      name: 'Relay (TURN)',
      works: 'Data came through the relay.',
      fails: 'Nothing came through the relay.',
      guest:
        'If another way works, you will be connected. If not, switch between Wi-Fi and mobile data.',
      host: 'If another way works, you will be connected. If not, send this result to your administrator.',
    },
  },

  inside: (app) => (app === '' ? 'The app gives no name.' : `It is the app of ${app}.`),
  absent: {
    'not-set-up': 'This service does not use it. Nothing is wrong.',
    untold: 'It could not be told from this browser. Nothing is wrong.',
  },
  whys: {
    missing: 'This browser does not have it.',
    refused: 'The settings of the browser or the device forbid it.',
    broken: 'What arrived was not what was sent.',
    silent: (seconds) => `No answer came within ${String(seconds)} s.`,
    stuck: 'The relay answered, but nothing came through.',
    told: (code) => `The other side said: ${code}`,
    after: (name) => `Not checked, because “${name}” does not work.`,
  },

  copy: 'Copy result',
  copied: 'Copied. You can paste it into a message.',
  copyFailed: 'It could not be copied. Please select the text below and copy it.',
  copyText: 'The result as text',
  copyHint: 'It holds no addresses and no secrets.',
  again: 'Check again',
  help: 'More about it',
  helpHome: 'Help',

  report: {
    heading: 'Result of the screen support check',
    verdict: 'Verdict',
    candidates: 'Ways that were found',
    none: 'none',
    browser: 'Browser',
  },
};

export const checkTexts: Translated<CheckTexts> = { ja, en };
