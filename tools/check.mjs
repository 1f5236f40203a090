/** Type-checks every room by its own tsconfig, and the Svelte rooms' components. */
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { inRoot } from './paths.mjs';
import { rooms } from './rooms.mjs';
import { node } from './run.mjs';
import { asCommand } from './setup.mjs';

/** TypeScript 7, five times as fast; the linters and svelte-check still need 6's interface. */
const tsc = 'node_modules/typescript-7/bin/tsc';
const svelteCheck = 'node_modules/svelte-check/bin/svelte-check';

const folders = [...rooms.map((room) => room.folder), 'test', 'bench', 'tools'];
/** svelte-check sees all that tsc sees in these. */
const withSvelte = rooms.filter((room) => room.packages.includes('svelte'));

/** @param {string} folder */
function check(folder) {
  const project = `${folder}/tsconfig.json`;
  if (!existsSync(inRoot(project))) return { code: 1, output: `${project} is missing\n` };
  return withSvelte.some((room) => room.folder === folder)
    ? node(svelteCheck, '--tsconfig', project, '--fail-on-warnings', '--output', 'human')
    : node(tsc, '-p', folder);
}

await asCommand(import.meta.url, async () => {
  const queue = folders.values();
  await Promise.all(
    Array.from({ length: Math.min(2, availableParallelism()) }, async () => {
      for (const folder of queue) {
        const { code, output } = await check(folder);
        if (code === 0) continue;
        process.stdout.write(`${folder}:\n${output}\n`);
        process.exitCode = 1;
      }
    }),
  );
});
