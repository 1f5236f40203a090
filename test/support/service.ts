/** The built service, as a process of its own: what `npm start` runs after its set-up. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const MAIN = join(ROOT, 'dist/service/main.js');

export interface TestService {
  /** Its public URL, without a slash at the end. */
  url: string;
  /** The port on which it listens, whatever its public URL is. */
  port: number;
  /** The host key of this run. */
  key: string;
  /** Its data folder. */
  data: string;
  /** Everything that it has printed so far, logs included. */
  printed: () => string;
  /** The same, once a line of it begins with this. */
  said: (beginning: string) => Promise<string>;
  /** Ends its process: `SIGTERM` lets it say goodbye, `SIGKILL` does not. Its data folder stays. */
  end: (signal: 'SIGTERM' | 'SIGKILL') => Promise<void>;
  /** Starts it again on its port and its data folder, with another web folder if one is given. */
  again: (web?: string) => Promise<void>;
  /** Of the process that runs now. */
  pid: () => number;
  /** Stops it and wipes its data folder. */
  stop: () => Promise<void>;
}

/** A port that nobody had a moment ago. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });

/** Starts it on a free port; resolves once it says that it is ready. */
export const startService = async (
  env: Record<string, string> = {},
  args: readonly string[] = [],
  /** Options of Node's. */
  node: readonly string[] = [],
  /** Words before the command, such as those that run it in a network namespace. */
  inside: readonly string[] = [],
): Promise<TestService> => {
  const data = await mkdtemp(join(tmpdir(), 'misete-test-'));
  const key = 'a-host-key-that-only-this-test-knows';
  const port = await freePort();
  const lines: string[] = [];
  const waiting = new Set<() => void>();

  const start = (more: readonly string[]) => {
    const command = [...inside, process.execPath, ...node, MAIN, ...more];
    const child = spawn(command[0] ?? '', command.slice(1), {
      cwd: ROOT,
      env: {
        PATH: process.env['PATH'] ?? '',
        PORT: String(port),
        MISETE_DATA: data,
        MISETE_HOST_KEY: key,
        MISETE_STUN_PORT: '0',
        // Tests ask for numbers faster than people do.
        MISETE_LIMIT_NUMBER_INTERVAL: '0',
        MISETE_LIMIT_NUMBERS_PER_ADDRESS: '10000',
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    // A test that dies takes its service with it.
    const kill = (): void => void child.kill('SIGKILL');
    process.once('exit', kill);
    const exited = new Promise<void>((resolve) => {
      child.once('exit', () => {
        process.off('exit', kill);
        resolve();
      });
    });
    const ready = new Promise<string>((resolve, reject) => {
      for (const stream of [child.stdout, child.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          lines.push(line);
          for (const look of waiting) look();
          const found = /^Console: (http\S+)\/console/.exec(line)?.[1];
          if (found !== undefined) resolve(found);
        });
      }
      void exited.then(() => {
        reject(new Error(`the service did not start:\n${lines.join('\n')}`));
      });
    });
    return { child, exited, ready };
  };

  let running = start(args);
  const url = await running.ready;
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    running.child.kill(signal);
    await running.exited;
  };
  return {
    url,
    port,
    key,
    data,
    pid: () => running.child.pid ?? 0,
    printed: () => lines.join('\n'),
    said: (beginning) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (lines.some((line) => line.startsWith(beginning))) resolve(lines.join('\n'));
        };
        waiting.add(look);
        look();
      }),
    end,
    async again(web) {
      running = start(web === undefined ? args : [web]);
      await running.ready;
    },
    async stop() {
      await end('SIGTERM');
      await rm(data, { recursive: true, force: true });
    },
  };
};
