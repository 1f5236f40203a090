/** `--lan` as a command, met as phones meet it: they trust the root of the data folder, nothing else. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeQR } from 'qr/decode.js';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '../../src/protocol/index.js';
import { issueCa, issueServer } from '../../signaling/lan/issue.js';
import { systemClock, systemCrypto, systemRandom } from '../../signaling/time.js';

const MAIN = fileURLToPath(new URL('../../signaling/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'misete-lan-process-'));
const data = join(folder, 'data');
const web = join(folder, 'web');
for (const page of ['connect', 'console', 'demo']) {
  mkdirSync(join(web, page), { recursive: true });
  writeFileSync(join(web, page, 'index.html'), `<!doctype html><title>${page}</title>`);
}

interface Run {
  child: ChildProcess;
  out: () => string;
  err: () => string;
  /** Resolves when it has said all that it says. */
  ready: () => Promise<void>;
  exited: Promise<number | null>;
}

const running = new Set<ChildProcess>();

const run = (args: string[], env: Record<string, string> = {}): Run => {
  const child = spawn(process.execPath, ['--import', 'tsx', MAIN, web, ...args], {
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', MISETE_DATA: data, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  const texts = { out: '', err: '' };
  const waiting = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.out += text;
    for (const look of waiting) look();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.err += text;
  });
  const exited = new Promise<number | null>((resolve) => {
    child.on('close', (code) => {
      running.delete(child);
      resolve(code);
    });
  });
  return {
    child,
    out: () => texts.out,
    err: () => texts.err,
    ready: () =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (/^(?:Checked|The secure WebSocket|The certificate comes).*\n$/m.test(texts.out))
            resolve();
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

const stopped = async ({ child, exited }: Run): Promise<void> => {
  child.kill('SIGTERM');
  assert.is(await exited, 0);
};

const root = (): string => readFileSync(join(data, 'lan', 'root.crt'), 'utf8');

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
}

const ask = (url: string, ca: string, method = 'GET', headers = {}, body = ''): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request(url, { ca, method, headers, agent: false }, (response) => {
      response.resume().on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers });
      });
    })
      .on('error', reject)
      .end(body);
  });

/** What a phone's camera would read from the terminal: light modules are drawn, dark ones are not. */
const codesIn = (text: string): string[] => {
  const blocks = text.split('\n').map((line) => (/^[█▀▄ ]{30,}$/.test(line) ? line : undefined));
  const codes: string[] = [];
  let lines: string[] = [];
  for (const line of [...blocks, undefined]) {
    if (line !== undefined) lines.push(line);
    else if (lines.length > 0) {
      codes.push(decoded(lines));
      lines = [];
    }
  }
  return codes;
};

const SCALE = 4;
const decoded = (lines: string[]): string => {
  const rows = lines.flatMap((line) => [
    [...line].map((block) => block === '█' || block === '▀'),
    [...line].map((block) => block === '█' || block === '▄'),
  ]);
  const width = (rows[0]?.length ?? 0) * SCALE;
  const height = rows.length * SCALE;
  const pixels = new Uint8Array(width * height * 4).fill(255);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [Math.floor((at % width) / SCALE), Math.floor(at / width / SCALE)];
    if (rows[y]?.[x] !== true) pixels.fill(0, at * 4, at * 4 + 3);
  }
  return decodeQR({ width, height, data: pixels });
};

const linesOf = (out: string) => {
  const [, url = '', port = ''] =
    /^Demo target page: (https:\/\/[^/]+:(\d+))\/demo\/$/m.exec(out) ?? [];
  const caUrl = /^ {3}(http:\/\/127\.0\.0\.1:\d+\/)$/m.exec(out)?.[1] ?? '';
  return { url, port, caUrl };
};

test('it says where it is as ever, and three QR codes hold the addresses beside them', async () => {
  const service = run(['--lan=127.0.0.1']);
  await service.ready();
  const { url, port, caUrl } = linesOf(service.out());
  const key = readFileSync(join(data, 'host-key'), 'utf8').trim();
  assert.is(url, `https://127.0.0.1:${port}`);
  assert.equal(service.out().split('\n').slice(0, 3), [
    'Misete is ready',
    `Demo target page: ${url}/demo/`,
    `Console: ${url}/console#key=${key}`,
  ]);
  assert.equal(codesIn(service.out()), [caUrl, `${url}/demo/`, `${url}/console#key=${key}`]);
  assert.match(service.out(), /^Checked: the secure WebSocket works\./m);
  assert.not.match(service.err(), key, 'never in the log');

  // The page of the CA, with the fingerprint that the terminal shows, too.
  const page = await (await fetch(caUrl)).text();
  const shown = /SHA-256: ([\dA-F:]+)\n\s+([\dA-F:]+)\n/.exec(service.out());
  const fingerprint = `${shown?.[1] ?? ''}${shown?.[2] ?? ''}`;
  assert.is(fingerprint.length, 95);
  assert.ok(page.replace(/<[^>]*>/g, '').includes(fingerprint));
  assert.ok(page.includes(`href="${url}/demo/"`));

  // Only the public part of a CA is anywhere near the network.
  assert.is(statSync(join(data, 'lan', 'ca.key')).mode & 0o777, 0o600);
  await stopped(service);
  assert.is(await fetch(caUrl).catch(() => 'gone'), 'gone');
});

