import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { withinLimits } from '../../src/link/about.js';
import {
  CHANNEL_TEXT_CHARS,
  REPORT_LINES,
  REPORT_REASONS,
  REPORT_THINGS,
  type ReportLine,
  TITLE_CHARS,
  URL_CHARS,
  parseGuestToHost,
} from '../../src/protocol/index.js';
import { captureOf, infoOf, pictureOf } from '../support/captures.js';

const { about } = captureOf(pictureOf(1));
const reported = (report: ReportLine[]) => withinLimits({ ...about, report }).report;
const total = (lines: readonly ReportLine[], why?: string) =>
  lines
    .filter((line) => why === undefined || line.why === why)
    .reduce((sum, line) => sum + line.count, 0);

test('[P8] title and URL are cut to their limits', () => {
  const long = withinLimits({ ...about, title: 'あ'.repeat(2_000), url: 'u'.repeat(9_000) });
  assert.is(long.title.length, TITLE_CHARS);
  assert.is(long.url.length, URL_CHARS);
  assert.equal(withinLimits(about), about);
});

test('[P8] no character is cut in two', () => {
  const even = withinLimits({ ...about, title: '😀'.repeat(600) }).title;
  assert.is(even, '😀'.repeat(500));
  const odd = withinLimits({ ...about, title: `a${'😀'.repeat(600)}` }).title;
  assert.is(odd, `a${'😀'.repeat(499)}`);
});

test('[P6] equal lines of the report are counted', () => {
  const image: ReportLine = { what: 'image', why: 'cross-origin', count: 2 };
  const video: ReportLine = { what: 'video', why: 'unreadable', count: 1 };
  assert.equal(reported([image, video, image]), [{ ...image, count: 4 }, video]);
});

test('[P6] a report that is too long keeps every count and reason, in fewer lines', () => {
  const line: fc.Arbitrary<ReportLine> = fc.record({
    what: fc.constantFrom(...REPORT_THINGS),
    why: fc.constantFrom(...REPORT_REASONS),
    count: fc.integer({ min: 1, max: 500 }),
  });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 120 }), (report) => {
      const short = reported(report);
      assert.ok(short.length <= REPORT_LINES);
      assert.is(new Set(short.map(({ what, why }) => `${what} ${why}`)).size, short.length);
      for (const why of REPORT_REASONS) assert.is(total(short, why), total(report, why));
    }),
  );
});

test('[P6] counts stay within what may be said', () => {
  const most: ReportLine = { what: 'image', why: 'blocked', count: 100_000 };
  assert.equal(reported([most, most]), [most]);
});

test('[P8] what is within the limits fits into one message, whatever the page is called', () => {
  const report = REPORT_THINGS.flatMap((what) =>
    REPORT_REASONS.map((why) => ({ what, why, count: 99_999 })),
  );
  const worst = { title: '\u0001'.repeat(2_000), url: '"'.repeat(9_000), report };
  const told = withinLimits({ ...about, ...worst });
  const json = JSON.stringify({ type: 'capture.begin', ...infoOf('a', pictureOf(1), told) });
  assert.ok(json.length <= CHANNEL_TEXT_CHARS, String(json.length));
  assert.ok(parseGuestToHost(json).ok);
});

test.run();
