/** One call, cell by cell of its table: no sockets, no clock. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type Call,
  type CallEvent,
  type Effect,
  type Leg,
  type Running,
  begin,
  step,
} from '../../signaling/calls/call.js';
import {
  CALL_ENDINGS,
  CANDIDATES_PER_OFFER,
  LEGS_PER_CALL,
  type ServiceToGuest,
  type ServiceToHost,
} from '../../src/protocol/index.js';

const HOST = 1;
const claimed = { number: '0420', rejoin: 'rejoin', page: 'connection', site: null } as const;
const offer = { type: 'offer', sdp: 'offer' } as const;
const answer = { type: 'answer', sdp: 'answer' } as const;
const candidate = (mark: string) =>
  ({ type: 'candidate', candidate: { candidate: mark } }) as const;

const leg = (over: Partial<Leg> = {}): Leg => ({
  leg: 'leg',
  line: 10,
  page: 'target',
  site: 'https://shop.example',
  try: 1,
  offer,
  candidates: [],
  ...over,
});

const started = (): Running =>
  begin({ call: 'call', session: 'sid', hostName: '山田', host: HOST }, claimed)[0];

/** What becomes of a call by these events. */
const after = (...events: CallEvent[]): Call =>
  events.reduce<Call>((call, event) => step(call, event)[0], started());

const came = (over: Partial<Leg> = {}): CallEvent => ({ type: 'leg.came', leg: leg(over) });
const end = (over: Partial<Extract<CallEvent, { type: 'end' }>> = {}): CallEvent => ({
  type: 'end',
  by: 'host',
  line: HOST,
  reason: 'host-ended',
  now: 5,
  ...over,
});

const host = (message: ServiceToHost, line = HOST): Effect => ({ do: 'tell-host', line, message });
const guest = (message: ServiceToGuest, line = 10): Effect => ({
  do: 'tell-guest',
  line,
  message,
});
const offered = (over: object = {}): Effect =>
  host({
    type: 'leg.offered',
    call: 'call',
    leg: 'leg',
    page: 'target',
    site: 'https://shop.example',
    try: 1,
    offer,
    candidates: [],
    ...over,
  });

const effectsOf = (call: Call, event: CallEvent): Effect[] =>
  step(call, event).slice(1) as Effect[];

test('[C1] a call starts with one host, one number and no leg', () => {
  const [call, ...effects] = begin(
    { call: 'call', session: 'sid', hostName: '山田', host: HOST },
    claimed,
  );
  assert.is(call.legs.size, 0);
  assert.equal(call.numbers, ['0420']);
  assert.equal(call.rejoins, ['rejoin']);
  const { number, page, site } = claimed;
  assert.equal(effects, [
    host({ type: 'call.started', call: 'call', number, page, site }),
    { do: 'give-ticket' },
  ]);
});

test('[W2] a leg comes: its guest is told with whom, the host gets offer and candidates', () => {
  const candidates = [candidate('a'), candidate('b')];
  assert.equal(effectsOf(started(), came({ number: '0420', candidates })), [
    guest({ type: 'call.joined', call: 'call', host: { name: '山田' }, present: true }),
    offered({ number: '0420', candidates }),
  ]);
});

test('[C1] a document that comes over a new socket supersedes its own old one, no other', () => {
  const call = after(came(), came({ leg: 'other', line: 11 }));
  const effects = effectsOf(call, came({ line: 12 }));
  assert.equal(effects[0], { do: 'close-guest', line: 10, ending: 'superseded' });
  assert.is(effects.filter((effect) => effect.do === 'close-guest').length, 1);
});

test('[C1] what a document said over a socket that it gave up changes nothing when it comes late', () => {
  // A phone without a network asked to join, gave its socket up, and joined over a new one. The older
  // request, still on its way, took the place of the newer: the page was told that it was open
  // elsewhere, and a guest who left just then was not heard, so that the host waited for ever.
  const call = after(came({ line: 12, try: 3 }));
  assert.equal(step(call, came({ line: 11, try: 2 })), [
    call,
    { do: 'close-guest', line: 11, ending: 'superseded' },
  ]);
  const again = effectsOf(call, came({ line: 13, try: 3 }));
  assert.equal(
    again[0],
    { do: 'close-guest', line: 12, ending: 'superseded' },
    'the last one counts',
  );
});

test('[C1] the ninth leg at once is refused; one that is there already may come again', () => {
  const events = Array.from({ length: LEGS_PER_CALL }, (_, index) =>
    came({ leg: `leg ${index}`, line: 10 + index }),
  );
  const call = after(...events);
  assert.equal(effectsOf(call, came({ leg: 'ninth', line: 99 })), [
    { do: 'refuse-guest', line: 99, error: 'too-many-legs' },
  ]);
  assert.ok(effectsOf(call, came({ leg: 'leg 3', line: 99 })).length > 1);
  const [fewer] = step(call, { type: 'leg.lost', line: 10, leg: 'leg 0' });
  assert.is(effectsOf(fewer, came({ leg: 'ninth', line: 99 }))[0]?.do, 'tell-guest');
});

