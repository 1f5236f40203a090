/** Text for made pages: always the same, and never twice the same. */

const WORDS = (
  '画面 共有 電話 相手 番号 一度 数字 読み上げる 担当者 確認 送信 受付 予約 申込 手続き 書類 住所 ' +
  '東京都 大阪市 春 夏 秋 冬 山道 川辺 図書館 喫茶店 朝の光 古い駅 新しい靴 静かな町 雨上がり 夕暮れ ' +
  '猫 犬 鳥 魚 桜 紅葉 手紙 写真 地図 切符 お茶 ごはん パン スープ カレンダー メール Web JavaScript'
).split(' ');

const JOINS = 'は が を に で と も の へ や から まで より、 けれど、 そして、 すると、'.split(
  ' ',
);
const ENDS =
  'です。 ました。 でしょう。 という。 かもしれない。 だった。 ている。 に違いない。'.split(' ');

export interface Writer {
  /** From 0 to below `count`. */
  below: (count: number) => number;
  pick: <T>(list: readonly T[]) => T;
  word: () => string;
  sentence: () => string;
  paragraph: (sentences: number) => string;
}

/** A linear congruential generator: good enough, and the same everywhere. */
export const writer = (seed = 1): Writer => {
  let state = seed;
  const below = (count: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * count);
  };
  const pick = <T>(list: readonly T[]): T => {
    const picked = list[below(list.length)];
    if (picked === undefined) throw new Error('there is nothing to pick from');
    return picked;
  };
  const word = (): string => pick(WORDS);
  const sentence = (): string => {
    let text = word();
    for (let part = 2 + below(5); part > 0; part -= 1) text += pick(JOINS) + word();
    return text + pick(ENDS);
  };
  const paragraph = (sentences: number): string =>
    Array.from({ length: sentences }, sentence).join('');
  return { below, pick, word, sentence, paragraph };
};

export const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('\n');

interface Document {
  title: string;
  style?: string;
  body: string;
  head?: string;
}

/** A page of today, as a phone wants it. */
export const page = ({ title, style = '', body, head = '' }: Document): string => `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head}
<style>
body { margin: 0; font: 16px/1.6 sans-serif; color: #223; }
${style}
</style>
</head>
<body>
${body}
</body>
</html>
`;
