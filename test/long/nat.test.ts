/**
 * Every kind of network with every other, with TURN and without, and a slow line. What was measured
 * goes into docs/NAT.md.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KIND_NAMES, expected } from '../support/nat/kinds.js';
import { call, outcomeOf } from '../support/nat/meeting.js';
import { kernel, natIsMissing } from '../support/nat/namespaces.js';
import { type Cell, measure, tableOf } from '../support/nat/table.js';
import { type World, openWorld } from '../support/nat/world.js';

const PAGE = fileURLToPath(new URL('../../docs/NAT.md', import.meta.url));

const missing = natIsMissing();
if (missing !== undefined) {
  console.log(`networks with NAT cannot be made, ${missing}: the tests of them did not run`);
}
const natTest = (title: string, check: () => Promise<void>): void => {
  if (missing === undefined) test(title, check);
  else test.skip(title, check);
};

let world: World;
if (missing === undefined) {
  test.before(async () => {
    world = await openWorld();
  });
  test.after(() => world.close());
}

/** Puts it in the place of what stands between these two marks of the page. */
const write = (mark: string, text: string): void => {
  const page = readFileSync(PAGE, 'utf8');
  const place = new RegExp(`(<!-- ${mark} -->\n).*?(<!-- end -->)`, 's');
  if (!place.test(page)) throw new Error(`docs/NAT.md has no place for ${mark}`);
  writeFileSync(
    PAGE,
    page.replace(place, (_, begin: string, end: string) => `${begin}\n${text}\n\n${end}`),
  );
};

/** Those that are not as they must be, each with what happened. */
const wrong = (cells: readonly Cell[], relay: boolean): string[] =>
  cells
    .filter(({ guest, host, outcome }) => outcome !== expected(guest, host, relay))
    .map(
      ({ guest, host, outcome }) =>
        `${KIND_NAMES[guest]} to ${KIND_NAMES[host]}: ${String(outcome)}, not ${expected(guest, host, relay)}`,
    );

natTest('[C7] with TURN every network meets every other, directly where it can', async () => {
  const cells = await measure(world, world.withTurn, 2);
  write('with TURN', tableOf(cells));
  assert.equal(wrong(cells, true), []);
});

natTest('[C7] without TURN six pairs meet; the others are told that there is no way', async () => {
  const cells = await measure(world, world.withoutTurn, 6);
  write('without TURN', tableOf(cells));
  assert.equal(wrong(cells, false), []);
});

/** A bad mobile line: 1 Mbit/s up, 200 ms there and back, of a hundred packets two lost. */
const SLOW = { delay: 100, loss: 2, up: 1000, down: 4000 };
const CAPTURES = 10;

for (const kind of ['cone', 'no-udp', 'tcp-443'] as const) {
  const way = expected(kind, 'cone', true);
  natTest(
    `[P2] over a slow line that loses packets, ${way} (${KIND_NAMES[kind]}), each capture arrives once`,
    async () => {
      const host = await world.seat('host', 'cone');
      const guest = await world.slowSeat('guest', kind, SLOW);
      const people = await call(world.withTurn, guest, host);
      try {
        assert.is(await outcomeOf(people), way);
        const ids = await people.host.captureIds();
        for (let sent = ids.length; sent < CAPTURES; sent += 1) {
          const id = await people.guest.send();
          await people.host.waitForCapture(id);
          assert.ok((await people.host.pictureBytes()).length > 0, 'whole');
          ids.push(id);
        }
        assert.equal((await people.host.captureIds()).sort(), ids.sort());
        const { up, down } = await guest.line.counts();
        assert.ok(up.lost > 0 && down.lost > 0, 'the line has lost some of it');
      } finally {
        await people.close();
      }
    },
  );
}

natTest('docs/NAT.md says what it was measured with', async () => {
  const { browser } = await world.seat('guest', 'open');
  write('measured with', `Chromium ${browser.version()} at both ends, on Linux ${kernel()}.`);
});

test.run();
