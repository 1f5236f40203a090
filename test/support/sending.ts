/** A sender with a leg whose other end writes down what comes. */
import * as assert from 'uvu/assert';
import { type Outbox, memoryOutbox } from '../../src/link/outbox.js';
import { createSender } from '../../src/link/sender.js';
import type { SendingState } from '../../src/link/types.js';
import { type GuestToHost, parseGuestToHost, readFrame } from '../../src/protocol/index.js';
import { captureOf, pictureOf, promptDigest, settled } from './captures.js';
import { fakeClock } from './clock.js';
import { memoryKeep, tapsIn } from './keep.js';
import { type Lane, createLane } from './lane.js';
import { seededRandom } from './random.js';

/** A leg as the guest sees it, whose other end writes down what comes. */
export const openLeg = () => {
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
export const setUp = (
  outbox: Outbox = memoryOutbox(),
  session = memoryKeep(),
  clock = fakeClock(),
) => {
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

export const at = (state: SendingState) => state.at;
export const idOf = (state: SendingState): string => {
  assert.is.not(state.at, 'idle');
  return state.at === 'idle' ? '' : state.id;
};

/** A sender in the middle of its frames. */
export const moving = async (bytes = 40_000) => {
  const rig = setUp();
  const leg = openLeg();
  rig.sender.attach(leg.wire);
  rig.sender.send(captureOf(pictureOf(bytes)));
  await settled();
  const id = idOf(rig.sender.state);
  rig.sender.receive({ type: 'capture.have', id, bytes: 0 });
  return { ...rig, leg, id };
};

/** A document that has a capture on its way and goes away, as on a navigation. */
export const parked = async () => {
  const before = await moving();
  before.sender.detach();
  before.sender.leave();
  await settled();
  return before;
};
