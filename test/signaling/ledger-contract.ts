/** What every ledger must do, whatever it keeps its numbers in. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Asked, Ledger } from '../../signaling/numbers/ledger.js';
import { NUMBER_SPACE } from '../../src/protocol/index.js';
import { type FakeClock, fakeClock } from '../support/clock.js';

export const TTL = 120_000;
const MINUTE = 60_000;

/** `open` makes an empty ledger whose numbers live for `TTL`. */
export const ledgerContract = (name: string, open: (clock: FakeClock) => Ledger): void => {
  const rule = (
    title: string,
    check: (ledger: Ledger, clock: FakeClock) => Promise<void>,
  ): void => {
    test(`${title} (${name})`, async () => {
      const clock = fakeClock();
      await check(open(clock), clock);
    });
  };

  rule('[N1] a number has four digits and lives for its time', async (ledger, clock) => {
    const entry = await issued(ledger);
    assert.match(entry.number, /^\d{4}$/);
    assert.is(entry.endsAt, clock.now() + TTL);
    assert.is(await ledger.living(), 1);
  });

  rule('[N1] all numbers are issued once each, then none, and nothing hangs', async (ledger) => {
    const numbers = new Set<string>();
    for (let count = 0; count < NUMBER_SPACE; count += 1)
      numbers.add((await issued(ledger)).number);
    assert.is(numbers.size, NUMBER_SPACE);
    assert.is(await ledger.issue(asked()), undefined);
  });

  rule('[N3] a number that ran out is over, and expires once', async (ledger, clock) => {
    const { number } = await issued(ledger);
    assert.is(await ledger.expire(number), undefined, 'not before its time');
    clock.advance(TTL);
    assert.is((await ledger.look(number)).at, 'over', 'even before anybody reports it');
    assert.equal(await ledger.claim(number, 'call', 'h'), { at: 'refused', error: 'number-ended' });
    assert.equal(await ledger.expire(number), { number, holder: undefined });
    assert.is(await ledger.expire(number), undefined);
    assert.is(await ledger.living(), 0);
  });

  rule('[N4] two hosts at the same instant: exactly one gets it', async (ledger) => {
    const { number } = await issued(ledger);
    const claims = await Promise.all([
      ledger.claim(number, 'call', 'a'),
      ledger.claim(number, 'call', 'b'),
    ]);
    assert.equal(claims.map((claim) => claim.at).sort(), ['claimed', 'refused']);
    assert.equal(claims[1], { at: 'refused', error: 'number-taken' });
  });

  rule('[N5] a number rests ten minutes after its end', async (ledger, clock) => {
    const { number, rejoin } = await issued(ledger);
    await ledger.retire(number, rejoin);
    clock.advance(10 * MINUTE - 1);
    assert.is((await ledger.look(number)).at, 'over');
    clock.advance(1);
    assert.is((await ledger.look(number)).at, 'unknown');
  });

  rule('[N6] the wrong kind is named and does not consume the number', async (ledger) => {
    const call = await issued(ledger);
    const support = await issued(ledger, { kind: 'support' });
    assert.equal(await ledger.claim(call.number, 'support', 'h'), {
      at: 'refused',
      error: 'number-is-call',
    });
    assert.equal(await ledger.claim(support.number, 'call', 'h'), {
      at: 'refused',
      error: 'number-is-support',
    });
    assert.is((await ledger.claim(call.number, 'call', 'h')).at, 'claimed');
    assert.is((await ledger.claim(support.number, 'support', 'h')).at, 'claimed');
  });

  rule(
    '[N7] a claim of an absent guest’s number is held until the guest is back',
    async (ledger) => {
      const { number, rejoin } = await issued(ledger);
      await ledger.leave(number);
      assert.is((await ledger.claim(number, 'call', 'a')).at, 'held');
      assert.is((await ledger.claim(number, 'call', 'a')).at, 'held', 'again by the same host');
      assert.equal(await ledger.claim(number, 'call', 'b'), {
        at: 'refused',
        error: 'number-taken',
      });
      const resumed = await ledger.resume(number, rejoin);
      assert.is(resumed.at === 'claimed' && resumed.holder, 'a');
      assert.equal(await ledger.resume(number, rejoin), { at: 'over', reason: 'claimed' });
    },
  );

  rule('[N7] a held claim can be given back, and ends with the number', async (ledger, clock) => {
    const { number } = await issued(ledger);
    await ledger.leave(number);
    await ledger.claim(number, 'call', 'a');
    assert.is(await ledger.release(number, 'b'), false);
    assert.is(await ledger.release(number, 'a'), true);
    assert.is((await ledger.claim(number, 'call', 'b')).at, 'held');
    clock.advance(TTL);
    assert.equal(await ledger.expire(number), { number, holder: 'b' });
  });

  rule('[N7] only its guest may resume a number or end it', async (ledger) => {
    const { number, rejoin } = await issued(ledger);
    assert.is((await ledger.resume(number, 'another')).at, 'unknown');
    assert.is(await ledger.retire(number, 'another'), false);
    assert.is((await ledger.resume(number, rejoin)).at, 'waiting');
    assert.is(await ledger.retire(number, rejoin), true);
    assert.is((await ledger.resume(number, 'another')).at, 'unknown', 'nor hear how it ended');
    assert.equal(await ledger.resume(number, rejoin), { at: 'over', reason: 'retired' });
  });

  rule('[N8] looking a number up changes nothing', async (ledger) => {
    const entry = await issued(ledger, { kind: 'support', page: 'target', site: 'https://a.test' });
    for (let times = 0; times < 3; times += 1) {
      const looked = { at: 'living', entry, present: true, holder: undefined };
      assert.equal(await ledger.look(entry.number), looked);
    }
    assert.is((await ledger.claim(entry.number, 'support', 'h')).at, 'claimed');
    assert.is((await ledger.look(entry.number)).at, 'over');
  });

  rule('[N4] a guest’s other numbers of kind call can be retired together', async (ledger) => {
    const first = await issued(ledger, { rejoin: 'mine' });
    const second = await issued(ledger, { rejoin: 'mine' });
    await ledger.leave(second.number);
    await ledger.claim(second.number, 'call', 'h');
    const support = await issued(ledger, { rejoin: 'mine', kind: 'support' });
    const other = await issued(ledger, { rejoin: 'other' });
    const ended = await ledger.retireCalls('mine');
    assert.equal(
      ended.sort((a, b) => a.number.localeCompare(b.number)),
      [
        { number: first.number, holder: undefined },
        { number: second.number, holder: 'h' },
      ].sort((a, b) => a.number.localeCompare(b.number)),
    );
    assert.is((await ledger.look(support.number)).at, 'living');
    assert.is((await ledger.look(other.number)).at, 'living');
  });
};

const asked = (over: Partial<Asked> = {}): Asked => ({
  kind: 'call',
  page: 'connection',
  site: null,
  rejoin: 'guest',
  ...over,
});

const issued = async (ledger: Ledger, over?: Partial<Asked>) => {
  const entry = await ledger.issue(asked(over));
  if (entry === undefined) throw new Error('no number is free');
  return entry;
};
