/** Pages that the host offers, in whole calls in memory (H1–H5). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { handOffIn } from '../../src/link/hand-off.js';
import { OPENED_MS } from '../../src/link/host-offers.js';
import { rejoinHash, rejoinToken } from '../../src/link/keys.js';
import type { HostOffer, OfferedPage } from '../../src/link/types.js';
import { KEYS_PER_CALL } from '../../src/protocol/index.js';
import {
  type Met,
  asked,
  isAt,
  linkOf,
  meet as meetAt,
  runningAt,
  troubleOf,
} from '../support/calls.js';
import { type Console, type Phone, type Tab, type World, createWorld } from '../support/world.js';

const BANK = 'https://bank.example';
const PAGE = `${BANK}/apply/step-2?plan=SECRET-PLAN#section`;

const offeredAt = (host: Console): readonly HostOffer[] => runningAt(host).offered;
const stateAt = (host: Console): string | undefined => offeredAt(host).at(-1)?.state;

/** A guest on the connection page, in a call with a host. */
const meet = (world?: World): Promise<Met> =>
  meetAt(world, 'connection', 'https://support.example');

/** The host offers a page, and the guest has its link. */
const offer = async ({ world, tab, host }: Met, url = PAGE): Promise<OfferedPage> => {
  const before = tab.call.offers.length;
  assert.is(host.desk.offer(url, 'お申し込み'), undefined);
  await world.until(() => tab.call.offers.length > before);
  const page = tab.call.offers.at(-1);
  if (page === undefined) throw new Error('no page');
  return page;
};

/** A tap on the link: the page opens in a new tab. */
const open = (
  world: World,
  phone: Phone,
  { href }: OfferedPage,
  { origin = new URL(href).origin, session }: { origin?: string; session?: Tab['session'] } = {},
): Tab => {
  const handOff = handOffIn(new URL(href).hash, world.clock.now());
  return phone.open('target', origin, session, handOff);
};

const secretOf = (world: World, { href }: OfferedPage): string => {
  const found = handOffIn(href, world.clock.now());
  if (found === undefined) throw new Error(`no hand-off in ${href}`);
  return found.secret;
};

test('[H1] [H2] [H3] one tap opens an offered page, and it joins the call without a number', async () => {
  const met = await meet();
  const { world, phone, tab, host } = met;
  const page = await offer(met);
  assert.is(page.name, 'お申し込み');
  assert.is(page.site, BANK);
  assert.is(stateAt(host), 'sent');
  const asked = world.said.length;
  await world.pass(5_000);
  assert.is(world.said.length, asked, 'nothing is asked of the service before the tap');

  tab.call.opened(page.id);
  await world.until(() => stateAt(host) === 'opened');
  const target = open(world, phone, page);
  await world.until(() => linkOf(target) === 'open');
  await world.until(() => stateAt(host) === 'joined');
  assert.ok(runningAt(host).legs.some(({ site, state }) => site === BANK && state === 'open'));
  assert.is(linkOf(tab), 'open', 'the first page stays in the call');
  assert.is(runningAt(host).pagesAdded, 0, 'no number was used');
});

test('[H1] [P1] the service hears neither address, name nor secret of an offered page', async () => {
  const met = await meet();
  const { world, phone } = met;
  const page = await offer(met);
  const target = open(world, phone, page);
  await world.until(() => linkOf(target) === 'open');
  const heard = JSON.stringify(world.said);
  for (const secret of ['step-2', 'SECRET-PLAN', 'section', 'お申し込み', secretOf(world, page)]) {
    assert.not.ok(heard.includes(secret), secret);
  }
  assert.ok(heard.includes(BANK), 'its origin is known, as that of any page');
});

test('[H1] every page of the guest has the link, also one that comes later and one after a reload', async () => {
  const met = await meet();
  const { world, phone, tab, host } = met;
  const page = await offer(met);
  tab.leave();
  tab.kill();
  const again = phone.open('connection', 'https://support.example', tab.session);
  await world.until(() => again.call.offers.length === 1);
  assert.equal(again.call.offers, [page]);
  host.desk.withdraw(page.id);
  await world.until(() => again.call.offers.length === 0);
  assert.equal(offeredAt(host), []);
});

