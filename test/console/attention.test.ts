import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Attention, type Permission, countedTitle } from '../../src/console/attention.js';
import type { ShownCapture } from '../../src/console/screen-support.js';
import { captureInfo } from './fake-desk.js';
import { fakeNotifier, fakeTab } from './fake-notifier.js';

const capture = (index: number): ShownCapture => ({
  info: captureInfo(index),
  storedAt: index,
  picture: `blob:${String(index)}`,
});

const host = (permission: Permission = 'granted') => {
  const { notifier, shown } = fakeNotifier(permission);
  const tab = fakeTab();
  const did: string[] = [];
  const attention = new Attention({
    tab,
    notifier,
    notice: ({ info }) => ({ title: '画面が届きました', body: info.id }),
    front: () => void did.push('front'),
  });
  const came = (index: number, wanted = true) => {
    attention.came(capture(index), wanted, () => void did.push(`show ${String(index)}`));
  };
  return { attention, tab, shown, did, came };
};

test('captures are counted only while the tab is not in front, and no longer than that', () => {
  const { attention, tab, came } = host();
  came(1);
  assert.is(attention.waiting.value, 0);
  tab.put(false);
  came(2);
  came(3);
  assert.is(attention.waiting.value, 2);
  tab.put(true);
  assert.is(attention.waiting.value, 0);
});

test('the title says how many wait', () => {
  assert.is(countedTitle(0, 'Misete'), 'Misete');
  assert.is(countedTitle(2, 'Misete'), '(2) Misete');
});

test('one notification at a time, closed as soon as the tab is looked at', () => {
  const { tab, shown, came } = host();
  came(1);
  assert.is(shown.length, 0, 'none while the host looks');
  tab.put(false);
  came(2);
  came(3);
  assert.equal(
    shown.map(({ body }) => body),
    [captureInfo(3).id],
  );
  tab.put(true);
  assert.is(shown.length, 0);
});

test('a click on it shows that capture and brings the tab to the front', () => {
  const { attention, tab, shown, did, came } = host();
  tab.put(false);
  came(7);
  shown[0]?.click();
  assert.equal(did, ['show 7', 'front']);
  assert.is(attention.waiting.value, 0);
  assert.is(shown.length, 0);
});

test('nobody who has not asked for it, or whose browser forbids it, gets a notification', () => {
  const unasked = host();
  unasked.tab.put(false);
  unasked.came(1, false);
  assert.is(unasked.shown.length, 0);
  assert.is(unasked.attention.waiting.value, 1, 'the title counts all the same');
  for (const permission of ['default', 'denied', 'missing'] as const) {
    const refused = host(permission);
    refused.tab.put(false);
    refused.came(1);
    assert.is(refused.shown.length, 0, permission);
  }
});

test('with the end of the call everything is taken back', () => {
  const { attention, tab, shown, came } = host();
  tab.put(false);
  came(1);
  attention.seen();
  assert.is(attention.waiting.value, 0);
  assert.is(shown.length, 0);
});

test.run();
