/**
 * Every flow by keyboard alone: where the focus is after each step, and that what changes is said
 * once. The calls are fakes; the screens are real.
 */
import type { Browser } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { MISETE } from '../../src/look/brand.js';
import type { GuestState, HostDesk } from '../../src/link/types.js';
import type { Tools as ConnectTools } from '../connect/fake-link.js';
import { running } from '../console/fake-desk.js';
import type { Tools as ConsoleTools } from '../console/fake-link.js';
import { serviceOf } from '../console/fake-service.js';
import { type OpenRoom, type Room, closeRooms, openRooms } from '../gallery/room.js';
import { guestRoom } from '../gallery/rooms/guest.js';
import { connectRoom, consoleRoom } from '../gallery/rooms/pages.js';
import { textsIn } from '../gallery/state.js';
import { ALREADY, OPEN, START, asked, become, becomeSending, connected } from '../guest/rig.js';
import { launchChromium } from '../support/browsers.js';
import { type Hands, bundleEars, takeSeat } from './hands.js';

const texts = textsIn('ja');
const { shared, guest: words, console: desk, connect: own } = texts;

let browser: Browser;
let rooms: Map<Room, OpenRoom>;
let ear: string;
let hands: Hands;

test.before(async () => {
  [browser, rooms, ear] = await Promise.all([
    launchChromium(),
    openRooms([guestRoom, connectRoom, consoleRoom]),
    bundleEars(),
  ]);
});
test.after(async () => {
  await browser.close();
  await closeRooms(rooms);
});
test.after.each(() => hands.leave());

const sit = async (room: Room, more?: Parameters<typeof takeSeat>[3]): Promise<Hands> => {
  const open = rooms.get(room);
  assert.ok(open);
  return (hands = await takeSeat(browser, open, ear, more));
};

const number = (digits: string): GuestState => ({
  at: 'number',
  kind: 'call',
  number: digits,
  endsAt: 94_000,
  slow: false,
});

test('guest: from the button to the number, a new one, aside and back', async () => {
  const { page, press, tabTo, isAt, isNotLost, isInDialog, hears } = await sit(guestRoom, {
    phone: true,
  });
  await press(OPEN);
  await isAt(words.sheet.name);
  await press(START);
  await isAt(shared.before.heading(MISETE.name));
  await press(shared.before.ok);
  await isInDialog();
  await become(page, number('0417'));
  await isInDialog();
  await hears('0 4 1 7');

  await press(shared.number.renew);
  assert.equal(await asked(page), ['ask call', 'renew']);
  await become(page, { at: 'asking', kind: 'call', slow: false });
  await isInDialog();
  await become(page, number('6602'));
  await isInDialog();
  await hears('6 6 0 2');

  await press(shared.close);
  await isAt(words.bar.name);
  await press(words.bar.showNumber);
  await isInDialog();
  await page.keyboard.press('Escape');
  await isAt(words.bar.name);
  await become(page, { at: 'number-over', kind: 'call' });
  await hears(shared.number.over);
  await isNotLost();
  await tabTo(shared.number.renew);
});

test('guest: the sheet closed with nothing asked for gives the focus back to the button', async () => {
  const { page, press, isAt, tabTo } = await sit(guestRoom, { phone: true });
  await press(OPEN, 'Space');
  await isAt(words.sheet.name);
  await page.keyboard.press('Escape');
  await isAt(OPEN);
  await press(OPEN);
  await press(START);
  await press(shared.close);
  await isAt(OPEN);
  await press(OPEN);
  await tabTo(ALREADY);
  assert.equal(await asked(page), []);
});

test('guest: connected, a send and its notice, the question that Escape answers with no, the end', async () => {
  const { page, press, tabTo, isAt, isNotLost, hears } = await sit(guestRoom, { phone: true });
  await press(OPEN);
  await press(START);
  await press(shared.before.ok);
  await become(page, { at: 'meeting', host: '佐藤' });
  await hears(shared.meeting.heading);
  await become(page, connected);
  await hears(shared.connected.open);
  await isNotLost();

  await press(words.bar.send);
  await isAt(words.bar.send);
  await hears(words.notice.sending);
  for (const sent of [20, 40, 60]) {
    const sending = { at: 'sending', id: 'capture-1', sent, bytes: 100, waiting: false } as const;
    await becomeSending(page, sending);
  }
  await becomeSending(page, { at: 'sent', id: 'capture-1' });
  await hears(words.notice.sent);
  await isAt(words.bar.send);
  await press(shared.close);
  await isAt(words.bar.send);

  await becomeSending(page, { at: 'failed', id: 'capture-2', reason: 'damaged' });
  await hears(words.notice.failed);
  await press(words.notice.again);
  assert.ok((await asked(page)).includes('sendAgain'));
  await becomeSending(page, { at: 'sent', id: 'capture-2' });
  await isNotLost(words.bar.send);

  await become(page, { ...connected, sentBefore: true, link: 'away' });
  await hears(shared.connected.away);
  await become(page, { ...connected, sentBefore: true });
  await hears(shared.connected.open);

  await press(shared.connected.end);
  await isAt(shared.connected.endNo);
  await page.keyboard.press('Escape');
  await isAt(shared.connected.end);
  assert.not((await asked(page)).includes('leave guest-left'));
  await page.keyboard.press('Enter');
  await press(shared.connected.endYes);
  assert.ok((await asked(page)).includes('leave guest-left'));
  await hears(shared.ended.heading);
  await isNotLost();
  await tabTo(shared.close);
  await page.keyboard.press('Enter');
  await isAt(OPEN);
});

