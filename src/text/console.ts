import type { Translated } from './language.js';

const ja = {
  title: (brand: string) => `${brand} 担当者コンソール`,

  signIn: {
    heading: '担当者サインイン',
    key: 'ホストキー',
    keyHint: '管理者から受け取ったキーを入力してください。',
    name: 'お名前',
    nameHint: '任意。お客さまの画面に、担当者の名前として表示されます。',
    submit: 'サインイン',
    keyMissing: 'ホストキーを入力してください。',
    unheard:
      'サインアウトがサービスに届かなかったため、このブラウザはサインインしたままです。ネットワークを確かめ、このページを開き直して、もう一度サインアウトしてください。',
    expired:
      'サインインの有効期限が切れたか、別のタブでサインアウトしました。もう一度サインインしてください。',
    refused: {
      'wrong-key': 'ホストキーが違います。コピーもれや余分な空白がないか確かめてください。',
      unreachable: 'サービスに接続できません。ネットワークを確かめて、もう一度お試しください。',
    },
    tooManyTries: (seconds: number) =>
      `間違いが続いたため、しばらくサインインできません。${String(seconds)}秒ほど待ってからお試しください。`,
  },

  unfit: {
    heading: 'このブラウザではコンソールを使えません',
    advice:
      '最新の Chrome、Edge、Firefox、Safari で、プライベートブラウズではなく通常のウィンドウから、https のアドレスで開いてください。',
  },

  header: {
    name: '表示名',
    rename: '表示名を変える',
    nameLabel: 'お客さまに表示する名前',
    save: '保存',
    cancel: 'やめる',
    notTaken: '名前を変えられませんでした。もう一度お試しください。',
    help: 'ヘルプ',
    signOut: 'サインアウト',
    signOutQuestion: '通話中です。サインアウトしますか？',
    signOutMeaning: 'お客さまとの接続が終了し、届いた画面はこのブラウザから消去されます。',
    signOutYes: '終了してサインアウト',
    signOutNo: '通話に戻る',
    lost: 'サービスにつなぎ直しています…',
  },

  home: {
    heading: 'メニュー',
    call: '電話商談(1対1)',
    callHint: 'お客さまの接続ナンバーを入力して、画面を見せていただきます。',
    howHeading: 'ご案内の流れ',
    how: [
      'お客さまに、ご覧のページの［スマホ画面サポートを利用する］を押していただきます。ページにボタンがないときは、接続ページを開いていただきます。',
      '表示された4けたの接続ナンバーを読み上げていただき、入力します。',
      'お客さまが［画面を送信］を押すと、その画面がここに届きます。',
    ],
    invite: {
      heading: 'お客さまをご案内する',
      lead: 'お客さまのページにボタンがないときや、ページを開けないときに、お使いください。',
      address: '接続ページのアドレス',
      copyAddress: 'アドレスをコピー',
      qr: '接続ページのQRコード',
      qrHint: '目の前のお客さまは、スマホのカメラで読み取れます。',
      message: 'SMSやメールで送る文',
      text: (address: string) =>
        `画面サポートのご案内です。\n1. 下のページを開き、［OK］を押してください。\n2. 4けたの番号が出たら、お電話の担当者にお伝えください。\n${address}`,
      copyMessage: '文をコピー',
    },
    embed: {
      heading: 'ホームページに組み込む',
      lead: '次の1行をページに入れると、［スマホ画面サポートを利用する］のボタンが出ます。',
      copy: 'コードをコピー',
      more: '組み込み方を見る',
    },
  },

  copied: 'コピーしました',
  notCopied: 'コピーできませんでした。文字を選んでコピーしてください。',
  opensInNewTab: '（新しいタブで開きます）',

  entry: {
    heading: '電話商談(1対1)',
    lead: 'お客さまの画面に表示されている4けたの番号を入力してください。',
    number: '接続ナンバー',
    start: '開始',
    add: '追加',
    back: 'メニューに戻る',
    looking: '番号を確かめています…',
    claiming: 'つないでいます…',
    fromTarget: 'スマホ画面サポートを利用した接続です',
    fromConnection: '接続ページからの接続です',
    site: 'お客さまがご覧のサイト',
    device: 'お使いの機器',
    devices: { phone: 'スマートフォン', tablet: 'タブレット', computer: 'パソコン' },
    waited: 'お待ちの時間',
    supportFound: '追加できます',
    notHere:
      'お客さまはいま、ページから離れています。［開始］を押してから、ページに戻っていただくようお伝えください。',
    held: 'お客さまがページに戻るのを待っています',
    heldAdvice:
      '「番号の出ているページを、もう一度開いてご覧ください」とお伝えください。戻りしだい、つながります。',
    heldLeft: (seconds: number) => `あと${String(seconds)}秒待ちます`,
    release: 'やめる',
    empty: '接続ナンバーを入力してください。',
    short: (missing: number) =>
      `接続ナンバーは4けたです。あと${String(missing)}けた入力してください。`,
    wrong: {
      letters: '接続ナンバーは数字4けたです。数字だけを入力してください。',
      'too-long': '接続ナンバーは4けたです。けた数が多すぎます。',
    },
    retry: (seconds: number) => `${String(seconds)}秒後に、もう一度お試しいただけます。`,
    retryNow: 'もう一度お試しください。',
    help: 'この表示について',
  },

  /** Why the service said no, and what to tell the guest. */
  refusals: {
    'bad-message': '番号を受け付けられませんでした。ページを読み込み直してください。',
    'unknown-message': '番号を受け付けられませんでした。ページを読み込み直してください。',
    'out-of-order': '番号を受け付けられませんでした。ページを読み込み直してください。',
    'numbers-exhausted': 'いまは番号をお出しできません。少し待ってから、お試しください。',
    'too-many-numbers': 'いまは番号をお出しできません。少し待ってから、お試しください。',
    'number-unknown':
      'この番号は見つかりません。番号をもう一度読み上げてくださるよう、お客さまにお伝えください。',
    'number-ended':
      'この番号は有効時間が過ぎたか、取り消されました。お客さまに［再発行］を押していただき、新しい番号をうかがってください。',
    'number-taken':
      'この番号はすでに使われています。お客さまに［再発行］を押していただき、新しい番号をうかがってください。',
    'number-is-support':
      'これは、通話中の担当者がページを追加するための番号です。開始には使えません。お客さまに［スマホ画面サポートを開始する］を押していただき、出た番号をうかがってください。',
    'number-is-call':
      'これは通話を開始するための番号です。追加には使えません。お客さまに［担当者とつながっている方はこちら］を押していただき、出た番号をうかがってください。',
    'too-many-guesses': '違う番号の入力が続いたため、しばらく受け付けできません。',
    'call-unknown':
      'この通話はすでに終わっています。お客さまに番号を出し直していただき、もう一度うかがってください。',
    'already-in-call': 'すでに別の通話中です。終了してから、もう一度お試しください。',
    'leg-unknown':
      'つなげませんでした。お客さまに番号を出し直していただき、もう一度うかがってください。',
    'too-many-legs':
      'お客さまのページが多すぎます。使っていないタブを閉じていただいてから、お試しください。',
    'too-many-pages': 'この通話には、これ以上ページを追加できません。',
    'too-many-candidates':
      'つなげませんでした。お客さまに番号を出し直していただき、もう一度うかがってください。',
    'page-refused':
      'つなげませんでした。お客さまに番号を出し直していただき、もう一度うかがってください。',
    'hand-off-over': 'ページを開く期限が過ぎたか、すでに使われています。もう一度お送りください。',
    'hand-off-elsewhere':
      'お送りしたものとは別のサイトが開きました。開いたページのURLで、もう一度お送りください。',
  },

  offer: {
    heading: 'ページを送る',
    advice:
      'お客さまの画面にボタンが出ます。押していただくと、そのページが番号なしで通話につながります。',
    url: 'ページのURL',
    name: 'ボタンに出す名前（なくてもかまいません）',
    send: '送る',
    faults: {
      'no-call': '通話が終わっているため、送れませんでした。',
      'no-page': '「https://」で始まるページのURLを入力してください。',
      'too-many': '一度に送れるのは5ページまでです。いらないページを取り消してからお送りください。',
    },
    list: '送ったページ',
    states: {
      sending: '送っています…',
      sent: 'お客さまの画面にボタンが出ています。「出てきたボタンを押してください」とお伝えください。',
      opened: 'お客さまが開きました。つながるのを待っています…',
      joined: 'つながりました。',
      expired:
        '時間内につながりませんでした。ページにスマホ画面サポートが入っているかを確かめ、もう一度お送りください。',
      refused: '送れませんでした。番号でページを追加してください。',
    },
    withdraw: '取り消す',
    remove: '一覧から消す',
    again: 'もう一度送る',
  },

  call: {
    heading: '通話',
    menu: '通話メニュー',
    support: 'スマホ画面サポート',
    unseen: (count: number) => `まだ見ていない画面が${String(count)}件あります`,
    notYet: 'お客さまとつながると使えます。',
    cannot:
      'このブラウザでは画面を受け取れません。最新の Chrome、Edge、Firefox、Safari をお使いください。',
    end: '接続を終了',
    endQuestion: '接続を終了しますか？',
    endMeaning: 'お客さまは画面を送れなくなります。お電話は切れません。',
    endYes: '終了する',
    endNo: '続ける',
    guest: 'お客さま',
    duration: '通話時間',
    site: 'サイト',
    otherSites: (first: string, more: number) => `${first} ほか${String(more)}`,
    way: 'つながり方',
    ways: { local: '同じネットワークで直接', direct: '直接', relayed: '中継サーバー経由' },
    next: '次にお伝えすること',
    connecting: 'つないでいます…',
    connected: '接続中',
    checking: '確認しています…',
    away: (words: string) => `離れています（${words}）`,
    script: {
      connecting: '「いま、つないでいます。そのままお待ちください」',
      away: '「画面サポートのページに戻って、画面を表示したままにしてください」',
      checking: '「接続を確かめています。少しお待ちください」',
      open: [
        '「お手続きのページを開いて、［スマホ画面サポートを利用する］を押してください」',
        '「［担当者とつながっている方はこちら］を押して、出てきた4けたの番号を教えてください」',
      ],
      first: '「見せたい画面を表示して、［画面を送信］を押してください」',
      more: '「別の画面を見せていただくときは、もう一度［画面を送信］を押してください」',
      full: '「画面の整理をしますので、少しお待ちください」',
    },
    awayAdvice: 'お客さまがページを離れています。戻ると、ひとりでにつながります。',
    connectingAdvice: 'お客さまの画面とつないでいます。そのままお待ちください。',
    idleHeading: 'お客さまとつながっています',
    idleAdvice: '画面を見せていただくときは、上の［スマホ画面サポート］を押してください。',
    minimisedAdvice: '届いた画面は、上の［スマホ画面サポート］を押すと見られます。',
    notes: 'メモ',
    notesHint: 'このブラウザの中だけに残り、通話のまとめを閉じると消えます。',
  },

  window: {
    name: 'スマホ画面サポート',
    minimise: '最小化',
    title: 'ページタイトル',
    url: 'ページURL',
    allTitle: 'ページタイトルをすべて表示',
    allUrl: 'ページURLをすべて表示',
    picture: 'ゲストが送信した画面',
    received: '届いた時刻',
    strip: '届いた画面',
    stripItem: (time: string, title: string) => `${time} ${title}`,
    came: '画面が届きました',
    place: {
      move: 'ウィンドウを動かす',
      moveHint: '矢印キーで動きます。Shift を押しながらだと大きく動きます。',
      resize: 'ウィンドウの大きさを変える',
      resizeHint: '矢印キーで変わります。Shift を押しながらだと大きく変わります。',
      float: '切り離す',
      dock: '元の位置に戻す',
    },
    view: {
      name: '画面の大きさ',
      room: '画面',
      smaller: '縮小',
      larger: '拡大',
      fit: '全体',
      width: '横幅',
      actual: '100%',
      percent: (percent: number) => `${String(percent)}%`,
    },
    acts: {
      copyUrl: 'URLをコピー',
      urlCopied: 'URLをコピーしました',
      open: (site: string) => `${site} を開く`,
      openPage: 'ページを開く',
      openHint: '新しいタブで開きます。お客さまの画面とは、表示が違うことがあります。',
      notOpened: 'このURLはウェブのページではないため、開けません。',
      copyPicture: '画像をコピー',
      pictureCopied: '画像をコピーしました',
      noPictures: 'このブラウザは画像のコピーに対応していません。［保存］をお使いください。',
      noClipboard:
        'このブラウザではコピーできません。https のアドレスでコンソールを開いてください。',
      notCopied:
        'コピーできませんでした。ブラウザがコピーを許しているか確かめて、もう一度お試しください。',
      save: '保存',
      saved: '画像を保存しました',
    },
    keys: {
      open: 'キー操作',
      heading: 'キー操作',
      lead: 'スマホ画面サポートのウィンドウを選んでいるあいだ、次のキーが使えます。文字を入力しているあいだは働きません。',
      on: '1文字のキーで操作する',
      onHint: '読み上げソフトのキーと重なるときは、オフにしてください。',
      strip: '一覧を選んでいるとき：前後の画面',
      picture: '画面を選んでいるとき：見える所を動かす',
      wheel: '画面の上で：拡大・縮小',
      wheelKeys: 'Ctrl（⌘）＋ホイール、ピンチ',
      doubleClick: '画面の上で：100% と全体を切り替え',
      doubleClickKeys: 'ダブルクリック',
      arrows: '矢印キー',
      close: '閉じる',
      acts: {
        larger: '拡大',
        smaller: '縮小',
        fit: '全体を表示',
        actual: '100% で表示',
        width: '幅に合わせて表示',
        newer: '次に届いた画面',
        older: '前に届いた画面',
        'copy-picture': '画像をコピー',
        'copy-url': 'URLをコピー',
        open: 'ページを新しいタブで開く',
        save: '画像を保存',
        float: '切り離す／元の位置に戻す',
        minimise: '最小化',
        help: 'この一覧を表示',
      },
    },
    notify: {
      open: '通知',
      heading: '画面が届いたときの通知',
      lead: 'ほかのタブやアプリを見ているあいだに画面が届くと、パソコンの通知でお知らせします。',
      privacy:
        '通知に出るのは、届いた時刻とサイトの名前だけです。画面やページのタイトルは出ません。',
      always: '通知を使わなくても、タブのタイトルに届いた件数が出ます。',
      switch: '通知を受け取る',
      ask: '次に、ブラウザが許可を求めます。',
      denied:
        'このブラウザで通知が止められています。アドレスバーの左のアイコンから、このサイトの通知を許可してください。',
      missing: 'このブラウザでは通知を使えません。',
      close: '閉じる',
    },
    drop: '削除',
    dropQuestion: 'この画面を削除しますか？',
    dropMeaning: 'このブラウザから消去され、元に戻せません。',
    dropYes: '削除する',
    dropNo: 'やめる',
    waitingHeading: 'まだ画面は届いていません',
    waitingSay: 'お客さまに、こうお伝えください',
    sayTarget: '「見せたい画面を表示して、［画面を送信］を押してください」',
    sayConnection: [
      '「お手続きのページを開いて、［スマホ画面サポートを利用する］を押してください」',
      '「［担当者とつながっている方はこちら］を押して、出てきた4けたの番号を教えてください」',
      '番号を下に入力し、［追加］を押します。',
    ],
    sayAdded: '「追加したページで、［画面を送信］を押してください」',
    addHeading: 'ページを追加',
    addOther: '別のサイトのページを追加',
    added: 'ページを追加しました。',
    full: (most: number) =>
      `届いた画面が上限の${String(most)}件になりました。いらない画面を削除する（必要なら先に保存する）と、続きを受け取れます。`,
    refused: {
      'too-large':
        '画面の画像が大きすぎて受け取れませんでした。少し画面を動かして送り直すよう、お客さまにお伝えください。',
      damaged:
        '画面が途中で壊れて届きました。［もう一度送信］を押すよう、お客さまにお伝えください。',
      'not-stored':
        'このパソコンの空き容量が足りず、画面を保存できませんでした。いらない画面を削除してから、［もう一度送信］を押すよう、お客さまにお伝えください。',
    },
    report: {
      heading: 'この画面で見えない所',
      say: 'お客さまに、こうお伝えください',
      sayLost:
        '「一部の画像などが、こちらには届いていません。そこに何が出ているか、教えていただけますか」',
      sayMasked:
        '「隠している所は、こちらからは見えません。口頭でお知らせいただく必要もありません」',
      looks: '文字の形や配置が、お客さまの画面と少し違うことがあります。',
      masked: (count: number) => `個人情報の保護のため、${String(count)}か所を隠しています`,
      lost: (what: string, count: number, why: string) =>
        `${what}${String(count)}件は表示できません（${why}）`,
      what: {
        image: '画像',
        background: '背景画像',
        video: '動画',
        canvas: '図（canvas）',
        frame: '埋め込みページ',
        font: '文字の書体',
        style: 'スタイル',
        object: '埋め込み部品',
        field: '入力欄',
        other: 'その他の部品',
      },
      why: {
        'cross-origin': '別のサイトのもの',
        blocked: 'ページの安全設定による',
        unreadable: '読み取れない',
        'too-large': '大きすぎる',
        timeout: '時間がかかりすぎた',
        unsupported: '対応していない',
        masked: '保護のため',
      },
    },
  },

  elsewhere: {
    heading: '別のタブで開いています',
    advice: 'この通話はコンソールのほかのタブにあります。そちらで続けてください。',
    home: 'メニューに戻る',
  },

  summary: {
    heading: '接続が終了しました',
    reasons: {
      'host-ended': 'あなたが接続を終了しました。',
      'guest-left': 'お客さまが接続を終了しました。',
      'wrong-person':
        'お客さまが［ちがいます］を押したため、終了しました。番号の聞き違いで、別の方につながった可能性があります。お電話のお客さまに番号を出し直していただき、もう一度うかがってください。',
      'no-path':
        'お客さまの回線とつながりませんでした。Wi-Fi とモバイル通信を切り替えて番号を出し直すよう、お客さまにお伝えください。',
      'host-gone':
        'お客さまの側で、2分以上つながらなかったため終了しました。続けるときは、お客さまに番号を出し直していただき、もう一度うかがってください。',
      expired: '開始から12時間が過ぎたため、終了しました。',
    },
    duration: '通話時間',
    received: '届いた画面',
    count: (count: number) => `${String(count)}件`,
    began: '開始',
    ended: '終了',
    notes: 'メモ',
    wipe: '［閉じる］を押すと、届いた画面とメモはこのブラウザから消去され、どこにも残りません。必要なものは、先に保存してください。',
    nothing: 'この通話で残すものはありません。',
    save: 'すべて保存（ZIP）',
    saving: '保存しています…',
    saved: '保存しました。［閉じる］を押すと、このブラウザからは消去されます。',
    notSaved: '保存できませんでした。空き容量を確かめて、もう一度お試しください。',
    file: {
      title: '画面サポートの記録',
      began: '開始',
      ended: '終了',
      duration: '通話時間',
      reason: '終わり方',
      captures: '届いた画面',
      notes: 'メモ',
    },
    close: '閉じる',
  },

  time: {
    seconds: (seconds: number) => `${String(seconds)}秒`,
    minutes: (minutes: number) => `${String(minutes)}分`,
  },
};