test('[H1] a page that was taken back while the guest was away is gone when the guest is back', async () => {
  const met = await meet();
  const { world, tab, host } = met;
  const page = await offer(met);
  tab.leave();
  await world.pass(1_000);
  host.desk.withdraw(page.id);
  await world.pass(1_000);
  tab.comeBack();
  await world.until(() => linkOf(tab) === 'open');
  await world.until(() => tab.call.offers.length === 0);
});

test('[H1] five pages are on offer at a time; the next one is named', async () => {
  const met = await meet();
  const { host, tab } = met;
  for (let count = 1; count <= 5; count += 1) await offer(met, `${BANK}/${String(count)}`);
  assert.is(host.desk.offer(`${BANK}/6`, ''), 'too-many');
  assert.is(tab.call.offers.length, 5);
  host.desk.withdraw(tab.call.offers[0]?.id ?? '');
  assert.is(host.desk.offer(`${BANK}/6`, ''), undefined);
});

test('[H1] what is no address of a page is not offered', async () => {
  const { host } = await meet();
  for (const typed of [
    '',
    'こんにちは 世界',
    'javascript:alert(1)',
    'data:text/html,hi',
    'http://shop.example/',
    'https://user:word@shop.example/',
    'file:///etc/passwd',
  ]) {
    assert.is(host.desk.offer(typed, 'x'), 'no-page', typed);
  }
  assert.equal(offeredAt(host), []);
});

test('[H2] [C2] the host reloads between offer and tap: the link is as good as before', async () => {
  const met = await meet();
  const { world, phone, tab, host } = met;
  const page = await offer(met);
  host.kill();
  const again = world.console(host);
  await world.until(() => linkOf(tab) === 'open' && again.desk.call.at === 'running');
  await world.until(() => runningAt(again).guest === 'connected');
  assert.is(stateAt(again), 'sent');
  const target = open(world, phone, page);
  await world.until(() => linkOf(target) === 'open');
  await world.until(() => stateAt(again) === 'joined');
});

test('[H3] [C5] the next page of that site joins by a key of its own, and so does a reload', async () => {
  const met = await meet();
  const { world, phone } = met;
  const page = await offer(met);
  const target = open(world, phone, page);
  await world.until(() => linkOf(target) === 'open');
  const kept = phone.local(BANK).get('misete.guest') ?? '';
  assert.ok(kept !== '' && !kept.includes(secretOf(world, page)), 'the secret is not the key');
  assert.is(target.session.get('misete.hand-off'), undefined);
  target.leave();
  target.kill();
  const next = phone.open('target', BANK);
  await world.until(() => linkOf(next) === 'open');
  const joins = world.said.filter((said) => said.type === 'leg.join');
  assert.is(joins.filter(({ renew }) => renew !== undefined).length, 1);
});

test('[H3] the link is good once: in another browser it is refused by name, and harms nobody', async () => {
  const met = await meet();
  const { world, phone, tab, host } = met;
  const page = await offer(met);
  const target = open(world, phone, page);
  await world.until(() => linkOf(target) === 'open');
  const stranger = open(world, world.phone(), page);
  await world.until(isAt(stranger, 'trouble'));
  assert.is(troubleOf(stranger), 'hand-off-over');
  await world.pass(5_000);
  assert.equal([linkOf(tab), linkOf(target)], ['open', 'open']);
  assert.is(runningAt(host).legs.length, 2);
  assert.is(stateAt(host), 'joined');
});

test('[H3] two taps, two tabs: the second joins as any page of that site', async () => {
  const met = await meet();
  const { world, phone, host } = met;
  const page = await offer(met);
  const first = open(world, phone, page);
  await world.until(() => linkOf(first) === 'open');
  const second = open(world, phone, page);
  await world.until(() => linkOf(second) === 'open');
  await world.until(() => runningAt(host).legs.length === 3);
});

test('[H3] two taps at the same instant: one brings its key, and both pages come into the call', async () => {
  const met = await meet();
  const { world, phone, host } = met;
  const page = await offer(met);
  const tabs = [open(world, phone, page), open(world, phone, page)];
  await world.pass(5_000);
  for (const tab of tabs) assert.is(linkOf(tab), 'open');
  const { call } = runningAt(host);
  assert.is((await host.keys.load(call)).length, 2, 'the connection page and one key more');
});

