/** From the guest's tap until the picture is decoded in the host's browser, for the same pages. */
import { launchChromium } from '../test/support/browsers.js';
import { closing } from './support/closing.js';
import { runs } from './support/runs.js';
import { openMisete, openReferences } from './support/stacks.js';
import { printMeasured } from './support/table.js';

const PAGES = [
  { path: '/form.html', about: 'a form' },
  { path: '/demo/index.html', about: 'the demo’s home page: images, a web font' },
];
const NOTE =
  'One Chromium, loopback, in turns. From both a JPEG of quality 0.85 with 780×1688 pixels; ' +
  'the peer’s shows sticky and fixed parts in a wrong place.';

interface Times {
  first: number[];
  repeated: number[];
}

await closing(async (keep) => {
  const browser = keep(await launchChromium());
  const misete = keep(await openMisete(browser));
  const { simplePeer } = keep(await openReferences(browser));

  for (const { path, about } of PAGES) {
    const ours: Times = { first: [], repeated: [] };
    const theirs: Times = { first: [], repeated: [] };
    for (const counts of runs()) {
      for (const [stack, times] of [
        [misete, ours],
        [simplePeer, theirs],
      ] as const) {
        await stack.meet(path);
        await stack.connect();
        const first = await stack.send();
        await stack.guest.evaluate(() => {
          scrollBy(0, 40);
        });
        const repeated = await stack.send();
        await stack.part();
        if (!counts) continue;
        times.first.push(first);
        times.repeated.push(repeated);
      }
    }
    for (const [which, words] of [
      ['first', 'first capture after loading'],
      ['repeated', 'the next one, after scrolling 40 px'],
    ] as const) {
      printMeasured({
        title: `Guest’s tap → seen by the host: ${about}; ${words}`,
        unit: 'ms',
        ours: { name: 'Misete', values: ours[which] },
        peers: [{ name: 'simple-peer + dom-to-image-more', values: theirs[which] }],
        note: NOTE,
      });
    }
  }
});
