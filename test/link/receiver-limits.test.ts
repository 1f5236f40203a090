/** What the host’s side of a capture refuses, and what it bounds (P8). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  CAPTURES_PER_CALL,
  CAPTURE_BYTES,
  parseGuestToHost,
  writeFrame,
} from '../../src/protocol/index.js';
import { infoOf, pictureOf, settled } from '../support/captures.js';
import { CALL, FRAME, HAVE, INFO, PICTURE, RECEIPT, refused, setUp } from '../support/receiving.js';

test('[P8] a claim of 9 MiB does not come through the door', () => {
  const parsed = parseGuestToHost(
    JSON.stringify({ type: 'capture.begin', ...INFO, bytes: 9 * 1024 * 1024 }),
  );
  assert.ok(!parsed.ok && parsed.error === 'bad-message' && parsed.at === 'bytes');
});

test('[P8] a title or URL over the limit does not come through the door', () => {
  for (const [field, length] of [
    ['title', 1_001],
    ['url', 4_097],
  ] as const) {
    const parsed = parseGuestToHost(
      JSON.stringify({ type: 'capture.begin', ...INFO, [field]: 'a'.repeat(length) }),
    );
    assert.ok(!parsed.ok && parsed.error === 'bad-message' && parsed.at === field);
  }
});

test('[P8] the hundredth capture is kept, the next refused, and the host is asked', async () => {
  const { store, open, events } = setUp();
  for (let kept = 0; kept < CAPTURES_PER_CALL - 1; kept += 1) {
    await store.put(CALL, infoOf(`kept${String(kept)}`, PICTURE), new Blob());
  }
  const [leg, other] = [open(), open()];
  const last = infoOf('last', PICTURE);
  leg.begin(INFO);
  other.begin(last);
  await settled();
  for (const position of [0, FRAME]) {
    leg.frame(PICTURE, position);
    other.frame(PICTURE, position);
  }
  assert.equal((await leg.answers()).at(-1), RECEIPT);
  assert.equal((await other.answers()).at(-1), refused('too-many-captures', last.id));
  assert.is(store.stored.length, CAPTURES_PER_CALL);
  leg.begin(last);
  assert.equal(await leg.answers(), [], 'the newer leg speaks for it');
  other.begin(last);
  assert.equal(await other.answers(), [refused('too-many-captures', last.id)]);
  assert.equal(events.at(-1), ['refused', 'too-many-captures']);
  other.begin(INFO);
  assert.equal(await other.answers(), [RECEIPT], 'what is stored is stored, however full it is');
});

test('[P8] a picture that is not what its hash says is refused, and forgotten', async () => {
  const { store, open, events } = setUp();
  const leg = open();
  leg.begin(INFO);
  await leg.answers();
  const wrong = pictureOf(PICTURE.length, 2);
  leg.frame(wrong, 0);
  leg.frame(wrong, FRAME);
  assert.equal(await leg.answers(), [refused('damaged')]);
  assert.equal(events.at(-1), ['refused', 'damaged']);
  assert.is(store.stored.length, 0);
  leg.begin(INFO);
  assert.equal(await leg.answers(), [HAVE(0)], 'the guest may begin anew');
});

const LIES: [name: string, data: (picture: Uint8Array) => ArrayBuffer][] = [
  ['that leaves a gap', (picture) => writeFrame(picture, FRAME + 1).buffer],
  ['that repeats', (picture) => writeFrame(picture, 0).buffer],
  ['that goes over what was claimed', () => writeFrame(pictureOf(FRAME * 2), FRAME).buffer],
  ['without bytes', () => new ArrayBuffer(4)],
  ['over 16 KiB', () => new ArrayBuffer(16 * 1024 + 1)],
];
for (const [name, data] of LIES) {
  test(`[P8] a frame ${name} is refused as damaged, and what was held forgotten`, async () => {
    const { store, open } = setUp();
    const leg = open();
    leg.begin(INFO);
    await leg.answers();
    leg.frame(PICTURE, 0);
    leg.raw(data(PICTURE));
    assert.equal(await leg.answers(), [refused('damaged')]);
    leg.frame(PICTURE, FRAME);
    assert.equal(await leg.answers(), [], 'what was on its way is nobody’s');
    leg.begin(INFO);
    assert.equal(await leg.answers(), [HAVE(0)]);
    assert.is(store.stored.length, 0);
  });
}

test('[P8] of many captures begun and left, the oldest is dropped', async () => {
  const { open } = setUp();
  const infos = ['a', 'b', 'c', 'd', 'e'].map((name) => infoOf(name, PICTURE));
  const leg = open();
  for (const info of infos) {
    leg.begin(info);
    await settled();
    leg.frame(PICTURE, 0);
  }
  await leg.answers();
  const [oldest, , , , newest] = infos;
  assert.ok(oldest && newest);
  leg.begin(newest);
  leg.begin(newest);
  assert.equal(await leg.answers(), [HAVE(FRAME, newest.id)]);
  leg.begin(oldest);
  assert.equal(await leg.answers(), [HAVE(0, oldest.id)]);
});

test('[P8] what is under way together is bounded: a capture too much is refused', async () => {
  const { open } = setUp();
  const claim = (name: string) => infoOf(name, PICTURE, { bytes: CAPTURE_BYTES });
  const [one, two, three] = [open(), open(), open()];
  one.begin(claim('a'));
  two.begin(claim('b'));
  await settled();
  three.begin(INFO);
  assert.equal(await three.answers(), [refused('not-stored')]);
  one.detach();
  three.begin(INFO);
  assert.equal(await three.answers(), [HAVE(0)], 'a capture without a leg makes room');
});

test('[P8] a flood of begins costs one answer each time the store has answered', async () => {
  const { store, open } = setUp();
  const leg = open();
  store.hold();
  const flood = Array.from({ length: 50 }, (_, at) => infoOf(`flood${String(at)}`, PICTURE));
  for (const info of flood) leg.begin(info);
  let questions = 0;
  await settled();
  while (store.settle()) {
    questions += 1;
    await settled();
  }
  assert.is(questions, 2);
  assert.equal(await leg.answers(), [HAVE(0, flood.at(-1)?.id)]);
});

test.run();