test('[H3] a reload before the page could prove itself goes on where it was', async () => {
  const met = await meet();
  const { world, phone, host } = met;
  const page = await offer(met);
  const before = open(world, phone, page);
  await world.until(() => world.said.some(({ type }) => type === 'leg.join'));
  before.leave();
  before.kill();
  // The address has no secret any more: the tab has kept what it needs.
  const after = phone.open('target', BANK, before.session);
  await world.pass(3_000);
  assert.is(linkOf(after), 'open');
  assert.is(stateAt(host), 'joined');
});

test('[H3] after it joined the guest can open the page again from the same link, without a secret', async () => {
  const met = await meet();
  const { world, phone, tab } = met;
  const page = await offer(met);
  const target = open(world, phone, page);
  await world.until(() => linkOf(target) === 'open');
  await world.until(() => tab.call.offers[0]?.href === PAGE);
  target.kill();
  const again = open(world, phone, tab.call.offers[0] ?? page);
  await world.until(() => linkOf(again) === 'open');
});

test('[H3] a site that is in the call already keeps its key, and the link counts as joined', async () => {
  const met = await meet();
  const { world, phone, tab, host } = met;
  const first = open(world, phone, await offer(met));
  await world.until(() => linkOf(first) === 'open');
  const kept = phone.local(BANK).get('misete.guest');
  for (let count = 0; count < KEYS_PER_CALL + 2; count += 1) {
    const page = await offer(met, `${BANK}/page/${String(count)}`);
    tab.call.opened(page.id);
    await world.until(() => stateAt(host) === 'opened');
    const next = open(world, phone, page);
    await world.until(() => linkOf(next) === 'open');
    await world.until(() => stateAt(host) === 'joined');
    next.leave();
    next.kill();
    host.desk.withdraw(page.id);
    await world.until(() => tab.call.offers.length === 1);
  }
  assert.is(phone.local(BANK).get('misete.guest'), kept);
  assert.is((await host.keys.load(runningAt(host).call)).length, 2, 'no key was used up');
});

test('[H3] a key that the site has of a call before does not lead the page there', async () => {
  // Yesterday's call had ended while no page of that site was open: its key was never deleted.
  const { world, phone, tab: old } = await asked(createWorld(), 'target', BANK);
  const before = world.console();
  await world.until(() => before.desk.socket === 'open');
  if (old.call.state.at === 'number') before.desk.start(old.call.state.number);
  await world.until(() => linkOf(old) === 'open');
  old.kill();
  before.desk.end();
  await world.pass(3_000);
  const met = await meet(world);
  const target = open(world, phone, await offer(met));
  await world.until(() => linkOf(target) === 'open');
  assert.is(stateAt(met.host), 'joined');
});

test('[H3] a site that is in another running call comes into the one whose link was tapped', async () => {
  const met = await meet();
  const { world, phone, host } = met;
  const shop = phone.open('target', BANK);
  shop.call.ask('call');
  await world.until(isAt(shop, 'number'));
  const other = world.console();
  await world.until(() => other.desk.socket === 'open');
  if (shop.call.state.at === 'number') other.desk.start(shop.call.state.number);
  await world.until(() => linkOf(shop) === 'open');
  const target = open(world, phone, await offer(met));
  await world.until(() => linkOf(target) === 'open');
  assert.is(stateAt(host), 'joined');
  assert.is(linkOf(shop), 'open', 'the page that is in the other call stays there');
  target.kill();
  const next = phone.open('target', BANK);
  await world.until(() => linkOf(next) === 'open');
  assert.ok(runningAt(host).legs.some(({ site, state }) => site === BANK && state === 'open'));
});

