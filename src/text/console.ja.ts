export const consoleJa = {
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
    away: '離れています',
    awayFor: (words: string) => `離れています（${words}）`,
    script: {
      connecting: '「いま、つないでいます。そのままお待ちください」',
      away: '「画面サポートのページに戻って、画面を表示したままにしてください」',
      checking: '「接続を確かめています。少しお待ちください」',
      open: [
        '「お手続きのページを開いて、［スマホ画面サポートを利用する］を押してください」',
        '「［担当者とつながっている方はこちら］を押して、出てきた4けたの番号を教えてください」',
      ],
      first: '「見せたい画面を表示して、［画面を送信］を押してください」',
      added: '「追加したページで、［画面を送信］を押してください」',
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
    thenAdd: '番号を下に入力し、［追加］を押します。',
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
export type ConsoleTexts = typeof consoleJa;
