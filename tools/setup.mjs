/**
 * Makes a fresh clone ready: the right Node, the dependencies of the lockfile, and, for the tests,
 * Debian's packages. Plain Node, because it runs before anything is installed.
 */
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { locked } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { npm, run } from './run.mjs';

/** A sentence for whoever typed the command; shown without a stack. */
export class SetupError extends Error {}

const NODE = { major: 20, minor: 19 };

/** @throws {SetupError} */
export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > NODE.major || (major === NODE.major && minor >= NODE.minor)) return;
  throw new SetupError(
    `Misete needs Node ${NODE.major}.${NODE.minor} or newer; this is ${process.versions.node}.`,
  );
}

const stamp = inRoot('node_modules', '.misete-stamp');
const lockHash = () =>
  createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash();

/**
 * npm ci begins by emptying node_modules: through a link it would empty the folder of another copy.
 *
 * @param {string} folder
 * @throws {SetupError}
 */
export function refuseLink(folder) {
  if (!(lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink() ?? false)) return;
  throw new SetupError(
    'node_modules is a symbolic link, and what it leads to is not what package-lock.json says. ' +
      'Run npm run setup in the copy of Misete that it belongs to (with the same package-lock.json), ' +
      'or remove the link and start again.',
  );
}

/**
 * Installs what the lockfile says, unless exactly that is there.
 *
 * @throws {SetupError}
 */
export async function installDependencies() {
  if (isInstalled()) return;
  await locked('setup', async () => {
    if (isInstalled()) return;
    refuseLink(inRoot('node_modules'));
    process.stdout.write('Installing the dependencies …\n');
    // The build is part of every start, so its tools are needed under NODE_ENV=production too.
    const { code, output } = await npm(
      'ci',
      '--include=dev',
      '--prefer-offline',
      '--no-audit',
      '--no-fund',
      '--loglevel=error',
    );
    if (code !== 0) {
      throw new SetupError(
        `The dependencies could not be installed: npm ci ended with ${code}.\n${gist(output)}`,
      );
    }
    writeFileSync(stamp, lockHash());
  });
}

/** npm's own reason, without its pages of usage. @param {string} output */
const gist = (output) =>
  output
    .split('\n')
    .filter((line) => /^npm error ./.test(line) && !/^npm error code/.test(line))
    .slice(0, 5)
    .join('\n');

/** What the tests need from the system, and how to see that it is there. */
const debian = {
  chromium: () => hasCommand('chromium'),
  'fonts-noto-cjk': async () =>
    existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') ||
    (await run('fc-list', [':lang=ja', 'family'])).output.includes('Noto'),
  // Chromium only recommends it, and pages that ask for Arial or Times get it.
  'fonts-liberation': () =>
    existsSync('/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf'),
  coturn: () => hasCommand('turnserver'),
  nftables: () => hasCommand('nft') || existsSync('/usr/sbin/nft'),
  socat: () => hasCommand('socat'),
  'firefox-esr': () => hasCommand('firefox-esr'),
  'webkit2gtk-driver': () => hasCommand('WebKitWebDriver'),
  xvfb: () => hasCommand('Xvfb'),
  locales: () => existsSync('/usr/share/i18n/locales/ja_JP'),
  iproute2: () => hasCommand('tc'),
  'tesseract-ocr': () => hasCommand('tesseract'),
  'tesseract-ocr-jpn': async () =>
    /^jpn$/m.test((await run('tesseract', ['--list-langs']).catch(() => ({ output: '' }))).output),
};

/** @typedef {keyof typeof debian} DebianPackage */

/** @param {string} name */
function hasCommand(name) {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {readonly DebianPackage[]} packages */
async function missingOf(packages) {
  const there = await Promise.all(packages.map((name) => debian[name]()));
  return packages.filter((_, index) => !there[index]);
}

/**
 * Sees to it that programs which the tests need are there: on Debian, as root, by installing them.
 *
 * @param {readonly DebianPackage[]} packages
 * @returns {Promise<DebianPackage[]>} those that are still missing; one sentence has said so
 */
export async function ensureDebian(packages) {
  const wanted = await missingOf(packages);
  if (wanted.length === 0) return [];
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    process.stdout.write(`Installing ${wanted.join(', ')} …\n`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update', '-qq'], { env });
    // One by one, so that a package which this Debian lacks does not keep the others away.
    for (const name of wanted) {
      await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', name], { env });
    }
  }
  const missing = await missingOf(wanted);
  if (missing.length > 0) {
    process.stdout.write(
      `Missing on this system: ${missing.join(', ')} (on Debian: apt-get install ${missing.join(' ')}); ` +
        'the tests that need them cannot run.\n',
    );
  }
  return missing;
}

/** Everything that building and starting need. */
export async function setup() {
  checkNode();
  await installDependencies();
}

/**
 * Runs a tool's main function; a SetupError ends it with its sentence alone.
 *
 * @param {string} module import.meta.url of the tool: nothing happens where it is only imported
 * @param {() => Promise<void>} main
 */
export async function asCommand(module, main) {
  const started = process.argv[1];
  if (started === undefined || module !== pathToFileURL(realpathSync(started)).href) return;
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

await asCommand(import.meta.url, setup);
