/** Results in words. Pure: the texts of one language come as an argument. */
import type { CheckTexts } from '../text/check.js';
import { type Role, concerns, verdictFor } from './judge.js';
import type { Line, Outcome, Report, Topic, Why } from './types.js';

/** The help's place for a failed check. */
export const ANCHORS: Record<Topic, string> = {
  secure: 'insecure',
  browser: 'in-app',
  webrtc: 'no-webrtc',
  channel: 'no-webrtc',
  crypto: 'insecure',
  picture: 'capture-failed',
  storage: 'storage-blocked',
  database: 'storage-blocked',
  clipboard: 'storage-blocked',
  online: 'offline',
  service: 'unreachable',
  stun: 'no-path',
  turn: 'no-path',
};

export const nameOf = ({ topic, which }: Line, t: CheckTexts): string =>
  `${t.topics[topic].name}${which === '' ? '' : ` ${which}`}`;

const whyIn = (why: Why, t: CheckTexts): string => {
  switch (why.is) {
    case 'silent':
      return t.whys.silent(why.seconds);
    case 'told':
      return t.whys.told(why.code);
    case 'after':
      return t.whys.after(t.topics[why.topic].name);
    default:
      return t.whys[why.is];
  }
};

/** What came out of a check, in a sentence or two. */
export const saidOf = ({ topic, outcome }: Line, t: CheckTexts): string[] => {
  switch (outcome.at) {
    case 'checking':
      return [t.marks.checking];
    case 'works':
      return [t.topics[topic].works];
    case 'absent':
      return [t.absent[outcome.is]];
    case 'inside':
      return [t.topics[topic].fails, t.inside(outcome.app)];
    case 'fails':
      return [t.topics[topic].fails, whyIn(outcome.why, t)];
  }
};

/** What a failed check means for each role that it concerns. */
export const meaningsOf = ({ topic, outcome }: Line, t: CheckTexts): [Role, string][] => {
  if (outcome.at !== 'fails' && outcome.at !== 'inside') return [];
  const roles: Role[] = ['guest', 'host'];
  return roles.filter((role) => concerns(role, topic)).map((role) => [role, t.topics[topic][role]]);
};

const SIGNS: Record<Outcome['at'], string> = { works: '✓', absent: '–', inside: '–', fails: '✕' };

/** A short text for support. No addresses, no names of servers, nothing secret. */
export const reportText = (
  { lines, kinds }: Report,
  { when, userAgent }: { when: Date; userAgent: string },
  t: CheckTexts,
): string =>
  [
    `${t.report.heading} ${when.toISOString().slice(0, 16)}Z`,
    ...(['guest', 'host'] as const).map((role) => {
      const verdict = verdictFor(role, lines);
      const said = role === 'host' && verdict !== 'checking' ? t.hostVerdicts : t.verdicts;
      return `${t.report.verdict} (${t.roles[role]}): ${{ ...t.verdicts, ...said }[verdict]}`;
    }),
    ...lines.map((line) => {
      const { outcome } = line;
      const why =
        outcome.at === 'fails'
          ? `: ${whyIn(outcome.why, t)}`
          : outcome.at === 'inside'
            ? `: ${t.inside(outcome.app)}`
            : '';
      return `${outcome.at === 'checking' ? '…' : SIGNS[outcome.at]} ${nameOf(line, t)}${why}`;
    }),
    `${t.report.candidates}: ${kinds.length === 0 ? t.report.none : kinds.join(', ')}`,
    `${t.report.browser}: ${userAgent}`,
  ].join('\n');
