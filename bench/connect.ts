/** From the host's click until both ends may send, and until the guest's next page may. */
import { launchChromium } from '../test/support/browsers.js';
import { closing } from './support/closing.js';
import { runs } from './support/runs.js';
import { type Stack, openMisete, openReferences, stampOf } from './support/stacks.js';
import { printMeasured } from './support/table.js';

const PAGE = '/form.html';
const NEXT_PAGE = '/items/1.html';

/** The next page of the same site, from the start of its loading until it may send. */
const navigate = async ({ guest }: Stack): Promise<number> => {
  await guest.goto(new URL(NEXT_PAGE, guest.url()).href);
  return (await stampOf(guest, 'open')) - (await guest.evaluate(() => performance.timeOrigin));
};

const connects = { misete: [] as number[], simplePeer: [] as number[], peerJs: [] as number[] };
const navigations: number[] = [];

await closing(async (keep) => {
  const browser = keep(await launchChromium());
  const misete = keep(await openMisete(browser));
  const { simplePeer, peerJs } = keep(await openReferences(browser));
  const stacks = { misete, simplePeer, peerJs };

  for (const counts of runs()) {
    for (const name of ['misete', 'simplePeer', 'peerJs'] as const) {
      const stack = stacks[name];
      await stack.meet(PAGE);
      const time = await stack.connect();
      if (counts) connects[name].push(time);
      if (stack === misete) {
        const navigation = await navigate(stack);
        if (counts) navigations.push(navigation);
      }
      await stack.part();
    }
  }
});

const peers = [
  { name: 'simple-peer, a room on ws', values: connects.simplePeer },
  { name: 'PeerJS, PeerServer', values: connects.peerJs },
];

printMeasured({
  title: 'Host’s click → both ends may send',
  unit: 'ms',
  ours: { name: 'Misete, proved both ways', values: connects.misete },
  peers,
  note: 'One Chromium, loopback, in turns. The peers prove nothing: their ends are open when their data channels are.',
});

printMeasured({
  title: 'Guest’s next page: start of its loading → may send again',
  unit: 'ms',
  ours: { name: 'Misete, by itself', values: navigations },
  peers,
  note: 'The peers do not come back by themselves: beside it stands their first connection, between pages that are loaded already.',
});
