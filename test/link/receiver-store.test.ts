/** The host’s side of a capture, and a store that is slow, full or not to be had (P2). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { captureId, infoOf, pictureOf, settled } from '../support/captures.js';
import { FRAME, HAVE, INFO, PICTURE, RECEIPT, refused, setUp } from '../support/receiving.js';

test('[P2] where the browser cannot store it the guest hears so, and may try again', async () => {
  const { store, open } = setUp();
  const leg = open();
  leg.begin(INFO);
  await leg.answers();
  leg.frame(PICTURE, 0);
  store.hold();
  leg.frame(PICTURE, FRAME);
  await settled();
  // It asks how many there are; then it stores.
  for (const fails of [false, true]) {
    store.settle(fails);
    await settled();
  }
  assert.equal(await leg.answers(), [refused('not-stored')]);
  leg.begin(INFO);
  await settled();
  while (store.settle()) await settled();
  assert.equal(await leg.answers(), [HAVE(0)]);
});

test('[P2] a store that answers nothing true gets no word of a withdrawal out of us', async () => {
  const { store, open, clock } = setUp();
  const leg = open();
  store.hold();
  leg.withdraw(INFO.id);
  await settled();
  store.settle(true);
  assert.equal(await leg.answers(), []);
  clock.advance(2_000);
  await settled();
  store.settle();
  assert.equal(await leg.answers(), [{ type: 'capture.withdrawn', id: INFO.id }], 'until it does');
});

// The console was loaded anew in the moment in which a picture was stored, and the browser then refused
// to say what it had: the guest read that it could not be kept, and the host had it.
test('[P2] whether a page before has stored it is not said before the store says so', async () => {
  const { store, open, events, clock } = setUp();
  const leg = open();
  store.hold();
  leg.begin(INFO);
  await settled();
  store.settle(true);
  assert.equal(await leg.answers(), []);
  assert.equal(events, []);
  clock.advance(2_000);
  await settled();
  while (store.settle()) await settled();
  assert.equal(await leg.answers(), [HAVE(0)]);
});

// The question was put off, the guest gave the capture up meanwhile and sent another one: that one's
// frames were dropped when the question was put again, and it stood still for ten minutes.
test('[P2] what is asked again later disturbs nothing that was asked since', async () => {
  const { store, open, clock } = setUp();
  const leg = open();
  store.hold();
  leg.begin(INFO);
  await settled();
  store.settle(true);
  await settled();
  leg.begin(infoOf('another', PICTURE));
  await settled();
  while (store.settle()) await settled();
  assert.equal(await leg.answers(), [HAVE(0, captureId('another'))]);
  leg.frame(PICTURE, 0);
  clock.advance(2_000);
  await settled();
  leg.frame(PICTURE, FRAME);
  for (let turn = 0; turn < 4; turn += 1) {
    await settled();
    while (store.settle()) await settled();
  }
  assert.equal(await leg.answers(), [{ type: 'capture.receipt', id: captureId('another') }]);
});

test('[P2] what this page has stored it knows, whatever the store says', async () => {
  const { store, open } = setUp(true);
  const leg = open();
  leg.begin(INFO);
  await leg.answers();
  leg.frame(PICTURE, 0);
  leg.frame(PICTURE, FRAME);
  await leg.answers();
  store.hold();
  leg.begin(INFO);
  assert.equal(await leg.answers(), [RECEIPT]);
  leg.begin(infoOf('another', PICTURE));
  for (const fails of [true, true]) {
    await settled();
    store.settle(fails);
  }
  assert.equal(await leg.answers(), [refused('not-stored', captureId('another'))]);
});

test('[P2] a begin that is overtaken while the store is asked is not answered any more', async () => {
  const { store, open } = setUp();
  const leg = open();
  store.hold();
  leg.begin(infoOf('two', pictureOf(5)));
  await settled();
  leg.begin(INFO);
  while (store.settle()) await settled();
  assert.equal(await leg.answers(), [HAVE(0)]);
  leg.frame(PICTURE, 0);
  leg.frame(PICTURE, FRAME);
  await settled();
  while (store.settle()) await settled();
  assert.equal(await leg.answers(), [RECEIPT]);
});

test.run();