test('[C7] a new offer of a document takes the place of its last, with its candidates', () => {
  const call = after(came({ candidates: [candidate('old')] }));
  const newer = { type: 'offer', sdp: 'newer' } as const;
  const renewed = { type: 'leg.renewed', line: 10, leg: 'leg', try: 2, offer: newer } as const;
  assert.equal(effectsOf(call, renewed), [offered({ try: 2, offer: newer })]);
  const [next] = step(call, renewed);
  assert.equal(effectsOf(next, renewed), [], 'the same try again');
  assert.equal(effectsOf(call, { ...renewed, line: 11 }), [], 'from another socket');
});

test('[C7] signals of an older try are dropped on both ways', () => {
  const call = after(came({ try: 2 }));
  const old = { line: 10, leg: 'leg', try: 1, signal: candidate('a') };
  assert.equal(effectsOf(call, { type: 'leg.signal', ...old }), []);
  assert.equal(effectsOf(call, { type: 'host.signal', ...old, line: HOST }), []);
});

test('[W3] signals are passed on as they are; one of an unknown type is not', () => {
  const call = after(came());
  const signal = candidate('a');
  const at = { leg: 'leg', try: 1 };
  assert.equal(effectsOf(call, { type: 'leg.signal', line: 10, ...at, signal }), [
    host({ type: 'signal', call: 'call', ...at, signal }),
  ]);
  assert.equal(effectsOf(call, { type: 'host.signal', line: HOST, ...at, signal: answer }), [
    guest({ type: 'signal', try: 1, signal: answer }),
  ]);
  const other = { type: 'other' } as const;
  assert.equal(effectsOf(call, { type: 'leg.signal', line: 10, ...at, signal: other }), []);
  assert.equal(effectsOf(call, { type: 'host.signal', line: HOST, ...at, signal: other }), []);
});

test('[C7] an answer from a guest is out of order: the offer is always the guest’s', () => {
  const event = { type: 'leg.signal', line: 10, leg: 'leg', try: 1, signal: answer } as const;
  assert.equal(effectsOf(after(came()), event), [
    { do: 'refuse-guest', line: 10, error: 'out-of-order' },
  ]);
});

test('[W5] candidates of one offer are limited', () => {
  const signals = Array.from({ length: CANDIDATES_PER_OFFER }, (_, index): CallEvent => ({
    type: 'leg.signal',
    line: 10,
    leg: 'leg',
    try: 1,
    signal: candidate(String(index)),
  }));
  const call = after(came(), ...signals);
  const more = { type: 'leg.signal', line: 10, leg: 'leg', try: 1 } as const;
  assert.equal(effectsOf(call, { ...more, signal: candidate('more') }), [
    { do: 'refuse-guest', line: 10, error: 'too-many-candidates' },
  ]);
});

test('[C1] a host signals only over the socket that has the call, to a leg that is there', () => {
  const call = after(came());
  const signal = { type: 'host.signal', leg: 'leg', try: 1, signal: answer } as const;
  assert.equal(effectsOf(call, { ...signal, line: 2 }), [
    { do: 'refuse-host', line: 2, error: 'call-unknown' },
  ]);
  assert.equal(effectsOf(call, { ...signal, line: HOST, leg: 'none' }), [
    { do: 'refuse-host', line: HOST, error: 'leg-unknown' },
  ]);
});

test('[C2] a guest’s lost socket is told to the host, once, and the call goes on', () => {
  const lost = { type: 'leg.lost', line: 10, leg: 'leg' } as const;
  assert.equal(effectsOf(after(came()), lost), [
    host({ type: 'leg.away', call: 'call', leg: 'leg' }),
  ]);
  const call = after(came(), lost);
  assert.is(call.at, 'running');
  assert.equal(effectsOf(call, lost), []);
  assert.equal(effectsOf(after(came(), came({ line: 12 })), lost), [], 'nor a superseded one');
});

test('[C4] the host’s presence is told to every document, when it goes and when it comes', () => {
  const gone = { type: 'host.lost', line: HOST } as const;
  const both = after(came(), came({ leg: 'other', line: 11 }));
  assert.equal(effectsOf(both, gone), [
    guest({ type: 'host.present', present: false }, 10),
    guest({ type: 'host.present', present: false }, 11),
  ]);
  const [away] = step(both, gone);
  assert.equal(effectsOf(away, { type: 'host.lost', line: 2 }), [], 'another console of the host');
  const back = effectsOf(away, { type: 'host.came', line: 2, name: '佐藤' });
  assert.equal(back.slice(-2), [
    guest({ type: 'host.present', present: true }, 10),
    guest({ type: 'host.present', present: true }, 11),
  ]);
});