test('[W5] a guest’s secure WebSocket that trusts only the CA is let in; the cookie is secure', async () => {
  const service = run(['--lan=127.0.0.1']);
  await service.ready();
  const { url } = linesOf(service.out());
  const ca = root();

  const socket = new WebSocket(`${url.replace('https', 'wss')}/ws/guest`, [SUBPROTOCOL], {
    ca,
    origin: 'https://shop.example',
  });
  const first = await new Promise<string>((resolve, reject) => {
    socket.once('message', (message: Buffer) => {
      resolve(message.toString());
    });
    socket.once('error', reject);
  });
  assert.match(first, '"welcome"');
  socket.terminate();

  const { headers } = await ask(`${url}/console`, ca);
  assert.is(headers['strict-transport-security'], undefined, 'it would bind every other port');
  assert.match(String(headers['content-security-policy']), `wss://${new URL(url).host}`);

  const key = readFileSync(join(data, 'host-key'), 'utf8').trim();
  const json = { 'content-type': 'application/json' };
  const body = JSON.stringify({ key });
  const signIn = await ask(`${url}/api/sign-in`, ca, 'POST', { ...json, origin: url }, body);
  assert.is(signIn.status, 200);
  assert.match(String(signIn.headers['set-cookie']), 'Secure');
  const plain = { ...json, origin: url.replace('https', 'http') };
  assert.is((await ask(`${url}/api/sign-in`, ca, 'POST', plain, body)).status, 403);
  await stopped(service);
});

test('the second start keeps the CA; localhost is covered, too', async () => {
  const before = root();
  const service = run(['--lan', '127.0.0.1'], { HOST: '0.0.0.0' });
  await service.ready();
  assert.is(root(), before);
  const { url, port } = linesOf(service.out());
  assert.is(url, `https://127.0.0.1:${port}`);
  for (const host of ['127.0.0.1', 'localhost']) {
    assert.is((await ask(`https://${host}:${port}/healthz`, before)).status, 200, host);
  }
  await stopped(service);
});

test('a certificate of the operator’s is used; there is no page of a CA, and two codes', async () => {
  const parts = { clock: systemClock, random: systemRandom, crypto: systemCrypto };
  const ca = await issueCa(parts, 'office', []);
  const names = { dns: ['office.local'], ip: ['127.0.0.1'] };
  const { cert, key } = await issueServer(parts, ca, names);
  const files = { cert: join(folder, 'own.crt'), key: join(folder, 'own.key') };
  writeFileSync(files.cert, cert);
  writeFileSync(files.key, key);
  const args = ['--lan=127.0.0.1', '--cert', files.cert, '--key', files.key];
  const service = run(args, { MISETE_HOST_KEY: 'operators-key' });
  await service.ready();
  const { url } = linesOf(service.out());
  assert.equal(
    codesIn(service.out()),
    [`${url}/demo/`, `${url}/console`],
    'without a key of theirs',
  );
  assert.match(service.out(), 'comes from no authority that is known to this computer');
  assert.is((await ask(`${url}/healthz`, ca.root)).status, 200);
  assert.not.match(service.out() + service.err(), 'operators-key');
  await stopped(service);
});

test('what cannot be is one sentence and exit code 1', async () => {
  for (const [args, sentence] of [
    [['--lan=203.0.113.1'], /^--lan: 203\.0\.113\.1 is not an address of this computer[^\n]+\n$/],
    [['--wlan'], /^“--wlan” is not an option[^\n]+\n$/],
  ] as const) {
    const service = run([...args]);
    assert.is(await service.exited, 1);
    assert.match(service.err(), sentence);
    assert.is(service.out(), '');
  }
});

test('--help says it all, and starts nothing', async () => {
  const service = run(['--help']);
  assert.is(await service.exited, 0);
  for (const option of ['--lan', '--cert', '--key', '--ca-port', '--help']) {
    assert.match(service.out(), option);
  }
  assert.is(service.err(), '');
});

test.after(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

test.run();