test('[H4] a link that is refused leaves the site in the call that it is in', async () => {
  const met = await meet();
  const { world, phone, host } = met;
  const stale = await offer(met);
  host.desk.withdraw(stale.id);
  // The site is in another call on this phone: that of a target page.
  const shop = phone.open('target', BANK);
  shop.call.ask('call');
  await world.until(isAt(shop, 'number'));
  const other = world.console();
  await world.until(() => other.desk.socket === 'open');
  if (shop.call.state.at === 'number') other.desk.start(shop.call.state.number);
  await world.until(() => linkOf(shop) === 'open');
  const kept = phone.local(BANK).get('misete.guest');
  const target = open(world, phone, stale);
  await world.until(() => linkOf(target) === 'open');
  assert.is(phone.local(BANK).get('misete.guest'), kept);
  assert.is(runningAt(other).legs.length, 2, 'it is a page of that call, as ever');
});

test('[H3] a page that comes by a hand-off and is put away before it is proved stays with it', async () => {
  const met = await meet();
  const { world, phone, host } = met;
  const page = await offer(met);
  const shop = phone.open('target', BANK);
  shop.call.ask('call');
  await world.until(isAt(shop, 'number'));
  const other = world.console();
  await world.until(() => other.desk.socket === 'open');
  if (shop.call.state.at === 'number') other.desk.start(shop.call.state.number);
  await world.until(() => linkOf(shop) === 'open');
  const target = open(world, phone, page);
  await world.until(isAt(target, 'meeting'));
  target.leave();
  await world.pass(500);
  target.comeBack();
  await world.until(() => linkOf(target) === 'open');
  assert.is(stateAt(host), 'joined');
  assert.is(runningAt(other).legs.length, 1);
});

test('[H4] nobody opens it: after half an hour it is gone at the guest, and the host reads so', async () => {
  const met = await meet();
  const { world, phone, tab, host } = met;
  const page = await offer(met);
  // The phone is in the pocket: its page sleeps, and so this test need not live through each beat.
  tab.leave();
  await world.pass(1_000);
  world.clock.advance(29 * 60_000);
  assert.is(stateAt(host), 'sent');
  world.clock.advance(60_000);
  assert.is(stateAt(host), 'expired');
  tab.comeBack();
  // No answer came in all that time: the console's socket is waiting to connect again.
  await world.pass(10_000);
  assert.is(linkOf(tab), 'open');
  assert.equal(tab.call.offers, []);
  const late = open(world, phone, page);
  await world.until(isAt(late, 'trouble'));
  assert.is(troubleOf(late), 'hand-off-over');
  assert.is(linkOf(tab), 'open');
});

test('[H4] opened, and no page came: three minutes later the secret in the address is worth nothing', async () => {
  const met = await meet();
  const { world, tab, host } = met;
  const page = await offer(met);
  tab.call.opened(page.id);
  await world.until(() => stateAt(host) === 'opened');
  tab.leave();
  await world.pass(1_000);
  await world.pass(OPENED_MS - 2_000);
  assert.is(stateAt(host), 'opened');
  await world.pass(2_000);
  assert.is(stateAt(host), 'expired');
  const thief = open(world, world.phone(), page);
  await world.until(isAt(thief, 'trouble'));
  assert.is(troubleOf(thief), 'hand-off-over');
});

test('[H4] taken back before the page came: it is refused, and the call goes on', async () => {
  const met = await meet();
  const { world, phone, tab, host } = met;
  const page = await offer(met);
  host.desk.withdraw(page.id);
  const target = open(world, phone, page);
  await world.until(isAt(target, 'trouble'));
  assert.is(troubleOf(target), 'hand-off-over');
  assert.is(linkOf(tab), 'open');
  assert.is(target.session.get('misete.hand-off'), undefined, 'a reload does not try again');
  assert.is(phone.local(BANK).get('misete.guest'), undefined);
});

test('[H4] a page of another site is refused by name, and the link stays good for the right one', async () => {
  const met = await meet();
  const { world, phone } = met;
  const page = await offer(met);
  const wrong = open(world, phone, page, { origin: 'https://evil.example' });
  await world.until(isAt(wrong, 'trouble'));
  assert.is(troubleOf(wrong), 'hand-off-elsewhere');
  const right = open(world, phone, page);
  await world.until(() => linkOf(right) === 'open');
});

