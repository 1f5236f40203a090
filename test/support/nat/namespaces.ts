/**
 * Network namespaces of one run: named after its process, so that runs do not meet and what a killed
 * one has left is known and removed.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

const PREFIX = 'misete';

const output = (program: string, args: readonly string[], input = ''): string =>
  execFileSync(program, args, { input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'pipe'] });

/** Words that run what follows them in this namespace. */
export const inside = (namespace: string): string[] => ['ip', 'netns', 'exec', namespace];

/** Several commands of `ip`, each one a line, in one process. */
export const ip = (lines: readonly string[], namespace?: string): void => {
  const where = namespace === undefined ? [] : ['-n', namespace];
  output('ip', [...where, '-batch', '-'], `${lines.join('\n')}\n`);
};

/** A whole set of nftables' rules in the place of what is there. */
export const nft = (rules: string, namespace: string): void => {
  output('ip', ['netns', 'exec', namespace, 'nft', '-f', '-'], `flush ruleset\n${rules}\n`);
};

/** A switch of the kernel's, by its path below /proc/sys/net; nothing where it has no such thing. */
export const setting = (path: string, value: string, namespace: string): void => {
  const file = `/proc/sys/net/${path}`;
  const script = `[ ! -e ${file} ] || echo ${value} > ${file}`;
  output('ip', ['netns', 'exec', namespace, 'sh', '-c', script]);
};

const names = (): string[] =>
  output('ip', ['-o', 'netns', 'list'])
    .split('\n')
    .map((line) => line.split(' ')[0] ?? '')
    .filter((name) => name.startsWith(`${PREFIX}-`));

/** With all that still runs in it: a namespace lives as long as a process of it does. */
const remove = (name: string): void => {
  for (const pid of output('ip', ['netns', 'pids', name]).split('\n').filter(Boolean)) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // it has ended by itself
    }
  }
  output('ip', ['netns', 'delete', name]);
};

/** Those of runs whose process is no more. */
const removeLeftovers = (): void => {
  for (const name of names()) {
    const pid = name.split('-')[1] ?? '';
    if (existsSync(`/proc/${pid}`)) continue;
    try {
      remove(name);
    } catch {
      // another run, begun at the same moment, has removed it
    }
  }
};

export interface Namespaces {
  /** Makes one that has nothing but its loopback, and no IPv6; resolves to its name. */
  make: (role: string) => string;
  close: () => void;
}

let runs = 0;

export const openNamespaces = (): Namespaces => {
  removeLeftovers();
  runs += 1;
  const own = `${PREFIX}-${String(process.pid)}-${String(runs)}-`;
  // Told to stop, Node would end without an exit event.
  const stop = (): never => process.exit(130);
  const close = (): void => {
    process.off('exit', close);
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
    for (const name of names()) if (name.startsWith(own)) remove(name);
  };
  process.once('exit', close);
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  return {
    make(role) {
      const name = `${own}${role}`;
      ip([`netns add ${name}`]);
      setting('ipv6/conf/all/disable_ipv6', '1', name);
      ip(['link set lo up'], name);
      return name;
    },
    close,
  };
};

const PROGRAMS = ['/usr/sbin/nft', '/usr/bin/turnserver', '/usr/bin/socat'];

/**
 * Why there can be no namespaces with a NAT here, in words to be printed; undefined where there can.
 */
export const natIsMissing = (): string | undefined => {
  if (process.platform !== 'linux') return 'this is not Linux';
  if (process.getuid?.() !== 0) return 'only root may make network namespaces';
  const missing = PROGRAMS.filter((program) => !existsSync(program));
  if (missing.length > 0) return `${missing.join(' and ')} is missing`;
  try {
    const trial = openNamespaces();
    try {
      const router = trial.make('trial');
      nft(
        'table ip nat { chain out { type nat hook postrouting priority srcnat; masquerade; }; }',
        router,
      );
    } finally {
      trial.close();
    }
  } catch (error) {
    return `the kernel refuses: ${String(error).split('\n')[0] ?? ''}`;
  }
  return undefined;
};

/** Linux, with its version, for the notes of a table. */
export const kernel = (): string =>
  /^\d+\.\d+/.exec(readFileSync('/proc/sys/kernel/osrelease', 'utf8'))?.[0] ?? '';
