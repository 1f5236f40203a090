import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  BEAT_MS,
  GONE_MS,
  LEG_TABLE,
  type LegEvent,
  type LegState,
  PATH_MS,
  QUIET_MS,
  WAKE_MS,
  SILENT_MS,
  legStep,
} from '../../src/link/leg-table.js';

const SIDES = ['guest', 'host'] as const;
const EARLY = ['describing', 'waiting', 'connecting', 'proving'] as const;
const OPEN = ['open', 'checking', 'away', 'hidden'] as const;

const early: LegState[] = SIDES.flatMap((side) =>
  EARLY.flatMap((at) => [true, false].map((visible) => ({ at, side, visible }))),
);
const open: LegState[] = SIDES.flatMap((side) => OPEN.map((at) => ({ at, side })));
const closed: LegState = { at: 'closed', ending: 'lost' };

const EVENTS: LegEvent[] = [
  { type: 'described' },
  { type: 'undescribable' },
  { type: 'answer', answer: { type: 'answer', sdp: 'v=0' } },
  { type: 'channel-open' },
  { type: 'channel-closed' },
  { type: 'proved' },
  { type: 'peer-connected' },
  { type: 'peer-disconnected' },
  { type: 'peer-failed' },
  { type: 'heard' },
  { type: 'seen' },
  { type: 'unseen' },
  { type: 'fault', fault: 'bad-message' },
  { type: 'fault', fault: 'too-large' },
  { type: 'fault', fault: 'not-proved' },
  { type: 'told', ending: 'bye' },
  { type: 'leave', ending: 'closed', bye: false },
  { type: 'leave', ending: 'closed', bye: true },
  { type: 'path' },
  { type: 'gone' },
  { type: 'silence' },
  { type: 'beat' },
];

const after = (state: LegState, ...events: LegEvent[]): LegState =>
  events.reduce((now, event) => legStep(now, event)[0], state);
const timer = (name: string, ms: number) => ({ do: 'timer', name, ms });
const cancel = (name: string) => ({ do: 'cancel', name });

test('every cell leads only where it says', () => {
  for (const state of [...early, ...open, closed]) {
    for (const event of EVENTS) {
      const row: Partial<Record<string, { to: readonly string[] }>> = LEG_TABLE[state.at];
      const [next] = legStep(state, event);
      const to = row[event.type]?.to ?? [state.at];
      assert.ok(to.includes(next.at), `${state.at} on ${event.type} leads to ${next.at}`);
    }
  }
});

test('whatever closes a leg releases its peer last, and nothing happens after it', () => {
  for (const state of [...early, ...open]) {
    for (const event of EVENTS) {
      const [next, ...effects] = legStep(state, event);
      const released = effects.findIndex((effect) => effect.do === 'release');
      assert.is(released, next.at === 'closed' ? effects.length - 1 : -1);
    }
  }
  for (const event of EVENTS) assert.equal(legStep(closed, event), [closed]);
});

test('[C2] [C7] losing the peer is an event in every state: no path before it is open, lost after', () => {
  for (const state of early) {
    assert.equal(after(state, { type: 'peer-failed' }), { at: 'closed', ending: 'no-path' });
  }
  for (const state of open) {
    assert.equal(after(state, { type: 'peer-failed' }), { at: 'closed', ending: 'lost' });
    assert.equal(after(state, { type: 'channel-closed' }), { at: 'closed', ending: 'lost' });
  }
});

test('[C7] 15 seconds after the answer, and not before it, there is no path', () => {
  const guest: LegState = { at: 'waiting', side: 'guest', visible: true };
  assert.equal(after(guest, { type: 'path' }), guest);
  const answer = { type: 'answer', answer: { type: 'answer', sdp: 'v=0' } } as const;
  const [connecting, ...effects] = legStep(guest, answer);
  assert.equal(effects, [{ do: 'apply', answer: answer.answer }, timer('path', PATH_MS)]);
  assert.equal(after(connecting, { type: 'path' }), { at: 'closed', ending: 'no-path' });
  assert.equal(after(connecting, { type: 'channel-open' }, { type: 'path' }), {
    at: 'closed',
    ending: 'no-path',
  });

  const host: LegState = { at: 'describing', side: 'host', visible: true };
  assert.equal(legStep(host, { type: 'described' }), [
    { at: 'connecting', side: 'host', visible: true },
    timer('path', PATH_MS),
  ]);
});

test('[C7] disconnected for 4 seconds is an end, but not while the document is unseen', () => {
  for (const state of [...early, ...open]) {
    const [, ...effects] = legStep(state, { type: 'peer-disconnected' });
    const judged =
      state.at === 'connecting' || state.at === 'proving'
        ? state.visible
        : state.at === 'open' || state.at === 'checking' || state.at === 'away';
    assert.equal(effects, judged ? [timer('gone', GONE_MS)] : []);
    if (!judged) continue;
    assert.is(after(state, { type: 'gone' }).at, 'closed');
    assert.equal(legStep(state, { type: 'peer-connected' }).slice(1), [cancel('gone')]);
  }
});

