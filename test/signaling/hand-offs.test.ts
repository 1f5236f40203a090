/** Pages that a host hands over, at the service: by the hash of a token that is good once (H3, H4). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { HAND_OFFS_PER_CALL, KEYS_PER_CALL, OFFER_MS } from '../../src/protocol/index.js';
import { makeRig } from './support/rig.js';

const SITE = 'https://shop.example';

/** A call whose host expects a page; `page` is a document that came by its link. */
const handOver = async (rig = makeRig()) => {
  const met = await rig.inCall({ origin: 'https://support.example' });
  const { desk, call } = met;
  const handOff = rig.randomId();
  const linked = rig.guest();
  const expect = () =>
    desk.say({ type: 'hand-off.expect', call, handOff, rejoin: linked.rejoin, site: SITE });
  await expect();
  assert.equal(desk.mail.take(), [{ type: 'hand-off.expected', call, handOff }]);
  /** A document on some phone, with the token of the link and a key of its own. */
  const page = (about: Parameters<typeof rig.guest>[0] = {}) => {
    const own = rig.guest({ origin: SITE, ...about });
    own.mail.take();
    const come = (renew = own.rejoin, token = linked.token) =>
      own.say({
        type: 'leg.join',
        token,
        renew,
        page: 'target',
        leg: own.leg,
        try: 1,
        offer: { type: 'offer', sdp: 'offer' },
      });
    return { ...own, come };
  };
  return { ...met, rig, handOff, linked, expect, page };
};

test('[H3] the token lets one page in, whose own key leads into the call from then on', async () => {
  const { rig, desk, call, handOff, page } = await handOver();
  const first = page();
  await first.come();
  assert.is(first.mail.last('call.joined').call, call);
  assert.is(desk.mail.last('leg.offered').handOff, handOff);
  assert.is(desk.mail.last('leg.offered').site, SITE);
  const next = rig.guest({ token: first.token, origin: SITE });
  await next.join();
  assert.is(next.mail.last('call.joined').call, call);
  assert.is(desk.mail.last('leg.offered').handOff, undefined);
});

test('[H3] the same page again is let in again; any other is refused, and nothing ends', async () => {
  const { rig, desk, page, caller } = await handOver();
  const first = page();
  await first.come();
  await first.lose();
  const reloaded = page();
  await reloaded.come(first.rejoin);
  assert.equal(reloaded.mail.types(), ['call.joined']);
  const other = page();
  await other.come();
  assert.equal(other.mail.types(), ['error hand-off-over']);
  assert.is(rig.counters.of('hand-off.used'), 2);
  assert.not.ok(desk.mail.types().includes('call.ended'));
  assert.equal(caller.mail.types(), []);
});

test('[H3] the token without a key to take its place is nothing', async () => {
  const { rig, linked, call, desk } = await handOver();
  const it = rig.guest({ token: linked.token, origin: SITE });
  it.mail.take();
  await it.join();
  assert.equal(it.mail.types(), ['error call-unknown']);
  await it.say({ type: 'call.end', reason: 'guest-left', token: linked.token });
  assert.equal(it.mail.types(), ['error call-unknown'], 'it ends no call');
  await desk.end(call);
  assert.is(desk.mail.last('call.ended').reason, 'host-ended');
});

test('[H3] a guest key is no hand-off', async () => {
  const { caller, page } = await handOver();
  const it = page();
  await it.come(it.rejoin, caller.token);
  assert.equal(it.mail.types(), ['error call-unknown']);
});

test('[H4] another site is refused by name, and uses nothing up; www is the same site', async () => {
  const { page } = await handOver();
  for (const origin of ['https://evil.example', 'http://shop.example', 'https://a.shop.example']) {
    const wrong = page({ origin });
    await wrong.come();
    assert.equal(wrong.mail.types(), ['error hand-off-elsewhere'], origin);
  }
  const right = page({ origin: 'https://www.shop.example' });
  await right.come();
  assert.equal(right.mail.types(), ['call.joined']);
});