test('[C4] a guest who comes while the host is away hears so, and waits', () => {
  const away = after({ type: 'host.lost', line: HOST });
  assert.equal(effectsOf(away, came()), [
    guest({ type: 'call.joined', call: 'call', host: { name: '山田' }, present: false }),
  ]);
  const signal = { type: 'leg.signal', line: 10, leg: 'leg', try: 1, signal: candidate('a') };
  const [waiting] = step(step(away, came())[0], signal as CallEvent);
  const back = effectsOf(waiting, { type: 'host.came', line: 2, name: '山田' });
  assert.equal(back.slice(0, 3), [
    host({ type: 'call.resumed', call: 'call' }, 2),
    { do: 'give-ticket' },
    { ...offered({ candidates: [candidate('a')] }), line: 2 },
  ]);
});

test('[C2] a console that comes again takes the call from its older socket', () => {
  const effects = effectsOf(after(came()), { type: 'host.came', line: 2, name: '山田' });
  assert.equal(
    effects.map((effect) => effect.do),
    ['tell-host', 'give-ticket', 'tell-host', 'drop-host'],
    'and guests need not hear of it',
  );
  const again = effectsOf(started(), { type: 'host.came', line: HOST, name: '山田' });
  assert.equal(again, [host({ type: 'call.resumed', call: 'call' }), { do: 'give-ticket' }]);
});

test('[C5] a page that is added brings its number, and its rejoin hash once', () => {
  const added = { type: 'page.added', rejoin: 'second', site: 'https://bank.example' } as const;
  const call = after({ ...added, number: '1111' }, { ...added, number: '2222' });
  assert.ok(call.at === 'running');
  assert.equal(call.numbers, ['0420', '1111', '2222']);
  assert.equal(call.rejoins, ['rejoin', 'second']);
  assert.equal(effectsOf(started(), { ...added, number: '1111' }), [
    host({ type: 'page.added', call: 'call', number: '1111', site: 'https://bank.example' }),
    { do: 'give-ticket' },
  ]);
});

test('[C3] every ending is recorded with its name and told to everybody', () => {
  const call = after(came(), came({ leg: 'other', line: 11 }));
  for (const reason of CALL_ENDINGS) {
    const [ended, ...effects] = step(call, end({ reason }));
    const told = { type: 'call.ended', call: 'call', reason } as const;
    assert.equal(ended, {
      at: 'ended',
      call: 'call',
      session: 'sid',
      numbers: ['0420'],
      rejoins: ['rejoin'],
      reason,
      endedAt: 5,
    });
    assert.equal(effects, [
      host(told),
      guest(told, 10),
      guest(told, 11),
      { do: 'record', end: ended },
    ]);
  }
});

test('[C3] who ends a call over a socket that is not in it is told as well', () => {
  const told = { type: 'call.ended', call: 'call', reason: 'guest-left' } as const;
  const effects = effectsOf(after(came()), end({ by: 'guest', line: 77, reason: 'guest-left' }));
  assert.equal(effects.slice(0, -1), [host(told), guest(told, 10), guest(told, 77)]);
});

test('[C3] after the end everybody who comes hears the first reason, and nothing changes', () => {
  const ended = after(came(), end());
  const told = { type: 'call.ended', call: 'call', reason: 'host-ended' } as const;
  assert.equal(effectsOf(ended, came()), [guest(told)]);
  assert.equal(effectsOf(ended, { type: 'host.came', line: 2, name: '' }), [host(told, 2)]);
  assert.equal(effectsOf(ended, end({ by: 'guest', line: 10, reason: 'wrong-person' })), [
    guest(told),
  ]);
  assert.equal(effectsOf(ended, end({ line: 2 })), [host(told, 2)]);
  const renewed = { type: 'leg.renewed', line: 10, leg: 'leg', try: 2, offer } as const;
  assert.equal(effectsOf(ended, renewed), [guest(told)]);
  const late: CallEvent[] = [
    { type: 'host.lost', line: HOST },
    { type: 'host.renamed', name: '佐藤' },
    { type: 'host.signal', line: HOST, leg: 'leg', try: 1, signal: answer },
    { type: 'page.added', number: '1111', rejoin: 'second', site: null },
    { type: 'leg.signal', line: 10, leg: 'leg', try: 1, signal: candidate('late') },
    { type: 'leg.lost', line: 10, leg: 'leg' },
  ];
  for (const event of late) assert.equal(step(ended, event), [ended]);
});

test('[C2] a host’s new name is what the next document hears', () => {
  const call = after({ type: 'host.renamed', name: '佐藤' });
  const [joined] = effectsOf(call, came());
  const told = {
    type: 'call.joined',
    call: 'call',
    host: { name: '佐藤' },
    present: true,
  } as const;
  assert.equal(joined, guest(told));
});

test.run();
