/** The host’s side of a capture: byte for byte, once, over whatever legs it comes (P2). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createReceiver } from '../../src/link/receiver.js';
import type { HostToGuest } from '../../src/protocol/index.js';
import { infoOf, pictureOf, settled } from '../support/captures.js';
import { fakeClock } from '../support/clock.js';
import { createLane } from '../support/lane.js';
import {
  CALL,
  FRAME,
  HAVE,
  INFO,
  PICTURE,
  RECEIPT,
  WITHDRAWN,
  refused,
  setUp,
} from '../support/receiving.js';

test('[P2] a whole capture is stored byte for byte, and then the receipt says so', async () => {
  const { store, open, events } = setUp();
  const leg = open();
  leg.begin(INFO);
  assert.equal(await leg.answers(), [HAVE(0)]);
  leg.frame(PICTURE, 0);
  store.hold();
  leg.frame(PICTURE, FRAME);
  await settled();
  while (store.stored.length === 0) {
    assert.equal(await leg.answers(), [], 'no receipt before it is stored');
    store.settle();
    await settled();
  }
  assert.equal(await leg.answers(), [RECEIPT]);
  const [kept] = store.stored;
  assert.equal(kept?.info, INFO);
  assert.is(kept?.picture.type, 'image/jpeg');
  assert.equal(new Uint8Array((await kept?.picture.arrayBuffer()) ?? []), PICTURE);
  assert.equal(events, [
    [INFO.id, FRAME, PICTURE.length],
    [INFO.id, PICTURE.length, PICTURE.length],
    ['stored', INFO.id],
  ]);
});

test('[P2] a begin of what is stored is answered by the receipt, every time', async () => {
  const { store, open } = setUp();
  await store.put(CALL, INFO, new Blob([PICTURE]));
  const [first, second] = [open(), open()];
  first.begin(INFO);
  assert.equal(await first.answers(), [RECEIPT]);
  first.begin(INFO);
  assert.equal(await first.answers(), [RECEIPT]);
  second.begin(INFO);
  assert.equal(await second.answers(), [RECEIPT]);
  assert.is(store.stored.length, 1);
});

test('[P2] what came over a lost leg is kept for the next', async () => {
  const { store, open } = setUp();
  const lost = open();
  lost.begin(INFO);
  await lost.answers();
  lost.frame(PICTURE, 0);
  lost.detach();
  const next = open();
  next.begin(INFO);
  assert.equal(await next.answers(), [HAVE(FRAME)]);
  next.frame(PICTURE, FRAME);
  assert.equal(await next.answers(), [RECEIPT]);
  assert.is(store.stored.length, 1);
});

test('[P2] a begin while the capture is being stored gets its receipt after it, once', async () => {
  const { store, open } = setUp();
  const lost = open();
  lost.begin(INFO);
  await lost.answers();
  lost.frame(PICTURE, 0);
  store.hold();
  lost.frame(PICTURE, FRAME);
  lost.detach();
  const next = open();
  next.begin(INFO);
  do {
    assert.equal(await next.answers(), []);
    store.settle();
    await settled();
  } while (store.stored.length === 0);
  while (store.settle()) await settled();
  assert.equal(await next.answers(), [RECEIPT]);
  assert.is(store.stored.length, 1);
});

test('[P2] a withdrawal drops what is there, and the next begin starts from nothing', async () => {
  const { store, open } = setUp();
  const leg = open();
  leg.begin(INFO);
  await leg.answers();
  leg.frame(PICTURE, 0);
  leg.withdraw(INFO.id);
  leg.frame(PICTURE, FRAME);
  assert.equal(await leg.answers(), [WITHDRAWN]);
  assert.is(store.stored.length, 0);
  leg.begin(INFO);
  assert.equal(await leg.answers(), [HAVE(0)]);
});

test('[P2] a withdrawal that comes too late is answered by the receipt', async () => {
  const { store, open } = setUp();
  const leg = open();
  leg.begin(INFO);
  await leg.answers();
  leg.frame(PICTURE, 0);
  leg.frame(PICTURE, FRAME);
  leg.withdraw(INFO.id);
  assert.equal(await leg.answers(), [RECEIPT, RECEIPT]);
  assert.is(store.stored.length, 1);
});

test('[P2] frames still on their way over an old leg do not complete what was withdrawn', async () => {
  const { store, open } = setUp();
  const [old, next] = [open(), open()];
  old.begin(INFO);
  await old.answers();
  old.frame(PICTURE, 0);
  next.withdraw(INFO.id);
  old.frame(PICTURE, FRAME);
  assert.equal(await next.answers(), [WITHDRAWN]);
  old.begin(INFO);
  old.frame(PICTURE, 0);
  old.frame(PICTURE, FRAME);
  assert.equal(await old.answers(), [], 'the newest leg that spoke of it owns it');
  assert.is(store.stored.length, 0);
});

test('[P2] frames that come before the begin is answered are nobody’s', async () => {
  const { store, open } = setUp();
  const [old, next] = [open(), open()];
  store.hold();
  old.begin(INFO);
  await settled();
  next.withdraw(INFO.id);
  old.frame(PICTURE, 0);
  old.frame(PICTURE, FRAME);
  while (store.settle()) await settled();
  assert.equal(await old.answers(), []);
  assert.equal(await next.answers(), [WITHDRAWN]);
  old.frame(PICTURE, 0);
  old.frame(PICTURE, FRAME);
  while (store.settle()) await settled();
  assert.is(store.stored.length, 0);
});

test('[P2] the same capture on two legs goes on over the newer, whatever the older sends', async () => {
  const { store, open } = setUp();
  const [old, next] = [open(), open()];
  old.begin(INFO);
  await old.answers();
  old.frame(PICTURE, 0);
  next.begin(INFO);
  assert.equal(await next.answers(), [HAVE(FRAME)]);
  old.frame(PICTURE, FRAME);
  assert.is(store.stored.length, 0);
  next.frame(PICTURE, FRAME);
  assert.equal(await next.answers(), [RECEIPT]);
  assert.is(store.stored.length, 1);
});

test('[P2] two legs bring different captures at the same time', async () => {
  const { store, open } = setUp();
  const [left, right] = [open(), open()];
  const other = pictureOf(FRAME + 5, 2);
  const otherInfo = infoOf('two', other);
  left.begin(INFO);
  right.begin(otherInfo);
  await settled();
  left.frame(PICTURE, 0);
  right.frame(other, 0);
  left.frame(PICTURE, FRAME);
  right.frame(other, FRAME);
  assert.equal((await left.answers()).at(-1), RECEIPT);
  assert.equal((await right.answers()).at(-1), { type: 'capture.receipt', id: otherInfo.id });
  for (const [at, picture] of [PICTURE, other].entries()) {
    assert.equal(new Uint8Array((await store.stored[at]?.picture.arrayBuffer()) ?? []), picture);
  }
});

test('[P2] the same id with another picture starts anew', async () => {
  const { open } = setUp();
  const leg = open();
  leg.begin(INFO);
  await leg.answers();
  leg.frame(PICTURE, 0);
  leg.begin({ ...INFO, sha256: infoOf('x', pictureOf(9)).sha256 });
  assert.equal(await leg.answers(), [HAVE(0)]);
});

test('[P2] after a reload of the console only the store counts', async () => {
  const { store, open } = setUp();
  const leg = open();
  leg.begin(INFO);
  await leg.answers();
  leg.frame(PICTURE, 0);
  const reloaded = createReceiver({ clock: fakeClock(), callId: CALL, store });
  const said: string[] = [];
  const wire = createLane<HostToGuest>({ text: (json) => said.push(json), frame: () => undefined });
  reloaded.attach(wire).receive({ type: 'capture.begin', ...INFO });
  await settled();
  wire.leave();
  wire.arrive();
  assert.equal(said, [JSON.stringify(HAVE(0))]);
});

test('a leg that was detached is not listened to any more', async () => {
  const { store, open } = setUp();
  const leg = open();
  leg.begin(INFO);
  await leg.answers();
  leg.detach();
  leg.frame(PICTURE, 0);
  leg.begin(INFO);
  leg.withdraw(INFO.id);
  assert.equal(await leg.answers(), []);
  assert.is(store.stored.length, 0);
});

test('after the end of the call nothing is begun or stored, but what is stored is receipted', async () => {
  const { store, receiver, open } = setUp();
  const stored = infoOf('stored', PICTURE);
  await store.put(CALL, stored, new Blob());
  const leg = open();
  leg.begin(INFO);
  await leg.answers();
  leg.frame(PICTURE, 0);
  receiver.close();
  leg.frame(PICTURE, FRAME);
  leg.begin(INFO);
  assert.equal(await leg.answers(), [refused('call-ended')]);
  leg.begin(stored);
  assert.equal(await leg.answers(), [{ type: 'capture.receipt', id: stored.id }]);
  assert.is(store.stored.length, 1);
});

test.run();
