/** What a tab notes of its taps: by whom it is read, and what is nothing to it (P2). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { createTaps, tabIn } from '../../src/link/taps.js';
import { captureId } from '../support/captures.js';
import { memoryKeep } from '../support/keep.js';
import { seededRandom } from '../support/random.js';

const CALL = 'A'.repeat(22);
const [one, two] = [captureId('one'), captureId('two')];

const tab = () => {
  const session = memoryKeep();
  let call: string | undefined = CALL;
  const open = () => createTaps(session, seededRandom(), () => call);
  const into = (other: string | undefined): void => {
    call = other;
  };
  return { session, open, into };
};

test('[P2] the tab’s next page learns of a tap, until one of them has told its end', () => {
  const { open } = tab();
  const [first, next] = [open(), open()];
  first.add(one);
  assert.equal(first.left(), [], 'its own are not left by others');
  assert.equal(next.left(), [one]);
  assert.ok(first.isOpen(one));
  next.end(one);
  assert.not(first.isOpen(one));
  assert.equal(open().left(), []);
});

test('[P2] taps of another call do not count, and are gone with the next tap', () => {
  const { open, into } = tab();
  open().add(one);
  into('B'.repeat(21) + 'A');
  const taps = open();
  assert.equal(taps.left(), []);
  taps.add(two);
  into(CALL);
  assert.equal(open().left(), []);
});

test('[P2] the end of a call takes nothing of another call’s', () => {
  const { open, into } = tab();
  open().add(one);
  into(undefined);
  open().clear();
  into(CALL);
  assert.equal(open().left(), [one]);
  open().clear();
  assert.equal(open().left(), []);
});

test('[P2] a tap gives the tab the name by which a copy of it is told', () => {
  const { open, session } = tab();
  assert.is(tabIn(session), undefined);
  open().add(one);
  assert.ok(tabIn(session));
});

test('[P2] a copy keeps what it was tapped for itself', () => {
  const { open } = tab();
  open().add(one);
  const copy = open();
  copy.add(two);
  copy.disown();
  assert.not(copy.isOpen(one));
  assert.ok(copy.isOpen(two));
});

test('[P2] a page that went away and finds its tab copied has no say in its taps any more', () => {
  const { open } = tab();
  const taps = open();
  taps.add(one);
  taps.leave();
  taps.disown();
  assert.not(taps.isOpen(one));
});

test('what is damaged, and what comes outside of a call, is nothing', () => {
  const { open, session, into } = tab();
  session.set('misete.taps', '{"call":"x"');
  assert.equal(open().left(), []);
  into(undefined);
  open().add(one);
  assert.is(session.get('misete.taps'), undefined);
});

test('however many pages go amid a tap, few are kept', () => {
  const { open } = tab();
  for (let count = 0; count < 20; count += 1) open().add(captureId(String(count)));
  assert.is(open().left().length, 8);
  assert.ok(open().isOpen(captureId('19')));
});

test.run();
