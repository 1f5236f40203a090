/** The help pages: Markdown of src/help, with a script and a style sheet that Vite makes. */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { runnerImport } from 'vite';
import { inRoot, root } from './paths.mjs';

/**
 * The files of a folder by their names without extension.
 *
 * @param {string} folder
 * @param {string} extension
 */
const filesIn = (folder, extension) =>
  readdirSync(inRoot('src/help', folder))
    .filter((name) => extname(name) === extension)
    .map((name) => /** @type {const} */ ([basename(name, extension), join(folder, name)]));

/** Everything that the help is made from. */
export function helpSources() {
  const read = (/** @type {string} */ path) => readFileSync(inRoot('src/help', path), 'utf8');
  const markdown = ['ja', 'en'].flatMap((language) =>
    filesIn(language, '.md').map(([name, path]) => [`${language}/${name}`, read(path)]),
  );
  return {
    markdown: new Map(markdown.map(([name, text]) => [String(name), String(text)])),
    images: new Map(filesIn('images', '.svg').map(([name, path]) => [name, read(path)])),
  };
}

/**
 * Writes the pages into the folder `web`.
 *
 * @param {string} web
 * @param {{ script: string, styles: string[] }} assets their addresses
 */
export async function writeHelp(web, assets) {
  /** @type {{ module: typeof import('../src/help/site/build.js') }} */
  const { module } = await runnerImport(inRoot('src/help/site/build.ts'), {
    configFile: false,
    root,
    logLevel: 'warn',
  });
  for (const [path, text] of module.buildHelp(helpSources(), assets)) {
    const file = join(web, 'help', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