test('guest: trouble is said once, and tried again without losing the place', async () => {
  const { page, press, isInDialog, hears } = await sit(guestRoom, { phone: true });
  await press(OPEN);
  await press(START);
  await press(shared.before.ok);
  await become(page, { at: 'trouble', code: 'unexpected', kind: 'call', retryIn: undefined });
  await isInDialog();
  await hears(shared.trouble.codes.unexpected.heading);
  await press(shared.again);
  await isInDialog();
});

declare const tools: ConnectTools & ConsoleTools;

const show = ({ page }: Hands, state: GuestState): Promise<void> =>
  page.evaluate((now) => {
    tools.show(now);
  }, state);

test('connection page: from OK to the end', async () => {
  const seat = await sit(connectRoom, { phone: true });
  const { page, press, isAt, isNotLost, hears } = seat;
  const calls = () => page.evaluate(() => tools.asked);
  await press(shared.before.ok);
  await show(seat, { at: 'asking', kind: 'call', slow: false });
  await hears(shared.number.asking);
  await isNotLost();
  const shown = (digits: string) =>
    ({ ...number(digits), endsAt: Date.now() + 90_000 }) as GuestState;
  await show(seat, shown('0427'));
  await hears('0 4 2 7');
  await isNotLost();
  await press(shared.number.renew);
  assert.ok((await calls()).includes('renew'));
  await show(seat, shown('6602'));
  await hears('6 6 0 2');
  await isAt(shared.number.renew);
  await show(seat, { at: 'number-over', kind: 'call' });
  await hears(shared.number.over);
  await isAt(shared.number.renew);

  await show(seat, { at: 'meeting', host: '見手 花子' });
  await hears(shared.meeting.heading);
  await isNotLost();
  await show(seat, { at: 'connected', host: '見手 花子', link: 'open', sentBefore: false });
  await hears(shared.connected.open);
  await isNotLost();
  await show(seat, { at: 'connected', host: '見手 花子', link: 'away', sentBefore: false });
  await hears(shared.connected.away);

  await press(shared.connected.end);
  await isAt(shared.connected.endNo);
  await page.keyboard.press('Escape');
  await isAt(shared.connected.end);
  await page.keyboard.press('Enter');
  await press(shared.connected.endYes);
  assert.ok((await calls()).includes('leave guest-left'));
  await show(seat, { at: 'ended', reason: 'guest-left' });
  await hears(shared.ended.heading);
  await isNotLost();
  await press(own.backToStart);
  await show(seat, { at: 'idle' });
  await isNotLost();
});

test('connection page: trouble is said once, with a way on', async () => {
  const seat = await sit(connectRoom, { phone: true });
  await seat.press(shared.before.ok);
  await show(seat, { at: 'trouble', code: 'unexpected', kind: 'call', retryIn: undefined });
  await seat.hears(shared.trouble.codes.unexpected.heading);
  await seat.isNotLost();
  await seat.press(shared.again);
  assert.ok((await seat.page.evaluate(() => tools.asked)).includes('reset'));
});

const showDesk = (
  { page }: Hands,
  now: Partial<Pick<HostDesk, 'call' | 'claim' | 'lookup' | 'socket'>>,
): Promise<void> =>
  page.evaluate((state) => {
    tools.desk?.show(state);
  }, now);

test('console: signing in, what is refused said once, to the menu', async () => {
  const seat = await sit(consoleRoom, {
    state: { prepare: (page) => page.route('**/api/**', serviceOf()) },
  });
  const { page, isAt, isNotLost, hears, press, tabTo } = seat;
  await isAt(desk.signIn.key);
  await page.keyboard.press('Enter');
  await hears(desk.signIn.keyMissing);
  await isAt(desk.signIn.key);
  await page.keyboard.type('wrong');
  await page.keyboard.press('Enter');
  await hears(desk.signIn.refused['wrong-key']);
  await tabTo(desk.signIn.key);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('key');
  await press(desk.signIn.submit);
  await page.getByRole('button', { name: desk.home.call }).waitFor();
  await isNotLost();
});

