import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BEAT_MS, GONE_MS, PATH_MS, QUIET_MS, SILENT_MS } from '../../src/link/leg-table.js';
import type { LegKeys } from '../../src/link/leg.js';
import { CHANNEL_TEXT_CHARS, type CaptureInfo } from '../../src/protocol/index.js';
import { type FakePeer, turns, until } from '../support/fake-peer.js';
import {
  type LegPair,
  fixedKeys,
  guestWithStranger,
  hostWithStranger,
  joinLegs,
  meetLegs,
  newId,
  newSecret,
  waitingGuest,
} from '../support/legs.js';

/** Nothing of either end is left: no timer, no open peer. */
const assertReleased = ({ clock, peers }: Pick<LegPair, 'clock' | 'peers'>): void => {
  assert.is(clock.pending(), 0);
  for (const peer of peers.made) assert.is(peer.connectionState, 'closed');
};

const close = async (pair: LegPair): Promise<void> => {
  pair.guest.close();
  await until(() => pair.atHost.ending !== undefined);
  assertReleased(pair);
};

/** Lets time go on in steps in which beats and echoes can travel. */
const pass = async ({ clock }: LegPair, ms: number): Promise<void> => {
  for (let left = ms; left > 0; left -= 500) {
    clock.advance(Math.min(left, 500));
    await turns(4);
  }
};

const capture: CaptureInfo = {
  id: newId(),
  sha256: newSecret(),
  bytes: 3,
  mime: 'image/jpeg',
  width: 1,
  height: 1,
  title: '',
  url: '',
  time: 0,
  report: [],
};

test('[C5] [C7] [W2] [W3] an offer, an answer and candidates open a leg, proved on both sides', async () => {
  const pair = await meetLegs();
  assert.is(pair.atGuest.opened, 1);
  assert.is(pair.atHost.opened, 1);
  assert.is(pair.guest.state.at, 'open');
  assert.is(pair.host.state.at, 'open');
  await close(pair);
  assert.is(pair.atGuest.ending, 'closed');
  assert.is(pair.atHost.ending, 'lost');
});

test('[C5] a leg made by a number hands its link key over first, and is then proved by it', async () => {
  const linkKey = newSecret();
  const known: string[] = [];
  const keys: LegKeys = {
    all: () => Promise.resolve(known),
    introduce: (key) => {
      known.push(key);
      return Promise.resolve(true);
    },
  };
  const pair = await meetLegs({ guest: { linkKey, introduce: true }, host: { keys } });
  assert.is(pair.atGuest.opened, 1);
  assert.equal(known, [linkKey]);
  await close(pair);
});

test('[H3] a leg by a hand-off proves its key, and brings that of the page', async () => {
  const [linkKey, newKey] = [newSecret(), newSecret()];
  const admitted: (string | undefined)[][] = [];
  const keys: LegKeys = {
    all: () => Promise.resolve([linkKey]),
    introduce: () => Promise.reject(new Error('nothing comes in before the proof')),
    admit: (shared, key) => {
      admitted.push([shared, key]);
      return Promise.resolve(true);
    },
  };
  const pair = await meetLegs({ guest: { linkKey, newKey }, host: { keys } });
  assert.is(pair.atGuest.opened, 1);
  assert.equal(admitted, [[linkKey, newKey]]);
  assert.not.match(pair.guestPeer.channel?.texts() ?? '', linkKey);
  await close(pair);
});

test('[H3] a leg by a hand-off that the host does not admit is not proved', async () => {
  const linkKey = newSecret();
  const keys = { ...fixedKeys(linkKey), admit: () => Promise.resolve(false) };
  const pair = await meetLegs({ guest: { linkKey, newKey: newSecret() }, host: { keys } });
  assert.is(pair.atGuest.ending, 'not-proved');
  assert.is(pair.atHost.ending, 'not-proved');
});

test('[H5] [W1] a guest that does not know of offered pages says so, and the leg lives', async () => {
  const key = newSecret();
  const pair = await meetLegs({ guest: { linkKey: key } });
  pair.hostPeer.channel?.twin?.dispatchEvent(
    new MessageEvent('message', { data: JSON.stringify({ type: 'pages.of-tomorrow', pages: [] }) }),
  );
  await until(() => /of-tomorrow/.test(pair.guestPeer.channel?.texts() ?? ''));
  pair.host.send({ type: 'pages.offered', pages: [] });
  await until(() => pair.atGuest.messages.length > 0);
  assert.equal(pair.atGuest.messages, [{ type: 'pages.offered', pages: [] }]);
  assert.is(pair.host.state.at, 'open');
  await close(pair);
});

