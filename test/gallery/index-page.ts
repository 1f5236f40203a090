/** The page to look at the pictures side by side: states down, variants across. No network. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Picture, fileOf } from './picture.js';
import type { Room } from './room.js';

const part = (name: string): Promise<string> =>
  readFile(join(import.meta.dirname, 'index-page', name), 'utf8');

/** In the order of the lists of states and sizes, whatever order the pictures were taken in. */
const rowsOf = (rooms: readonly Room[], pictures: readonly Picture[]) =>
  rooms.flatMap((room) => {
    const names = [...new Set(room.states.map(({ name }) => name))];
    const sizes = room.sizes.map(({ name }) => name);
    return names.flatMap((state) => {
      const own = pictures.filter((picture) => picture.state === state);
      if (own.length === 0) return [];
      const ordered = own.toSorted((a, b) => sizes.indexOf(a.size) - sizes.indexOf(b.size));
      const shown = ordered.map((picture) => ({ ...picture, file: fileOf(picture) }));
      return [{ room: room.name, state, pictures: shown }];
    });
  });

export const writeIndex = async (
  folder: string,
  rooms: readonly Room[],
  pictures: readonly Picture[],
): Promise<void> => {
  const [html, css, script] = await Promise.all(['index.html', 'index.css', 'index.js'].map(part));
  const sizes = rooms.flatMap((room) => room.sizes);
  const data = {
    rows: rowsOf(rooms, pictures),
    sizes: Object.fromEntries(sizes.map(({ name, width, height }) => [name, { width, height }])),
  };
  const page = (html ?? '')
    .replace('/* index.css */', () => css ?? '')
    .replace('/* index.js */', () => script ?? '')
    .replace('/* data */', () => JSON.stringify(data).replaceAll('<', '\\u003c'));
  await writeFile(join(folder, 'index.html'), page);
};
