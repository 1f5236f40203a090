/**
 * `npm test`: everything that must hold before a change goes in, in one command. Every step runs,
 * also after a failure; the last line counts steps and tests together.
 */
import { buildAll } from './build.mjs';
import { npm, run } from './run.mjs';
import { asCommand, ensureDebian, setup } from './setup.mjs';

/**
 * @typedef {{ passed: number, failed: number, output: string }} Verdict
 * @typedef {{ name: string, run: () => Promise<Verdict> }} Step
 */

/** @param {boolean} good @param {string} output @returns {Verdict} */
const verdict = (good, output) => ({ passed: good ? 1 : 0, failed: good ? 0 : 1, output });

/** A step that is one of package.json's scripts. @param {string} name @param {...string} args */
const script = (name, ...args) => ({
  name: [name, ...args].join(' '),
  run: async () => {
    const { code, output } = await npm(
      'run',
      '--silent',
      name,
      ...(args.length ? ['--', ...args] : []),
    );
    return verdict(code === 0, output);
  },
});

/** A kind of tests; they count themselves. @param {string} kind */
const tests = (kind) => ({
  name: kind,
  run: async () => {
    const { code, output } = await run(process.execPath, ['--import', 'tsx', 'test/run.ts', kind], {
      show: true,
    });
    const counts = /^(\d+) passed, (\d+) failed$/.exec(output.trim().split('\n').at(-1) ?? '');
    const [passed, failed] = [Number(counts?.[1] ?? 0), Number(counts?.[2] ?? 0)];
    return { passed, failed: code === 0 ? failed : Math.max(failed, 1), output: '' };
  },
});

/**
 * Without what is useful some tests do not run, and say so; without Chromium nothing is shown.
 *
 * @param {readonly import('./setup.mjs').DebianPackage[]} needed
 * @param {readonly import('./setup.mjs').DebianPackage[]} [useful]
 * @returns {Step}
 */
const system = (needed, useful = []) => ({
  name: 'system packages',
  run: async () => {
    const missing = await ensureDebian([...needed, ...useful]);
    return verdict(!missing.some((name) => needed.includes(name)), '');
  },
});
/**
 * For networks with NAT (test/support/nat).
 *
 * @type {import('./setup.mjs').DebianPackage[]}
 */
const networks = ['coturn', 'iproute2', 'nftables', 'socat'];
const forGate = system(
  ['chromium', 'fonts-liberation'],
  ['fonts-noto-cjk', 'firefox-esr', ...networks],
);
const forLong = system(
  [
    'chromium',
    'fonts-liberation',
    'firefox-esr',
    'webkit2gtk-driver',
    'xvfb',
    'locales',
    'fonts-noto-cjk',
  ],
  networks,
);

/** @type {Step} */
const build = {
  name: 'build',
  run: async () => {
    await buildAll();
    return verdict(true, '');
  },
};

const house = [
  script('check'),
  script('lint'),
  script('deps'),
  script('format:check'),
  script('size'),
  script('states', '--check'),
  script('rules'),
];

/** @param {Step} step @returns {Promise<Verdict>} */
async function take(step) {
  const started = performance.now();
  const result = await step.run().catch((error) => verdict(false, String(error?.stack ?? error)));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const mark = result.failed > 0 ? '✘' : '✓';
  const output = result.failed > 0 && result.output !== '' ? `\n${result.output.trimEnd()}` : '';
  process.stdout.write(`${mark} ${step.name} (${seconds} s)${output}\n`);
  return result;
}

/** @param {Step[]} steps @param {number} atOnce */
async function takeAll(steps, atOnce) {
  const queue = steps.values();
  /** @type {Verdict[]} */
  const results = [];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const step of queue) results.push(await take(step));
    }),
  );
  return results;
}

await asCommand(import.meta.url, async () => {
  await setup();
  const long = process.argv.includes('--long');
  const results = [
    ...(await takeAll([long ? forLong : forGate, build], 1)),
    ...(long ? [] : await takeAll(house, 2)),
    ...(await takeAll(long ? [tests('long')] : [tests('unit'), tests('e2e')], 1)),
  ];
  const sum = (/** @type {'passed' | 'failed'} */ key) =>
    results.reduce((total, result) => total + result[key], 0);
  process.stdout.write(`${sum('passed')} passed, ${sum('failed')} failed\n`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
});
