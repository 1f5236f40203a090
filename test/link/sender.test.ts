import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Outbox, memoryOutbox } from '../../src/link/outbox.js';
import { GIVE_UP_MS, createSender } from '../../src/link/sender.js';
import type { SendingState } from '../../src/link/types.js';
import {
  CAPTURE_BYTES,
  type GuestToHost,
  parseGuestToHost,
  readFrame,
} from '../../src/protocol/index.js';
import {
  captureId,
  captureOf,
  infoOf,
  pictureOf,
  promptDigest,
  settled,
} from '../support/captures.js';
import { memoryKeep, tapsIn } from '../support/keep.js';
import { fakeClock } from '../support/clock.js';
import { type Lane, createLane } from '../support/lane.js';
import { seededRandom } from '../support/random.js';

/** A leg as the guest sees it, whose other end writes down what comes. */
const openLeg = () => {
  const said: GuestToHost[] = [];
  const frames: { position: number; length: number }[] = [];
  const wire: Lane<GuestToHost> = createLane({
    text: (json) => {
      const parsed = parseGuestToHost(json);
      assert.ok(parsed.ok, 'the host can read it');
      said.push(parsed.message);
    },
    frame: (data) => {
      const frame = readFrame(data);
      assert.ok(frame);
      frames.push({ position: frame.position, length: frame.bytes.length });
    },
  });
  const flush = () => {
    wire.leave();
    wire.arrive();
  };
  return { wire, said, frames, flush };
};

let documents = 0;

/** A document of a tab: what it leaves to the next one stands in the outbox and the tab's storage. */
const setUp = (outbox: Outbox = memoryOutbox(), session = memoryKeep(), clock = fakeClock()) => {
  const taps = tapsIn(session);
  documents += 1;
  const sender = createSender({
    clock,
    random: seededRandom(documents),
    digest: promptDigest,
    outbox,
    taps,
  });
  return { clock, sender, outbox, session, taps };
};

const at = (state: SendingState) => state.at;
const idOf = (state: SendingState): string => {
  assert.is.not(state.at, 'idle');
  return state.at === 'idle' ? '' : state.id;
};

/** A sender in the middle of its frames. */
const moving = async (bytes = 40_000) => {
  const rig = setUp();
  const leg = openLeg();
  rig.sender.attach(leg.wire);
  rig.sender.send(captureOf(pictureOf(bytes)));
  await settled();
  const id = idOf(rig.sender.state);
  rig.sender.receive({ type: 'capture.have', id, bytes: 0 });
  return { ...rig, leg, id };
};

test('[P2] a capture is begun with a random 128-bit id and the SHA-256 of its picture', async () => {
  const { sender } = setUp();
  const leg = openLeg();
  sender.attach(leg.wire);
  const picture = pictureOf(5000);
  assert.ok(sender.send(captureOf(picture)));
  await settled();
  leg.flush();
  const id = idOf(sender.state);
  assert.equal(leg.said, [{ type: 'capture.begin', ...infoOf('x', picture), id }]);
  assert.is(leg.wire.frames, 0, 'no frame goes before the host said where it stands');
});

test('[P2] frames go on from where the host stands, by its word alone', async () => {
  const { sender } = setUp();
  const leg = openLeg();
  sender.attach(leg.wire);
  sender.send(captureOf(pictureOf(50_000)));
  await settled();
  const id = idOf(sender.state);
  sender.receive({ type: 'capture.have', id, bytes: 20_000 });
  leg.flush();
  assert.equal(leg.frames, [
    { position: 20_000, length: 16_380 },
    { position: 36_380, length: 13_620 },
  ]);
});

test('[P2] over the next leg it begins again and goes on, also from less than was sent', async () => {
  const { sender, leg, id } = await moving();
  leg.flush();
  sender.detach();
  assert.equal(sender.state, { at: 'sending', id, sent: 40_000, bytes: 40_000, waiting: true });

  const next = openLeg();
  sender.attach(next.wire);
  next.flush();
  assert.is(next.said[0]?.type, 'capture.begin');
  assert.equal(next.frames, []);
  sender.receive({ type: 'capture.have', id, bytes: 16_380 });
  assert.equal(sender.state, { at: 'sending', id, sent: 16_380, bytes: 40_000, waiting: false });
  next.flush();
  assert.is(next.frames[0]?.position, 16_380);
  assert.is(leg.wire.waiting, 0, 'nothing waits for the leg that is lost');
});

