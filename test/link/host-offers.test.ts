/** The list of pages that a host has offered, event by event (H1–H4). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  OPENED_MS,
  type Offers,
  add,
  arrived,
  expected,
  handedOver,
  hasRoom,
  lapse,
  nextLapse,
  onOffer,
  opened,
  parseOffers,
  refused,
  remove,
} from '../../src/link/host-offers.js';
import { OFFERED_PAGES, OFFER_MS } from '../../src/protocol/index.js';

const idOf = (index: number): string => `${String(index).padStart(21, 'p')}A`;
const secret = `${'s'.repeat(42)}A`;
const page = (index: number) => ({
  id: idOf(index),
  url: `https://shop.example/${String(index)}`,
  name: `ページ ${String(index)}`,
  secret,
});
const offer = (...indexes: number[]): Offers =>
  indexes.reduce<Offers>((offers, index) => add(offers, { ...page(index), now: 0 }).offers, []);
const states = (offers: Offers): string[] => offers.map(({ state }) => state);
const sent = (): Offers => expected(offer(1), idOf(1)).offers;

test('[H1] the guest sees a page once the service knows of it, and the secret until it was used', () => {
  assert.equal(onOffer(offer(1)), []);
  assert.equal(onOffer(sent()), [page(1)]);
  const { secret: _, ...plain } = page(1);
  assert.equal(onOffer(handedOver(sent(), idOf(1)).offers), [plain]);
});

test('[H1] as many as there may be; one that has joined makes room', () => {
  let offers = offer(1, 2, 3, 4, 5);
  assert.is(offers.length, OFFERED_PAGES);
  assert.not.ok(hasRoom(offers));
  assert.is(add(offers, { ...page(6), now: 0 }).offers, offers);
  offers = handedOver(offers, idOf(2)).offers;
  assert.ok(hasRoom(offers));
  const next = add(offers, { ...page(6), now: 0 });
  assert.equal(
    next.offers.map(({ id }) => id),
    [1, 3, 4, 5, 6].map(idOf),
  );
  assert.equal(next.forgotten, [idOf(2)], 'its secret was good still');
});

test('[H1] what is over stays on the list to be read, the oldest go', () => {
  let offers: Offers = [];
  for (let index = 1; index <= 40; index += 1) {
    offers = refused(add(offers, { ...page(index), now: 0 }).offers, idOf(index)).offers;
  }
  assert.is(offers.length, 12);
  assert.is(offers.at(-1)?.id, idOf(40));
  offers = add(offers, { ...page(41), now: 0 }).offers;
  assert.is(offers.length, 12);
  assert.equal(parseOffers(JSON.parse(JSON.stringify(offers)), ''), offers, 'it outlives a reload');
});

test('[H4] taken back: the service forgets what was still good', () => {
  assert.equal(remove(sent(), idOf(1)), { offers: [], forgotten: [idOf(1)] });
  const over = lapse(sent(), OFFER_MS).offers;
  assert.equal(remove(over, idOf(1)), { offers: [], forgotten: [] });
  assert.equal(remove(over, idOf(2)), { offers: over, forgotten: [] });
});

test('[H4] half an hour, and three minutes from the tap, whichever comes first', () => {
  assert.is(nextLapse(sent()), OFFER_MS);
  assert.is(nextLapse(opened(sent(), idOf(1), 5_000).offers), 5_000 + OPENED_MS);
  assert.is(nextLapse(opened(sent(), idOf(1), OFFER_MS - 1).offers), OFFER_MS);
  const tapped = opened(sent(), idOf(1), 5_000).offers;
  assert.equal(opened(tapped, idOf(1), 100_000).offers, tapped, 'a second tap gives no more time');
  assert.equal(lapse(tapped, 4_999 + OPENED_MS), { offers: tapped, forgotten: [] });
  const over = lapse(tapped, 5_000 + OPENED_MS);
  assert.equal(states(over.offers), ['expired']);
  assert.equal(over.forgotten, [idOf(1)]);
  assert.not.ok(JSON.stringify(over.offers).includes(secret), 'nothing keeps the secret');
  assert.is(nextLapse(over.offers), undefined);
});

test('[H3] a page of the site that opens a leg after the tap is the one, and the secret lives on', () => {
  const tapped = opened(sent(), idOf(1), 0).offers;
  assert.equal(states(arrived(tapped, 'https://bank.example').offers), ['opened']);
  assert.equal(states(arrived(tapped, null).offers), ['opened']);
  assert.equal(states(arrived(sent(), 'https://shop.example').offers), ['sent'], 'not tapped');
  const here = arrived(tapped, 'https://www.shop.example').offers;
  assert.equal(states(here), ['joined']);
  assert.is(nextLapse(here), OPENED_MS, 'it may have been another page, and this one comes yet');
  assert.equal(states(lapse(here, OPENED_MS).offers), ['joined'], 'the host reads no bad news');
});

test('[H5] a service that knows none of it refuses all that wait for it, and no other', () => {
  const offers = expected(offer(1, 2, 3), idOf(1)).offers;
  assert.equal(states(refused(offers, idOf(3)).offers), ['sent', 'sending', 'refused']);
  assert.equal(states(refused(offers, undefined).offers), ['sent', 'refused', 'refused']);
});

test.run();
