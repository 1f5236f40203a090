/**
 * A real coturn, set up by the very block of docs/OPERATIONS.md that operators copy. Only what a
 * test's network needs is put in the place of theirs.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const TURNSERVER = '/usr/bin/turnserver';
export const coturnIsThere = existsSync(TURNSERVER);

const GUIDE = fileURLToPath(new URL('../../docs/OPERATIONS.md', import.meta.url));

/** The block as it stands there. */
const documentedCoturn = (): string => {
  const block = /```ini\n(# \/etc\/turnserver\.conf\n.*?)```/s.exec(
    readFileSync(GUIDE, 'utf8'),
  )?.[1];
  if (block === undefined) throw new Error('docs/OPERATIONS.md has no coturn configuration');
  return block;
};

export interface CoturnPlace {
  /** Where it listens and relays. */
  address: string;
  secret: string;
  /** Undefined: the documented ones. */
  port?: number;
  tls?: { port?: number; cert: string; key: string };
  /** More lines of its configuration: what a network of private addresses needs. */
  more?: readonly string[];
  /** Words before the command, such as those that run it in a network namespace. */
  inside?: readonly string[];
}

export interface Coturn {
  /** All that it has printed. */
  printed: () => string;
  stop: () => Promise<void>;
}

/** The documented lines with this place's in their stead; throws where one is not there any more. */
const coturnConfiguration = (place: CoturnPlace, folder: string): string => {
  const { address, secret, port, tls, more = [] } = place;
  const instead: Record<string, string | undefined> = {
    'static-auth-secret': secret,
    'listening-port': port?.toString(),
    'tls-listening-port': tls?.port?.toString(),
    cert: join(folder, 'cert.pem'),
    pkey: join(folder, 'key.pem'),
  };
  let text = documentedCoturn();
  for (const [name, value] of Object.entries(instead)) {
    const line = new RegExp(`^${name}=.*$`, 'm');
    if (!line.test(text)) throw new Error(`the documented coturn has no ${name}`);
    if (value !== undefined) text = text.replace(line, () => `${name}=${value}`);
  }
  return [
    text,
    `listening-ip=${address}`,
    `relay-ip=${address}`,
    'log-file=stdout',
    `pidfile=${join(folder, 'pid')}`,
    `userdb=${join(folder, 'db')}`,
    ...(tls === undefined ? ['no-tls', 'no-dtls'] : []),
    ...more,
    '',
  ].join('\n');
};

/** The last that it says of its start. It listens before, and refuses everybody for that moment. */
const READY = /DB connection success/;

/** Resolves once it serves; rejects, with what it said, if it does not start. */
export const startCoturn = async (place: CoturnPlace): Promise<Coturn> => {
  const folder = mkdtempSync(join(tmpdir(), 'misete-turn-'));
  writeFileSync(join(folder, 'cert.pem'), place.tls?.cert ?? '');
  writeFileSync(join(folder, 'key.pem'), place.tls?.key ?? '', { mode: 0o600 });
  const file = join(folder, 'turnserver.conf');
  writeFileSync(file, coturnConfiguration(place, folder), { mode: 0o600 });
  const command: string[] = [...(place.inside ?? []), TURNSERVER, '-c', file];
  const child = spawn(command[0] ?? '', command.slice(1), {
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd: folder,
  });
  // A test that dies takes its coturn with it.
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines: string[] = [];
  await new Promise<void>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on('line', (line) => {
        lines.push(line);
        if (READY.test(line)) resolve();
      });
    }
    void exited.then(() => {
      reject(new Error(`coturn did not start:\n${lines.join('\n')}`));
    });
  });
  return {
    printed: () => lines.join('\n'),
    stop: async () => {
      child.kill();
      await exited;
      process.off('exit', kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
