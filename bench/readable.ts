/**
 * How much of small Japanese text a picture keeps: text of 12 px, captured in each format and read by a
 * program (tesseract). What it reads of the lossless picture is the most that can be kept.
 */
import { spawnSync } from 'node:child_process';
import { distance } from 'fastest-levenshtein';
import type * as Room from '../src/capture/index.js';
import { openStudio } from '../test/capture/studio.js';
import { writer } from './capture/made/text.js';
import type { Format } from './pages/format.js';
import { closing } from './support/closing.js';
import { printTable } from './support/table.js';

/** Text as pages have it; colours lose more than black, since a JPEG keeps a quarter of them. */
const LOOKS = [
  { name: 'black', css: 'color:#000' },
  { name: 'grey on white', css: 'color:#767676' },
  { name: 'red on white', css: 'color:#d00' },
  { name: 'white on blue', css: 'color:#fff;background:#1a56db' },
];

const FORMATS: readonly (Format & { name: string })[] = [
  { name: 'PNG', type: 'image/png', quality: 1 },
  ...[0.92, 0.85, 0.7, 0.5].flatMap((quality) => [
    { name: `JPEG ${String(quality)}`, type: 'image/jpeg' as const, quality },
    { name: `WebP ${String(quality)}`, type: 'image/webp' as const, quality },
  ]),
];

const words = writer(7);
const TEXT = Array.from({ length: 12 }, () => words.sentence()).join('');

const page = (css: string): string =>
  `<meta charset="utf-8"><meta name="viewport" content="width=device-width"><html lang="ja">
  <style>body { margin: 0; padding: 12px; font: 12px/2 'Noto Sans CJK JP', sans-serif; ${css} }</style>${TEXT}`;

const tesseract = (args: readonly string[], input?: Buffer) =>
  // More than one thread makes it slower where the cores are shared.
  spawnSync('tesseract', args, {
    input,
    encoding: 'utf8',
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });

/** Share of the text's characters that are read right, in percent. */
const readShare = (png: Buffer): number => {
  const { status, stdout, stderr } = tesseract(['-', '-', '-l', 'jpn', '--psm', '6'], png);
  if (status !== 0) throw new Error(stderr);
  const wanted = TEXT.replace(/\s/g, '');
  return 100 * (1 - distance(stdout.replace(/\s/g, ''), wanted) / wanted.length);
};

const { error, stdout } = tesseract(['--list-langs']);
const isInstalled = error === undefined && stdout.split('\n').includes('jpn');

if (!isInstalled) {
  process.stdout.write(
    '\nNo table of what can be read: Debian’s tesseract-ocr and tesseract-ocr-jpn are missing.\n',
  );
} else {
  await closing(async (keep) => {
    const studio = keep(await openStudio());
    const lines = FORMATS.map(({ name }) => ({ name, bytes: 0, shares: [] as number[] }));
    for (const { css } of LOOKS) {
      await studio.inPage(page(css), { head: '' }, async (opened) => {
        for (const [index, format] of FORMATS.entries()) {
          const { bytes, png } = await opened.evaluate(captureAndDecode, {
            address: studio.room,
            format,
          });
          const line = lines[index];
          if (line === undefined) continue;
          line.bytes += bytes / LOOKS.length;
          line.shares.push(readShare(Buffer.from(png, 'base64')));
        }
      });
    }
    printTable(
      'What a program reads of Japanese text of 12 px, % of characters',
      [
        ['', 'kB', ...LOOKS.map(({ name }) => name)],
        ...lines.map(({ name, bytes, shares }) => [
          name,
          (bytes / 1000).toFixed(0),
          ...shares.map((share) => share.toFixed(1)),
        ]),
      ],
      'A screen full of text, two device pixels for each CSS pixel.',
    );
  });
}

/** Within the page: a capture, and what a host's browser makes of it. */
async function captureAndDecode({ address, format }: { address: string; format: Format }) {
  const room = (await import(address)) as typeof Room;
  const { image } = await room.capture(format);
  const bitmap = await createImageBitmap(image);
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return { bytes: image.size, png: canvas.toDataURL('image/png').replace(/^[^,]*,/, '') };
}
