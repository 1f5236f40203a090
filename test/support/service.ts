/** The built service, as a process of its own: what `npm start` runs after its set-up. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

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
): Promise<TestService> => {
  const data = await mkdtemp(join(tmpdir(), 'misete-test-'));
  const key = 'a-host-key-that-only-this-test-knows';
  const port = await freePort();
  const child = spawn(process.execPath, [join(ROOT, 'dist/service/main.js'), ...args], {
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
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => {
      resolve();
    });
  });
  const url = await new Promise<string>((resolve, reject) => {
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
  return {
    url,
    port,
    key,
    data,
    printed: () => lines.join('\n'),
    said: (beginning) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (lines.some((line) => line.startsWith(beginning))) resolve(lines.join('\n'));
        };
        waiting.add(look);
        look();
      }),
    async stop() {
      child.kill('SIGTERM');
      await exited;
      process.off('exit', kill);
      await rm(data, { recursive: true, force: true });
    },
  };
};
