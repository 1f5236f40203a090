/** The tables of a guest's document and of a console's tab, walked at random by their own cells. */
import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { GuestEvent, GuestStage } from '../../src/link/guest-stage.js';
import { GUEST_TABLE, guestStep } from '../../src/link/guest-table.js';
import type { HostRecord } from '../../src/link/host-record.js';
import { HOST_TABLE, type HostEvent, type HostStage, hostStep } from '../../src/link/host-table.js';
import {
  CALL_ENDINGS,
  GUEST_CALL_ENDINGS,
  LEG_ENDINGS,
  OFFER_MS,
  REFUSALS,
} from '../../src/protocol/index.js';

const CALL = 'AAAAAAAAAAAAAAAAAAAAAA';
const pick = <const T>(...values: readonly T[]) => fc.constantFrom(...values);
const number = pick('0042', '4821');
const kind = pick('call', 'support');
const retryIn = pick(undefined, 1_000, 60_000);

const guestEvent: fc.Arbitrary<GuestEvent> = fc.oneof(
  fc.record({ type: pick('ask'), kind }),
  fc.record({
    type: pick('renew', 'cancel', 'reset', 'up', 'down', 'seen', 'network', 'pagehide'),
  }),
  fc.record({ type: pick('leave'), reason: pick('guest-left', 'wrong-person') }),
  fc.record({ type: pick('number-kept', 'issued'), kind, number, endsAt: pick(9), lasts: pick(9) }),
  fc.record({ type: pick('call-kept'), visible: fc.boolean(), number: pick(undefined, '0042') }),
  fc.record({ type: pick('key-expired', 'number-ended', 'offered', 'leg-open') }),
  fc.record({ type: pick('broken'), code: pick('no-webrtc', 'unexpected') }),
  fc.record({ type: pick('barred'), ending: pick(undefined, 'superseded', 'origin-refused') }),
  fc.record({ type: pick('joined'), call: pick(CALL), host: pick('山田'), present: fc.boolean() }),
  fc.record({ type: pick('presence'), present: fc.boolean() }),
  fc.record({ type: pick('refused'), error: pick(...REFUSALS), retryIn }),
  fc.record({ type: pick('call-ended', 'leg-ended-call'), reason: pick(...CALL_ENDINGS) }),
  fc.record({ type: pick('leg-state'), link: pick('open', 'checking') }),
  fc.record({ type: pick('leg-closed'), ending: pick(...LEG_ENDINGS), visible: fc.boolean() }),
  fc.record({
    type: pick('timer'),
    name: pick('slow', 'number', 'answer', 'again', 'gone', 'unknown', 'rest'),
  }),
);

const walk = <State extends { at: string }, Event extends { type: string }, Effect>(
  first: State,
  events: readonly Event[],
  next: (state: State, event: Event) => readonly [State, ...Effect[]],
  see: (before: State, event: Event, after: State, effects: readonly Effect[]) => void,
): void => {
  let state = first;
  for (const event of events) {
    const [after, ...effects] = next(state, event);
    see(state, event, after, effects);
    state = after;
  }
};

const waysOf = (table: object, at: string, type: string): readonly string[] | undefined => {
  const rows = table as Record<string, Record<string, { to: readonly string[] } | undefined>>;
  return rows[at]?.[type]?.to;
};

test('[C2] [C3] a guest goes only where the table says, and its timers and keys go with it', () => {
  const start: GuestStage = { at: 'idle' };
  fc.assert(
    fc.property(fc.array(guestEvent, { maxLength: 60 }), (events) => {
      walk(start, events, guestStep, (before, event, after, effects) => {
        const ways = waysOf(GUEST_TABLE, before.at, event.type);
        if (ways === undefined) assert.is(after, before, `${event.type} in ${before.at}`);
        else assert.ok(ways.includes(after.at), `${before.at} –${event.type}→ ${after.at}`);
        const did = new Set(effects.map((effect) => effect.do));
        if (after.at === 'ended' && before.at !== 'ended') assert.ok(did.has('drop-key'));
        if (after.at === 'asleep' && before.at !== 'asleep' && event.type === 'pagehide') {
          assert.ok(did.has('close-leg') && did.has('disconnect'), 'nothing stays open');
        }
        if (event.type === 'leg-closed' && !event.visible && ways !== undefined) {
          assert.not.ok(did.has('reach'), 'only a visible document opens a leg');
          if (before.at === 'meeting') assert.is(after.at, 'asleep');
        }
        if (before.at === 'connected' && after.at === 'connected') assert.not.ok(did.has('reach'));
        if (event.type === 'down' && before.at !== 'ended') {
          assert.not.ok(after.at === 'ended', 'losing the socket ends nothing');
        }
      });
    }),
    { numRuns: 2_000 },
  );
});

