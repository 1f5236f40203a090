/** `npm run bench`: every benchmark, one after the other, so that none disturbs another. */
import { readdirSync } from 'node:fs';
import { buildAll } from './build.mjs';
import { inRoot } from './paths.mjs';
import { run } from './run.mjs';
import { SetupError, asCommand, ensureDebian, setup } from './setup.mjs';

await asCommand(import.meta.url, async () => {
  await setup();
  const missing = await ensureDebian([
    'chromium',
    'fonts-noto-cjk',
    'iproute2',
    'coturn',
    'nftables',
    'socat',
    'tesseract-ocr',
    'tesseract-ocr-jpn',
  ]);
  if (missing.includes('chromium')) throw new SetupError('The benchmarks need chromium.');
  await buildAll();
  const benches = readdirSync(inRoot('bench')).filter((name) => name.endsWith('.ts'));
  for (const bench of benches) {
    const { code } = await run(process.execPath, ['--import', 'tsx', `bench/${bench}`], {
      show: true,
    });
    if (code !== 0) process.exitCode = 1;
  }
});
