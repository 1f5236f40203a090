/** What the host is told to say, and where the guest is, from where the call stands. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { LegView } from '../../src/link/types.js';
import { CAPTURES_PER_CALL } from '../../src/protocol/index.js';
import { NO_SUPPORT, type ShownCapture } from '../../src/console/screen-support.js';
import { nextLine, sitesOf, wayOf } from '../../src/console/script.js';
import { captureInfo, running } from './fake-desk.js';

const captures = (count: number): ShownCapture[] =>
  Array.from({ length: count }, (_, index) => ({
    info: captureInfo(index),
    storedAt: index,
    picture: '',
  }));

const withCaptures = (count: number) => ({ ...NO_SUPPORT, captures: captures(count) });

let legs = 0;
const leg = (more: Partial<LegView>): LegView => ({
  leg: String((legs += 1)),
  page: 'target',
  site: 'https://shop.example',
  state: 'open',
  way: 'direct',
  ...more,
});

test('a call from a target page: to send, then to send more, then to wait while it is full', () => {
  assert.is(nextLine(running(), NO_SUPPORT, true), 'first');
  assert.is(nextLine(running(), withCaptures(1), true), 'more');
  assert.is(nextLine(running(), withCaptures(CAPTURES_PER_CALL), true), 'full');
});

test('a browser that cannot receive anything: nothing is waited for', () => {
  assert.is(nextLine(running({ guest: 'connecting' }), NO_SUPPORT, false), 'unable');
});

test('a call from the connection page: to open a page first, until one was added', () => {
  const plain = running({ page: 'connection', site: null });
  assert.is(nextLine(plain, NO_SUPPORT, true), 'open');
  assert.is(nextLine({ ...plain, pagesAdded: 1 }, NO_SUPPORT, true), 'added');
  assert.is(nextLine({ ...plain, pagesAdded: 1 }, withCaptures(1), true), 'more');
});

// A page that the host had sent was in the call, and the host was told to have one opened.
test('[H1] a page that the host has sent counts once it has joined, not before', () => {
  const plain = { page: 'connection', site: null } as const;
  const sent = { id: 'one', name: 'お申し込み', url: 'https://shop.example/' };
  const lineAt = (state: 'opened' | 'joined') =>
    nextLine(running({ ...plain, offered: [{ ...sent, state }] }), NO_SUPPORT, true);
  assert.equal([lineAt('opened'), lineAt('joined')], ['open', 'added']);
});

test('a guest who is not there is told so before anything else', () => {
  for (const guest of ['connecting', 'checking', 'away'] as const) {
    assert.is(nextLine(running({ guest }), withCaptures(3), true), guest);
  }
});

test('the sites are those whose pages are there, the last first and each once', () => {
  assert.equal(sitesOf(running()), ['https://shop.example']);
  const bank = 'https://bank.example';
  const open = [leg({}), leg({ site: bank }), leg({ state: 'hidden' }), leg({ site: null })];
  assert.equal(sitesOf(running({ legs: open })), ['https://shop.example', bank]);
  const waiting = [leg({ site: bank, state: 'connecting' })];
  assert.equal(sitesOf(running({ legs: waiting })), ['https://shop.example']);
  const plain = { page: 'connection', site: 'https://service.example' } as const;
  assert.equal(sitesOf(running(plain)), [], 'the connection page is no site of a company');
});

test('the way is that of a leg that is open, the best of several', () => {
  assert.is(wayOf(running()), undefined);
  assert.is(wayOf(running({ legs: [leg({ way: 'relayed' })] })), 'relayed');
  assert.is(wayOf(running({ legs: [leg({ way: 'relayed' }), leg({ way: 'local' })] })), 'local');
  assert.is(wayOf(running({ legs: [leg({ way: 'local', state: 'away' })] })), undefined);
  assert.is(wayOf(running({ legs: [leg({ way: undefined })] })), undefined);
});

test.run();