test('[C5] a leg that was not made by a number keeps its link key to itself', async () => {
  const linkKey = newSecret();
  const pair = await meetLegs({ guest: { linkKey } });
  const sent = pair.guestPeer.channel?.texts() ?? '';
  assert.match(sent, '"hello"');
  assert.not.match(sent, linkKey);
  await close(pair);
});

test('[W2] candidates that come before their description are kept for it', async () => {
  const pair = await joinLegs();
  const { hostPeer, guestPeer } = pair;
  await until(() => pair.atGuest.opened === 1);
  assert.ok(hostPeer.candidates.length > 0);
  assert.ok(guestPeer.candidates.length > 0);
  await close(pair);

  const early = await guestWithStranger();
  early.leg.take({ type: 'candidate', candidate: { candidate: '' } });
  early.leg.take({ type: 'other' });
  early.leg.take({ type: 'candidate', candidate: { candidate: 'unreadable' } });
  await turns();
  assert.is(early.log.ending, undefined);
  early.leg.close();
});

test('[W4] messages and frames go through in order, with the buffer to be seen', async () => {
  const pair = await meetLegs();
  const { guest, host, atGuest, atHost, guestPeer } = pair;
  assert.ok(guest.send({ type: 'capture.begin', ...capture }));
  assert.ok(guest.sendFrame(Uint8Array.of(0, 0, 0, 0, 1, 2, 3)));
  await until(() => atHost.frames.length === 1);
  assert.equal(atHost.messages, [{ type: 'capture.begin', ...capture }]);
  assert.equal(new Uint8Array(atHost.frames[0] ?? new ArrayBuffer(0)).at(-1), 3);
  assert.ok(host.send({ type: 'capture.receipt', id: capture.id }));
  await until(() => atGuest.messages.length === 1);
  assert.equal(atGuest.messages, [{ type: 'capture.receipt', id: capture.id }]);

  const { channel } = guestPeer;
  if (channel === undefined) throw new Error('no channel');
  channel.congested = true;
  let low = 0;
  const stop = guest.onBufferedAmountLow(100, () => (low += 1));
  guest.sendFrame(new Uint8Array(200));
  assert.is(guest.bufferedAmount(), 200);
  channel.drain();
  assert.is(low, 1);
  stop();
  guest.sendFrame(new Uint8Array(200));
  channel.drain();
  assert.is(low, 1);
  await close(pair);
  assert.not(guest.send({ type: 'capture.withdraw', id: capture.id }));
  assert.not(guest.sendFrame(new Uint8Array(5)));
});

test('[C5] nothing of a capture leaves before the leg is proved', async () => {
  const { leg, stranger, log } = await guestWithStranger();
  await stranger.next('hello');
  assert.is(leg.state.at, 'proving');
  assert.not(leg.send({ type: 'capture.begin', ...capture }));
  assert.not(leg.sendFrame(new Uint8Array(10)));
  leg.close();
  assert.is(log.ending, 'closed');
});

test('[C7] not open 15 seconds after the answer: no path, at both ends', async () => {
  const pair = await joinLegs({ prepare: (peer) => (peer.unreachable = true) });
  await until(() => pair.guest.state.at === 'connecting');
  pair.clock.advance(PATH_MS - 1);
  assert.is(pair.atGuest.ending, undefined);
  pair.clock.advance(1);
  assert.is(pair.atGuest.ending, 'no-path');
  assert.is(pair.atHost.ending, 'no-path');
  assertReleased(pair);
});

test('[C7] a waiting offer has no time limit of its own', async () => {
  const { leg, clock, peers } = waitingGuest();
  await leg.offer;
  assert.is(clock.pending(), 0);
  assert.is(leg.state.at, 'waiting');
  leg.close();
  assertReleased({ clock, peers });
});

test('[C7] failed before it is open is no path, after it lost', async () => {
  const early = await joinLegs({ prepare: (peer) => (peer.unreachable = true) });
  await until(() => early.guest.state.at === 'connecting');
  early.guestPeer.become('failed');
  assert.is(early.atGuest.ending, 'no-path');
  early.host.close();
  assertReleased(early);

  const open = await meetLegs();
  open.hostPeer.become('failed');
  assert.is(open.atHost.ending, 'lost');
  await until(() => open.atGuest.ending !== undefined);
  assert.is(open.atGuest.ending, 'lost');
  assertReleased(open);
});

