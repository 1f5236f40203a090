import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createGuestKey } from '../../src/link/guest-key.js';
import { type GuestRecords, guestRecords } from '../../src/link/guest-records.js';
import { GUEST_KEY_MS } from '../../src/link/names.js';
import { fakeClock } from '../support/clock.js';
import { memoryKeep } from '../support/keep.js';
import { newId, newSecret } from '../support/legs.js';
import { seededRandom } from '../support/random.js';

/** A site on a phone. Each tab has a storage of its own; its documents come one after the other. */
const site = () => {
  const clock = fakeClock();
  const random = seededRandom();
  const local = memoryKeep();
  return {
    clock,
    tab: () => {
      const records: GuestRecords = guestRecords('target', local, memoryKeep(), clock);
      const expired: number[] = [];
      const open = () =>
        createGuestKey(records, { clock, random }, () => expired.push(clock.now()));
      return { records, expired, open };
    },
  };
};

const handOffTo = (call: string) => ({ secret: newSecret(), call });

test('[C5] a new key is kept for the next page, and is of the call once a host is met', () => {
  const tab = site().tab();
  const key = tab.open();
  assert.not(key.takeKept(), 'nothing is kept');
  const { key: made } = key.forOffer();
  assert.is(key.forOffer().key, made, 'every offer is made with the same');
  assert.not(tab.open().takeKept(), 'it is of no call yet');
  assert.is(tab.open().forOffer().key, made, 'a reload goes on with it');
  const call = newId();
  key.joined(call);
  const next = tab.open();
  assert.ok(next.takeKept());
  assert.is(next.record?.key, made);
  assert.is(next.record?.call, call);
});

// Of two tabs in one call the guest left it in the one while the other came back to it: the other wrote
// down again what the first had wiped, and led it back into the call that the guest had left.
test('[C3] [C5] a call that another tab has left is not written down again', () => {
  const { tab } = site();
  const first = tab().open();
  first.forOffer();
  const call = newId();
  first.joined(call);
  const second = tab().open();
  assert.ok(second.takeKept());
  second.drop();
  first.joined(call);
  assert.not(tab().open().takeKept());
});

// A guest left a call with a picture on its way, and the page was gone before it could be taken out of
// the outbox. A copy of the tab, which had not heard of it, sent the picture that had been called unsent.
test('[P2] [C3] what waits is for no page any more, once any page of the site has left the call', () => {
  const { tab } = site();
  const first = tab().open();
  first.forOffer();
  const call = newId();
  first.joined(call);
  const copy = tab().open();
  copy.takeKept();
  assert.is(copy.nextCall, call);
  first.drop();
  assert.is(copy.nextCall, undefined);
});

test('[P2] [H3] by a hand-off the tab’s next page comes to its call, before the site is in it', () => {
  const key = site().tab().open();
  const handOff = handOffTo(newId());
  key.takeHandOff(handOff);
  assert.is(key.nextCall, handOff.call);
});

test('that something was sent is remembered over a reload', () => {
  const tab = site().tab();
  const key = tab.open();
  key.forOffer();
  key.joined(newId());
  key.sent();
  assert.is(key.record?.sent, true);
  const next = tab.open();
  next.takeKept();
  assert.is(next.record?.sent, true);
});

test('[C5] what is sent does not bring a key back that another document has dropped', () => {
  const { tab } = site();
  const one = tab();
  const key = one.open();
  key.forOffer();
  key.joined(newId());
  const other = tab().open();
  other.takeKept();
  other.drop();
  key.sent();
  assert.is(key.record?.sent, true);
  assert.is(one.records.guest(), undefined);
});

test('[C5] a document drops its own key, and not the one of a call that began after it', () => {
  const { tab } = site();
  const one = tab();
  const old = one.open();
  old.forOffer();
  old.joined(newId());
  one.records.dropGuest();
  const young = tab().open();
  young.forOffer();
  young.joined(newId());
  old.drop();
  assert.is(one.records.guest()?.key, young.record?.key);
  young.drop();
  assert.is(one.records.guest(), undefined);
  assert.ok(young.record, 'it is still there to tell the end with');
});

test('[C5] a key whose call is over is not used for the next one', () => {
  const key = site().tab().open();
  const { key: first } = key.forOffer();
  key.leaveOld();
  assert.is(key.forOffer().key, first, 'it is still kept');
  key.joined(newId());
  key.drop();
  key.leaveOld();
  assert.is.not(key.forOffer().key, first);
  assert.is(key.record?.call, undefined);
});

test('[C5] the key in use grows old 12 hours after it was made, once, however it came', () => {
  const { clock, tab } = site();
  const one = tab();
  const made = clock.now();
  const key = one.open();
  key.forOffer();
  key.joined(newId());
  clock.advance(1_000);
  assert.ok(key.takeKept());
  assert.is(clock.pending(), 1);
  clock.advance(GUEST_KEY_MS);
  assert.equal(one.expired, [made + GUEST_KEY_MS]);
  assert.not(one.open().takeKept());
});

test('[C5] a key that was dropped does not grow old any more', () => {
  const { clock, tab } = site();
  const key = tab().open();
  key.forOffer();
  key.drop();
  assert.is(clock.pending(), 0);
});

test('[H3] a hand-off changes nothing for other pages of the site until it is proved', () => {
  const { tab } = site();
  const before = tab();
  const own = before.open();
  own.forOffer();
  own.joined(newId());

  const handed = tab();
  const handOff = handOffTo(newId());
  const key = handed.open();
  assert.ok(key.takeHandOff(handOff));
  assert.is(key.forOffer().handOff, handOff.secret);
  key.joined(handOff.call);
  assert.is(before.records.guest()?.key, own.record?.key);

  key.proved();
  assert.is(before.records.guest()?.call, handOff.call);
  assert.is(before.records.guest()?.key, key.record?.key);
  assert.is(key.record?.handOff, undefined);
  assert.is(handed.records.handOff(), undefined, 'it has done its service');
});

test('[H3] a hand-off goes on after a reload, with the key that it began with', () => {
  const tab = site().tab();
  const handOff = handOffTo(newId());
  const key = tab.open();
  key.takeHandOff(handOff);
  for (const address of [handOff, undefined]) {
    const next = tab.open();
    assert.ok(next.takeHandOff(address));
    assert.equal(next.record, key.record);
  }
  const other = tab.open();
  assert.ok(other.takeHandOff(handOffTo(newId())), 'a newer one takes its place');
  assert.is.not(other.record?.key, key.record?.key);
});

test('[H3] a hand-off into the call that the site is in already is not needed', () => {
  const { tab } = site();
  const own = tab().open();
  own.forOffer();
  const call = newId();
  own.joined(call);
  const key = tab().open();
  assert.not(key.takeHandOff(handOffTo(call)));
  assert.ok(key.takeKept());
  assert.is(key.record?.key, own.record?.key);
});

test('[H3] a hand-off that led nowhere is given up once, and is not tried after a reload', () => {
  const tab = site().tab();
  const key = tab.open();
  assert.not(key.giveHandOffUp(), 'there is none');
  key.takeHandOff(handOffTo(newId()));
  assert.ok(key.giveHandOffUp());
  assert.is(key.record, undefined);
  assert.not(key.giveHandOffUp());
  assert.not(tab.open().takeHandOff(undefined));
});

test.run();
