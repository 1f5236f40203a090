import type { Translated } from './language.js';

const ja = {
  title: (brand: string) => `${brand} を試す準備`,
  heading: (brand: string) => `このスマートフォンで ${brand} を試す準備`,
  lead: (brand: string) =>
    `パソコンで動いている ${brand} のページを安全な通信（https）で開くために、そのパソコンの証明書を、このスマートフォンに一度だけ登録します。3分ほどで終わります。`,
  yours: (brand: string) =>
    `ご自分か、信頼できる方のパソコンで動いている ${brand} のときだけ、登録してください。試し終わったら削除できます。`,

  ios: {
    heading: 'iPhone・iPad',
    steps: [
      'このページを Safari で開き、［プロファイルをダウンロード］を押して、［許可］を押します。',
      '「設定」アプリを開き、いちばん上に出る［プロファイルがダウンロードされました］を押します。見つからないときは［一般］→［VPNとデバイス管理］です。',
      '右上の［インストール］を押し、パスコードを入力して、もう一度［インストール］を押します。',
      '「設定」の［一般］→［情報］→［証明書信頼設定］（いちばん下）を開き、この証明書のスイッチをオンにして［続ける］を押します。',
    ],
    download: 'プロファイルをダウンロード',
  },

  android: {
    heading: 'Android',
    steps: [
      '［証明書をダウンロード］を押します。',
      '「設定」アプリの検索に「証明書」と入れ、［CA 証明書］を開きます。多くの機種では［セキュリティとプライバシー］→［その他のセキュリティ設定］→［暗号化と認証情報］→［証明書のインストール］→［CA 証明書］です。',
      '［インストールする］を押し、ダウンロードした misete-ca.crt を選びます。画面ロックのない機種では、先に画面ロックの設定を求められます。',
    ],
    browser: 'Chrome でご利用ください。Firefox は、登録した証明書を初めの設定では使いません。',
    download: '証明書をダウンロード',
  },

  check: {
    heading: 'できたか確かめる',
    lead: '登録が終わったら、お試しのページを開いてください。警告が出ずにページが開けば、準備は完了です。',
    open: 'お試しのページを開く',
    still: '警告が出るときは、上の手順の最後まで進んでいるか、もう一度お確かめください。',
    unreachable:
      'ページがまったく開かないときは、パソコンと同じ Wi-Fi につながっているか、パソコンのファイアウォールが通信を止めていないかをお確かめください。',
  },

  same: {
    heading: '本物か確かめる',
    lead: '登録する証明書の SHA-256 フィンガープリントです。パソコンの画面に出ているものと同じことを、お確かめください。',
    name: '証明書の名前',
    limits:
      'この証明書で開けるようになるのは、このパソコンのアドレス、家や社内のネットワークのアドレス、「.local」で終わる名前だけです。ほかのサイトのふりをすることには使えません。',
    until: (day: string) => `有効期限: ${day}`,
  },

  remove: {
    heading: '試し終わったら、削除する',
    ios: 'iPhone・iPad：「設定」→［一般］→［VPNとデバイス管理］で、この証明書の名前を押し、［プロファイルを削除］を押します。',
    android:
      'Android：「設定」の検索に「ユーザー認証情報」と入れて開き、この証明書を選んで［削除］を押します。',
  },

  /** In the settings of an iPhone, below the name of the profile. */
  profile: (brand: string) =>
    `お手元のネットワークで動いている ${brand} のページを、安全な通信（https）で開くための証明書です。試し終わったら削除してください。`,
};

/** The page that has a phone trust the local CA of `npm start -- --lan`. */
export type LanTexts = typeof ja;

const en: LanTexts = {
  title: (brand) => `Getting ready to try ${brand}`,
  heading: (brand) => `Get this phone ready to try ${brand}`,
  lead: (brand) =>
    `${brand} runs on a computer near you. For this phone to open its pages over a secure connection (https), it has to trust that computer’s certificate. You do this once, in about three minutes.`,
  yours: (brand) =>
    `Do this only if the computer that ${brand} runs on is your own, or that of somebody you trust. You can remove it when you are done.`,

  ios: {
    heading: 'iPhone and iPad',
    steps: [
      'Open this page in Safari, tap “Download the profile”, then “Allow”.',
      'Open the Settings app and tap “Profile Downloaded” near the top. If it is not there: General › VPN & Device Management.',
      'Tap “Install” at the top right, enter your passcode, and tap “Install” again.',
      'In Settings, open General › About › Certificate Trust Settings (at the very end), turn this certificate on, and tap “Continue”.',
    ],
    download: 'Download the profile',
  },

  android: {
    heading: 'Android',
    steps: [
      'Tap “Download the certificate”.',
      'In the Settings app, search for “certificate” and open “CA certificate”. On many phones: Security & privacy › More security settings › Encryption & credentials › Install a certificate › CA certificate.',
      'Tap “Install anyway” and choose the downloaded misete-ca.crt. A phone without a screen lock asks you to set one first.',
    ],
    browser: 'Then use Chrome. Firefox does not use added certificates unless you tell it to.',
    download: 'Download the certificate',
  },

  check: {
    heading: 'See whether it works',
    lead: 'When you are done, open the demo page. If it opens without a warning, the phone is ready.',
    open: 'Open the demo page',
    still: 'If there is a warning, please see whether you have done all of the steps above.',
    unreachable:
      'If nothing opens at all, see whether the phone is on the same Wi-Fi as the computer, and whether the computer’s firewall is in the way.',
  },

  same: {
    heading: 'See that it is the right one',
    lead: 'This is the SHA-256 fingerprint of the certificate. It must be the same as the one on the computer’s screen.',
    name: 'Name of the certificate',
    limits:
      'All that this certificate can vouch for is this computer’s address, addresses of home and office networks, and names that end in “.local”. It cannot be used to pose as any other site.',
    until: (day: string) => `Valid until: ${day}`,
  },

  remove: {
    heading: 'Remove it when you are done',
    ios: 'iPhone and iPad: Settings › General › VPN & Device Management, tap the name of this certificate, then “Remove Profile”.',
    android:
      'Android: search for “user credentials” in Settings, open it, choose this certificate, and tap “Remove”.',
  },

  profile: (brand) =>
    `Lets this device open the pages of ${brand} on your own network over a secure connection (https). Please remove it when you are done.`,
};

export const lanTexts: Translated<LanTexts> = { ja, en };