test('[P2] it is sent only when the receipt comes', async () => {
  const { sender, leg, id } = await moving();
  leg.flush();
  assert.is(at(sender.state), 'sending');
  sender.receive({ type: 'capture.receipt', id: captureId('another') });
  assert.is(at(sender.state), 'sending', 'a receipt of another capture says nothing');
  sender.receive({ type: 'capture.receipt', id });
  assert.equal(sender.state, { at: 'sent', id });
});

test('[P2] a capture tapped without a leg waits for one', async () => {
  const { sender } = setUp();
  sender.send(captureOf(pictureOf(10)));
  await settled();
  const { state } = sender;
  assert.ok(state.at === 'sending' && state.waiting);
  const leg = openLeg();
  sender.attach(leg.wire);
  leg.flush();
  assert.is(leg.said[0]?.type, 'capture.begin');
});

test('a second capture is not taken while one is under way', async () => {
  const { sender, id } = await moving();
  assert.is(sender.send(captureOf(pictureOf(10))), false);
  assert.is(idOf(sender.state), id);
  sender.receive({ type: 'capture.receipt', id });
  assert.is(sender.send(captureOf(pictureOf(10))), true);
  assert.is.not(idOf(sender.state), id);
});

test('[P2] given up, it fails only when the host has withdrawn it, and stops at once', async () => {
  const { sender, leg, id } = await moving(2_000_000);
  const sent = leg.wire.frames;
  sender.giveUp();
  leg.flush();
  assert.equal(leg.said.at(-1), { type: 'capture.withdraw', id });
  assert.is(leg.wire.frames, sent, 'no frame follows');
  await settled();
  assert.is(at(sender.state), 'sending');
  sender.receive({ type: 'capture.withdrawn', id });
  await settled();
  assert.equal(sender.state, { at: 'failed', id, reason: 'given-up' });
});

test('[P2] given up too late, the receipt tells the truth', async () => {
  const { sender, leg, id } = await moving();
  sender.giveUp();
  leg.flush();
  sender.receive({ type: 'capture.receipt', id });
  assert.equal(sender.state, { at: 'sent', id });
});

test('[P2] a withdrawal that found no leg, or lost it, is said over the next one', async () => {
  const { sender, id } = await moving();
  sender.detach();
  sender.giveUp();
  assert.is(at(sender.state), 'sending');
  for (const leg of [openLeg(), openLeg()]) {
    sender.attach(leg.wire);
    leg.flush();
    assert.equal(leg.said, [{ type: 'capture.withdraw', id }]);
    sender.detach();
  }
});

test('[P2] what no host ever heard of is withdrawn at once', async () => {
  const { sender } = setUp();
  sender.send(captureOf(pictureOf(10)));
  await settled();
  sender.giveUp();
  await settled();
  assert.is(at(sender.state), 'failed');
});

test('[P2] a refusal while the withdrawal is on its way gives the reason, not the answer', async () => {
  const { sender, id } = await moving();
  sender.giveUp();
  sender.receive({ type: 'capture.refused', id, reason: 'not-stored' });
  await settled();
  assert.is(at(sender.state), 'sending');
  sender.receive({ type: 'capture.withdrawn', id });
  await settled();
  assert.equal(sender.state, { at: 'failed', id, reason: 'not-stored' });
});

test('[P2] ten minutes after the tap it gives up by itself', async () => {
  const { clock, leg, id } = await moving();
  clock.advance(GIVE_UP_MS - 1);
  leg.flush();
  assert.is(leg.said.length, 1);
  clock.advance(1);
  leg.flush();
  assert.equal(leg.said.at(-1), { type: 'capture.withdraw', id });
});

test('[P2] sent again it has the same id, hash and picture, and ten minutes of its own', async () => {
  const { sender, clock, leg, id } = await moving();
  clock.advance(GIVE_UP_MS - 1);
  sender.receive({ type: 'capture.refused', id, reason: 'not-stored' });
  await settled();
  assert.equal(sender.state, { at: 'failed', id, reason: 'not-stored' });
  sender.sendAgain();
  await settled();
  clock.advance(GIVE_UP_MS - 1);
  leg.flush();
  assert.is(leg.said.length, 2);
  assert.equal(leg.said[1], leg.said[0]);
  clock.advance(1);
  leg.flush();
  assert.equal(leg.said[2], { type: 'capture.withdraw', id });
});

