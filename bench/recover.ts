/** From what goes wrong in a call until a capture that is tapped as soon as possible has arrived. */
import { both, openSurvival, type Call } from '../test/support/survival.js';
import { EVENTS } from '../test/survive/events.js';
import { launchChromium } from '../test/support/browsers.js';
import { closing } from './support/closing.js';
import { runs } from './support/runs.js';
import { openReferences } from './support/stacks.js';
import { printMeasured } from './support/table.js';

/**
 * What is measured, and how often at most: those that take long are measured less, and a call keeps
 * 100 captures (P8).
 */
const MEASURED: Readonly<Record<string, number>> = {
  'guest: reload': 20,
  'guest: back and forward': 20,
  'guest: another address': 5,
  'guest: no network for 5 s': 5,
  'guest: nothing gets through for 10 s': 3,
  'host: reload': 20,
  'service: SIGKILL, started again': 5,
  'host reload and service SIGKILL at once': 5,
};

const times = new Map<string, number[]>();
const references = { simplePeer: [] as number[], peerJs: [] as number[] };

await closing(async (keep) => {
  const survival = keep(await openSurvival());
  const call: Call = await survival.meet();
  await call.host.startCall(await call.guest.askForCallNumber());
  await both(call);
  const hasCables = survival.street.guest.cable !== undefined;
  for (const [name, most] of Object.entries(MEASURED)) {
    const event = EVENTS[name];
    if (event === undefined || (event.cable === true && !hasCables)) continue;
    const values: number[] = [];
    for (const counts of runs()) {
      if (values.length >= most) break;
      await event.happen(call, true);
      const from = performance.now();
      await both(call);
      await call.host.waitForCapture(await call.guest.send());
      if (counts) values.push(performance.now() - from);
    }
    times.set(name, values);
  }
  await call.close();

  // They do not come back by themselves: a page of theirs that was loaded anew is met by hand.
  const browser = keep(await launchChromium());
  const { simplePeer, peerJs } = keep(await openReferences(browser));
  for (const counts of runs()) {
    for (const [name, stack] of Object.entries({ simplePeer, peerJs })) {
      await stack.meet('/form.html');
      const time = await stack.connect();
      if (counts) references[name as keyof typeof references].push(time);
      await stack.part();
    }
  }
});

const peers = [
  { name: 'simple-peer, connected once more by hand', values: references.simplePeer },
  { name: 'PeerJS, connected once more by hand', values: references.peerJs },
];
for (const [name, values] of times) {
  printMeasured({
    title: `Recovery: ${name}`,
    unit: 'ms',
    ours: { name: 'Misete, by itself', values },
    peers: name === 'guest: reload' || name === 'host: reload' ? peers : [],
    note: 'From the end of the cause until both sides read that they are connected, and a capture that was tapped then has arrived; the others: until their channel is open again. As tests see it from outside.',
  });
}
