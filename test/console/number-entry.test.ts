import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Entry, entryView } from '../../src/console/number-entry.js';
import type { Lookup } from '../../src/link/types.js';
import { readTyped } from '../../src/console/typed.js';

const entry = (more: Partial<Entry> = {}): Entry => ({
  kind: 'call',
  typed: readTyped('1234'),
  pressed: false,
  lookup: { at: 'empty' },
  claim: { at: 'none' },
  ...more,
});

const found = (more: Partial<Extract<Lookup, { at: 'found' }>> = {}): Lookup => ({
  at: 'found',
  number: '1234',
  kind: 'call',
  page: 'target',
  site: 'https://shop.example',
  waiting: true,
  device: undefined,
  since: undefined,
  endsAt: 0,
  ...more,
});

const refusedBy = (error: 'number-unknown' | 'number-taken', number = '1234') => ({
  at: 'refused' as const,
  number,
  error,
  retryAt: undefined,
});

test('a number of which nothing is known yet is being looked up', () => {
  assert.equal(entryView(entry()), { at: 'looking' });
  assert.equal(entryView(entry({ lookup: { at: 'looking', number: '1234' } })), { at: 'looking' });
});

test('[N8] what is known of a number that was typed before says nothing of this one', () => {
  assert.equal(entryView(entry({ lookup: found({ number: '9999' }) })), { at: 'looking' });
  const claim = refusedBy('number-taken', '9999');
  assert.equal(entryView(entry({ pressed: true, claim })), { at: 'looking' });
});

test('a number that is found shows what is known of it', () => {
  const lookup = found({ device: 'phone', since: 5 });
  assert.equal(entryView(entry({ lookup })), { at: 'found', found: lookup, away: false });
});

test('[N7] a guest who is away from the page is named before the claim, and waited for after', () => {
  const view = entryView(entry({ lookup: found({ waiting: false }) }));
  assert.ok(view.at === 'found' && view.away);
  const claim = { at: 'held' as const, number: '1234', endsAt: 5 };
  assert.equal(entryView(entry({ claim, lookup: found() })), { at: 'held', endsAt: 5 });
});

test('[N6] a good number of the wrong kind is named, in both places', () => {
  const refused = (view: ReturnType<typeof entryView>) =>
    view.at === 'refused' ? view.error : view.at;
  const support = found({ kind: 'support' });
  assert.is(refused(entryView(entry({ lookup: support }))), 'number-is-support');
  assert.is(refused(entryView(entry({ kind: 'support', lookup: found() }))), 'number-is-call');
  assert.is(entryView(entry({ kind: 'support', lookup: support })).at, 'found');
});

test('what the claim says counts more than what the lookup said, until it is typed anew', () => {
  const claim = refusedBy('number-taken');
  const pressed = entryView(entry({ pressed: true, claim, lookup: found() }));
  assert.ok(pressed.at === 'refused' && pressed.error === 'number-taken');
  assert.is(entryView(entry({ pressed: false, claim, lookup: found() })).at, 'found');
});

test('an unfinished number is no fault until the button is pressed; letters are one at once', () => {
  const short = readTyped('123');
  assert.equal(entryView(entry({ typed: short })), { at: 'typing' });
  assert.equal(entryView(entry({ typed: short, pressed: true })), {
    at: 'complaint',
    about: short,
  });
  assert.is(entryView(entry({ typed: readTyped('12x') })).at, 'complaint');
});

test.run();
