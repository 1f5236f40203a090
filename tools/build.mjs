/**
 * Builds dist/ unless it is up to date. A build grows beside dist/ and takes its place at the end,
 * so that an interrupted one leaves the last good one, and a running service never half of one.
 */
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compressTexts } from './compress.mjs';
import { locked } from './lock.mjs';
import { inRoot } from './paths.mjs';
import { asCommand, setup } from './setup.mjs';

const dist = inRoot('dist');

/** What a build depends on: files and folders from the root. */
const inputs = [
  'src',
  'signaling',
  'public',
  'tools/build.mjs',
  'tools/bundles.mjs',
  'tools/compress.mjs',
  'tools/help.mjs',
  'svelte.config.js',
  'tsconfig.base.json',
  'package.json',
  'package-lock.json',
];

/**
 * What dist/build.json says of the build.
 *
 * @typedef {object} Built
 * @property {string} inputs hash of all that it was built from
 * @property {string[]} assets its hashed files, below web/
 * @property {string} guestScript the guest's part, below web/
 */

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}

function hashInputs() {
  const hash = createHash('sha256');
  for (const file of inputs.map((input) => inRoot(input)).flatMap(filesUnder)) {
    const content = readFileSync(file);
    hash.update(`${file.slice(inRoot().length)}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

/** @returns {Built | undefined} */
function built() {
  const path = join(dist, 'build.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

/** @param {string} out */
async function buildInto(out) {
  const { capture, guest, help, leg, loader, pages, service } = await import('./bundles.mjs');
  const pageFiles = await pages(out);
  const helpFiles = await help(out);
  const part = await guest(out);
  await loader(out, part.entry);
  await leg(out);
  await capture(out);
  await service(out);
  return {
    assets: [...pageFiles.files, ...helpFiles.files, ...part.files],
    guestScript: part.entry,
  };
}

/**
 * A page that was opened before a deployment goes on with the files that it knows (rule W1): the
 * previous build's stay beside the new ones, for one build.
 *
 * @param {string} out
 * @param {string[]} assets
 */
function keepPrevious(out, assets) {
  for (const name of built()?.assets ?? []) {
    const old = join(dist, 'web', name);
    if (!assets.includes(name) && existsSync(old)) copyFileSync(old, join(out, 'web', name));
  }
}

export const isFresh = () => built()?.inputs === hashInputs();

/** Builds what is not there or out of date. */
export async function buildAll() {
  if (isFresh()) return;
  await locked('build', async () => {
    if (isFresh()) return;
    process.stdout.write('Building …\n');
    const out = inRoot('.cache', 'dist');
    const old = inRoot('.cache', 'dist-old');
    rmSync(out, { recursive: true, force: true });
    mkdirSync(join(out, 'web'), { recursive: true });
    const hash = hashInputs();
    const parts = await buildInto(out);
    keepPrevious(out, parts.assets);
    compressTexts(join(out, 'web'));
    writeFileSync(join(out, 'build.json'), JSON.stringify({ inputs: hash, ...parts }, null, 2));
    rmSync(old, { recursive: true, force: true });
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(out, dist);
    rmSync(old, { recursive: true, force: true });
  });
}

await asCommand(import.meta.url, async () => {
  await setup();
  await buildAll();
});
