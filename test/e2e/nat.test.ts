/**
 * Two networks of the same kind, in real browsers behind real NAT: the diagonal of docs/NAT.md.
 * test/long has the whole table.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { KINDS, KIND_NAMES, type Kind, type Outcome, expected } from '../support/nat/kinds.js';
import { meeting } from '../support/nat/meeting.js';
import { natIsMissing } from '../support/nat/namespaces.js';
import { type Offer, type World, openWorld } from '../support/nat/world.js';

const missing = natIsMissing();
if (missing !== undefined) {
  console.log(`networks with NAT cannot be made, ${missing}: the tests of them did not run`);
}
const natTest = (title: string, check: () => Promise<void>): void => {
  if (missing === undefined) test(title, check);
  else test.skip(title, check);
};

/** The kind whose cell without TURN is tried, too. */
const WITHOUT_TURN: Kind = 'symmetric';

let world: World;
/** Begun first: it takes three tries of 15 s (C7), in which nothing is to be done. */
let without: Promise<Outcome>;

const meet = async (offer: Offer, kind: Kind): Promise<Outcome> =>
  meeting(offer, await world.seat('guest', kind), await world.seat('host', kind));

if (missing === undefined) {
  test.before(async () => {
    world = await openWorld();
    without = meet(world.withoutTurn, WITHOUT_TURN);
    // It is looked at by the last test.
    without.catch(() => undefined);
  });
  test.after(() => world.close());
}

for (const kind of KINDS) {
  const outcome = expected(kind, kind, true);
  natTest(`[C7] ${KIND_NAMES[kind]} at both ends: a capture arrives, ${outcome}`, async () => {
    assert.is(await meet(world.withTurn, kind), outcome);
    // Ten browsers at the same time are a lot of memory.
    if (kind === WITHOUT_TURN) return;
    for (const side of ['guest', 'host'] as const) {
      await (await world.seat(side, kind)).browser.close();
    }
  });
}

natTest(
  `[C7] ${KIND_NAMES[WITHOUT_TURN]} at both ends, and no TURN: both are told that there is no way`,
  async () => {
    assert.is(await without, 'impossible');
  },
);

test.run();
