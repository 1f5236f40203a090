/**
 * JPEG or WebP: from the guest's tap until the host sees the picture, on a slow and on a fast link,
 * with the guest's processor as it is and four times slower. WebP is half the bytes and several times
 * the encoding.
 */
import { launchChromium } from '../test/support/browsers.js';
import type { Format } from './pages/format.js';
import { bundle } from './support/bundle.js';
import { closing } from './support/closing.js';
import { runs } from './support/runs.js';
import { slowLink } from './support/slow-link.js';
import { openMisete } from './support/stacks.js';
import { median, printMeasured, printTable, shown } from './support/table.js';

const PAGES = [
  { path: '/form.html', about: 'a form' },
  { path: '/demo/index.html', about: 'the demo’s home page' },
  { path: '/agency/index.html', about: 'a large photo' },
];

const FORMATS: readonly (Format & { name: string })[] = [
  { name: 'JPEG 0.85', type: 'image/jpeg', quality: 0.85 },
  { name: 'JPEG 0.7', type: 'image/jpeg', quality: 0.7 },
  { name: 'WebP 0.85', type: 'image/webp', quality: 0.85 },
  { name: 'WebP 0.7', type: 'image/webp', quality: 0.7 },
];

const LINKS = [
  { name: '1 Mbit/s', kilobits: 1_000 },
  { name: '10 Mbit/s', kilobits: 10_000 },
];

interface Taken {
  seen: number[];
  encoding: number[];
  bytes: number[];
}

await closing(async (keep) => {
  const browser = keep(await launchChromium());
  const misete = keep(await openMisete(browser));
  await misete.guest.addInitScript({ content: await bundle('format') });
  const session = await misete.guest.context().newCDPSession(misete.guest);

  for (const { path, about } of PAGES) {
    await misete.meet(path);
    await misete.connect();
    for (const slowdown of [1, 4]) {
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
      for (const { name, kilobits } of LINKS) {
        const link = slowLink(kilobits);
        if (link === undefined) {
          process.stdout.write(`\nNo table for ${name}: this user may not slow the network.\n`);
          continue;
        }
        const taken = FORMATS.map((): Taken => ({ seen: [], encoding: [], bytes: [] }));
        try {
          for (const counts of runs()) {
            for (const [index, format] of FORMATS.entries()) {
              await misete.guest.evaluate((wanted) => {
                window.format = wanted;
                scrollTo(0, scrollY === 0 ? 40 : 0);
              }, format);
              const seen = await misete.send();
              const { encoding, bytes } = await misete.guest.evaluate(() => ({
                encoding: window.encoding ?? NaN,
                bytes: window.encoded?.size ?? NaN,
              }));
              if (!counts) continue;
              taken[index]?.seen.push(seen);
              taken[index]?.encoding.push(encoding);
              taken[index]?.bytes.push(bytes);
            }
          }
        } finally {
          await link.close();
        }
        const where = `${about}, ${name}, the guest’s processor ${slowdown} × slower`;
        const [ours, ...others] = FORMATS.map((format, index) => ({
          name: format.name,
          values: taken[index]?.seen ?? [],
        }));
        if (ours === undefined) continue;
        printMeasured({ title: `Tap → seen: ${where}`, unit: 'ms', ours, peers: others });
        const lines = FORMATS.map((format, index) => [
          format.name,
          shown(median(taken[index]?.encoding ?? [])),
          shown(median(taken[index]?.bytes ?? []) / 1000),
        ]);
        printTable(`Of that, encoding: ${where}`, [['', 'ms', 'kB'], ...lines]);
      }
    }
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await misete.part();
  }
});
