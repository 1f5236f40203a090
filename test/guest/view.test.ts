import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { noticeOf } from '../../src/guest/send.js';
import { isInSheet, openedBy, viewOf } from '../../src/guest/view.js';
import type { GuestState } from '../../src/link/types.js';

const number: GuestState = { at: 'number', kind: 'call', number: '0417', endsAt: 0, slow: false };
const connected: GuestState = { at: 'connected', host: 'A', link: 'open', sentBefore: false };

test('[N3] before the guest asks there is a button, the steps and the terms, and no number', () => {
  assert.equal(viewOf({ at: 'idle' }, 'page'), { at: 'button' });
  assert.equal(viewOf({ at: 'idle' }, 'steps'), { at: 'steps' });
  assert.equal(viewOf({ at: 'idle' }, 'before'), { at: 'before' });
});

test('[N7] a number that was kept over a reload is shown again by itself', () => {
  const opened = openedBy(number, 'page');
  assert.ok(isInSheet(viewOf(number, opened)));
});

test('[N7] a number that was put aside stays at the edge until it is asked for', () => {
  for (const state of [number, { at: 'number-over', kind: 'call' }] as const) {
    const opened = openedBy(state, 'aside');
    assert.is(opened, 'aside');
    assert.not.ok(isInSheet(viewOf(state, opened)));
  }
  assert.equal(viewOf({ at: 'meeting', host: 'A' }, 'aside'), { at: 'joining', host: 'A' });
  assert.is(openedBy({ at: 'idle' }, 'aside'), 'page');
});

test('meeting is in the sheet for whoever asked here, and at the edge for a page that rejoins', () => {
  const meeting: GuestState = { at: 'meeting', host: 'A' };
  assert.equal(viewOf(meeting, 'asked'), { at: 'meeting' });
  assert.equal(viewOf(meeting, 'page'), { at: 'joining', host: 'A' });
});

test('a call that is made or over gives the page back to the guest', () => {
  for (const state of [connected, { at: 'ended', reason: 'host-ended' }] as const) {
    const opened = openedBy(state, 'asked');
    assert.is(opened, 'page');
    assert.not.ok(isInSheet(viewOf(state, opened)));
  }
});

test('a trouble is told where the guest looks', () => {
  const trouble: GuestState = {
    at: 'trouble',
    code: 'unexpected',
    kind: 'call',
    retryIn: undefined,
  };
  assert.ok(isInSheet(viewOf(trouble, 'asked')));
  assert.not.ok(isInSheet(viewOf(trouble, openedBy(connected, 'asked'))));
});

test('[P2] the notice says sent only for what the link says is sent', () => {
  const image = new Blob();
  const sending = { at: 'sending', id: 'a', sent: 5, bytes: 10, waiting: false } as const;
  const taken = { at: 'taken', image } as const;
  assert.equal(noticeOf(taken, sending, undefined), { at: 'sending', percent: 50, waiting: false });
  assert.equal(noticeOf(taken, { at: 'sent', id: 'a' }, undefined), { at: 'sent', id: 'a', image });
  assert.equal(noticeOf(taken, { at: 'sent', id: 'a' }, 'a'), { at: 'none' });
  assert.equal(noticeOf({ at: 'capturing' }, { at: 'sent', id: 'a' }, undefined), {
    at: 'capturing',
  });
  assert.equal(noticeOf({ at: 'failed', reason: 'slow' }, { at: 'sent', id: 'a' }, undefined), {
    at: 'failed',
    reason: 'capture-slow',
  });
});

test.run();
