/** What the documents of a tab leave to each other by the outbox, and go on with (P2). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Outbox, memoryOutbox } from '../../src/link/outbox.js';
import { GIVE_UP_MS } from '../../src/link/sender.js';
import { captureOf, pictureOf, settled } from '../support/captures.js';
import { fakeClock } from '../support/clock.js';
import { openLeg, setUp, at, idOf, moving, parked } from '../support/sending.js';

test('[P2] the next document of the tab goes on with what the last one left', async () => {
  const { outbox, session, id, leg } = await moving();
  leg.flush();
  const { sender } = setUp(outbox, session);
  const next = openLeg();
  sender.attach(next.wire);
  await sender.resume();
  await settled();
  next.flush();
  assert.equal(next.said, leg.said);
  assert.is(idOf(sender.state), id);
  sender.receive({ type: 'capture.receipt', id });
  await settled();
  assert.is(await outbox.get(), undefined, 'nothing is left for a third document');
});

test('[P2] what was given up stays given up in the next document', async () => {
  const { outbox, session, sender: last, id } = await moving();
  last.giveUp();
  await settled();
  const { sender } = setUp(outbox, session);
  await sender.resume();
  const next = openLeg();
  sender.attach(next.wire);
  next.flush();
  assert.equal(next.said, [{ type: 'capture.withdraw', id }]);
  sender.receive({ type: 'capture.withdrawn', id });
  await settled();
  assert.is(await outbox.get(), undefined);
});

test('[P2] the next document keeps to the ten minutes since the tap', async () => {
  const { outbox, session, clock: last } = await moving();
  const { sender, clock } = setUp(outbox, session, fakeClock(last.now() + GIVE_UP_MS + 1));
  await sender.resume();
  await settled();
  const next = openLeg();
  sender.attach(next.wire);
  clock.advance(0);
  next.flush();
  assert.is(next.said.at(-1)?.type, 'capture.withdraw');
});

test('[P2] it does not fail before it is out of the outbox', async () => {
  let dropNow: () => void = () => undefined;
  const outbox: Outbox = {
    ...memoryOutbox(),
    drop: () =>
      new Promise((resolve) => {
        dropNow = resolve;
      }),
  };
  const { sender } = setUp(outbox);
  sender.send(captureOf(pictureOf(10)));
  await settled();
  sender.giveUp();
  await settled();
  assert.is(at(sender.state), 'sending');
  dropNow();
  await settled();
  assert.is(at(sender.state), 'failed');
});

test('an outbox that refuses everything costs only the carrying over', async () => {
  const refuse = () => Promise.reject(new Error('no storage here'));
  const { sender } = setUp({
    put: refuse,
    get: refuse,
    drop: refuse,
    lost: refuse,
    leave: () => undefined,
  });
  const leg = openLeg();
  sender.attach(leg.wire);
  await sender.resume();
  sender.send(captureOf(pictureOf(10)));
  await settled();
  sender.receive({ type: 'capture.refused', id: idOf(sender.state), reason: 'not-stored' });
  await settled();
  assert.is(at(sender.state), 'failed');
  sender.sendAgain();
  await settled();
  sender.receive({ type: 'capture.receipt', id: idOf(sender.state) });
  assert.is(at(sender.state), 'sent');
});

test('a call that ends while the outbox is read leaves nothing to go on with', async () => {
  const { outbox, session } = await moving();
  const { sender } = setUp(outbox, session);
  const reading = sender.resume();
  sender.callEnded();
  await reading;
  await settled();
  assert.equal(sender.state, { at: 'idle' });
  assert.is(await outbox.get(), undefined);
});

// The guest tapped again on the next page before its script had read the outbox: the second picture
// took the first one's place there, and nobody said a word of the first.
test('[P2] a tap while the outbox is read takes nothing away: what was in it goes next', async () => {
  const { outbox, session, id: first } = await moving();
  const { sender, clock } = setUp(outbox, session);
  const reading = sender.resume();
  sender.send(captureOf(pictureOf(10, 2)));
  const second = idOf(sender.state);
  await reading;
  await settled();
  sender.attach(openLeg().wire);
  sender.receive({ type: 'capture.receipt', id: second });
  assert.equal(sender.state, { at: 'sent', id: second }, 'the guest reads of each');
  clock.advance(5_000);
  await settled();
  assert.is(idOf(sender.state), first);
  sender.receive({ type: 'capture.receipt', id: first });
  assert.equal(sender.state, { at: 'sent', id: first });
});

test('[P2] a document that comes back goes on with its capture', async () => {
  const { sender, id } = await parked();
  const next = openLeg();
  sender.attach(next.wire);
  next.flush();
  assert.equal(next.said, [], 'not before it has looked into the outbox');
  sender.back();
  await settled();
  next.flush();
  assert.equal(
    next.said.map(({ type }) => type),
    ['capture.begin'],
  );
  sender.receive({ type: 'capture.receipt', id });
  assert.equal(sender.state, { at: 'sent', id });
});

test('[P2] what another document has brought to its end is not sent by one that comes back', async () => {
  const { sender, outbox, session } = await parked();
  const other = setUp(outbox, session).sender;
  await other.resume();
  await settled();
  const leg = openLeg();
  other.attach(leg.wire);
  other.giveUp();
  other.receive({ type: 'capture.withdrawn', id: idOf(other.state) });
  await settled();
  assert.is(at(other.state), 'failed');

  sender.back();
  await settled();
  const next = openLeg();
  sender.attach(next.wire);
  next.flush();
  assert.equal(next.said, []);
  assert.is(at(sender.state), 'idle');
});

// The guest tapped on the second page and went back to the first one, which the browser had kept: it
// did not look into the outbox, and the picture waited there until it was wiped.
test('[P2] a page that the guest goes back to carries on what the other one has left', async () => {
  const first = await moving();
  first.sender.receive({ type: 'capture.receipt', id: first.id });
  first.sender.leave();
  const second = setUp(first.outbox, first.session).sender;
  second.send(captureOf(pictureOf(10, 2)));
  await settled();
  const id = idOf(second.state);
  second.leave();
  first.sender.back();
  await settled();
  assert.is(idOf(first.sender.state), id);
});

// The phone had just started, and its database did not answer in three seconds: what the page before
// had left was never looked for again.
test('[P2] an outbox that does not answer at once is read again', async () => {
  const { outbox, session, id } = await moving();
  let isSlow = true;
  const get = () => (isSlow ? Promise.reject(new Error('too slow')) : outbox.get());
  const { sender, clock } = setUp({ ...outbox, get }, session);
  await sender.resume();
  assert.equal(sender.state, { at: 'idle' });
  isSlow = false;
  clock.advance(5_000);
  await settled();
  assert.is(idOf(sender.state), id);
});

// The database did not answer in time when the page was back: the capture stood at «sending» for ever.
test('[P2] where the outbox cannot be read any more, a page that is back asks the host', async () => {
  const memory = memoryOutbox();
  let isBroken = false;
  const get = () => (isBroken ? Promise.reject(new Error('it hangs')) : memory.get());
  const { sender } = setUp({ ...memory, get });
  sender.send(captureOf(pictureOf(10)));
  await settled();
  const id = idOf(sender.state);
  sender.leave();
  isBroken = true;
  sender.back();
  await settled();
  const leg = openLeg();
  sender.attach(leg.wire);
  leg.flush();
  assert.equal(leg.said, [{ type: 'capture.withdraw', id }]);
});

test('[P2] one that is back before its capture was measured has nothing in the outbox, and goes on', async () => {
  const { sender } = setUp();
  sender.send(captureOf(pictureOf(10)));
  sender.leave();
  await settled();
  sender.back();
  await settled();
  const leg = openLeg();
  sender.attach(leg.wire);
  leg.flush();
  assert.equal(
    leg.said.map(({ type }) => type),
    ['capture.begin'],
  );
});

test.run();
