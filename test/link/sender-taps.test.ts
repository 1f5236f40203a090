/** A tap from its first instant on, also where nothing else of it is left (P2). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryOutbox } from '../../src/link/outbox.js';
import { createSender } from '../../src/link/sender.js';
import { captureOf, pictureOf, promptDigest, settled } from '../support/captures.js';
import { fakeClock } from '../support/clock.js';
import { memoryKeep, tapsIn } from '../support/keep.js';
import { seededRandom } from '../support/random.js';
import { openLeg, setUp, at, idOf, moving, parked } from '../support/sending.js';

// The guest tapped, and in the same instant the page went: its picture was not in the outbox yet, and
// no page ever said a word of it.
test('[P2] a tap of which nothing but itself is left is withdrawn, and its loss told', async () => {
  const nothing = () => Promise.resolve();
  const { session } = setUp();
  const gone = setUp({ ...memoryOutbox(), put: nothing }, session).sender;
  gone.send(captureOf(pictureOf(10)));
  const id = idOf(gone.state);
  gone.leave();

  const { sender } = setUp(memoryOutbox(), session);
  await sender.resume();
  assert.is(at(sender.state), 'sending', 'nobody knows yet whether it was stored');
  const leg = openLeg();
  sender.attach(leg.wire);
  leg.flush();
  assert.equal(leg.said, [{ type: 'capture.withdraw', id }]);
  sender.receive({ type: 'capture.withdrawn', id });
  await settled();
  assert.equal(sender.state, { at: 'failed', id, reason: 'page-closed' });

  const third = setUp(memoryOutbox(), session).sender;
  await third.resume();
  assert.is(at(third.state), 'idle', 'it is told once');
});

test('[P2] one that was stored before its page went reads as sent on the next', async () => {
  const { session, id } = await moving();
  const { sender } = setUp(memoryOutbox(), session);
  await sender.resume();
  sender.attach(openLeg().wire);
  sender.receive({ type: 'capture.receipt', id });
  assert.equal(sender.state, { at: 'sent', id });
});

// It takes a phone a second to draw a picture of its page; a link that was tapped meanwhile took the
// page away, and the guest waited for a picture that never was.
test('[P2] a page that goes while its picture is taken: the next one says so', async () => {
  const { sender: gone, session } = setUp();
  gone.tapped();
  gone.leave();
  const { sender } = setUp(memoryOutbox(), session);
  await sender.resume();
  sender.attach(openLeg().wire);
  sender.receive({ type: 'capture.withdrawn', id: idOf(sender.state) });
  await settled();
  assert.is(sender.state.at === 'failed' && sender.state.reason, 'page-closed');
  gone.back();
  await settled();
  assert.not(gone.send(captureOf(pictureOf(10))), 'what was called lost does not come after all');
});

test('[P2] of a picture that could not be taken the next page says nothing', async () => {
  const { sender: gone, session } = setUp();
  gone.tapped();
  gone.missed();
  const { sender } = setUp(memoryOutbox(), session);
  await sender.resume();
  assert.is(at(sender.state), 'idle');
});

test('[P2] the tap’s id is the capture’s, and is over with it', async () => {
  const { sender, session } = setUp();
  sender.tapped();
  const [id] = tapsIn(session).left();
  sender.send(captureOf(pictureOf(10)));
  assert.is(idOf(sender.state), id);
  sender.attach(openLeg().wire);
  await settled();
  sender.receive({ type: 'capture.receipt', id: id ?? '' });
  assert.equal(tapsIn(session).left(), []);
});

// A tab was copied, and the first one closed in the same second: the copy took over what it had left, but
// the host listened to the newer leg of the first, and the guest read for ever that it was being sent.
test('[P2] what the host does not answer is asked over a new leg', async () => {
  let renewed = 0;
  const clock = fakeClock();
  const sender = createSender({
    clock,
    random: seededRandom(),
    digest: promptDigest,
    taps: tapsIn(memoryKeep()),
    unanswered: () => (renewed += 1),
  });
  sender.attach(openLeg().wire);
  sender.send(captureOf(pictureOf(10)));
  await settled();
  clock.advance(19_000);
  assert.is(renewed, 0);
  clock.advance(1_000);
  assert.is(renewed, 1);
  const id = idOf(sender.state);
  sender.attach(openLeg().wire);
  sender.receive({ type: 'capture.have', id, bytes: 0 });
  clock.advance(60_000);
  assert.is(renewed, 1, 'frames may take their time');
});

// The database refused to take out what had failed: the next page sent it after all.
test('[P2] what was told the end of is not carried on, even where it stands in the outbox', async () => {
  const { outbox, session, sender: gone, id } = await moving();
  const refusing = { ...outbox, drop: () => Promise.reject(new Error('it hangs')) };
  const last = setUp(refusing, session).sender;
  await last.resume();
  await settled();
  last.attach(openLeg().wire);
  last.receive({ type: 'capture.refused', id, reason: 'not-stored' });
  await settled();
  assert.is(at(last.state), 'failed');
  gone.leave();
  const { sender } = setUp(outbox, session);
  await sender.resume();
  assert.is(at(sender.state), 'idle');
  assert.is(await outbox.get(), undefined);
});

// The outbox was slow, and answered while the picture of the next tap was being taken: what it had was
// taken up, the picture had nowhere to go, and the guest read «sent» of the other one.
test('[P2] while a picture is being taken nothing else is taken up', async () => {
  const { outbox, session, id: first } = await moving();
  const { sender, clock } = setUp(outbox, session);
  sender.tapped();
  await sender.resume();
  await settled();
  assert.is(at(sender.state), 'idle');
  assert.ok(sender.send(captureOf(pictureOf(10, 2))));
  const second = idOf(sender.state);
  assert.is.not(second, first);
  sender.attach(openLeg().wire);
  await settled();
  sender.receive({ type: 'capture.receipt', id: second });
  clock.advance(5_000);
  assert.is(idOf(sender.state), first);
});

test('[P2] a picture that could not be taken leaves the way to what was left before', async () => {
  const { outbox, session, id } = await moving();
  const { sender } = setUp(outbox, session);
  sender.tapped();
  await sender.resume();
  sender.missed();
  assert.is(idOf(sender.state), id);
});

test('[P2] a page that is left amid the taking of its picture, and is back, sends it', async () => {
  const { sender, session } = setUp();
  sender.tapped();
  const [id] = tapsIn(session).left();
  sender.leave();
  sender.back();
  await settled();
  assert.is(at(sender.state), 'idle', 'it is no other page’s tap');
  assert.ok(sender.send(captureOf(pictureOf(10))));
  assert.is(idOf(sender.state), id);
});

// The guest went back twice in a row: the first page was left again before the outbox had answered, went
// on all the same, and sent what the next page had called lost by then.
test('[P2] what a page has asked the outbox before it was left again counts for nothing', async () => {
  const { sender, outbox, session, id } = await parked();
  sender.back();
  sender.leave();
  await settled();
  const next = setUp(outbox, session).sender;
  await next.resume();
  await settled();
  next.attach(openLeg().wire);
  next.giveUp();
  next.receive({ type: 'capture.withdrawn', id });
  await settled();
  assert.is(at(next.state), 'failed');
  next.leave();
  sender.back();
  await settled();
  assert.is(at(sender.state), 'idle');
});

// A page of another tab had taken out what this one had left, and said that it was lost; the browser had
// kept this one, and it was sent after all when the guest came back to it.
test('[P2] what is in the outbox no more is not sent by the page that had put it there', async () => {
  const { sender, outbox, id } = await parked();
  await outbox.drop();
  const leg = openLeg();
  sender.attach(leg.wire);
  sender.back();
  await settled();
  leg.flush();
  assert.equal(leg.said, [{ type: 'capture.withdraw', id }]);
});

// Sent again, the capture was not in the outbox yet when the page was left. That it had stood there before
// made the page, once it was back, call it lost.
test('[P2] what is sent again, and left before it is in the outbox, goes on', async () => {
  const { sender, id } = await moving();
  sender.receive({ type: 'capture.refused', id, reason: 'not-stored' });
  await settled();
  sender.detach();
  sender.sendAgain();
  sender.leave();
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

// A page was left while its database did not answer: the question that was put off for five seconds was
// asked all the same, by a page that nobody saw any more.
test('[P2] what is put off is not done by a page that has been left', async () => {
  const memory = memoryOutbox();
  let asked = 0;
  const get = () => {
    asked += 1;
    return Promise.reject(new Error('too slow'));
  };
  const { sender, clock } = setUp({ ...memory, get });
  await sender.resume();
  sender.leave();
  clock.advance(60_000);
  await settled();
  assert.is(asked, 1);
});

// While the page was away its tab turned out to be the copy: the other one has its capture, and tells.
test('[P2] what a copied tab had been tapped for before it was left is the other’s', async () => {
  const { sender, taps } = setUp();
  sender.send(captureOf(pictureOf(10)));
  sender.leave();
  taps.disown();
  sender.back();
  await settled();
  assert.is(at(sender.state), 'idle');
});

test('[P2] a picture that is being taken when its call ends is not sent in the next one', async () => {
  // The page was put away amid the taking, and came back into a call with another host.
  const { sender } = setUp();
  sender.tapped();
  sender.callEnded();
  sender.callBegun();
  assert.not(sender.send(captureOf(pictureOf(10))));
  assert.is(at(sender.state), 'idle');
  sender.tapped();
  assert.ok(sender.send(captureOf(pictureOf(10))), 'the next tap is for the next call');
  await settled();
});

test('of a call before nothing is shown in the next', () => {
  const { sender } = setUp();
  sender.send(captureOf(pictureOf(10)));
  sender.callEnded();
  assert.is(at(sender.state), 'failed');
  sender.callBegun();
  assert.is(at(sender.state), 'idle');
});

test.run();
