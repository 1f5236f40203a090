/**
 * Plants faults in a copy of the tree and shows that the gate's tools see each. A rule that never
 * fires looks just like a clean tree.
 */
import { spawn } from 'node:child_process';
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inRoot } from '../../tools/paths.mjs';
import { rooms } from '../../tools/rooms.mjs';

/** Inside the project, so that node_modules is found from there. */
mkdirSync(inRoot('.cache'), { recursive: true });
const copy = mkdtempSync(inRoot('.cache', 'gate-'));

interface Plant {
  file: string;
  source: string;
  /** The eslint rule that must report it, if one must. */
  eslint?: string;
  /** The dependency-cruiser rule that must report it, if one must. */
  cruiser?: string;
}

const imports = (from: string, to: string, cruiser: string): Plant => ({
  file: `${from}/planted-${to.replace(/\W+/g, '-')}.ts`,
  source: `import * as stranger from '${to}';\nexport const planted = Object.keys(stranger);\n`,
  eslint: 'boundaries/dependencies',
  cruiser,
});

const plants: Plant[] = [
  imports('src/protocol', '../link/planted-stranger.js', 'protocol-stays-in-its-room'),
  imports('src/link', '../capture/planted-stranger.js', 'link-stays-in-its-room'),
  imports('src/link', '../guest/planted-stranger.js', 'link-stays-in-its-room'),
  imports('src/link', 'ws', 'link-has-its-packages'),
  imports('src/capture', '../link/planted-stranger.js', 'capture-stays-in-its-room'),
  imports('src/capture', '../protocol/planted-stranger.js', 'capture-takes-types-only'),
  imports('src/text', '../protocol/planted-stranger.js', 'text-stays-in-its-room'),
  imports('src/guest', '../console/planted-stranger.js', 'guest-stays-in-its-room'),
  imports('src/guest', '../ui/planted-stranger.svelte', 'guest-stays-in-its-room'),
  imports('src/guest', 'svelte', 'guest-has-its-packages'),
  imports('src/ui', '../console/planted-stranger.js', 'ui-stays-in-its-room'),
  imports('src/connect', '../capture/planted-stranger.js', 'connect-stays-in-its-room'),
  imports('src/connect', '../console/planted-stranger.js', 'connect-stays-in-its-room'),
  imports('src/console', '../capture/planted-stranger.js', 'console-stays-in-its-room'),
  imports('src/console', '../../signaling/planted-stranger.js', 'console-stays-in-its-room'),
  imports('src/check', '../console/planted-stranger.js', 'check-stays-in-its-room'),
  imports('src/help', '../link/planted-stranger.js', 'help-stays-in-its-room'),
  imports('signaling', '../src/link/planted-stranger.js', 'signaling-stays-in-its-room'),
  imports(
    'signaling/numbers',
    '../../src/capture/planted-stranger.js',
    'signaling-stays-in-its-room',
  ),
  {
    file: 'src/link/planted-cycle-a.ts',
    source: "import type { B } from './planted-cycle-b.js';\nexport interface A {\n  b: B;\n}\n",
    cruiser: 'no-cycles',
  },
  {
    file: 'src/link/planted-cycle-b.ts',
    source: "import type { A } from './planted-cycle-a.js';\nexport interface B {\n  a: A;\n}\n",
  },
  {
    file: 'src/text/planted-orphan.ts',
    source: 'export const planted = 1;\n',
    cruiser: 'no-orphans',
  },
  {
    file: 'src/link/planted-clock.ts',
    source: 'export const planted = () => Date.now();\n',
    eslint: 'no-restricted-properties',
  },
  {
    file: 'signaling/planted-timer.ts',
    source: 'export const planted = () => setTimeout(() => undefined, 1);\n',
    eslint: 'no-restricted-globals',
  },
  {
    file: 'src/guest/planted-markup.ts',
    source: 'export const planted = (at: Element, text: string) => {\n  at.innerHTML = text;\n};\n',
    eslint: 'no-restricted-syntax',
  },
  {
    file: 'src/link/planted-promise.ts',
    source:
      'const work = () => Promise.resolve(1);\nexport const planted = () => {\n  work();\n};\n',
    eslint: '@typescript-eslint/no-floating-promises',
  },
  {
    file: 'src/text/planted-disable.ts',
    source: '// eslint-disable-next-line eqeqeq\nexport const planted = (a: unknown) => a == 1;\n',
    eslint: 'house/reasoned-disable',
  },
  {
    file: 'test/link/planted.test.ts',
    source: "import { test } from 'uvu';\ntest('never runs', () => undefined);\n",
    eslint: 'no-restricted-syntax',
  },
];

