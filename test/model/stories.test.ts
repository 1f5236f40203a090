/**
 * Single stories that the model found, for which no smaller test would do: what arrives before what is
 * theirs alone. Each begins with what a person met.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { run } from './run.js';

// A guest left a call and asked for a number at once; the service's answer to what the page had asked
// before, that it had found the call, brought the page back into it.
test('[C3] who has left a call is not brought back into it by a late answer', async () => {
  await run({
    seed: 551612136,
    begins: 'connected',
    refusing: false,
    events: [
      { do: 'back', which: 0 },
      { do: 'ask', kind: 'call', which: 0 },
      { do: 'navigate', cached: false, which: 0 },
      { do: 'leg-dies', leg: 0 },
      { do: 'pass', ms: 300, lazily: true },
      { do: 'navigate', cached: false, which: 0 },
      { do: 'arrive', count: 4 },
      { do: 'end', console: 0 },
      { do: 'leave', reason: 'guest-left', which: 0 },
      { do: 'ask', kind: 'call', which: 0 },
      { do: 'leg-stops', leg: 0, ms: 1000 },
    ],
  });
});

// Guest and host had ended a call, and met again at once. What the first call's leg still brought, that
// the guest had left, ended the second one.
test('[C3] what a leg says after its call is over ends no other call', async () => {
  await run({
    seed: 480703012,
    begins: 'connected',
    refusing: false,
    events: [
      { do: 'navigate', cached: false, which: 0 },
      { do: 'pass', ms: 35000, lazily: false },
      { do: 'deaf', which: 0 },
      { do: 'leg-stops', leg: 0, ms: 1000 },
      { do: 'start', console: 0, which: 0 },
      { do: 'offline', phone: 1 },
      { do: 'leave', reason: 'guest-left', which: 0 },
      { do: 'dismiss', console: 0 },
      { do: 'ask', kind: 'call', which: 0 },
      { do: 'start', console: 0, which: 0 },
      { do: 'arrive', count: 1 },
    ],
  });
});

// Of two tabs of one call the one had read that the guest had left, and was closed; the other, which had
// heard nothing, ended the call. Opened again, the first said that the host had ended it.
test('[C3] a tab that has shown an end shows the same when it is opened again', async () => {
  await run({
    seed: 0,
    begins: 'connected',
    refusing: false,
    events: [
      { do: 'copy-console', console: 0 },
      { do: 'leave', reason: 'guest-left', which: 0 },
      { do: 'close-console', console: 0 },
      { do: 'reload-console', console: 0, politely: false },
      { do: 'kill-service' },
      { do: 'end', console: 0 },
      { do: 'open-console', profile: 0 },
      { do: 'copy-tab', which: 0 },
    ],
  });
});

// A call went to another tab of the host's. Back at the menu, the first tab took a number, and waited for
// ever: the service had closed its socket, and it had never opened another.
test('[C1] [N4] a tab whose call went to another one can have the next', async () => {
  await run({
    seed: 946598802,
    begins: 'claimed',
    refusing: false,
    events: [
      { do: 'copy-console', console: 0 },
      { do: 'send', bytes: 1, which: 0 },
      { do: 'dismiss', console: 0 },
      { do: 'start', console: 0, which: 0 },
      { do: 'lose-host-socket', console: 0 },
    ],
  });
});

// The service crashed in the instant after it had said that the call was there: the console had no ticket
// for it yet. It connected for ever to a call that nobody else knew, and the guest gave up after two
// minutes, while the number stood on the page again all that time.
test('[C6] a call of which no ticket came is started again by its number', async () => {
  const world = await run({
    seed: 713367942,
    begins: 'claimed',
    refusing: false,
    events: [
      { do: 'arrive', count: 2 },
      { do: 'pass', ms: 15_000, lazily: true },
      { do: 'kill-service' },
    ],
  });
  const [console] = world.consoles;
  assert.is(console?.desk.call.at === 'running' && console.desk.call.guest, 'connected');
});

// And where a page had just been added to it, the refusal of that was taken for one of the claim.
test('[C6] [N4] that a page is refused is no answer to the claim of a number', async () => {
  const world = await run({
    seed: 8,
    begins: 'claimed',
    refusing: false,
    events: [
      { do: 'kill-service' },
      { do: 'add', console: 0, which: 0 },
      { do: 'offline', phone: 0 },
    ],
  });
  const [console] = world.consoles;
  assert.is(console?.desk.call.at === 'running' && console.desk.call.guest, 'connected');
});

// A page of a call that was left stood in the history. Gone back to amid the next call, it took itself for
// one of the first, and what was tapped there trod on what the page before was sending in the second.
test('[P2] [C1] a page that wakes from an older call takes nothing from the newer', async () => {
  const send = { do: 'send', bytes: 1, which: 0 } as const;
  const back = { do: 'back', which: 0 } as const;
  await run({
    seed: 0,
    begins: 'connected',
    refusing: false,
    events: [
      { do: 'navigate', cached: true, which: 0 },
      back,
      { do: 'leave', reason: 'guest-left', which: 0 },
      { do: 'dismiss', console: 0 },
      { do: 'ask', kind: 'call', which: 0 },
      { do: 'settle' },
      { do: 'start', console: 0, which: 0 },
      send,
      back,
      send,
      back,
    ],
  });
});

// A page whose call had ended with a picture still on it was gone back to amid the next call. It looked for
// what the page after it had left before it knew which call that was, and nobody said anything of it.
test('[P2] a page that comes into another call asks the outbox for what is of that call', async () => {
  const send = { do: 'send', bytes: 1, which: 0 } as const;
  await run({
    seed: 0,
    begins: 'claimed',
    refusing: false,
    events: [
      { do: 'arrive', count: 1 },
      send,
      { do: 'end', console: 0 },
      { do: 'settle' },
      { do: 'dismiss', console: 0 },
      { do: 'ask', kind: 'call', which: 0 },
      { do: 'pass', ms: 5_000, lazily: false },
      { do: 'navigate', cached: true, which: 0 },
      { do: 'settle' },
      { do: 'start', console: 0, which: 0 },
      { do: 'settle' },
      { ...send, bytes: 330_000 },
      { do: 'back', which: 0 },
      { do: 'settle' },
    ],
  });
});

// A host crashed together with the service in the moment of the claim, and the guest's number ran out. The
// guest read that the host had ended the call: that was said of the call before, whose end it had missed.
// Once the number was told from that one's, the guest met nobody for ever.
test('[C3] [C4] the end of the call before is not the end of this one', async () => {
  const world = await run({
    seed: 2,
    begins: 'claimed',
    refusing: false,
    events: [
      { do: 'deaf', which: 0 },
      { do: 'renew', which: 0 },
      { do: 'end', console: 0 },
      { do: 'pass', ms: 15_000, lazily: false },
      { do: 'open-console', profile: 1 },
      { do: 'leg-fails', leg: 0 },
      { do: 'start', console: 3, which: 0 },
      { do: 'reload-console', console: 3, politely: false },
      { do: 'kill-service' },
      { do: 'send', bytes: 1, which: 0 },
    ],
  });
  const state = world.phones[0]?.tabs[0]?.doc?.call.state;
  assert.is(state?.at === 'ended' && state.reason, 'host-gone');
  // Nor is the answer that its own end gets, so that it would be told for ever.
  await world.pass(150_000);
  const ends = () => world.saidUp.filter((text) => text.includes('"call.end"')).length;
  const told = ends();
  await world.pass(120_000);
  assert.is(ends(), told);
});

// Of two tabs of one call the one lost it to the other, went back to the menu, and took the next guest. It
// was still waiting for the lock of the first call, and that it did not get that put an end to the second:
// the guest was never answered.
test('[C1] the lock of a call that is over says nothing of the next', async () => {
  const world = await run({
    seed: 1806404028,
    begins: 'claimed',
    refusing: false,
    events: [
      { do: 'copy-console', console: 0 },
      { do: 'arrive', count: 6 },
      { do: 'navigate', cached: true, which: 0 },
      { do: 'leave', reason: 'guest-left', which: 0 },
      { do: 'dismiss', console: 0 },
      { do: 'ask', kind: 'call', which: 0 },
      { do: 'settle' },
      { do: 'start', console: 0, which: 0 },
    ],
  });
  const [console] = world.consoles;
  assert.is(console?.desk.call.at === 'running' && console.desk.call.guest, 'connected');
});

// A guest left a call with a picture on its way, and loaded the page anew at once. A copy of the tab,
// which had heard nothing of it, found the picture in the outbox, and sent what had been called unsent.
test('[P2] [C3] what was called unsent as the guest left is not sent by a copy of the tab', async () => {
  await run({
    seed: 0,
    begins: 'connected',
    refusing: false,
    events: [
      { do: 'discard', which: 0 },
      { do: 'show', which: 0 },
      { do: 'send', bytes: 1, which: 0 },
      { do: 'copy-tab', which: 0 },
      { do: 'drain-service' },
      { do: 'leave', reason: 'guest-left', which: 0 },
      { do: 'reload', which: 0 },
      { do: 'settle' },
    ],
  });
});

// A guest left a call that a restarted service was about to find again, and asked for a number at once. The
// answer to what the page had asked before was the number of the call that was left: the page showed it,
// and read of an unforeseen fault with the next answer.
test('[C6] [N9] the number of the call that was left is no answer to the wish for a new one', async () => {
  const world = await run({
    seed: 1912361600,
    begins: 'claimed',
    refusing: false,
    events: [
      { do: 'send', bytes: 16381, which: 0 },
      { do: 'navigate', cached: true, which: 0 },
      { do: 'send', bytes: 16381, which: 0 },
      { do: 'navigate', cached: true, which: 0 },
      { do: 'copy-tab', which: 0 },
      { do: 'reload-console', console: 0, politely: false },
      { do: 'kill-service' },
      { do: 'start-service' },
      { do: 'send', bytes: 16381, which: 0 },
      { do: 'navigate', cached: true, which: 0 },
      { do: 'copy-console', console: 0 },
      { do: 'leave', reason: 'guest-left', which: 0 },
      { do: 'ask', kind: 'call', which: 0 },
      { do: 'settle' },
    ],
  });
  assert.is(world.phones[0]?.tabs[0]?.doc?.call.state.at, 'number');
});

test.run();