test('[C5] the link key is handed over only by a document that a number leads to', () => {
  const start: GuestStage = { at: 'idle' };
  fc.assert(
    fc.property(fc.array(guestEvent, { maxLength: 60 }), (events) => {
      walk(start, events, guestStep, (_, __, after, effects) => {
        for (const effect of effects) {
          if (effect.do !== 'reach' || !effect.introduce) continue;
          const byNumber = after.at === 'meeting' ? after.number !== undefined : true;
          assert.ok(byNumber && after.at !== 'connected' && after.at !== 'asleep');
        }
      });
    }),
    { numRuns: 1_000 },
  );
});

test('[C7] three failed legs in a row and no more', () => {
  for (const ending of ['no-path', 'not-proved'] as const) {
    let stage: GuestStage = {
      at: 'meeting',
      host: '',
      met: false,
      registered: true,
      hostHere: true,
      failures: 0,
      number: undefined,
    };
    for (let leg = 1; leg <= 3; leg += 1) {
      assert.is(stage.at, 'meeting');
      [stage] = guestStep(stage, { type: 'leg-closed', ending, visible: true });
    }
    assert.is(stage.at, ending === 'no-path' ? 'ended' : 'trouble');
  }
});

test('[C3] every end that a guest may give has a place in its table', () => {
  const connected: GuestStage = {
    at: 'connected',
    host: '',
    link: 'open',
    registered: false,
    hostHere: true,
  };
  for (const reason of GUEST_CALL_ENDINGS) {
    const [after] = guestStep(connected, { type: 'call-ended', reason });
    assert.equal(after, { at: 'ended', reason });
  }
});

const record: HostRecord = {
  call: CALL,
  page: 'target',
  site: null,
  startedAt: 1,
  expecting: [],
  pagesAdded: 0,
};
const hostEvent: fc.Arbitrary<HostEvent> = fc.oneof(
  fc.record({ type: pick('start', 'add', 'number-ended', 'added', 'introduced'), number }),
  fc.record({ type: pick('release', 'dismiss', 'locked', 'lock-refused', 'up', 'down') }),
  fc.record({ type: pick('end'), now: pick(5) }),
  fc.record({
    type: pick('kept'),
    record: pick(record, { ...record, ended: { reason: 'host-ended', at: 3 } }),
  }),
  fc.record({ type: pick('held'), number, endsAt: pick(9) }),
  fc.record({
    type: pick('started'),
    call: pick(CALL),
    page: pick('target', 'connection'),
    site: pick(null),
    number,
    now: pick(5),
  }),
  fc.record({
    type: pick('offer'),
    page: fc.record({
      id: pick('one', 'two', 'three'),
      url: pick('https://shop.example/', 'https://bank.example/'),
      name: pick('お申し込み'),
      secret: pick('secret'),
    }),
    now: pick(5),
  }),
  fc.record({
    type: pick('withdraw', 'expected', 'offer-refused', 'opened', 'handed-over'),
    id: pick('one', 'two', 'three'),
    now: pick(6),
  }),
  fc.record({ type: pick('leg-open'), site: pick(null, 'https://shop.example') }),
  fc.record({ type: pick('lapsed'), now: pick(7, 7 + OFFER_MS) }),
  fc.record({
    type: pick('claim-refused'),
    number,
    error: pick(...REFUSALS),
    retryAt: retryIn,
  }),
  fc.record({ type: pick('call-unknown'), call: pick('call', 'other'), now: pick(5, 100_000) }),
  fc.record({
    type: pick('call-ended', 'guest-ended'),
    reason: pick(...CALL_ENDINGS),
    now: pick(5),
  }),
);

