/** What the guest's phone has to load, as built. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { bundle } from './support/bundle.js';
import { printTable, ratio } from './support/table.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Size {
  minified: number;
  brotli: number;
}

const sizeOfBytes = (bytes: Buffer): Size => ({
  minified: bytes.length,
  brotli: brotliCompressSync(bytes).length,
});

/** The sum over files that are fetched, and therefore compressed, one by one. */
const sizeOf = (...paths: string[]): Size =>
  paths
    .map((path) => sizeOfBytes(readFileSync(`${ROOT}${path}`)))
    .reduce((sum, { minified, brotli }) => ({
      minified: sum.minified + minified,
      brotli: sum.brotli + brotli,
    }));

const { guestScript } = JSON.parse(readFileSync(`${ROOT}dist/build.json`, 'utf8')) as {
  guestScript: string;
};

const loader = 'dist/web/embed.js';
const guest = `dist/web/${guestScript}`;
const capture = 'dist/capture.js';
const simplePeer = 'node_modules/simple-peer/simplepeer.min.js';
const peerjs = 'node_modules/peerjs/dist/peerjs.min.js';
const domToImage = 'node_modules/dom-to-image-more/dist/dom-to-image-more.min.js';
const snapdom = 'node_modules/@zumer/snapdom/dist/snapdom.js';

type Line = readonly [name: string, size: Size, budget?: string];

/** Ratios are of brotli bytes, to the first line. */
const print = (title: string, ours: Line, others: readonly Line[], note?: string): void => {
  const kB = (bytes: number): string => (bytes / 1000).toFixed(1);
  const lines = [ours, ...others].map(([name, { minified, brotli }, budget = '']) => [
    name,
    kB(minified),
    kB(brotli),
    ratio(brotli, ours[1].brotli),
    budget,
  ]);
  printTable(title, [['', 'minified kB', 'brotli kB', 'of ours', 'budget'], ...lines], note);
};

print(
  'Script on a target page before the tap',
  ['Misete: embed.js', sizeOf(loader), '3 kB'],
  [
    ['PeerJS', sizeOf(peerjs)],
    ['simple-peer', sizeOf(simplePeer)],
  ],
);

print(
  'All script on the guest’s page in a call',
  ['Misete: loader, user interface, link, capture', sizeOf(loader, guest), '42 kB'],
  [
    ['simple-peer + dom-to-image-more, no user interface', sizeOf(simplePeer, domToImage)],
    ['PeerJS + dom-to-image-more, no user interface', sizeOf(peerjs, domToImage)],
    ['simple-peer + snapdom, no user interface', sizeOf(simplePeer, snapdom)],
  ],
);

print(
  'What makes the picture',
  ['Misete: the capture engine, with masks and report', sizeOf(capture), '12 kB'],
  [
    ['snapdom', sizeOf(snapdom)],
    ['html2canvas-pro', sizeOf('node_modules/html2canvas-pro/dist/html2canvas-pro.min.js')],
    ['html2canvas', sizeOf('node_modules/html2canvas/dist/html2canvas.min.js')],
    ['dom-to-image-more', sizeOf(domToImage)],
    ['modern-screenshot', sizeOf('node_modules/modern-screenshot/dist/index.js')],
    ['html-to-image', sizeOf('node_modules/html-to-image/dist/html-to-image.js')],
  ],
);

print(
  'What connects the guest to the host',
  ['Misete: a leg with its proof', sizeOf('dist/measure/leg.js'), '6 kB'],
  [
    [
      'Misete: all of the guest’s link room: numbers, recovery, transfer',
      sizeOfBytes(Buffer.from(await bundle('link'))),
    ],
    ['PeerJS', sizeOf(peerjs)],
    ['simple-peer', sizeOf(simplePeer)],
  ],
  'With PeerJS and simple-peer the work of the second row is still to be written.',
);