test('[C7] disconnected for 4 seconds is lost, a shorter time is not', async () => {
  const pair = await meetLegs();
  const { guestPeer, clock } = pair;
  guestPeer.become('disconnected');
  await pass(pair, GONE_MS - 1_000);
  guestPeer.become('connected');
  await pass(pair, GONE_MS);
  assert.is(pair.atGuest.ending, undefined);
  guestPeer.become('disconnected');
  clock.advance(GONE_MS);
  assert.is(pair.atGuest.ending, 'lost');
  pair.host.close();
  assertReleased(pair);
});

test('[C8] beats keep a leg open; the host answers without a timer of its own', async () => {
  const pair = await meetLegs();
  await pass(pair, BEAT_MS * 10);
  assert.equal(pair.atGuest.links, []);
  assert.equal(pair.atHost.links, []);
  assert.ok((pair.hostPeer.channel?.sent.filter((text) => isBeat(text)).length ?? 0) >= 10);
  await close(pair);
});

const isBeat = (data: unknown): boolean => typeof data === 'string' && data.includes('"beat"');

test('[C8] a network that swallows everything is checked after 3 seconds and lost after 6', async () => {
  const pair = await meetLegs();
  await turns();
  cut(pair.guestPeer, pair.hostPeer);
  pair.clock.advance(QUIET_MS.guest);
  assert.equal(pair.atGuest.links, ['checking']);
  pair.clock.advance(QUIET_MS.host - QUIET_MS.guest);
  assert.equal(pair.atHost.links, ['checking']);
  pair.clock.advance(SILENT_MS);
  assert.is(pair.atGuest.ending, 'lost');
  assert.equal(pair.atHost.links, ['checking', 'away']);
  assert.is(pair.atHost.ending, undefined, 'the host keeps it');
  pair.hostPeer.become('failed');
  assert.is(pair.atHost.ending, 'lost');
  assertReleased(pair);
});

const cut = (...peers: FakePeer[]): void => {
  for (const { channel } of peers) if (channel !== undefined) channel.cut = true;
};

test('[C8] checking turns back to open when something is heard', async () => {
  const pair = await meetLegs();
  await turns();
  cut(pair.guestPeer, pair.hostPeer);
  pair.clock.advance(QUIET_MS.host);
  for (const { channel } of [pair.guestPeer, pair.hostPeer]) {
    if (channel !== undefined) channel.cut = false;
  }
  await pass(pair, BEAT_MS);
  assert.equal(pair.atGuest.links, ['checking', 'open']);
  assert.equal(pair.atHost.links, ['checking', 'open']);
  await close(pair);
});

test('[C8] while a capture drains slowly, beats wait behind it and the leg is not taken for lost', async () => {
  const pair = await meetLegs();
  await turns();
  const { channel } = pair.guestPeer;
  if (channel === undefined) throw new Error('no channel');
  channel.congested = true;
  for (let frame = 0; frame < 40; frame += 1) pair.guest.sendFrame(new Uint8Array(1_000));
  for (let second = 0; second < 20; second += 1) {
    channel.drain(1_000);
    await pass(pair, 1_000);
  }
  assert.equal(pair.atGuest.links, []);
  assert.equal(pair.atHost.links, []);

  // Then the network is gone: what is in the buffer stays there.
  await pass(pair, QUIET_MS.guest + SILENT_MS + BEAT_MS);
  assert.is(pair.atGuest.ending, 'lost');
  pair.host.close();
  assertReleased(pair);
});

test('[C8] a guest whose document is unseen is judged by nobody', async () => {
  const pair = await meetLegs();
  pair.guest.setVisible(false);
  await until(() => pair.host.state.at === 'hidden');
  assert.equal(pair.atHost.links, ['hidden']);
  cut(pair.guestPeer, pair.hostPeer);
  await pass(pair, 60_000);
  assert.is(pair.clock.pending(), 0);
  assert.is(pair.atGuest.ending, undefined);

  pair.guest.setVisible(true);
  pair.clock.advance(QUIET_MS.guest + SILENT_MS);
  assert.is(pair.atGuest.ending, 'lost', 'it beat at once, and nobody answered');
  pair.host.close();
  assertReleased(pair);
});

test('[C8] seen again, the guest beats at once and both ends are open', async () => {
  const pair = await meetLegs();
  pair.guest.setVisible(false);
  await until(() => pair.host.state.at === 'hidden');
  pair.guest.setVisible(true);
  await until(() => pair.host.state.at === 'open');
  await pass(pair, 10_000);
  assert.is(pair.guest.state.at, 'open');
  assert.equal(pair.atHost.links, ['hidden', 'open']);
  await close(pair);
});

