import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  SENDING_TABLE,
  type Sending,
  type SendingEffect,
  type SendingEvent,
} from '../../src/link/sending-table.js';
import { step } from '../../src/link/table.js';

const id = 'a capture';
const go = (state: Sending, ...events: SendingEvent[]): [Sending, SendingEffect[]] => {
  const effects: SendingEffect[] = [];
  for (const event of events) {
    const [next, ...more] = step(SENDING_TABLE, state, event);
    state = next;
    effects.push(...more);
  }
  return [state, effects];
};
const dos = (effects: SendingEffect[]) => effects.map((effect) => effect.do);

const STATES: Sending[] = [
  { at: 'idle' },
  { at: 'measuring', id, begun: false },
  { at: 'measuring', id, begun: true },
  { at: 'waiting', id, begun: false },
  { at: 'waiting', id, begun: true },
  { at: 'asking', id },
  { at: 'moving', id },
  { at: 'withdrawing', id, reason: 'given-up' },
  { at: 'dropping', id, reason: 'damaged' },
  { at: 'parked', id, failed: undefined },
  { at: 'parked', id, failed: 'damaged' },
  { at: 'sent', id },
  { at: 'failed', id, reason: 'given-up' },
  { at: 'failed', id, reason: 'call-ended' },
];
const EVENTS: SendingEvent[] = [
  { type: 'tap', id },
  { type: 'found', id, givenUp: false },
  { type: 'found', id, givenUp: true },
  { type: 'away' },
  { type: 'gone' },
  { type: 'alone' },
  { type: 'orphan', id },
  { type: 'lost', id },
  { type: 'again' },
  { type: 'measured' },
  { type: 'unfit', reason: 'too-large' },
  { type: 'leg-open' },
  { type: 'leg-lost' },
  { type: 'have', bytes: 5 },
  { type: 'receipt' },
  { type: 'refused', reason: 'not-stored' },
  { type: 'withdrawn' },
  { type: 'give-up' },
  { type: 'dropped' },
  { type: 'call-ended' },
  { type: 'call-begun' },
];
const ALL = STATES.flatMap((state) => EVENTS.map((event) => ({ state, event })));

test('every cell leads where it says, and says nowhere else', () => {
  for (const [at, row] of Object.entries(SENDING_TABLE)) {
    for (const [type, cell] of Object.entries<{ to: readonly string[] }>(row)) {
      const reached = ALL.filter(({ state, event }) => state.at === at && event.type === type).map(
        ({ state, event }) => go(state, event)[0].at,
      );
      assert.equal([...new Set(reached)].sort(), [...cell.to].sort(), `${at} × ${type}`);
    }
  }
});

test('[P2] nothing but a receipt leads to «sent»', () => {
  for (const { state, event } of ALL) {
    if (state.at !== 'sent' && go(state, event)[0].at === 'sent') assert.is(event.type, 'receipt');
  }
});

test('[P2] «failed» follows the host’s word, the end of the call, or what no host heard of', () => {
  for (const { state, event } of ALL) {
    const [next] = go(state, event);
    // What a closed page left was taken out of the outbox before anybody heard of it.
    const isOver = event.type === 'call-ended' || event.type === 'lost';
    if (next.at === 'failed' && state.at !== 'failed' && !isOver) {
      assert.is(state.at, 'dropping');
    }
    if (next.at !== 'dropping' || state.at === 'dropping') continue;
    const unheardOf = 'begun' in state && !state.begun;
    const wasDropping = state.at === 'parked' && state.failed !== undefined;
    assert.ok(unheardOf || wasDropping || event.type === 'refused' || event.type === 'withdrawn');
  }
});

test('[P2] whatever happens, a capture that is over is in no outbox and has no timer', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...EVENTS), { maxLength: 40 }), (events) => {
      let kept = false;
      let state: Sending = { at: 'idle' };
      for (const event of events) {
        const [next, effects] = go(state, event);
        // What another document of the tab has done.
        if (event.type === 'gone') kept = false;
        for (const effect of effects) {
          if (effect.do === 'keep' || effect.do === 'measure') kept = true;
          if (effect.do === 'drop' || effect.do === 'wipe') kept = false;
        }
        state = next;
        if (state.at === 'sent' || state.at === 'failed') assert.not(kept);
      }
    }),
  );
});

test('[P2] begin, frames from where the host stands, receipt', () => {
  const [state, effects] = go(
    { at: 'idle' },
    { type: 'tap', id },
    { type: 'measured' },
    { type: 'leg-open' },
    { type: 'have', bytes: 7 },
    { type: 'receipt' },
  );
  assert.equal(state, { at: 'sent', id });
  assert.equal(effects, [
    { do: 'measure' },
    { do: 'keep', givenUp: false },
    { do: 'begin' },
    { do: 'frames', from: 7 },
    { do: 'told', id },
    { do: 'wipe' },
  ]);
});

test('[P2] a leg lost in the middle is asked about again over the next one', () => {
  const [state, effects] = go({ at: 'moving', id }, { type: 'leg-lost' }, { type: 'leg-open' });
  assert.equal(state, { at: 'asking', id });
  assert.equal(dos(effects), ['begin']);
});

test('a second word of where the host stands does not start a second flow of frames', () => {
  const [state, effects] = go({ at: 'moving', id }, { type: 'have', bytes: 3 });
  assert.equal(state, { at: 'moving', id });
  assert.equal(effects, []);
});

test('[P2] a withdrawn that answers an earlier withdrawal ends nothing', () => {
  for (const at of ['asking', 'moving'] as const) {
    assert.equal(go({ at, id }, { type: 'withdrawn' }), [{ at, id }, []]);
  }
});

test.run();
