/** A data channel as browsers have it, with what they have done wrong. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WATER_MARKS, createFlow } from '../../src/link/flow.js';
import { legChannel } from '../../src/link/leg-channel.js';
import { FakeChannel } from '../support/fake-peer.js';

const FRAME = 16 * 1024;
const FRAMES = 40;

/** A channel that keeps what is sent until it is drained, and a flow of forty frames over it. */
const flowing = () => {
  const fake = new FakeChannel('misete');
  fake.open();
  fake.congested = true;
  const channel = legChannel(fake as unknown as RTCDataChannel);
  let [given, moves] = [0, 0];
  createFlow(channel).run(
    () => (given === FRAMES ? undefined : ((given += 1), new Uint8Array(FRAME))),
    () => (moves += 1),
  );
  return { fake, channel, given: () => given, moves: () => moves };
};

/** Empties the buffer without a word, as it did where another thread was faster than the event. */
const drainSilently = (fake: FakeChannel): void => {
  const threshold = fake.bufferedAmountLowThreshold;
  fake.bufferedAmountLowThreshold = -1;
  fake.drain();
  fake.bufferedAmountLowThreshold = threshold;
};

// Browsers have lost this event where another thread emptied the buffer (webrtc/samples #1432): a
// capture would stand still at 256 KiB for ever, over a leg that is well.
test('[W4] where the browser forgets to say that there is room, the next heartbeat finds out', () => {
  const { fake, channel, given } = flowing();
  assert.is(given() * FRAME, WATER_MARKS.high);
  drainSilently(fake);
  assert.is(given() * FRAME, WATER_MARKS.high, 'nobody said anything');
  while (given() < FRAMES) {
    channel.moved();
    drainSilently(fake);
  }
  assert.is(fake.sent.length, FRAMES);
});

test('[W4] where the event comes, the heartbeat adds nothing', () => {
  const { fake, channel, given, moves } = flowing();
  while (given() < FRAMES) fake.drain();
  fake.drain();
  const before = moves();
  channel.moved();
  channel.moved();
  assert.is(moves(), before);
});

test('[W4] between the marks a heartbeat wakes nobody', () => {
  const { fake, channel, given } = flowing();
  fake.drain(FRAME);
  const before = given();
  channel.moved();
  assert.is(given(), before);
});

test.run();
