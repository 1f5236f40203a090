/** What results mean, and how they are said: every case of the table, without a browser. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Verdict, concerns, verdictFor } from '../../src/check/judge.js';
import {
  DEVICE_TOPICS,
  type Line,
  NETWORK_TOPICS,
  type Outcome,
  type Topic,
  fails,
  works,
} from '../../src/check/types.js';
import { ANCHORS, meaningsOf, reportText, saidOf } from '../../src/check/words.js';
import { buildHelp } from '../../src/help/site/build.js';
import { checkTexts } from '../../src/text/index.js';
import { helpSources } from '../../tools/help.mjs';

const TOPICS: readonly Topic[] = [...DEVICE_TOPICS, ...NETWORK_TOPICS];
const failed = fails({ is: 'refused' });
const notSetUp: Outcome = { at: 'absent', is: 'not-set-up' };

const linesWith = (some: Partial<Record<Topic, Outcome | { at: 'checking' }>>): Line[] =>
  TOPICS.map((topic) => ({ topic, which: '', outcome: some[topic] ?? works }));

const verdicts = (some: Parameters<typeof linesWith>[0]): [Verdict, Verdict] => [
  verdictFor('guest', linesWith(some)),
  verdictFor('host', linesWith(some)),
];

test('everything works: good for both; while one is checked nobody is told anything', () => {
  assert.equal(verdicts({}), ['good', 'good']);
  assert.equal(verdicts({ picture: { at: 'checking' } }), ['checking', 'checking']);
  assert.is(verdictFor('guest', []), 'checking');
});

const singly: [Topic, Verdict, Verdict][] = [
  ['secure', 'bad', 'bad'],
  ['webrtc', 'bad', 'bad'],
  ['channel', 'bad', 'bad'],
  ['crypto', 'bad', 'bad'],
  ['picture', 'bad', 'good'],
  ['storage', 'limited', 'bad'],
  ['database', 'good', 'bad'],
  ['clipboard', 'good', 'limited'],
  ['online', 'bad', 'bad'],
  ['service', 'bad', 'bad'],
  ['stun', 'good', 'good'],
  ['turn', 'limited', 'limited'],
];
for (const [topic, guest, host] of singly) {
  test(`only ${topic} fails: ${guest} for a guest, ${host} for a host`, () => {
    assert.equal(verdicts({ [topic]: failed }), [guest, host]);
  });
}

test('one relay that works makes good for others and for STUN', () => {
  const lines: Line[] = [
    ...linesWith({ stun: failed, turn: failed }),
    { topic: 'turn', which: '2 (TCP)', outcome: works },
  ];
  assert.is(verdictFor('guest', lines), 'good');
});

test('a service without relays is good as long as STUN is not known to be barred', () => {
  assert.equal(verdicts({ turn: notSetUp, stun: notSetUp }), ['good', 'good']);
  assert.equal(verdicts({ turn: notSetUp }), ['good', 'good']);
  assert.equal(verdicts({ turn: notSetUp, stun: { at: 'absent', is: 'untold' } })[0], 'good');
  assert.equal(verdicts({ turn: notSetUp, stun: failed }), ['limited', 'limited']);
});

test('inside an app that can do all that is needed: good, with a word of it', () => {
  const inside: Outcome = { at: 'inside', app: 'LINE' };
  assert.equal(verdicts({ browser: inside }), ['good', 'good']);
  const line: Line = { topic: 'browser', which: '', outcome: inside };
  assert.equal(saidOf(line, checkTexts.ja), ['アプリの中で開いています。', 'LINE のアプリです。']);
  assert.is(meaningsOf(line, checkTexts.ja).length, 2);
});

test('a failed check says what it means for whom it concerns, and only then', () => {
  const { ja } = checkTexts;
  for (const topic of TOPICS) {
    const line: Line = { topic, which: '', outcome: failed };
    const roles = meaningsOf(line, ja).map(([role]) => role);
    assert.ok(roles.length > 0, topic);
    assert.equal(
      roles,
      (['guest', 'host'] as const).filter((role) => concerns(role, topic)),
    );
    assert.equal(meaningsOf({ ...line, outcome: works }, ja), []);
  }
});

test('every reason is said in both languages', () => {
  const reasons = [
    ...(['missing', 'refused', 'broken', 'stuck'] as const).map((is) => ({ is })),
    { is: 'silent', seconds: 8 } as const,
    { is: 'told', code: '401' } as const,
    { is: 'after', topic: 'service' } as const,
  ];
  for (const t of Object.values(checkTexts)) {
    const said = reasons.map((why) => saidOf({ topic: 'turn', which: '', outcome: fails(why) }, t));
    assert.is(new Set(said.map(([, why]) => why)).size, reasons.length);
    assert.ok(said.every(([what, why = '']) => what === t.topics.turn.fails && why !== ''));
  }
});

test('every failed check leads to a place that the help has', () => {
  const help = buildHelp(helpSources(), { script: '', styles: [] });
  for (const anchor of Object.values(ANCHORS)) {
    for (const page of ['index.html', 'en.html']) {
      assert.match(help.get(page) ?? '', ` id="${anchor}"`, anchor);
    }
  }
});

test('the text for support has every line and no address', () => {
  const lines: Line[] = [
    ...linesWith({ storage: failed, stun: notSetUp }),
    { topic: 'turn', which: '2 (TLS)', outcome: fails({ is: 'told', code: '401' }) },
  ];
  const when = new Date('2026-11-26T12:34:56Z');
  const text = reportText(
    { lines, kinds: ['host', 'relay'] },
    { when, userAgent: 'UA' },
    checkTexts.ja,
  );
  const rows = text.split('\n');
  assert.is(rows.length, lines.length + 5);
  assert.match(rows[0] ?? '', '2026-11-26T12:34Z');
  assert.match(text, '✕ ページに覚えておくこと');
  assert.match(text, '– 直接つなぐための案内（STUN）');
  assert.match(text, '✕ 中継（TURN） 2 (TLS): 相手の返事: 401');
  assert.match(text, '見つかった道: host, relay');
  assert.not.match(text, /\d+\.\d+\.\d+\.\d+|turns?:|stuns?:/);
});

test.run();
