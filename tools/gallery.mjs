/** `npm run gallery`: a picture of every screen in every state, and a page to look at them. */
import { SetupError, asCommand, ensureDebian, setup } from './setup.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';

await asCommand(import.meta.url, async () => {
  await setup();
  const missing = await ensureDebian(['chromium', 'fonts-noto-cjk']);
  if (missing.includes('chromium')) throw new SetupError('Without Chromium there are no pictures.');
  const build = await run(process.execPath, [inRoot('tools/build.mjs')], { show: true });
  if (build.code !== 0) throw new SetupError('The build failed; its message stands above.');
  const args = ['--import', 'tsx', inRoot('test/gallery/main.ts'), ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { show: true });
  process.exitCode = code;
});