test('[H4] it is over when its time is, or when the host says so', async () => {
  const { rig, page, expect, desk, call, handOff } = await handOver();
  rig.clock.advance(OFFER_MS - 1);
  await expect();
  rig.clock.advance(OFFER_MS - 1);
  const first = page();
  await first.come();
  assert.equal(first.mail.types(), ['call.joined'], 'said again, it lives from then on');
  rig.clock.advance(1);
  await first.lose();
  const late = page();
  await late.come(first.rejoin);
  assert.equal(late.mail.types(), ['error hand-off-over'], 'even the page that used it');
  await expect();
  await desk.say({ type: 'hand-off.forget', call, handOff });
  const after = page();
  await after.come();
  assert.equal(after.mail.types(), ['error hand-off-over']);
});

test('[H4] [C3] who comes by it after the end hears of the end', async () => {
  const { page, desk, call, rig } = await handOver();
  await desk.end(call);
  const it = page();
  await it.come();
  assert.is(it.mail.last('call.ended').reason, 'host-ended');
  assert.is(rig.journal.kept.length, 0, 'the journal of this test begins empty');
  const later = page();
  await later.come();
  assert.is(later.mail.last('call.ended').call, call);
});

test('[H3] only the host of the call, at its socket, may expect a page', async () => {
  const { rig, call, desk } = await handOver();
  const stranger = rig.host();
  const message = {
    type: 'hand-off.expect',
    call,
    handOff: rig.randomId(),
    rejoin: rig.guest().rejoin,
    site: SITE,
  } as const;
  stranger.mail.take();
  await stranger.say(message);
  assert.equal(stranger.mail.types(), ['error call-unknown']);
  const twin = rig.host({ sid: desk.sid });
  twin.mail.take();
  await twin.say(message);
  assert.equal(twin.mail.types(), ['error call-unknown'], 'another tab of the same session');
});

test('[H3] a key of another running call does not come in, and a full call takes no more', async () => {
  const { rig, page, desk, call } = await handOver();
  const other = await rig.inCall({ origin: SITE });
  const it = page();
  await it.come(other.caller.rejoin);
  assert.equal(it.mail.types(), ['error already-in-call']);
  for (let keys = 1; keys < KEYS_PER_CALL; keys += 1) {
    const { number } = await rig.waiting('support');
    await desk.add(call, number);
  }
  await it.come();
  assert.equal(it.mail.types(), ['error too-many-pages']);
});

test('[H4] hand-offs are many, not endless; those that are over make room', async () => {
  const { rig, desk, call, linked } = await handOver();
  const expectOne = () =>
    desk.say({
      type: 'hand-off.expect',
      call,
      handOff: rig.randomId(),
      rejoin: rig.guest().rejoin,
      site: SITE,
    });
  for (let count = 1; count < HAND_OFFS_PER_CALL; count += 1) await expectOne();
  desk.mail.take();
  await expectOne();
  assert.equal(desk.mail.types(), ['error too-many-pages']);
  rig.clock.advance(OFFER_MS);
  await expectOne();
  assert.equal(desk.mail.types(), ['hand-off.expected']);
  const gone = rig.guest({ origin: SITE });
  gone.mail.take();
  await gone.say({
    type: 'leg.join',
    token: linked.token,
    renew: gone.rejoin,
    page: 'target',
    leg: gone.leg,
    try: 1,
    offer: { type: 'offer', sdp: 'offer' },
  });
  assert.equal(gone.mail.types(), ['error call-unknown'], 'the oldest is not known any more');
});

test('[H3] a number that the page waits at is given up when it joins by a link', async () => {
  const { rig, page } = await handOver();
  const it = page();
  await it.ask('support');
  const { number } = it.mail.last('number.issued');
  await it.come();
  assert.is((await rig.ledger.look(number)).at, 'over');
});

test.run();
