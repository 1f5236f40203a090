/** A slow link between two peers of this machine: what goes over UDP waits its turn. */
import { execFileSync } from 'node:child_process';

const tc = (...args: readonly string[]): void => {
  execFileSync('tc', args, { stdio: 'pipe' });
};

interface SlowLink {
  close: () => Promise<void>;
}

/**
 * Lets so many kilobits a second through, in each direction together; undefined where this user may
 * not change the network, or the system cannot.
 */
export const slowLink = (kilobits: number): SlowLink | undefined => {
  const off = (): void => tc('qdisc', 'del', 'dev', 'lo', 'root');
  const [all, slow] = [
    ['parent', '1:', 'classid', '1:10'],
    ['parent', '1:', 'classid', '1:20'],
  ] as const;
  try {
    tc('qdisc', 'add', 'dev', 'lo', 'root', 'handle', '1:', 'htb', 'default', '10');
  } catch {
    return undefined;
  }
  try {
    tc('class', 'add', 'dev', 'lo', ...all, 'htb', 'rate', '10gbit');
    tc('class', 'add', 'dev', 'lo', ...slow, 'htb', 'rate', `${String(kilobits)}kbit`);
    const udp = ['protocol', '17', '0xff', 'flowid', '1:20'];
    tc(
      'filter',
      'add',
      'dev',
      'lo',
      'protocol',
      'ip',
      'parent',
      '1:',
      'u32',
      'match',
      'ip',
      ...udp,
    );
    tc(
      'filter',
      'add',
      'dev',
      'lo',
      'protocol',
      'ipv6',
      'parent',
      '1:',
      'prio',
      '2',
      'u32',
      'match',
      'ip6',
      ...udp,
    );
  } catch {
    off();
    return undefined;
  }
  return {
    close: () => {
      off();
      return Promise.resolve();
    },
  };
};
