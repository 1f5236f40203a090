import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createReceiver } from '../../src/link/receiver.js';
import {
  CAPTURES_PER_CALL,
  CAPTURE_BYTES,
  type CaptureInfo,
  type HostToGuest,
  parseGuestToHost,
  parseHostToGuest,
  writeFrame,
} from '../../src/protocol/index.js';
import { fakeCaptureStore } from '../support/capture-store.js';
import { captureId, infoOf, pictureOf, promptDigest, settled } from '../support/captures.js';
import { fakeClock } from '../support/clock.js';
import { createLane } from '../support/lane.js';

const CALL = captureId('call');

const setUp = (isFirst = false) => {
  const clock = fakeClock();
  const store = fakeCaptureStore();
  const events: unknown[] = [];
  const receiver = createReceiver({
    clock,
    isFirst,
    callId: CALL,
    store,
    digest: promptDigest,
    onStored: (info) => events.push(['stored', info.id]),
    onRefused: (reason) => events.push(['refused', reason]),
    onProgress: (id, have, bytes) => events.push([id, have, bytes]),
  });

  /** A leg, with what the host says over it. */
  const open = () => {
    const said: HostToGuest[] = [];
    const wire = createLane<HostToGuest>({
      text: (json) => {
        const parsed = parseHostToGuest(json);
        assert.ok(parsed.ok, 'the guest can read it');
        said.push(parsed.message);
      },
      frame: () => undefined,
    });
    const leg = receiver.attach(wire);
    return {
      detach: leg.detach,
      begin: (info: CaptureInfo) => {
        leg.receive({ type: 'capture.begin', ...info });
      },
      withdraw: (id: string) => {
        leg.receive({ type: 'capture.withdraw', id });
      },
      frame: (picture: Uint8Array, position: number) => {
        leg.frame(writeFrame(picture, position).buffer);
      },
      raw: (data: ArrayBuffer) => {
        leg.frame(data);
      },
      /** What the host said since this was called last. */
      answers: async (): Promise<HostToGuest[]> => {
        await settled();
        wire.leave();
        wire.arrive();
        return said.splice(0);
      },
    };
  };
  return { clock, store, receiver, events, open };
};

const FRAME = 16_380;
const PICTURE = pictureOf(FRAME + 100);
const INFO = infoOf('one', PICTURE);
const HAVE = (bytes: number, id = INFO.id) => ({ type: 'capture.have', id, bytes });
const RECEIPT = { type: 'capture.receipt', id: INFO.id };
const WITHDRAWN = { type: 'capture.withdrawn', id: INFO.id };
const refused = (reason: string, id = INFO.id) => ({ type: 'capture.refused', id, reason });

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
