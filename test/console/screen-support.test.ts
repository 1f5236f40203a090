import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as fc from 'fast-check';
import {
  NO_SUPPORT,
  type ScreenSupport,
  type SupportEvent,
  inFront,
  isFull,
  neighbour,
  nextSupport,
} from '../../src/console/screen-support.js';
import { CAPTURES_PER_CALL } from '../../src/protocol/index.js';
import { captureId, captureInfo } from './fake-desk.js';

const capture = (index: number) => ({
  info: captureInfo(index),
  storedAt: index,
  picture: `blob:${String(index)}`,
});
const came = (index: number): SupportEvent => ({ type: 'came', capture: capture(index) });
const began = (
  page: 'target' | 'connection',
  more: { minimised?: boolean; unseen?: number } = {},
) => ({ type: 'began', page, minimised: false, unseen: 0, ...more }) as const;
const after = (...events: SupportEvent[]): ScreenSupport => events.reduce(nextSupport, NO_SUPPORT);

test('the window is open from the start in a call from a target page, closed in a plain one', () => {
  assert.ok(after(began('target')).shown);
  assert.not(after(began('connection')).shown);
});

test('in a plain call the icon opens it, and so does a capture', () => {
  assert.ok(after(began('connection'), { type: 'toggled' }).shown);
  const opened = after(began('connection'), came(1));
  assert.ok(opened.shown);
  assert.is(opened.unseen, 0);
});

test('a window that the host put away stays away; captures count as unseen until it is shown', () => {
  const away = after(began('target'), { type: 'toggled' }, came(1), came(2));
  assert.not(away.shown);
  assert.is(away.unseen, 2);
  assert.is(nextSupport(away, { type: 'toggled' }).unseen, 0);
});

test('[P7] a reload brings the captures, the window and the count back as they were', () => {
  const loaded = { type: 'loaded', captures: [capture(1), capture(2)] } as const;
  const away = after(began('target', { minimised: true, unseen: 1 }), loaded);
  assert.equal([away.shown, away.unseen, inFront(away)?.info.id], [false, 1, captureId(2)]);
  assert.ok(after(began('connection'), loaded).shown);
});

test('the newest comes to the front, also while an earlier one is looked at', () => {
  const state = after(began('target'), came(1), came(2), { type: 'chose', id: captureId(1) });
  assert.is(state.front, captureId(1));
  assert.is(nextSupport(state, came(3)).front, captureId(3));
});

test('only a capture that is there can be chosen', () => {
  const state = after(began('target'), came(1));
  assert.is(nextSupport(state, { type: 'chose', id: captureId(9) }), state);
});

test('the host goes from capture to capture by the order in which they came, and no further', () => {
  const state = after(began('target'), came(1), came(2), came(3), {
    type: 'chose',
    id: captureId(2),
  });
  assert.is(neighbour(state, 1), captureId(3));
  assert.is(neighbour(state, -1), captureId(1));
  assert.is(neighbour(after(began('target'), came(1)), 1), undefined);
  assert.is(neighbour(after(began('target')), -1), undefined);
});

test('a capture that the host asks for is in front, and the window comes back for it', () => {
  const away = after(began('target'), { type: 'toggled' }, came(1), came(2));
  const brought = nextSupport(away, { type: 'brought', id: captureId(1) });
  assert.equal(
    [brought.front, brought.shown, brought.minimised, brought.unseen],
    [captureId(1), true, false, 0],
  );
  assert.is(nextSupport(away, { type: 'brought', id: captureId(9) }), away);
});

test('dropping the one in front brings the newest of the others there', () => {
  const state = after(began('target'), came(1), came(2), came(3), {
    type: 'dropped',
    id: captureId(3),
  });
  assert.is(state.front, captureId(2));
  const other = nextSupport(state, { type: 'dropped', id: captureId(1) });
  assert.is(other.front, captureId(2));
  assert.is(nextSupport(other, { type: 'dropped', id: captureId(2) }).front, undefined);
});

test('[P8] the host is asked to make room while there is none, and no longer once there is', () => {
  const refused = { type: 'refused', reason: 'too-many-captures' } as const;
  const state = after(began('target'), came(1), refused);
  assert.ok(isFull(state));
  assert.not(isFull(nextSupport(state, { type: 'dropped', id: captureId(1) })));
  const all = Array.from({ length: CAPTURES_PER_CALL }, (_, index) => came(index));
  assert.ok(isFull(after(began('target'), ...all)));
});

test('[P2] each id is shown once, oldest first, whatever comes in which order', () => {
  const event = fc.oneof(
    fc.nat(5).map(came),
    fc.array(fc.nat(5)).map((list) => ({ type: 'loaded' as const, captures: list.map(capture) })),
    fc.nat(5).map((index) => ({ type: 'dropped' as const, id: captureId(index) })),
    fc.nat(5).map((index) => ({ type: 'chose' as const, id: captureId(index) })),
    fc.nat(5).map((index) => ({ type: 'brought' as const, id: captureId(index) })),
    fc.constant({ type: 'toggled' as const }),
  );
  fc.assert(
    fc.property(fc.array(event), (events) => {
      const state = after(began('target'), ...events);
      const times = state.captures.map(({ storedAt }) => storedAt);
      assert.equal(
        times,
        [...new Set(times)].sort((a, b) => a - b),
      );
      assert.is(inFront(state) === undefined, state.captures.length === 0);
      if (state.shown) assert.is(state.unseen, 0);
    }),
  );
});

test.run();
