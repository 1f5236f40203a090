/** What the results mean, for a guest and for a host. Pure. */
import type { Line, Topic } from './types.js';

export type Verdict = 'checking' | 'good' | 'limited' | 'bad';
export type Role = 'guest' | 'host';

/** What a role cannot do without, and what it only does better with. */
const NEEDS: Record<Role, { must: readonly Topic[]; better: readonly Topic[] }> = {
  guest: {
    must: ['secure', 'webrtc', 'channel', 'crypto', 'picture', 'online', 'service'],
    better: ['storage'],
  },
  host: {
    must: ['secure', 'webrtc', 'channel', 'crypto', 'storage', 'database', 'online', 'service'],
    better: ['clipboard'],
  },
};

/** What each role reads of, whatever it needs. */
const ALWAYS: readonly Topic[] = ['browser', 'stun', 'turn'];

/** Whether this failed check concerns a role at all. */
export const concerns = (role: Role, topic: Topic): boolean =>
  ALWAYS.includes(topic) || NEEDS[role].must.includes(topic) || NEEDS[role].better.includes(topic);

export const verdictFor = (role: Role, lines: readonly Line[]): Verdict => {
  const failed = (topics: readonly Topic[]): boolean =>
    lines.some(({ topic, outcome }) => outcome.at === 'fails' && topics.includes(topic));
  if (lines.length === 0 || lines.some(({ outcome }) => outcome.at === 'checking')) {
    return 'checking';
  }
  const { must, better } = NEEDS[role];
  if (failed(must)) return 'bad';
  return failed(better) || !hasWay(lines) ? 'limited' : 'good';
};

/**
 * Whether this network is likely to let two browsers meet. One relay that works is enough for
 * everything; where the service has none, the direct way must not be known to be barred.
 */
const hasWay = (lines: readonly Line[]): boolean => {
  const of = (wanted: Topic) => lines.filter(({ topic }) => topic === wanted);
  const some = (wanted: Topic, at: string) => of(wanted).some(({ outcome }) => outcome.at === at);
  if (some('turn', 'works')) return true;
  if (some('turn', 'fails')) return false;
  return some('stun', 'works') || !some('stun', 'fails');
};