/** Imports that the table allows: the tools must say nothing of them. */
const allowed: Plant[] = [
  { ...imports('src/link', '../protocol/index.js', ''), file: 'src/link/planted-allowed.ts' },
  { ...imports('src/console', '../link/types.js', ''), file: 'src/console/planted-allowed.ts' },
  { ...imports('signaling', '../src/protocol/index.js', ''), file: 'signaling/planted-allowed.ts' },
  { ...imports('signaling', 'ws', ''), file: 'signaling/planted-allowed-package.ts' },
  {
    file: 'src/capture/planted-allowed.ts',
    source:
      "import type { CaptureInfo } from '../protocol/index.js';\nexport type Planted = CaptureInfo;\n",
  },
];

const isPlanted = (file: string): boolean => file.includes('planted');

/** Runs a tool of node_modules in the copy; what it writes to stdout. */
function tool(path: string, ...args: string[]): Promise<string> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [inRoot('node_modules', path), ...args], {
      cwd: copy,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.on('close', () => {
      resolve(output);
    });
  });
}

test.before(() => {
  const parts = [
    'src',
    'signaling',
    'tools',
    'test',
    'bench',
    'package.json',
    'tsconfig.base.json',
  ];
  const configs = ['eslint.config.js', 'svelte.config.js', 'knip.config.js'];
  for (const part of [...parts, ...configs, '.dependency-cruiser.mjs']) {
    cpSync(inRoot(part), join(copy, part), { recursive: true });
  }
  writeFileSync(join(copy, 'src/ui/planted-stranger.svelte'), '<p>a stranger</p>\n');
  for (const { folder } of rooms) {
    writeFileSync(join(copy, folder, 'planted-stranger.ts'), 'export const stranger = 1;\n');
  }
  for (const { file, source } of [...plants, ...allowed]) writeFileSync(join(copy, file), source);
});

test.after(() => {
  rmSync(copy, { recursive: true, force: true });
});

interface Reported {
  filePath: string;
  messages: { ruleId: string | null; message: string }[];
}
/** What eslint says of all that is planted; it takes a while, so it is asked once. */
let linted: Reported[] | undefined;
const lintedIn = async (file: string): Promise<Reported['messages']> => {
  const files = [...plants, ...allowed].map((plant) => plant.file);
  const args = ['--format', 'json', '--no-warn-ignored', ...files];
  linted ??= JSON.parse(await tool('eslint/bin/eslint.js', ...args)) as Reported[];
  return linted.find(({ filePath }) => filePath === join(copy, file))?.messages ?? [];
};

test('eslint reports every planted fault, and nothing of what the table allows', async () => {
  for (const { file, eslint } of plants) {
    if (eslint === undefined) continue;
    const rules = (await lintedIn(file)).map(({ ruleId }) => ruleId);
    assert.ok(rules.includes(eslint), `${file}: ${eslint}`);
  }
  for (const { file } of allowed) {
    const rules = (await lintedIn(file)).map(({ ruleId }) => ruleId);
    assert.not.ok(rules.includes('boundaries/dependencies'), file);
  }
});

test('a fault between rooms comes with its reason', async () => {
  const said = (await lintedIn('src/guest/planted-svelte.ts')).map(({ message }) => message);
  assert.match(said.join(), "guest may not import svelte: the guest's part is small");
});

test('dependency-cruiser reports every planted import and the cycle, and nothing else', async () => {
  interface Report {
    summary: { violations: { from: string; rule: { name: string } }[] };
  }
  const args = ['--config', '.dependency-cruiser.mjs', '--output-type', 'json'];
  const output = await tool(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    ...args,
    ...['src', 'signaling', 'test', 'bench'],
  );
  const { violations } = (JSON.parse(output) as Report).summary;
  const has = (file: string, rule: string): boolean =>
    violations.some(({ from, rule: { name } }) => from === file && name === rule);
  for (const { file, cruiser } of plants) {
    if (cruiser !== undefined) assert.ok(has(file, cruiser), `${file}: ${cruiser}`);
  }
  const allowedFiles = new Set(allowed.map(({ file }) => file));
  const others = violations.filter(({ from }) => allowedFiles.has(from) || !isPlanted(from));
  assert.equal(others, []);
});

test('the type check knows that an index may lead to nothing, and that protocol has no DOM', async () => {
  writeFileSync(
    join(copy, 'src/protocol/planted-index.ts'),
    'export const first = (list: string[]): string => list[0];\nexport const page = document;\n',
  );
  const output = await tool('typescript/bin/tsc', '-p', 'src/protocol');
  assert.match(output, /planted-index\.ts\(1,\d+\): error TS2322/);
  assert.match(output, /planted-index\.ts\(2,\d+\): error TS2584/);
});

test('knip finds a file and an export that nobody uses', async () => {
  appendFileSync(join(copy, 'src/protocol/version.ts'), '\nexport const nobodyUses = 1;\n');
  const output = await tool('knip/bin/knip.js', '--no-gitignore', '--no-progress');
  assert.match(output, /src\/text\/planted-orphan\.ts/);
  assert.match(output, /nobodyUses +src\/protocol\/version\.ts/);
});

test.run();