test('[C3] [C4] a console goes only where the table says; losing the socket ends no call', () => {
  const start: HostStage = { at: 'none', refused: undefined };
  fc.assert(
    fc.property(fc.array(hostEvent, { maxLength: 60 }), (events) => {
      walk(start, events, hostStep, (before, event, after, effects) => {
        const ways = waysOf(HOST_TABLE, before.at, event.type);
        if (ways === undefined) assert.is(after, before, `${event.type} in ${before.at}`);
        else assert.ok(ways.includes(after.at), `${before.at} –${event.type}→ ${after.at}`);
        if (before.at === 'running' && event.type === 'down') assert.is(after.at, 'running');
        if (after.at === 'ended' && before.at === 'running') {
          assert.ok(
            effects.some((effect) => effect.do === 'end-legs'),
            'the legs hear it',
          );
          assert.ok(
            effects.some((effect) => effect.do === 'keep'),
            'a reload still knows it',
          );
        }
        if (after.at === 'none' && before.at === 'ended') {
          assert.ok(effects.some((effect) => effect.do === 'unlock'));
        }
      });
    }),
    { numRuns: 2_000 },
  );
});

test('[C6] [N5] a number is claimed again only as long as it can be nobody else’s', () => {
  // The tab of a call without a ticket was closed, and opened hours later: by then the number may be a
  // stranger's, who would be in a call without having read anything aloud.
  const record = { call: 'call', page: 'target', site: null, startedAt: 0, pagesAdded: 0 } as const;
  const running: HostStage = {
    at: 'running',
    record: { ...record, expecting: ['4821'] },
    adding: { at: 'none' },
  };
  const unknown = (now: number) =>
    hostStep(running, { type: 'call-unknown', call: 'call', now })[0].at;
  assert.is(unknown(59_000), 'starting');
  assert.is(unknown(61_000), 'running');
  // With a ticket another service has made the call anew, or will.
  const held: HostStage = { ...running, record: { ...running.record, ticket: 'a ticket' } };
  assert.equal(hostStep(held, { type: 'call-unknown', call: 'call', now: 5 }), [held]);
});

test('[N4] [N7] what is said late of a number that was taken back is not said of the next', () => {
  // The wrong number was held, since its guest was away, and this was heard when the right one was on its
  // way: the right one's call was given back, and its guest read that the host had ended it.
  const held = { type: 'held', number: '1111', endsAt: 99 } as const;
  const starting: HostStage = { at: 'starting', number: '2222' };
  assert.equal(hostStep(starting, held), [starting]);
  const record = { call: 'call', page: 'target', site: null, startedAt: 0, pagesAdded: 0 } as const;
  const adding: HostStage = {
    at: 'running',
    record: { ...record, expecting: [] },
    adding: { at: 'claiming', number: '2222' },
  };
  assert.equal(hostStep(adding, held), [adding]);
  const refused = { type: 'claim-refused', number: '1111', error: 'number-unknown' } as const;
  assert.equal(hostStep(adding, { ...refused, retryAt: undefined }), [adding]);
});

test('[N4] that another number is refused does not end the claim of this one', () => {
  // 取り消す, and the right number at once: the refusal of the wrong one came after it, the console went
  // back to the menu, and gave the call that came back as well: its guest read that the host had ended it.
  const [claiming] = hostStep(
    { at: 'none', refused: undefined },
    { type: 'start', number: '4821' },
  );
  const refused = { type: 'claim-refused', error: 'number-unknown', retryAt: undefined } as const;
  assert.equal(hostStep(claiming, { ...refused, number: '4812' }), [claiming]);
  assert.is(hostStep(claiming, { ...refused, number: '4821' })[0].at, 'none');
});

test.run();
