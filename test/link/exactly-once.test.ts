/**
 * A guest and a host, their legs and stores, driven through any order of events: legs that break
 * at one end before the other, with whatever was on its way; documents and consoles that reload;
 * stores that fail; guests who change their mind. After every event what the guest reads must be
 * true, and once the world is at peace again every capture must come to an end.
 */
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { memoryOutbox } from '../../src/link/outbox.js';
import { type ReceiverLeg, createReceiver } from '../../src/link/receiver.js';
import { GIVE_UP_MS, type Sender, createSender } from '../../src/link/sender.js';
import {
  type GuestToHost,
  type HostToGuest,
  parseGuestToHost,
  parseHostToGuest,
} from '../../src/protocol/index.js';
import { fakeCaptureStore } from '../support/capture-store.js';
import { captureId, captureOf, pictureOf, promptDigest, settled } from '../support/captures.js';
import { fakeClock } from '../support/clock.js';
import { type Lane, createLane } from '../support/lane.js';
import { memoryKeep, tapsIn } from '../support/keep.js';
import { seededRandom } from '../support/random.js';

type Event =
  | { do: 'tap'; bytes: number }
  | { do: 'give-up' | 'again' | 'open-leg' | 'guest-loses' | 'navigate' | 'ten-minutes' }
  | { do: 'host-loses'; leg: number }
  | { do: 'to-host'; leg: number; count: number }
  | { do: 'to-guest'; count: number }
  | { do: 'store'; fail: boolean }
  | { do: 'work'; rounds: number }
  | { do: 'reload-host'; commit: boolean };

interface Leg {
  toHost: Lane<GuestToHost>;
  toGuest: Lane<HostToGuest>;
  host: ReceiverLeg;
}

const world = () => {
  const clock = fakeClock();
  const random = seededRandom();
  const store = fakeCaptureStore();
  const outbox = memoryOutbox();
  const session = memoryKeep();
  const pictures = new Map<string, Uint8Array>();
  /** Captures that a document read as failed and nobody sent again. */
  const failed = new Set<string>();
  const startReceiver = () =>
    createReceiver({ clock, callId: captureId('call'), store, digest: promptDigest });
  const startSender = () =>
    createSender({ clock, random, digest: promptDigest, outbox, taps: tapsIn(session) });

  let receiver = startReceiver();
  let sender: Sender = startSender();
  /** Legs that the host still holds; the guest holds the last one at most. */
  let legs: Leg[] = [];
  let guestLeg: Leg | undefined;

  const openLeg = () => {
    if (guestLeg !== undefined) guestLoses();
    const listener = sender;
    const toHost = createLane<GuestToHost>({
      text: (json) => {
        const parsed = parseGuestToHost(json);
        assert.ok(parsed.ok);
        leg.host.receive(parsed.message);
      },
      frame: (data) => {
        leg.host.frame(data);
      },
    });
    const toGuest = createLane<HostToGuest>({
      text: (json) => {
        const parsed = parseHostToGuest(json);
        assert.ok(parsed.ok);
        if (guestLeg === leg && sender === listener) sender.receive(parsed.message);
      },
      frame: () => undefined,
    });
    const leg: Leg = { toHost, toGuest, host: receiver.attach(toGuest) };
    legs.push(leg);
    guestLeg = leg;
    sender.attach(toHost);
  };

  /** The host may not have noticed: what is on its way to it still arrives. */
  const guestLoses = () => {
    guestLeg = undefined;
    sender.detach();
  };

  const hostLoses = (leg: Leg | undefined) => {
    if (leg === undefined) return;
    leg.host.detach();
    leg.toHost.cut();
    leg.toGuest.cut();
    legs = legs.filter((other) => other !== leg);
  };

  const perform = async (event: Event) => {
    switch (event.do) {
      case 'tap': {
        const picture = pictureOf(event.bytes, pictures.size);
        sender.send(captureOf(picture));
        if (sender.state.at !== 'idle' && !pictures.has(sender.state.id)) {
          pictures.set(sender.state.id, picture);
        }
        break;
      }
      case 'give-up':
        sender.giveUp();
        break;
      case 'again':
        if (sender.state.at === 'failed') failed.delete(sender.state.id);
        sender.sendAgain();
        break;
      case 'open-leg':
        openLeg();
        break;
      case 'guest-loses':
        guestLoses();
        break;
      case 'host-loses':
        hostLoses(legs[event.leg % legs.length]);
        break;
      case 'navigate':
        guestLeg = undefined;
        sender.detach();
        sender = startSender();
        await sender.resume();
        break;
      case 'ten-minutes':
        clock.advance(GIVE_UP_MS);
        break;
      case 'to-host':
        legs[event.leg % legs.length]?.toHost.leave(event.count);
        legs[event.leg % legs.length]?.toHost.arrive(event.count);
        break;
      case 'to-guest':
        guestLeg?.toGuest.leave(event.count);
        guestLeg?.toGuest.arrive(event.count);
        break;
      case 'store':
        store.settle(event.fail);
        break;
      case 'work':
        await work(event.rounds);
        break;
      case 'reload-host':
        for (const leg of [...legs]) hostLoses(leg);
        store.abandon(event.commit);
        receiver = startReceiver();
        break;
    }
    await settled();
  };

  const isStored = (id: string) => store.stored.some(({ info }) => info.id === id);

  const check = () => {
    const ids = store.stored.map(({ info }) => info.id);
    assert.is(new Set(ids).size, ids.length, 'nothing is stored twice');
    const { state } = sender;
    if (state.at === 'sent')
      assert.ok(isStored(state.id), 'what the guest reads as sent is stored');
    if (state.at === 'failed') failed.add(state.id);
    assert.not([...failed].some(isStored), 'what the guest read as failed is not, then or later');
    const leg = guestLeg?.toHost;
    if (leg !== undefined) assert.ok(leg.highest < 300 * 1024, 'the buffer stays low [W4]');
  };

  /** Everything moves for a while: what is on its way arrives, and the store answers. */
  const work = async (rounds: number) => {
    for (let round = 0; round < rounds; round += 1) {
      for (const { toHost } of [...legs]) {
        toHost.leave();
        toHost.arrive();
      }
      await settled();
      while (store.settle()) await settled();
      guestLeg?.toGuest.leave();
      guestLeg?.toGuest.arrive();
      await settled();
      check();
    }
  };

  /** First what is late arrives, then there is one good leg, and time for it. */
  const peace = async () => {
    await work(2);
    for (const leg of [...legs]) hostLoses(leg);
    openLeg();
    await work(16);
  };

  const storedAsTapped = async () => {
    for (const { info, picture } of store.stored) {
      const bytes = new Uint8Array(await picture.arrayBuffer());
      assert.equal(Buffer.compare(bytes, pictures.get(info.id) ?? new Uint8Array()), 0);
    }
  };

  store.hold();
  return { perform, check, peace, storedAsTapped, state: () => sender.state, store };
};

