import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { secondsUntil } from '../../src/ui/seconds.js';
import {
  clockTime,
  duration,
  fileName,
  presenceWords,
  reportAdvice,
  reportWords,
} from '../../src/console/words.js';
import { REFUSALS, REPORT_REASONS, REPORT_THINGS } from '../../src/protocol/index.js';
import { consoleTexts } from '../../src/text/console.js';
import { captureInfo } from './fake-desk.js';

const { ja, en } = consoleTexts;

test('a duration in minutes, and in hours when there are any', () => {
  assert.is(duration(0), '0:00');
  assert.is(duration(754_999), '12:34');
  assert.is(duration(3_723_000), '1:02:03');
  assert.is(duration(-5), '0:00');
});

test('a countdown never shows 0 while there is time, nor less than 0 after', () => {
  assert.is(secondsUntil(1001, 1000), 1);
  assert.is(secondsUntil(1000, 1000), 0);
  assert.is(secondsUntil(1000, 9000), 0);
});

test('[C4] a guest who is away is said to be away, and for how long', () => {
  assert.is(presenceWords('connected', undefined, 0, ja), '接続中');
  assert.is(presenceWords('checking', undefined, 0, ja), '確認しています…');
  assert.is(presenceWords('away', 1000, 41_000, ja), '離れています（40秒）');
  // It was read aloud as «離れています（0秒）».
  assert.is(presenceWords('away', 1000, 1_999, ja), '離れています');
  assert.is(presenceWords('away', undefined, 41_000, ja), '離れています');
  assert.is(presenceWords('away', 1000, 2_000, ja), '離れています（1秒）');
  assert.is(presenceWords('away', 0, 190_000, ja), '離れています（3分）');
});

test('[P6] [P4] the report says what is missing and how much is masked', () => {
  assert.equal(
    reportWords(
      [
        { what: 'field', why: 'masked', count: 2 },
        { what: 'image', why: 'cross-origin', count: 2 },
        { what: 'other', why: 'masked', count: 1 },
      ],
      ja,
    ),
    ['画像2件は表示できません（別のサイトのもの）', '個人情報の保護のため、3か所を隠しています'],
  );
  assert.equal(reportWords([], ja), []);
});

test('[P6] every line that a report may have, and every refusal, has words in both languages', () => {
  for (const texts of [ja, en]) {
    for (const what of REPORT_THINGS) assert.ok(texts.window.report.what[what]);
    for (const why of REPORT_REASONS) assert.ok(texts.window.report.why[why]);
    for (const refusal of REFUSALS) assert.ok(texts.refusals[refusal]);
  }
});

test('[P6] [P4] the host reads what to say about what cannot be seen, and only then', () => {
  const { report } = ja.window;
  const lost = { what: 'image', why: 'cross-origin', count: 2 } as const;
  const letters = { what: 'font', why: 'blocked', count: 1 } as const;
  const masked = { what: 'field', why: 'masked', count: 3 } as const;
  assert.equal(reportAdvice([], ja), { say: [], know: [] });
  assert.equal(reportAdvice([lost], ja), { say: [report.sayLost], know: [] });
  assert.equal(reportAdvice([masked], ja), { say: [report.sayMasked], know: [] });
  assert.equal(reportAdvice([letters], ja), { say: [], know: [report.looks] });
  assert.equal(reportAdvice([masked, letters, lost], ja), {
    say: [report.sayLost, report.sayMasked],
    know: [report.looks],
  });
});

test('a saved capture is named by when it came, and by its kind', () => {
  const at = new Date(2026, 10, 3, 14, 5, 9).getTime();
  assert.is(clockTime(at), '14:05:09');
  assert.is(fileName(captureInfo(1, { mime: 'image/jpeg' }), at), 'misete-20261103-140509.jpg');
  assert.is(fileName(captureInfo(1, { mime: 'image/webp' }), at), 'misete-20261103-140509.webp');
});

test('the Japanese names that outside tests rely on', () => {
  const { signIn, home, entry, call, window } = ja;
  assert.equal(
    [signIn.key, signIn.submit, home.call, entry.number, entry.fromTarget, entry.start, entry.add],
    [
      'ホストキー',
      'サインイン',
      '電話商談(1対1)',
      '接続ナンバー',
      'スマホ画面サポートを利用した接続です',
      '開始',
      '追加',
    ],
  );
  assert.equal(
    [call.support, call.end, call.endYes, window.name, window.picture, window.minimise],
    [
      'スマホ画面サポート',
      '接続を終了',
      '終了する',
      'スマホ画面サポート',
      'ゲストが送信した画面',
      '最小化',
    ],
  );
  assert.equal(
    [window.allTitle, window.allUrl],
    ['ページタイトルをすべて表示', 'ページURLをすべて表示'],
  );
});

test.run();