test('no timer is left behind by a capture that was sent, failed, or lost its call', async () => {
  const sent = await moving();
  sent.sender.receive({ type: 'capture.receipt', id: sent.id });
  assert.is(sent.clock.pending(), 0);
  const failed = await moving();
  failed.sender.receive({ type: 'capture.refused', id: failed.id, reason: 'damaged' });
  assert.is(failed.clock.pending(), 0);
  const ended = await moving();
  ended.sender.callEnded();
  assert.is(ended.clock.pending(), 0);
});

// The host had stored it, and the receipt was on its way when the guest heard of the end: it read
// 送信できませんでした of a picture that the host was looking at.
test('[P2] the end of the call says nothing of a capture that the host has heard of', async () => {
  const { sender, outbox } = await moving();
  sender.callEnded();
  assert.equal(sender.state, { at: 'idle' });
  await settled();
  assert.is(await outbox.get(), undefined);
});

test('the end of the call fails what no host has heard of, and it cannot be sent again', async () => {
  const { sender, outbox } = setUp();
  sender.send(captureOf(pictureOf(10)));
  await settled();
  const id = idOf(sender.state);
  sender.callEnded();
  assert.equal(sender.state, { at: 'failed', id, reason: 'call-ended' });
  sender.sendAgain();
  assert.is(at(sender.state), 'failed');
  await settled();
  assert.is(await outbox.get(), undefined);
});

test('the end of the call forgets what was sent or failed before', async () => {
  const sent = await moving();
  sent.sender.receive({ type: 'capture.receipt', id: sent.id });
  sent.sender.callEnded();
  assert.equal(sent.sender.state, { at: 'idle' });
  const failed = await moving();
  failed.sender.receive({ type: 'capture.refused', id: failed.id, reason: 'damaged' });
  await settled();
  failed.sender.callEnded();
  assert.equal(failed.sender.state, { at: 'idle' });
});

test('[P8] a picture over 8 MiB fails as too large without a begin', async () => {
  const { sender } = setUp();
  const leg = openLeg();
  sender.attach(leg.wire);
  sender.send(captureOf(new Uint8Array(CAPTURE_BYTES + 1)));
  await settled();
  leg.flush();
  const id = idOf(sender.state);
  assert.equal(sender.state, { at: 'failed', id, reason: 'too-large' });
  assert.equal(leg.said, []);
});

test('[P8] a picture that no host would take fails as damaged without a begin', async () => {
  const { sender } = setUp();
  const leg = openLeg();
  sender.attach(leg.wire);
  const empty = captureOf(pictureOf(0));
  const script = captureOf(pictureOf(10), {}, 'image/svg+xml');
  const flat = captureOf(pictureOf(10), { height: 0 });
  for (const capture of [empty, script, flat]) {
    assert.ok(sender.send(capture));
    await settled();
    const { state } = sender;
    assert.ok(state.at === 'failed' && state.reason === 'damaged');
  }
  leg.flush();
  assert.equal(leg.said, []);
});

test('[W4] progress is what has left the browser, and never goes back on a leg', async () => {
  const { sender, leg, id } = await moving(1_000_000);
  const progress = () => (sender.state.at === 'sending' ? sender.state.sent : -1);
  const seen: number[] = [progress()];
  sender.watch(() => seen.push(progress()));
  assert.is(seen[0], 0, 'what only fills the buffer is no progress');
  for (let step = 0; step < 100; step += 1) leg.wire.leave(1);
  assert.equal(
    seen,
    [...seen].sort((a, b) => a - b),
  );
  assert.ok(new Set(seen).size > 3);
  assert.is(progress(), 1_000_000);
  sender.receive({ type: 'capture.receipt', id });
});

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

/** A document that has a capture on its way and goes away, as on a navigation. */
const parked = async () => {
  const before = await moving();
  before.sender.detach();
  before.sender.leave();
  await settled();
  return before;
};

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

test('of a call before nothing is shown in the next', () => {
  const { sender } = setUp();
  sender.send(captureOf(pictureOf(10)));
  sender.callEnded();
  assert.is(at(sender.state), 'failed');
  sender.callBegun();
  assert.is(at(sender.state), 'idle');
});

test.run();