const leg = fc.nat(3);
const count = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.constant(100));
const each = (...names: ('give-up' | 'again' | 'guest-loses' | 'navigate' | 'ten-minutes')[]) =>
  fc.constantFrom(...names.map((name): Event => ({ do: name })));
const anyEvent: fc.Arbitrary<Event> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Event>({ do: 'open-leg' }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('tap'),
      bytes: fc.oneof(fc.integer({ min: 1, max: 70_000 }), fc.constant(330_000)),
    }),
  },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('to-host'), leg, count }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('to-guest'), count }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('store'),
      fail: fc.oneof({ weight: 6, arbitrary: fc.constant(false) }, fc.constant(true)),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('work'), rounds: fc.integer({ min: 1, max: 4 }) }),
  },
  { weight: 5, arbitrary: each('give-up', 'again', 'guest-loses', 'navigate', 'ten-minutes') },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('host-loses'), leg }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('reload-host'), commit: fc.boolean() }) },
);
const story = (...events: Event[]) => events;

const run = async (events: readonly Event[]) => {
  const { perform, check, peace, storedAsTapped, state } = world();
  for (const event of events) {
    await perform(event);
    check();
  }
  await peace();
  assert.is.not(state().at, 'sending', 'every capture comes to an end');
  await storedAsTapped();
  return state();
};

test('[P2] exactly once, and the guest reads the truth, whatever happens', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { maxLength: 60, size: 'max' }), async (events) => {
      await run(events);
    }),
    { numRuns: 500 },
  );
});

/** Enough of everything for one step of a transfer on the first leg. */
const STEP: Event[] = [
  { do: 'to-host', leg: 0, count: 100 },
  { do: 'store', fail: false },
  { do: 'store', fail: false },
  { do: 'to-guest', count: 100 },
];

test('[P2] undisturbed, a capture arrives', async () => {
  const state = await run(
    story({ do: 'open-leg' }, { do: 'tap', bytes: 500_000 }, ...STEP, ...STEP, ...STEP),
  );
  assert.is(state.at, 'sent');
});

test('[P2] given up over the next leg while the last frames are on their way: not stored', async () => {
  const state = await run(
    story(
      { do: 'open-leg' },
      { do: 'tap', bytes: 40_000 },
      ...STEP,
      { do: 'guest-loses' },
      { do: 'give-up' },
      { do: 'open-leg' },
      { do: 'to-host', leg: 1, count: 100 },
      { do: 'to-host', leg: 0, count: 100 },
      { do: 'store', fail: false },
      { do: 'to-guest', count: 100 },
    ),
  );
  assert.is(state.at, 'failed');
});

test('[P2] given up while it is being stored: the receipt wins', async () => {
  const state = await run(
    story(
      { do: 'open-leg' },
      { do: 'tap', bytes: 40_000 },
      ...STEP,
      { do: 'to-host', leg: 0, count: 100 },
      { do: 'give-up' },
      { do: 'to-host', leg: 0, count: 100 },
    ),
  );
  assert.is(state.at, 'sent');
});

test('[P2] the receipt is lost with its leg: the next one repeats it', async () => {
  const { perform, peace, state, store } = world();
  for (const event of story(
    { do: 'open-leg' },
    { do: 'tap', bytes: 40_000 },
    ...STEP,
    { do: 'to-host', leg: 0, count: 100 },
    { do: 'store', fail: false },
    { do: 'store', fail: false },
    { do: 'store', fail: false },
    { do: 'guest-loses' },
  )) {
    await perform(event);
  }
  assert.is(store.stored.length, 1);
  assert.is(state().at, 'sending');
  await peace();
  assert.is(state().at, 'sent');
  assert.is(store.stored.length, 1);
});

test.run();