test('[H4] a site that leads on to its www name is the same', async () => {
  const met = await meet();
  const { world, phone, host } = met;
  const page = await offer(met);
  const target = open(world, phone, page, { origin: 'https://www.bank.example' });
  await world.until(() => linkOf(target) === 'open');
  await world.until(() => stateAt(host) === 'joined');
});

test('[H4] [C3] a link that is opened after the end hears of the end', async () => {
  const met = await meet();
  const { world, phone, tab, host } = met;
  const page = await offer(met);
  host.desk.end();
  await world.until(isAt(tab, 'ended'));
  assert.equal(tab.call.offers, []);
  const target = open(world, phone, page);
  await world.until(isAt(target, 'ended'));
  assert.ok(target.call.state.at === 'ended' && target.call.state.reason === 'host-ended');
});

test('[H3] the service knows the hash of the token before it is used, and the token after', async () => {
  const met = await meet();
  const { world, tab } = met;
  const page = await offer(met);
  const token = await rejoinToken(secretOf(world, page));
  const hash = await rejoinHash(token);
  assert.ok(JSON.stringify(world.said).includes(hash), 'the service knows its hash alone');
  assert.not.ok(JSON.stringify(world.said).includes(token));
  const target = open(world, world.phone(), page);
  await world.until(() => linkOf(target) === 'open');
  const join = world.said.findLast((said) => said.type === 'leg.join');
  assert.ok(join?.type === 'leg.join' && join.token === token && join.renew !== hash);
  assert.is(linkOf(tab), 'open');
});

test('[H3] a service that is restarted hears of the hand-off again', async () => {
  const met = await meet();
  const { world, host } = met;
  await offer(met);
  const expected = () => world.said.filter(({ type }) => type === 'hand-off.expect').length;
  assert.is(expected(), 1);
  world.loseHostSockets();
  await world.pass(2_000);
  assert.is(expected(), 2);
  assert.is(stateAt(host), 'sent');
});

test('[H1] the guest sees a page only once the service knows of it', async () => {
  const { world, tab, host } = await meet();
  world.service(false);
  await world.pass(1_000);
  host.desk.offer(PAGE, '');
  await world.pass(1_000);
  assert.is(stateAt(host), 'sending');
  assert.equal(tab.call.offers, [], 'a link that would lead nowhere is not shown');
  assert.is(linkOf(tab), 'open');
});

// The token is hashed in between: a page that was gone by then must not become known to the service
// after it was told to forget it.
test('[H4] taken back at the very moment it is offered, the service never comes to expect it', async () => {
  const met = await meet();
  const { world, tab, host } = met;
  host.desk.offer(PAGE, '');
  host.desk.withdraw(offeredAt(host)[0]?.id ?? '');
  await world.pass(2_000);
  assert.is(world.said.filter(({ type }) => type === 'hand-off.expect').length, 0);
  assert.equal(offeredAt(host), []);
  assert.equal(tab.call.offers, []);
  await offer(met);
  assert.is(stateAt(host), 'sent', 'the next one is');
});

test('[H5] a service that does not know of hand-offs: the host reads that the page was not sent', async () => {
  const { world, tab, host } = await meet();
  host.desk.offer(PAGE, '');
  assert.is(stateAt(host), 'sending');
  world.tellHosts({ type: 'error', error: 'unknown-message', about: 'hand-off.expect' });
  assert.is(stateAt(host), 'refused');
  await world.pass(1_000);
  assert.equal(tab.call.offers, []);
  assert.is(linkOf(tab), 'open');
});

// Any page of the web could link to a target page with an invented hand-off: the site's documents left
// their running call for two minutes, and then said that it had ended.
test('[H4] an invented hand-off is over at once, and the site goes on in the call that it is in', async () => {
  const met = await meet();
  const { world, phone, host } = met;
  const page = await offer(met);
  const target = open(world, phone, page);
  await world.until(() => linkOf(target) === 'open');
  target.leave();
  target.kill();

  const invented = { secret: 'S'.repeat(42) + 'A', call: 'c'.repeat(21) + 'A' };
  const lured = phone.open('target', BANK, target.session, invented);
  await world.until(() => linkOf(lured) === 'open');
  assert.is(runningAt(host).guest, 'connected');
});

test.run();
