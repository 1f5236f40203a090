/** What the gallery's folder holds, so that a run for a few pictures keeps the others. */
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Picture, fileOf } from './picture.js';

const listIn = (folder: string): string => join(folder, 'pictures.json');

export const readPictures = async (folder: string): Promise<Picture[]> => {
  try {
    return JSON.parse(await readFile(listIn(folder), 'utf8')) as Picture[];
  } catch {
    // Nothing was taken yet.
    return [];
  }
};

/** Writes the list, each picture once, and returns it. */
export const writePictures = async (
  folder: string,
  pictures: readonly Picture[],
): Promise<Picture[]> => {
  const once = [...new Map(pictures.map((picture) => [fileOf(picture), picture])).values()];
  await mkdir(folder, { recursive: true });
  await writeFile(listIn(folder), JSON.stringify(once));
  return once;
};

/** Deletes what the gallery put there before, and nothing else: the folder may be anybody's. */
export const forgetPictures = async (folder: string): Promise<void> => {
  for (const picture of await readPictures(folder)) {
    await rm(join(folder, fileOf(picture)), { force: true });
  }
  await rm(listIn(folder), { force: true });
};
