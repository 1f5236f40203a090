/** From the guest's tap until the receipt, over a mobile line that is slow and loses packets. */
import { call, outcomeOf } from '../test/support/nat/meeting.js';
import type { NatKind } from '../test/support/nat/kinds.js';
import { natIsMissing } from '../test/support/nat/namespaces.js';
import { type World, openWorld } from '../test/support/nat/world.js';
import { closing } from './support/closing.js';
import { runs } from './support/runs.js';
import { median, printMeasured, shown } from './support/table.js';

const LINES = [
  { about: '1 Mbit/s up, 100 ms there and back', quality: { delay: 50, loss: 0 } },
  {
    about: '1 Mbit/s up, 200 ms there and back, two of a hundred packets lost',
    quality: { delay: 100, loss: 2 },
  },
];
const RATE = { up: 1000, down: 4000 };
const WAYS: readonly { about: string; kind: NatKind }[] = [
  { about: 'directly', kind: 'cone' },
  { about: 'through TURN by TLS, only TCP 443 being let out', kind: 'tcp-443' },
];

/** An upload has as many bytes as the capture had beneath its packets' headers, or nearly. */
const PAYLOAD = 0.9;

interface Times {
  sends: number[];
  uploads: number[];
  bytes: number[];
}

const measure = async (
  world: World,
  kind: NatKind,
  quality: (typeof LINES)[number]['quality'],
): Promise<Times> => {
  const host = await world.seat('host', 'cone');
  const seat = await world.slowSeat('guest', kind, { ...quality, ...RATE });
  const people = await call(world.withTurn, seat, host);
  const { page } = people.guest;
  const times: Times = { sends: [], uploads: [], bytes: [] };
  // The first loads and draws what later ones have.
  await outcomeOf(people);
  for (const counts of runs()) {
    await page.evaluate(() => {
      scrollBy(0, scrollY > 200 ? -200 : 40);
    });
    const before = (await seat.line.counts()).up.bytes;
    await people.host.waitForCapture(await people.guest.send());
    const bytes = (await seat.line.counts()).up.bytes - before;
    const send = await page.evaluate(
      () => performance.getEntriesByName('misete:send').at(-1)?.duration ?? Number.NaN,
    );
    const upload = await page.evaluate(
      async (size) => {
        // What no compression makes smaller.
        const body = new Uint8Array(size);
        for (let at = 0; at < size; at += 65_536) {
          crypto.getRandomValues(body.subarray(at, at + 65_536));
        }
        const started = performance.now();
        await fetch('/', { method: 'POST', body });
        return performance.now() - started;
      },
      Math.round(bytes * PAYLOAD),
    );
    if (!counts) continue;
    times.sends.push(send);
    times.uploads.push(upload);
    times.bytes.push(bytes);
  }
  await people.close();
  await seat.browser.close();
  return times;
};

const missing = natIsMissing();
if (missing === undefined) {
  await closing(async (keep) => {
    const world = keep(await openWorld());
    for (const { about: line, quality } of LINES) {
      for (const { about: way, kind } of WAYS) {
        const { sends, uploads, bytes } = await measure(world, kind, quality);
        const kilobytes = median(bytes) / 1000;
        printMeasured({
          title: `Guest’s tap → receipt, ${way}: ${line}`,
          unit: 'ms',
          ours: { name: 'Misete, drawing and encoding included', values: sends },
          peers: [
            { name: 'an upload of as many bytes by HTTPS, on a kept connection', values: uploads },
          ],
          note:
            `${shown(kilobytes)} kB an average capture on the line, which takes ` +
            `${shown((kilobytes * 8000) / RATE.up)} ms at the least. The line is a program between ` +
            'two TAP devices (test/support/nat), as not every kernel has netem.',
        });
      }
    }
  });
} else console.log(`\nNo figures over a slow line: ${missing}.`);