/** What the host reads at the console. */
export type ConsoleTexts = typeof ja;

const en: ConsoleTexts = {
  title: (brand) => `${brand} agent console`,

  signIn: {
    heading: 'Agent sign-in',
    key: 'Host key',
    keyHint: 'Enter the key that your administrator gave you.',
    name: 'Your name',
    nameHint: 'Optional. Guests see it as the name of their agent.',
    submit: 'Sign in',
    keyMissing: 'Please enter the host key.',
    unheard:
      'Signing out did not reach the service, so this browser is still signed in. Please check your network, open this page again and sign out once more.',
    expired: 'Your session has ended, or you signed out in another tab. Please sign in again.',
    refused: {
      'wrong-key': 'That is not the host key. Please check for missing characters or spaces.',
      unreachable: 'The service cannot be reached. Please check your network and try again.',
    },
    tooManyTries: (seconds) =>
      `Too many wrong keys. Please wait about ${String(seconds)} s and try again.`,
  },

  unfit: {
    heading: 'The console cannot run in this browser',
    advice:
      'Please use a current Chrome, Edge, Firefox or Safari, in an ordinary (not private) window, at an https address.',
  },

  header: {
    name: 'Display name',
    rename: 'Change display name',
    nameLabel: 'The name that guests see',
    save: 'Save',
    cancel: 'Cancel',
    notTaken: 'The name could not be changed. Please try again.',
    help: 'Help',
    signOut: 'Sign out',
    signOutQuestion: 'A call is running. Sign out?',
    signOutMeaning:
      'The connection to the guest ends, and the captures are deleted from this browser.',
    signOutYes: 'End and sign out',
    signOutNo: 'Back to the call',
    lost: 'Reconnecting to the service…',
  },

  home: {
    heading: 'Menu',
    call: 'Phone call (one to one)',
    callHint: 'Enter the guest’s connection number and have them show you their screen.',
    howHeading: 'How it goes',
    how: [
      'The guest presses “Use screen support” on the page they are on, or opens the connection page if there is no such button.',
      'They read you the 4-digit connection number, and you type it.',
      'When they press “Send screen”, that screen appears here.',
    ],
    invite: {
      heading: 'Invite a guest',
      lead: 'For guests whose page has no such button, or who cannot open it.',
      address: 'Address of the connection page',
      copyAddress: 'Copy the address',
      qr: 'QR code of the connection page',
      qrHint: 'A guest beside you can scan it with the phone’s camera.',
      message: 'Text for an SMS or e-mail',
      text: (address) =>
        `Your screen support:\n1. Open the page below and press OK.\n2. A number of 4 digits appears. Read it to your agent on the phone.\n${address}`,
      copyMessage: 'Copy the text',
    },
    embed: {
      heading: 'Put it into your website',
      lead: 'With this one line a page gets the button “Use screen support”.',
      copy: 'Copy the code',
      more: 'How to put it in',
    },
  },

  copied: 'Copied',
  notCopied: 'It could not be copied. Please select the text and copy it.',
  opensInNewTab: ' (opens in a new tab)',

  entry: {
    heading: 'Phone call (one to one)',
    lead: 'Type the 4 digits that the guest sees.',
    number: 'Connection number',
    start: 'Start',
    add: 'Add',
    back: 'Back to the menu',
    looking: 'Looking the number up…',
    claiming: 'Connecting…',
    fromTarget: 'This is a connection with screen support',
    fromConnection: 'This is a connection from the connection page',
    site: 'Site that the guest is on',
    device: 'Device',
    devices: { phone: 'Phone', tablet: 'Tablet', computer: 'Computer' },
    waited: 'Has waited',
    supportFound: 'Ready to be added',
    notHere:
      'The guest is away from the page at the moment. Press “Start”, then ask them to return to it.',
    held: 'Waiting for the guest to return to the page',
    heldAdvice:
      'Tell the guest: “Please look again at the page that shows the number.” It connects as soon as they do.',
    heldLeft: (seconds) => `Waiting ${String(seconds)} s more`,
    release: 'Cancel',
    empty: 'Please type the connection number.',
    short: (missing) =>
      `A connection number has 4 digits. ${String(missing)} ${missing === 1 ? 'is' : 'are'} missing.`,
    wrong: {
      letters: 'A connection number is 4 digits. Please type digits only.',
      'too-long': 'A connection number has 4 digits. These are too many.',
    },
    retry: (seconds) => `You can try again in ${String(seconds)} s.`,
    retryNow: 'Please try again.',
    help: 'About this message',
  },

  refusals: {
    'bad-message': 'The number was not accepted. Please reload this page.',
    'unknown-message': 'The number was not accepted. Please reload this page.',
    'out-of-order': 'The number was not accepted. Please reload this page.',
    'numbers-exhausted': 'No number can be given right now. Please try again a little later.',
    'too-many-numbers': 'No number can be given right now. Please try again a little later.',
    'number-unknown': 'There is no such number. Please ask the guest to read it again.',
    'number-ended':
      'This number has run out or was replaced. Please ask the guest to press “New number” and to read you the new one.',
    'number-taken':
      'This number has already been used. Please ask the guest to press “New number” and to read you the new one.',
    'number-is-support':
      'This number adds a page to a running call; it cannot start one. Please ask the guest to get a number with “Start screen support”.',
    'number-is-call':
      'This number starts a call; it cannot add a page. Please ask the guest to press “I am already connected with my agent” and to read you that number.',
    'too-many-guesses': 'Too many wrong numbers in a row.',
    'call-unknown': 'This call is over. Please ask the guest for a new number.',
    'already-in-call': 'Another call is running. Please end it first.',
    'leg-unknown': 'It did not connect. Please ask the guest for a new number.',
    'too-many-legs': 'The guest has too many pages open. Please ask them to close some tabs.',
    'too-many-pages': 'No more pages can be added to this call.',
    'too-many-candidates': 'It did not connect. Please ask the guest for a new number.',
    'page-refused': 'It did not connect. Please ask the guest for a new number.',
    'hand-off-over':
      'The time for opening the page has run out, or it was used already. Please send it again.',
    'hand-off-elsewhere':
      'Another site has opened than the one you sent. Please send the address of the page that opened.',
  },

  offer: {
    heading: 'Send a page',
    advice:
      'A button appears on the guest’s screen. Once pressed, that page joins the call without a number.',
    url: 'Page address (URL)',
    name: 'What the button says (optional)',
    send: 'Send',
    faults: {
      'no-call': 'The call is over, so nothing was sent.',
      'no-page': 'Please enter the address of a page that begins with “https://”.',
      'too-many': 'Five pages can be sent at a time. Please take back one that is not needed.',
    },
    list: 'Pages sent',
    states: {
      sending: 'Sending…',
      sent: 'The button is on the guest’s screen. Please say: “Press the button that has appeared.”',
      opened: 'The guest has opened it. Waiting for it to connect…',
      joined: 'Connected.',
      expired:
        'It did not connect in time. Please check whether the page carries screen support, and send it again.',
      refused: 'It could not be sent. Please add the page by its number.',
    },
    withdraw: 'Take back',
    remove: 'Remove from the list',
    again: 'Send again',
  },

  call: {
    heading: 'Call',
    menu: 'Call menu',
    support: 'Screen support',
    unseen: (count) => `${String(count)} not seen yet`,
    notYet: 'Can be used once the guest is connected.',
    cannot:
      'This browser cannot receive screens. Please use a current Chrome, Edge, Firefox or Safari.',
    end: 'End connection',
    endQuestion: 'End the connection?',
    endMeaning: 'The guest will no longer be able to send screens. The phone call goes on.',
    endYes: 'End',
    endNo: 'Go on',
    guest: 'Guest',
    duration: 'Duration',
    site: 'Site',
    otherSites: (first, more) => `${first} and ${String(more)} more`,
    way: 'Connection',
    ways: { local: 'direct, same network', direct: 'direct', relayed: 'through a relay' },
    next: 'Tell the guest',
    connecting: 'Connecting…',
    connected: 'Connected',
    checking: 'Checking…',
    away: (words) => `Away (${words})`,
    script: {
      connecting: '“We are just connecting. One moment, please.”',
      away: '“Please return to the screen support page and keep it on the screen.”',
      checking: '“I am checking the connection. One moment, please.”',
      open: [
        '“Please open the page you need help with, and press ‘Use screen support’.”',
        '“Press ‘I am already connected with my agent’, and tell me the 4 digits.”',
      ],
      first: '“Please show what you want me to see, and press ‘Send screen’.”',
      more: '“To show me another screen, press ‘Send screen’ again.”',
      full: '“Let me tidy up the pictures first. One moment, please.”',
    },
    awayAdvice: 'The guest has left the page. It connects again by itself when they return.',
    connectingAdvice: 'Connecting to the guest’s screen. Just a moment.',
    idleHeading: 'You are connected with the guest',
    idleAdvice: 'To be shown a screen, press “Screen support” above.',
    minimisedAdvice: 'Press “Screen support” above to see the captures.',
    notes: 'Notes',
    notesHint: 'They stay in this browser only, and go when you close the summary.',
  },

  window: {
    name: 'Screen support',
    minimise: 'Minimise',
    title: 'Page title',
    url: 'Page URL',
    allTitle: 'Show the whole page title',
    allUrl: 'Show the whole page URL',
    picture: 'The screen that the guest sent',
    received: 'Received at',
    strip: 'Captures',
    stripItem: (time, title) => `${time} ${title}`,
    came: 'A capture has arrived',
    place: {
      move: 'Move the window',
      moveHint: 'The arrow keys move it; with Shift, further.',
      resize: 'Resize the window',
      resizeHint: 'The arrow keys resize it; with Shift, by more.',
      float: 'Detach',
      dock: 'Put back',
    },
    view: {
      name: 'Size of the picture',
      room: 'Picture',
      smaller: 'Smaller',
      larger: 'Larger',
      fit: 'Fit',
      width: 'Width',
      actual: '100%',
      percent: (percent) => `${String(percent)}%`,
    },
    acts: {
      copyUrl: 'Copy URL',
      urlCopied: 'The URL was copied',
      open: (site) => `Open ${site}`,
      openPage: 'Open page',
      openHint: 'Opens in a new tab. It may look different from what the guest sees.',
      notOpened: 'This URL is no page of the web and cannot be opened.',
      copyPicture: 'Copy picture',
      pictureCopied: 'The picture was copied',
      noPictures: 'This browser cannot copy pictures. Please use “Save”.',
      noClipboard: 'This browser cannot copy here. Please open the console at an https address.',
      notCopied:
        'It could not be copied. Please check that the browser allows copying, and try again.',
      save: 'Save',
      saved: 'The picture was saved',
    },
    keys: {
      open: 'Keys',
      heading: 'Keys',
      lead: 'These keys work while you are in the screen support window, but not while you type.',
      on: 'Single keys do something',
      onHint: 'Turn this off if they get in the way of your screen reader.',
      strip: 'In the list: the captures before and after',
      picture: 'On the picture: move what is visible',
      wheel: 'Over the picture: larger, smaller',
      wheelKeys: 'Ctrl (⌘) + wheel, pinch',
      doubleClick: 'Over the picture: between 100% and fit',
      doubleClickKeys: 'Double click',
      arrows: 'Arrow keys',
      close: 'Close',
      acts: {
        larger: 'Larger',
        smaller: 'Smaller',
        fit: 'Show all of it',
        actual: 'Show at 100%',
        width: 'Show at full width',
        newer: 'The capture that came next',
        older: 'The capture that came before',
        'copy-picture': 'Copy the picture',
        'copy-url': 'Copy the URL',
        open: 'Open the page in a new tab',
        save: 'Save the picture',
        float: 'Detach the window, or put it back',
        minimise: 'Minimise',
        help: 'Show this list',
      },
    },
    notify: {
      open: 'Notifications',
      heading: 'Notifications of captures',
      lead: 'When a capture arrives while you look at another tab or program, your computer notifies you.',
      privacy:
        'A notification shows only the time and the name of the site, never the picture or the title of the page.',
      always: 'Without it, too, the title of this tab shows how many have arrived.',
      switch: 'Notify me',
      ask: 'Your browser will ask for your permission next.',
      denied:
        'Notifications are blocked in this browser. Please allow them for this site by the icon to the left of the address.',
      missing: 'This browser has no notifications here.',
      close: 'Close',
    },
    drop: 'Delete',
    dropQuestion: 'Delete this capture?',
    dropMeaning: 'It is deleted from this browser and cannot be brought back.',
    dropYes: 'Delete it',
    dropNo: 'Cancel',
    waitingHeading: 'Nothing has arrived yet',
    waitingSay: 'Tell the guest',
    sayTarget: '“Please go to what you want to show, and press ‘Send screen’.”',
    sayConnection: [
      '“Please open the page that you need help with, and press ‘Use screen support’.”',
      '“Press ‘I am already connected with my agent’, and tell me the 4 digits.”',
      'Type the number below and press “Add”.',
    ],
    sayAdded: '“Please press ‘Send screen’ on the page that was added.”',
    addHeading: 'Add a page',
    addOther: 'Add a page of another site',
    added: 'The page was added.',
    full: (most) =>
      `There are ${String(most)} captures, which is the most that can be kept. Delete some (save them first if you need them) to receive more.`,
    refused: {
      'too-large':
        'The capture was too large to be received. Please ask the guest to scroll a little and send again.',
      damaged: 'The capture was damaged on its way. Please ask the guest to press “Send again”.',
      'not-stored':
        'There is no room on this computer to keep the capture. Delete some, then ask the guest to press “Send again”.',
    },
    report: {
      heading: 'Not visible here',
      say: 'Tell the guest',
      sayLost: '“Some pictures have not reached me. Could you tell me what you see there?”',
      sayMasked: '“I cannot see what is hidden, and you do not need to read it to me.”',
      looks: 'Letters and spacing may differ a little from the guest’s screen.',
      masked: (count) => `${String(count)} hidden to protect personal data`,
      lost: (what, count, why) => `Not shown: ${what} × ${String(count)} (${why})`,
      what: {
        image: 'image',
        background: 'background image',
        video: 'video',
        canvas: 'drawing (canvas)',
        frame: 'embedded page',
        font: 'font',
        style: 'style',
        object: 'embedded object',
        field: 'field',
        other: 'other part',
      },
      why: {
        'cross-origin': 'belongs to another site',
        blocked: 'blocked by the page’s security settings',
        unreadable: 'cannot be read',
        'too-large': 'too large',
        timeout: 'took too long',
        unsupported: 'not supported',
        masked: 'protected',
      },
    },
  },

  elsewhere: {
    heading: 'It is open in another tab',
    advice: 'Another tab of the console has this call. Please go on there.',
    home: 'Back to the menu',
  },

  summary: {
    heading: 'The connection has ended',
    reasons: {
      'host-ended': 'You ended the connection.',
      'guest-left': 'The guest ended the connection.',
      'wrong-person':
        'The guest pressed “Wrong person”. A misheard number may have reached somebody else. Please ask the guest on the phone for a new number.',
      'no-path':
        'The guest’s network could not be reached. Please ask them to switch between Wi-Fi and mobile data and to get a new number.',
      'host-gone':
        'The guest’s side had no connection for more than two minutes. To go on, please ask them for a new number.',
      expired: 'Twelve hours have passed since the start.',
    },
    duration: 'Duration',
    received: 'Captures',
    count: (count) => String(count),
    began: 'Began',
    ended: 'Ended',
    notes: 'Notes',
    wipe: '“Close” deletes captures and notes from this browser, and nothing is kept anywhere. Save what you need first.',
    nothing: 'This call leaves nothing to keep.',
    save: 'Save all (ZIP)',
    saving: 'Saving…',
    saved: 'Saved. “Close” deletes everything from this browser.',
    notSaved: 'It could not be saved. Please check for free space and try again.',
    file: {
      title: 'Record of a screen support call',
      began: 'Began',
      ended: 'Ended',
      duration: 'Duration',
      reason: 'How it ended',
      captures: 'Captures',
      notes: 'Notes',
    },
    close: 'Close',
  },

  time: {
    seconds: (seconds) => `${String(seconds)} s`,
    minutes: (minutes) => `${String(minutes)} min`,
  },
};

export const consoleTexts: Translated<ConsoleTexts> = { ja, en };
