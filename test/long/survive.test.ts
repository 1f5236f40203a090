/** Every event of C2 at every moment of a call, in real browsers. Writes docs/SURVIVAL.md. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import { markdown } from '../../bench/support/table.js';
import { EVENTS } from '../survive/events.js';
import { MOMENTS } from '../survive/moments.js';
import { type Survived, needsCables, survive } from '../survive/survive.js';
import { canCable } from '../support/cable.js';
import { type Survival, openSurvival } from '../support/survival.js';

const FILE = fileURLToPath(new URL('../../docs/SURVIVAL.md', import.meta.url));
const cables = canCable();
const outcomes = new Map<string, Survived | 'failed'>();
const keyOf = (event: string, moment: string): string => `${event}; ${moment}`;
/** Parts of names, to run fewer: nothing is written then. */
const only = process.env['SURVIVE_ONLY'];

let survival: Survival;
test.before(async () => {
  survival = await openSurvival();
});
test.after(async () => {
  await survival.close();
  if (only === undefined && cables) writeFileSync(FILE, page());
});

for (const event of Object.keys(EVENTS)) {
  for (const moment of Object.keys(MOMENTS)) {
    const name = keyOf(event, moment);
    if (only !== undefined && !name.includes(only)) continue;
    const check = async (): Promise<void> => {
      outcomes.set(name, 'failed');
      const survived = await survive(survival, event, moment);
      outcomes.set(name, survived);
      console.log(`${name}: ${shown(survived)} ${survived.again.join(', ')}`);
    };
    const title = `[C2] [C6] [C8] [P2] ${name}`;
    if (cables || !needsCables(event, moment)) test(title, check);
    else test.skip(title, check);
  }
}
if (!cables)
  console.log('Networks can be made by root on Linux alone: tests that cut them did not run');

const shown = (survived: Survived | 'failed' | undefined): string => {
  if (survived === undefined) return 'did not run';
  if (survived === 'failed') return 'failed';
  const { recovery, again, truth } = survived;
  const seen = truth === undefined ? '' : ` (seen after ${(truth / 1000).toFixed(1)} s)`;
  return `${(recovery / 1000).toFixed(1)} s${again.length > 0 ? ' *' : ''}${seen}`;
};

const page = (): string => {
  const moments = Object.keys(MOMENTS);
  const rows = Object.keys(EVENTS).map((event) => [
    event,
    ...moments.map((moment) => shown(outcomes.get(keyOf(event, moment)))),
  ]);
  const again = [...outcomes].flatMap(([name, survived]) =>
    survived === 'failed' ? [] : survived.again.map((what) => `- ${name}: ${what}.`),
  );
  return `# What a call survives

Written by \`npm run test:long\`: real Chromium at both ends, each in a network namespace of its own, and a service that is killed and started again on its port and its data folder. A figure is the time from the end of the cause (the network is back, the page begins to load, the service is ready) until what was begun had come to its end: both sides read that they are connected, and what was under way has arrived («in the call»: a capture that was tapped then). In brackets: how long both sides went without knowing, from the beginning of the cause (at most 7 s, C8). After each case the guest goes to another page, which joins by itself, and sends a capture; the host must have everything once.

${markdown([['', ...moments], ...rows])}

«Amid a send»: half a megabyte of noise over 1.5 Mbit/s, while its frames are on the way. Headless Chromium takes every page for seen, so that a page is hidden is played to it; its sleep is real (SIGSTOP). A discarded page is one whose renderer crashed and whose tab gets a new one with the same sessionStorage.

## When people must do something again (*)

${again.length > 0 ? again.join('\n') : 'Never.'}

And, of other tests: a page that goes before its picture is in the outbox says on the next one that it was not sent (\`test/e2e/outbox\`); a page that the host has sent (H2), and that is opened while the service knows nothing of the call, reads that the hand-off is over (\`test/link/hand-off-calls\`).
`;
};

test.run();
