/**
 * The gallery's pictures and its page. `npm run gallery` sees to the set-up and the build first:
 * `npm run gallery -- [--only guest/number] [--size 390] [--language ja] [--scheme dark]
 * [--scale 2] [folder]`; what is said several times adds up.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { launchChromium } from '../support/browsers.js';
import { writeIndex } from './index-page.js';
import { forgetPictures, readPictures, writePictures } from './kept.js';
import { sittingsOf, viewsOf } from './picture.js';
import { type Room, closeRooms, openRooms } from './room.js';
import { rooms } from './rooms.js';
import { takePictures } from './take.js';

const many = { type: 'string', multiple: true, default: [] as string[] } as const;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: many,
    size: many,
    language: many,
    scheme: many,
    scale: { type: 'string', default: '1' },
  },
});
const folder = resolve(positionals[0] ?? '.cache/gallery');
const wish = values;
const isAll = [wish.only, wish.size, wish.language, wish.scheme].every(
  ({ length }) => length === 0,
);

const isWanted = (room: Room): boolean =>
  sittingsOf([room], wish).length > 0 && viewsOf(room, wish).length > 0;
const wanted = rooms.filter(isWanted);
if (wanted.length === 0) {
  console.error('No state of any screen is of that name, size, language and scheme.');
  process.exit(1);
}

const started = performance.now();
if (isAll) await forgetPictures(folder);
const [browser, open] = await Promise.all([launchChromium(), openRooms(wanted)]);
try {
  const scale = Number(values.scale);
  const { pictures, faults } = await takePictures(browser, open, wish, { folder, scale });
  const all = await writePictures(folder, [...(await readPictures(folder)), ...pictures]);
  await writeIndex(folder, rooms, all);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(`${pictures.length} pictures in ${seconds} s: ${folder}/index.html`);
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) {
    console.error(`Not every screen could be shown as it should be: ${faults.length} faults.`);
    process.exitCode = 1;
  }
} finally {
  await browser.close();
  await closeRooms(open);
}
