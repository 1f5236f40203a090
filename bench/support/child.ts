/** Servers as processes of their own, so that the benches' own work is not in their figures. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const METER = new URL('../servers/meter.mjs', import.meta.url).href;

/** After a garbage collection, in bytes. */
export interface Memory {
  /** What the process has of the system, with the slack that V8 leaves itself. */
  resident: number;
  /** What is in use of that. */
  live: number;
}

export interface Child {
  /** What the server printed of its address. */
  url: string;
  memory: () => Promise<Memory>;
  /** Time of all processors so far, user and system, in microseconds. */
  cpu: () => Promise<number>;
  close: () => Promise<void>;
}

interface Start {
  /** Path of the script from the project's root; a `.ts` runs by tsx. */
  script: string;
  args?: readonly string[];
  env?: Record<string, string>;
}

/** Resolves once the server prints a URL. */
export const startChild = async ({ script, args = [], env = {} }: Start): Promise<Child> => {
  const loader = script.endsWith('.ts') ? ['--import', 'tsx'] : [];
  const child = spawn(
    process.execPath,
    ['--expose-gc', ...loader, '--import', METER, `${ROOT}${script}`, ...args],
    {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], NODE_ENV: 'production', ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    },
  );
  const ask = async (question: 'memory' | 'cpu'): Promise<unknown> => {
    const answered = once(child, 'message');
    child.send(question);
    return (await answered)[0];
  };
  return {
    url: await printedUrl(child, script),
    memory: async () => (await ask('memory')) as Memory,
    cpu: async () => Number(await ask('cpu')),
    async close() {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    },
  };
};

const printedUrl = (child: ChildProcess, script: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        const url = /http:\/\/[\w.:]+/.exec(line)?.[0];
        if (url !== undefined) resolve(url);
      });
    }
    child.once('exit', () => {
      reject(new Error(`${script} did not start:\n${lines.join('\n')}`));
    });
  });
