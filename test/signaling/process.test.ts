/** The service as a process: what it prints, how it is refused, how it stops. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CLOSE_CODES } from '../../src/protocol/index.js';
import { Client } from './support/real.js';

const MAIN = fileURLToPath(new URL('../../signaling/main.ts', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'misete-process-'));
const web = join(folder, 'web');
mkdirSync(web);

interface Run {
  child: ChildProcess;
  out: () => string;
  err: () => string;
  /** Resolves when this stands in what was printed. */
  printed: (text: string) => Promise<void>;
  /** Resolves with the exit code. */
  exited: Promise<number | null>;
}

const run = (env: Record<string, string>): Run => {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, web], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', MISETE_DATA: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const texts = { out: '', err: '' };
  const waiting = new Set<() => void>();
  child.stdout.on('data', (data: Buffer) => {
    texts.out += data.toString();
    for (const look of waiting) look();
  });
  child.stderr.on('data', (data: Buffer) => {
    texts.err += data.toString();
  });
  const exited = new Promise<number | null>((resolve) => {
    child.on('close', resolve);
  });
  return {
    child,
    out: () => texts.out,
    err: () => texts.err,
    printed: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (texts.out.includes(text)) resolve();
        };
        waiting.add(look);
        void exited.then(() => {
          reject(new Error(`it stopped: ${texts.err}`));
        });
        look();
      }),
    exited,
  };
};

test('[C2] it says that it is ready and where, stops on SIGTERM, and keeps its key', async () => {
  const first = run({});
  await first.printed('Console: ');
  const lines = first.out().split('\n');
  assert.is(lines[0], 'Misete is ready');
  const port = /^Demo target page: http:\/\/127\.0\.0\.1:(\d+)\/demo\/$/.exec(lines[1] ?? '')?.[1];
  assert.ok(port, lines[1]);
  const key = readFileSync(join(folder, 'data', 'host-key'), 'utf8').trim();
  assert.is(lines[2], `Console: http://127.0.0.1:${port}/console#key=${key}`);

  const guest = new Client(`ws://127.0.0.1:${port}/ws/guest`, { origin: 'https://shop.example' });
  await guest.next('welcome');
  first.child.kill('SIGTERM');
  assert.is(await guest.closed(), CLOSE_CODES.stopping);
  assert.is(await first.exited, 0);
  assert.match(first.err(), 'MISETE_TARGET_ORIGINS');
  assert.match(first.err(), 'MISETE_TURN_URLS is not set');
  for (const line of first.err().trim().split('\n')) assert.ok(JSON.parse(line), 'JSON lines');
  assert.not.match(first.err(), key);

  const second = run({
    MISETE_TARGET_ORIGINS: 'https://shop.example',
    MISETE_TURN_URLS: 'turn:ice.example',
    MISETE_TURN_SECRET: 'secret',
  });
  await second.printed(`#key=${key}`);
  // As under npm, which passes on the signal that the terminal has sent as well.
  second.child.kill('SIGINT');
  second.child.kill('SIGINT');
  assert.is(await second.exited, 0);
  assert.not.match(second.err(), 'MISETE_TARGET_ORIGINS');
  assert.not.match(second.err(), 'MISETE_TURN_URLS');
});

test('[C2] a key of the operator’s is not printed, and a public URL is', async () => {
  const env = { MISETE_HOST_KEY: 'operators-key', MISETE_PUBLIC_URL: 'https://support.example' };
  const service = run(env);
  await service.printed('Console: https://support.example/console\n');
  assert.match(service.out(), 'Demo target page: https://support.example/demo/\n');
  service.child.kill('SIGTERM');
  await service.exited;
  assert.not.match(service.out() + service.err(), 'operators-key');
});

test('[W1] what cannot be set up is one sentence that names the variable, and exit code 1', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const taken = createServer();
  await new Promise<void>((resolve) => {
    taken.listen(0, '127.0.0.1', resolve);
  });
  const { port } = taken.address() as AddressInfo;
  const cases: [string, Record<string, string>][] = [
    ['MISETE_NUMBER_TTL', { MISETE_NUMBER_TTL: 'soon' }],
    ['MISETE_DATA', { MISETE_DATA: file }],
    ['PORT', { PORT: String(port) }],
    ['HOST', { HOST: '203.0.113.1' }],
  ];
  for (const [name, env] of cases) {
    const service = run(env);
    assert.is(await service.exited, 1);
    assert.match(service.err(), new RegExp(`^${name}[^\n]+\n$`));
    assert.is(service.out(), '');
  }
  await new Promise((resolve) => taken.close(resolve));
});

test.after(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.run();
