/** `npm run bench`: sets up and builds, then measures. */
import { buildAll } from './build.mjs';
import { run } from './run.mjs';
import { SetupError, asCommand, ensureDebian, setup } from './setup.mjs';

await asCommand(import.meta.url, async () => {
  await setup();
  await ensureDebian(['chromium', 'fonts-noto-cjk']);
  await buildAll();
  const args = ['--import', 'tsx', 'bench/run.ts', ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { show: true });
  if (code !== 0) throw new SetupError('The benchmarks did not come to their end.');
});
