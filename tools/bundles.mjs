/**
 * What is built from what, by Vite. Every function builds one bundle into the folder `out` (laid
 * out as dist/ will be) and returns the names of the files that matter to others.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';
import { writeHelp } from './help.mjs';
import { inRoot, root } from './paths.mjs';

/** @typedef {import('vite').InlineConfig} InlineConfig */
/** @typedef {import('vite').Rolldown.RolldownOutput} Output */
/** @typedef {import('vite').Rolldown.OutputChunk} Chunk */

/**
 * @typedef {object} ScriptOptions
 * @property {'es' | 'iife'} [format]
 * @property {string} [outDir]
 * @property {boolean} [write]
 * @property {Record<string, string>} [define]
 * @property {{ external?: RegExp[], preserveEntrySignatures?: 'allow-extension', output?: import('vite').Rolldown.OutputOptions }} [rolldownOptions]
 */

/**
 * The oldest browsers that the guest's part and the pages are written for: an iPhone of 2015 has none
 * newer than this Safari. What it lacks besides the language, test/e2e/old-iphone.test.ts takes away.
 */
const browsers = ['es2022', 'safari15.4'];

/**
 * @param {InlineConfig} config
 * @returns {Promise<Output>}
 */
async function bundle(config) {
  const output = await build({
    configFile: false,
    envDir: false,
    root,
    publicDir: false,
    logLevel: 'warn',
    ...config,
    build: {
      target: browsers,
      emptyOutDir: false,
      reportCompressedSize: false,
      // A strict CSP allows neither data: nor inline scripts.
      assetsInlineLimit: 0,
      ...config.build,
    },
  });
  if (Array.isArray(output) && output[0] !== undefined) return output[0];
  if ('output' in output) return output;
  throw new Error('Vite built nothing');
}

/**
 * Scripts without a page of ours. Vite's library mode leaves out its preloading helper, which would
 * be 1 kB of the guest's for nothing; that mode does not minify all, hence `minify`.
 *
 * @param {string} name
 * @param {string} entry
 * @param {ScriptOptions} options
 */
function script(name, entry, { format = 'es', define, rolldownOptions, ...options }) {
  return bundle({
    define: { 'process.env.NODE_ENV': '"production"', ...define },
    build: {
      ...options,
      lib: { entry: { [name]: entry }, name, formats: [format] },
      rolldownOptions: {
        ...rolldownOptions,
        output: { minify: true, comments: false, ...rolldownOptions?.output },
      },
    },
  });
}

/** @param {Output} output @returns {Chunk[]} */
const chunksOf = ({ output }) => output.filter((part) => part.type === 'chunk');

/** @param {Output} output */
function entryOf(output) {
  const entry = chunksOf(output).find((chunk) => chunk.isEntry);
  if (entry === undefined) throw new Error('The bundle has no entry');
  return entry;
}

/** The pages that are programs, and the static files. @param {string} out */
export async function pages(out) {
  const { output } = await bundle({
    root: inRoot('src'),
    publicDir: inRoot('public'),
    plugins: [svelte({ configFile: inRoot('svelte.config.js') })],
    build: {
      outDir: join(out, 'web'),
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: ['check', 'connect', 'console'].map((room) => inRoot('src', room, 'index.html')),
      },
    },
  });
  return {
    files: output.map((file) => file.fileName).filter((name) => name.startsWith('assets/')),
  };
}

/** The help pages, with a script of their own. @param {string} out */
export async function help(out) {
  const web = join(out, 'web');
  const { output } = await bundle({
    build: {
      outDir: web,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: { help: inRoot('src/help/main.ts') },
        output: {
          entryFileNames: 'assets/[name]-[hash].js',
          assetFileNames: 'assets/[name]-[hash][extname]',
        },
      },
    },
  });
  const files = output.map((file) => file.fileName);
  await writeHelp(web, {
    script: `/${files.find((name) => name.endsWith('.js')) ?? ''}`,
    styles: files.filter((name) => name.endsWith('.css')).map((name) => `/${name}`),
  });
  return { files };
}

/**
 * What the loader fetches after the tap, from another site than the page's.
 *
 * @param {string} out
 */
export async function guest(out) {
  const output = await script('guest', inRoot('src/guest/main.ts'), {
    outDir: join(out, 'web'),
    rolldownOptions: {
      // What a later part shares with it stays in it, and is no third file.
      preserveEntrySignatures: 'allow-extension',
      output: {
        // One request after the tap; only Firefox makes another.
        entryFileNames: 'assets/guest-[hash].js',
        chunkFileNames: 'assets/guest-[name]-[hash].js',
      },
    },
  });
  return {
    entry: entryOf(output).fileName,
    files: output.output.map((file) => file.fileName),
  };
}

/**
 * The one script of the tag, classic and ASCII: target pages may be in Shift_JIS.
 *
 * @param {string} out
 * @param {string} guestEntry path of the guest's part below web/
 */
export async function loader(out, guestEntry) {
  const output = await script('embed', inRoot('src/guest/loader.ts'), {
    format: 'iife',
    write: false,
    define: { __GUEST_ENTRY__: JSON.stringify(guestEntry) },
  });
  // The service writes the brand in where one is set (signaling/http/fill.ts): as an argument.
  const whole = /^\(function\(\)\{(.*)\}\)\(\);\s*$/s.exec(entryOf(output).code);
  if (whole === null) throw new Error('The loader is not one function any more');
  const code = `(function(MISETE_BRAND){${whole[1]}})({});`;
  await writeFile(join(out, 'web', 'embed.js'), asAscii(code));
}

/** In strings, templates and regular expressions the escape means the same as the character. */
const asAscii = (/** @type {string} */ code) =>
  code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The capture room alone, as one module: its size has a row, and others can measure it. @param {string} out */
export async function capture(out) {
  await script('capture', inRoot('src/capture/index.ts'), {
    outDir: out,
    rolldownOptions: {
      output: { entryFileNames: 'capture.js', chunkFileNames: 'capture-[name].js' },
    },
  });
}

/** The signaling service; npm's packages stay where they are. @param {string} out */
export async function service(out) {
  await bundle({
    build: {
      outDir: join(out, 'service'),
      ssr: inRoot('signaling/main.ts'),
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'main.js', codeSplitting: false } },
    },
  });
}

/**
 * A guest's leg with all that it needs, only to be measured: it is what simple-peer would take the
 * place of, and docs/decisions/0001 is to be reversed if it outgrows its limit.
 *
 * @param {string} out
 */
export async function leg(out) {
  const folder = join(out, 'measure');
  const entry = join(folder, 'leg.entry.js');
  await mkdir(folder, { recursive: true });
  const source = JSON.stringify(inRoot('src/link/leg.ts'));
  await writeFile(entry, `export { openGuestLeg } from ${source};`);
  await script('leg', entry, {
    outDir: folder,
    rolldownOptions: { output: { entryFileNames: 'leg.js', codeSplitting: false } },
  });
}
