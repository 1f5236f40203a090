/**
 * Runs the tests: `node --import tsx test/run.ts unit|e2e|long [part of a file name …]`.
 *
 * uvu alone says nothing when a file forgets `test.run()`, hangs for ever on a leaked socket, ends
 * well when a `before` hook throws, and has no closing line to count by. Hence one process a file,
 * and counts taken from each.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { judge, type Outcome } from './house/outcome.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');

interface Kind {
  /** Whether a file, by its path under test/, is of this kind. */
  has: (file: string) => boolean;
  atOnce: number;
  /** Files that run one after the other beside the rest: their processes wait more than they work. */
  beside: (file: string) => boolean;
  /** A file that takes longer hangs: this finds leaks, it does not measure speed. */
  hangMinutes: number;
}

const isIn = (folder: string) => (file: string) => file.startsWith(`${folder}/`);
/** Networks go and come back there, and nothing else happens meanwhile. */
const waits = (file: string): boolean => /^e2e\/(?:nat|survive)\./.test(file);
const none = (): boolean => false;
const isUnit = (file: string): boolean => !isIn('e2e')(file) && !isIn('long')(file);
const kinds = new Map<string, Kind>([
  ['unit', { has: isUnit, atOnce: 2, beside: isIn('signaling'), hangMinutes: 4 }],
  ['e2e', { has: isIn('e2e'), atOnce: 2, beside: waits, hangMinutes: 8 }],
  ['long', { has: isIn('long'), atOnce: 1, beside: none, hangMinutes: 120 }],
]);

/** Process groups of the files that run now, so that no browser of theirs outlives us. */
const running = new Set<number>();

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // it has ended already
  }
}

function runFile(file: string, hangMinutes: number): Promise<Outcome> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', join(here, file)], {
      cwd: root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const pid = child.pid;
    if (pid !== undefined) running.add(pid);
    let output = '';
    let hung = false;
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
    }
    const limit = setTimeout(() => {
      hung = true;
      if (pid !== undefined) killGroup(pid);
    }, hangMinutes * 60_000);
    child.on('exit', () => {
      // What it leaves behind would also keep its pipes open.
      if (pid !== undefined) killGroup(pid);
    });
    child.on('close', (code) => {
      clearTimeout(limit);
      if (pid !== undefined) running.delete(pid);
      resolve(judge(output, code, hung ? hangMinutes : undefined));
    });
  });
}

function stopAll(): never {
  running.forEach(killGroup);
  process.exit(130);
}
process.on('SIGINT', stopAll);
process.on('SIGTERM', stopAll);

const [kindName = '', ...filters] = process.argv.slice(2);
const kind = kinds.get(kindName);
if (kind === undefined) {
  console.error(`Which tests? One of: ${[...kinds.keys()].join(', ')}`);
  process.exit(2);
}

const files = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .map((file) => relative(here, join(here, file)).replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts') && kind.has(file))
  .filter((file) => filters.length === 0 || filters.some((part) => file.includes(part)))
  .sort();
if (files.length === 0) {
  console.error(`No ${kindName} test file matches.`);
  process.exit(2);
}

const sum = { passed: 0, failed: 0, skipped: 0 };
const beside = files.filter(kind.beside).values();
const queue = files.filter((file) => !kind.beside(file)).values();
await Promise.all(
  [beside, ...Array.from({ length: kind.atOnce }, () => queue)].map(async (lane) => {
    for (const file of lane) {
      const started = performance.now();
      const outcome = await runFile(file, kind.hangMinutes);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      sum.passed += outcome.passed;
      sum.failed += outcome.failed;
      sum.skipped += outcome.skipped;
      const counts = `${outcome.passed} passed, ${outcome.failed} failed`;
      const skips = outcome.skipped > 0 ? `, ${outcome.skipped} did not run` : '';
      console.log(`test/${file}: ${counts}${skips} (${seconds} s)`);
      if (outcome.failed > 0) console.log(outcome.report);
      else if (outcome.skipped > 0) console.log(outcome.notes);
    }
  }),
);
if (sum.skipped > 0) console.log(`${sum.skipped} tests did not run`);
console.log(`${sum.passed} passed, ${sum.failed} failed`);
process.exitCode = sum.failed > 0 ? 1 : 0;