test('[C7] an unseen document stops the clock of the path; a seen one starts it anew', () => {
  for (const at of ['connecting', 'proving'] as const) {
    const state: LegState = { at, side: 'guest', visible: true };
    const [unseen, ...stopped] = legStep(state, { type: 'unseen' });
    assert.equal(stopped, [cancel('path'), cancel('gone')]);
    assert.equal(legStep(unseen, { type: 'seen' }), [state, timer('path', PATH_MS)]);
    assert.equal(legStep(state, { type: 'seen' }), [state], 'seen twice');
  }
  const waiting: LegState = { at: 'waiting', side: 'guest', visible: false };
  const answer = { type: 'answer', answer: { type: 'answer', sdp: 'v=0' } } as const;
  assert.equal(legStep(waiting, answer).slice(1), [{ do: 'apply', answer: answer.answer }]);
});

test('[C8] the guest beats from the moment it is open; the host listens', () => {
  assert.equal(legStep({ at: 'proving', side: 'guest', visible: true }, { type: 'proved' }), [
    { at: 'open', side: 'guest' },
    cancel('path'),
    cancel('gone'),
    timer('silence', QUIET_MS.guest),
    { do: 'beat' },
    timer('beat', BEAT_MS),
  ]);
  assert.equal(legStep({ at: 'proving', side: 'host', visible: true }, { type: 'proved' }), [
    { at: 'open', side: 'host' },
    cancel('path'),
    cancel('gone'),
    timer('silence', QUIET_MS.host),
  ]);
});

test('[C8] silence is checking first; then it is the end at the guest, and away at the host', () => {
  for (const side of SIDES) {
    const [checking, ...effects] = legStep({ at: 'open', side }, { type: 'silence' });
    assert.equal(checking, { at: 'checking', side });
    assert.equal(effects, [timer('silence', SILENT_MS)]);
    assert.ok(QUIET_MS[side] + SILENT_MS < 7_000, 'true within 7 seconds');
    assert.equal(after(checking, { type: 'heard' }), { at: 'open', side });
  }
  assert.equal(after({ at: 'checking', side: 'guest' }, { type: 'silence' }), {
    at: 'closed',
    ending: 'lost',
  });
  const away = after({ at: 'checking', side: 'host' }, { type: 'silence' });
  assert.equal(away, { at: 'away', side: 'host' });
  assert.equal(after(away, { type: 'heard' }), { at: 'open', side: 'host' });
});

test('[C8] nothing is judged while the document is unseen; seen again, it beats at once', () => {
  for (const at of ['open', 'checking'] as const) {
    const [hidden, ...effects] = legStep({ at, side: 'guest' }, { type: 'unseen' });
    assert.equal(hidden, { at: 'hidden', side: 'guest' });
    assert.equal(effects, [
      { do: 'tell-visible', visible: false },
      cancel('silence'),
      cancel('beat'),
      cancel('gone'),
    ]);
  }
  assert.equal(legStep({ at: 'hidden', side: 'guest' }, { type: 'seen' }), [
    { at: 'checking', side: 'guest' },
    { do: 'tell-visible', visible: true },
    timer('silence', WAKE_MS),
    { do: 'beat' },
    timer('beat', BEAT_MS),
  ]);
  assert.equal(legStep({ at: 'away', side: 'host' }, { type: 'unseen' })[0].at, 'hidden');
  assert.equal(legStep({ at: 'proving', side: 'guest', visible: false }, { type: 'proved' })[1], {
    do: 'cancel',
    name: 'path',
  });
});

test('[C8] bye is said only by a document that goes away, before its peer closes', () => {
  const bye = { type: 'leave', ending: 'closed', bye: true } as const;
  assert.equal(legStep({ at: 'open', side: 'guest' }, bye), [
    { at: 'closed', ending: 'closed' },
    { do: 'say-bye' },
    { do: 'release' },
  ]);
  const replaced = { type: 'leave', ending: 'replaced', bye: false } as const;
  assert.equal(legStep({ at: 'away', side: 'host' }, replaced), [
    { at: 'closed', ending: 'replaced' },
    { do: 'release' },
  ]);
});

test('[W1] a fault is named to the other side before the leg closes', () => {
  for (const state of [...early, ...open]) {
    for (const fault of ['bad-message', 'not-proved', 'too-large'] as const) {
      const ending = fault === 'not-proved' ? 'not-proved' : 'bad-message';
      assert.equal(legStep(state, { type: 'fault', fault }), [
        { at: 'closed', ending },
        { do: 'tell-fault', fault },
        { do: 'release' },
      ]);
    }
  }
});

test.run();
