/** `npm start`: sets up, builds, and becomes the service. */
import { SetupError, asCommand, setup } from './setup.mjs';
import { inRoot } from './paths.mjs';
import { pathToFileURL } from 'node:url';
import { run } from './run.mjs';

await asCommand(import.meta.url, async () => {
  await setup();
  // In a process of its own, so that the service does not carry Vite's memory along.
  const { code } = await run(process.execPath, [inRoot('tools/build.mjs')], { show: true });
  if (code !== 0) throw new SetupError('The build failed; its message stands above.');
  // In this process: Ctrl-C, SIGTERM, SIGKILL and the exit code then need no go-between.
  await import(pathToFileURL(inRoot('dist/service/main.js')).href);
});
