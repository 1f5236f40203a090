/** This browser, as the checks ask for it. The one file of this room that touches globals. */
import { browserClock, browserPeer, browserRandom, browserSocket } from '../link/index.js';
import { DRAWN, type Device } from './device.js';
import type { Surroundings } from './run.js';

const NAME = 'misete.check';
const SIDE = 8;

const openDatabase = (): Promise<void> =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onerror = () => {
      reject(asked.error ?? new Error('no database'));
    };
    asked.onsuccess = () => {
      asked.result.close();
      indexedDB.deleteDatabase(NAME);
      resolve();
    };
  });

/** As the embed draws a page: markup in an SVG image at a `data:` address, read back from a canvas. */
const drawPicture = async (): Promise<readonly number[]> => {
  const colour = `rgb(${DRAWN.join(',')})`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${String(SIDE)}" height="${String(SIDE)}"><foreignObject width="100%" height="100%"><div xmlns="http://www.w3.org/1999/xhtml" style="height:${String(SIDE)}px;background:${colour}"></div></foreignObject></svg>`;
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(SIDE / 2, SIDE / 2, 1, 1).data];
};

const device: Device = {
  secure: isSecureContext,
  userAgent: navigator.userAgent,
  local: () => localStorage,
  session: () => sessionStorage,
  openDatabase: 'indexedDB' in globalThis ? openDatabase : undefined,
  // Types say that it is always there; without a secure context it is not.
  subtle: (crypto as Partial<Crypto>).subtle,
  drawPicture,
  clipboard: 'clipboard' in navigator,
};

export const surroundings = (): Surroundings => ({
  device,
  clock: browserClock,
  random: browserRandom,
  online: navigator.onLine,
  peer: browserPeer,
  open: browserSocket,
  service: location.origin,
});
