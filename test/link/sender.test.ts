/** The guest’s side of a capture in one document: begun, moved on, given up, sent (P2, W4). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { GIVE_UP_MS } from '../../src/link/sender.js';
import { CAPTURE_BYTES } from '../../src/protocol/index.js';
import { captureId, captureOf, infoOf, pictureOf, settled } from '../support/captures.js';
import { openLeg, setUp, at, idOf, moving } from '../support/sending.js';

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

test.run();