test('[C8] a document that goes away says bye, also in the midst of the proof', async () => {
  const pair = await meetLegs();
  pair.guest.bye();
  assert.is(pair.atGuest.ending, 'closed');
  await until(() => pair.atHost.ending !== undefined);
  assert.is(pair.atHost.ending, 'bye');
  assertReleased(pair);

  const { stranger, log } = await hostWithStranger({
    all: () => Promise.resolve([]),
    introduce: () => Promise.resolve(false),
  });
  stranger.say({ type: 'bye' });
  await until(() => log.ending !== undefined);
  assert.is(log.ending, 'bye');
});

test('[C1] a leg that is replaced says so to its own side', async () => {
  const pair = await meetLegs();
  pair.host.close('replaced');
  assert.is(pair.atHost.ending, 'replaced');
  pair.host.close('call-ended');
  assert.is(pair.atHost.ending, 'replaced', 'one ending only');
  await until(() => pair.atGuest.ending !== undefined);
  assertReleased(pair);
});

test('[C7] a leg closed before its offer was made gives none', async () => {
  const { leg, log, clock, peers } = waitingGuest();
  leg.close();
  assert.is(await leg.offer, undefined);
  assert.is(log.ending, 'closed');
  assertReleased({ clock, peers });
});

test('[C7] an SDP that the browser cannot take ends the leg as a bad message', async () => {
  const pair = await joinLegs({
    offer: (offer) => ({ ...offer, sdp: 'nonsense' }),
  });
  await until(() => pair.atHost.ending !== undefined);
  assert.is(pair.atHost.ending, 'bad-message');
  pair.guest.take({ type: 'answer', sdp: 'nonsense' });
  await until(() => pair.atGuest.ending !== undefined);
  assert.is(pair.atGuest.ending, 'bad-message');
  assertReleased(pair);
});

// ---- what may be said on an open leg ------------------------------------------------------------

test('[W1] an unknown message is answered with its name, and the leg lives', async () => {
  const pair = await meetLegs();
  pair.guestPeer.channel?.send('{"type":"dance","with":"me"}');
  pair.hostPeer.channel?.send('{"type":"sing"}');
  await turns();
  assert.match(pair.hostPeer.channel?.texts() ?? '', '"unknown-message","about":"dance"');
  assert.match(pair.guestPeer.channel?.texts() ?? '', '"unknown-message","about":"sing"');
  assert.is(pair.guest.state.at, 'open');
  assert.is(pair.host.state.at, 'open');
  await close(pair);
});

const badTexts: [string, string][] = [
  ['no JSON', '{"type":'],
  ['no type', '{}'],
  ['a field of the wrong type', '{"type":"beat","count":"1"}'],
  ['a message of the handshake', `{"type":"proof","mac":"${newSecret()}"}`],
];
for (const [what, text] of badTexts) {
  test(`[W1] ${what} closes an open leg as a bad message, named to the other side`, async () => {
    for (const from of ['guestPeer', 'hostPeer'] as const) {
      const pair = await meetLegs();
      pair[from].channel?.send(text);
      await until(() => pair.atGuest.ending !== undefined && pair.atHost.ending !== undefined);
      assert.is(pair.atGuest.ending, 'bad-message');
      assert.is(pair.atHost.ending, 'bad-message');
      assertReleased(pair);
    }
  });
}

test('[W5] a text over the limit closes the leg unread', async () => {
  const pair = await meetLegs();
  const message = { type: 'beat', count: 1, padding: '.'.repeat(CHANNEL_TEXT_CHARS) };
  pair.guestPeer.channel?.send(JSON.stringify(message));
  await until(() => pair.atGuest.ending !== undefined);
  assert.is(pair.atHost.ending, 'bad-message');
  assert.match(pair.hostPeer.channel?.sent.at(-1) as string, 'too-large');
  assertReleased(pair);
});

test('[W4] only the guest sends frames', async () => {
  const pair = await meetLegs();
  pair.hostPeer.channel?.send(new Uint8Array(10));
  await until(() => pair.atHost.ending !== undefined);
  assert.is(pair.atGuest.ending, 'bad-message');
  assertReleased(pair);
});

test('[W4] a second channel is closed; the leg goes on over the first', async () => {
  const pair = await meetLegs();
  let closed = false;
  const channel = { close: () => (closed = true) };
  pair.hostPeer.dispatchEvent(Object.assign(new Event('datachannel'), { channel }));
  assert.ok(closed);
  assert.is(pair.host.state.at, 'open');
  await close(pair);
});

test.run();