test('console: the number entry, a refusal, a number that is found, the start', async () => {
  const seat = await sit(consoleRoom);
  const { page, press, isAt, isNotLost, hears } = seat;
  await page.getByRole('button', { name: desk.home.call }).waitFor();
  await press(desk.home.call);
  await isAt(desk.entry.number);
  await page.keyboard.type('0000');
  await showDesk(seat, {
    lookup: { at: 'refused', number: '0000', error: 'number-unknown', retryAt: undefined },
  });
  await hears(desk.refusals['number-unknown']);
  await isAt(desk.entry.number);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('1234');
  const found = { at: 'found', number: '1234', kind: 'call', page: 'target' } as const;
  const lasts = {
    waiting: true,
    device: 'phone',
    since: Date.now(),
    endsAt: Date.now() + 60_000,
  } as const;
  await showDesk(seat, { lookup: { ...found, ...lasts, site: 'https://shop.example' } });
  await hears(desk.entry.fromTarget);
  await page.keyboard.press('Enter');
  assert.ok((await page.evaluate(() => tools.desk?.asked ?? [])).includes('start 1234'));
  await showDesk(seat, { claim: { at: 'held', number: '1234', endsAt: Date.now() + 60_000 } });
  await hears(desk.entry.held);
  await press(desk.entry.release);
  await showDesk(seat, { claim: { at: 'none' } });
  await isNotLost();
  await showDesk(seat, { call: running({ startedAt: Date.now(), guest: 'connecting' }) });
  await hears(desk.call.connecting);
  await isNotLost();
});

test('console: back from the number entry to what opened it', async () => {
  const { page, press, isAt } = await sit(consoleRoom);
  await page.getByRole('button', { name: desk.home.call }).waitFor();
  await press(desk.home.call);
  await isAt(desk.entry.number);
  await press(desk.entry.back);
  await isAt(desk.home.call);
});

test('console: the window, its captures, put away and back', async () => {
  const seat = await sit(consoleRoom);
  const { page, press, tabTo, isAt, isNotLost, hears } = seat;
  await page.getByRole('button', { name: desk.home.call }).waitFor();
  await showDesk(seat, { call: running({ startedAt: Date.now() }) });
  const window = page.getByRole('region', { name: desk.window.name, exact: true });
  await window.waitFor();
  await press(desk.call.support);
  await window.waitFor({ state: 'detached' });
  await isAt(desk.call.support);
  await page.keyboard.press('Space');
  await window.waitFor();
  await isAt(desk.call.support);
  await page.keyboard.press('End');
  await isAt(desk.call.end);

  for (const index of [1, 2, 3]) {
    await page.evaluate((at) => tools.deliver(at), index);
    await hears(desk.window.came);
  }
  await isAt(desk.call.end);
  const strip = page.locator('[data-capture-id]');
  const nameOf = async (item: typeof strip) => (await item.getAttribute('aria-label')) ?? '';
  await tabTo(await nameOf(strip.first()));
  await page.keyboard.press('End');
  await isAt(await nameOf(strip.last()));
  assert.is(await strip.last().getAttribute('aria-current'), 'true');

  await press(desk.window.allTitle);
  await isAt(desk.window.allTitle);
  const expanded = page.getByRole('button', { name: desk.window.allTitle });
  assert.is(await expanded.getAttribute('aria-expanded'), 'true');

  await tabTo(desk.window.drop);
  await page.keyboard.press('Enter');
  await isNotLost(desk.window.dropNo);
  await page.keyboard.press('Escape');
  await isAt(desk.window.drop);

  await press(desk.window.minimise);
  await isAt(desk.call.support);
  await page.keyboard.press('Enter');
  await window.waitFor();
});

test('console: the end is asked once, the summary has the focus, and closing it leads to the menu', async () => {
  const seat = await sit(consoleRoom);
  const { page, press, isAt, isNotLost, hears } = seat;
  await page.getByRole('button', { name: desk.home.call }).waitFor();
  await showDesk(seat, { call: running({ startedAt: Date.now() }) });
  await press(desk.call.support);
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await isAt(desk.call.endNo);
  await page.keyboard.press('Escape');
  await isAt(desk.call.end);
  await page.keyboard.press('Enter');
  await press(desk.call.endYes);
  await hears(desk.summary.heading);
  await isNotLost();
  await press(desk.summary.close);
  await page.getByRole('button', { name: desk.home.call }).waitFor();
  await isNotLost();
});

test('console: away and back are said, and the seconds that run are not', async () => {
  const seat = await sit(consoleRoom);
  const { page, hears } = seat;
  await page.getByRole('button', { name: desk.home.call }).waitFor();
  const call = running({ startedAt: Date.now() });
  await showDesk(seat, { call });
  await hears(desk.call.connected);
  await showDesk(seat, { call: { ...call, guest: 'checking' } });
  await hears(desk.call.checking);
  await showDesk(seat, { call: { ...call, guest: 'away', awaySince: Date.now() - 5000 } });
  await hears(desk.call.awayAdvice);
  await page.getByText(desk.call.awayFor(desk.time.seconds(8))).waitFor();
  await showDesk(seat, { call });
  await hears(desk.call.connected);
});

test.run();
