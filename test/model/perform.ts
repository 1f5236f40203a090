/** Lets an event happen, as far as it can now: what it needs may not be there. */
import { createHash } from 'node:crypto';
import { captureOf } from '../support/captures.js';
import type { Console, Profile } from './console.js';
import type { Event } from './events.js';
import type { ModelPeer, Path } from './peers.js';
import type { Doc, Phone, Tab } from './phone.js';
import type { World } from './world.js';

const SITES = ['https://shop.example', 'https://bank.example'] as const;
const TABS = 3;
const CONSOLES = 3;

/** Told of every capture, and to be found nowhere at the service (P1). */
export const TITLE = 'confidential title';

const POOL = Uint8Array.from({ length: 330_000 }, (_, at) => (at * 31 + (at >> 8)) & 0xff);
let pictures = 0;

const pictureOf = (bytes: number): Uint8Array<ArrayBuffer> => {
  pictures += 1;
  const picture = POOL.slice(0, bytes);
  new DataView(picture.buffer).setUint8(0, pictures);
  if (bytes >= 8) new DataView(picture.buffer).setUint32(4, pictures);
  return picture;
};

const pick = <T>(list: readonly T[], which: number): T | undefined => list[which % list.length];

const tabsOf = (world: World): Tab[] => world.phones.flatMap((phone) => phone.tabs);

const docOf = (world: World, { which }: { which: number }): Doc | undefined => {
  const doc = pick(tabsOf(world), which)?.doc;
  // Nobody taps on a page that is not to be seen.
  return doc?.isVisible === true && !doc.life.isFrozen ? doc : undefined;
};

const pathsOf = (world: World): Path[] => [
  ...new Set(world.net.open.flatMap(({ path }: ModelPeer) => (path?.isUp === true ? [path] : []))),
];

const send = (world: World, doc: Doc, bytes: number): void => {
  const picture = pictureOf(bytes);
  const capture = captureOf(picture, { title: TITLE });
  if (!doc.call.send(capture) || doc.call.sending.at !== 'sending') return;
  const { id } = doc.call.sending;
  const sha256 = createHash('sha256').update(picture).digest('base64url');
  world.truth.tap(doc, { id, bytes, sha256, picture });
};

/** The number that a guest reads out. */
const numberOf = (world: World, which: number): string => {
  const shown = tabsOf(world).flatMap(({ doc }) =>
    doc?.call.state.at === 'number' ? [doc.call.state.number] : [],
  );
  return pick(shown, which) ?? '0000';
};

const typeNumber = (
  world: World,
  console: Console,
  event: Extract<Event, { do: 'start' | 'add' }>,
): void => {
  const number = numberOf(world, event.which);
  world.truth.types(console.profile, number);
  if (event.do === 'start') console.desk.start(number);
  else console.desk.add(number);
};

const onTab = (tab: Tab, event: Event): void => {
  switch (event.do) {
    case 'navigate':
      tab.navigate(event.cached);
      return;
    case 'back':
      tab.back();
      return;
    case 'reload':
      tab.reload();
      return;
    case 'show':
      tab.show();
      return;
    case 'hide':
      tab.hide(event.freezes);
      return;
    case 'discard':
      tab.discard();
      return;
    case 'close-tab':
      tab.close();
      return;
    case 'copy-tab':
      // Nobody copies a tab within the instant that its page needs to get its lock.
      if (tab.phone.tabs.length < TABS && tab.isSettled) {
        tab.phone.open(tab.origin, tab.page, tab.session.copy());
      }
      return;
    case 'deaf': {
      const socket = tab.doc?.sockets.find((each) => !each.isDead);
      socket?.die(60_000);
      return;
    }
    default:
  }
};

const onDoc = (world: World, doc: Doc, event: Event): void => {
  const { call } = doc;
  switch (event.do) {
    case 'ask':
      world.truth.asked(doc);
      call.ask(event.kind);
      return;
    case 'renew':
      if (call.state.at !== 'ended') world.truth.asked(doc);
      call.renew();
      return;
    case 'cancel':
      call.cancel();
      return;
    case 'again': {
      const { sending: before } = call;
      call.sendAgain();
      // Of some there is no picture any more, or nobody to send it to.
      if (before.at === 'failed' && call.sending.at === 'sending') world.truth.again(before.id);
      return;
    }
    case 'give-up':
      call.giveUp();
      return;
    case 'reset':
      world.truth.asked(doc);
      call.reset();
      return;
    case 'leave':
      if (doc.isInCall) world.truth.leaves(doc, event.reason);
      call.leave(event.reason);
      return;
    case 'send':
      send(world, doc, event.bytes);
      return;
    default:
  }
};

const onConsole = (world: World, console: Console, event: Event): void => {
  const { desk, profile, session } = console;
  switch (event.do) {
    case 'start':
    case 'add':
      typeNumber(world, console, event);
      return;
    case 'end':
      if (desk.call.at === 'running') world.truth.gives(desk.call.call, 'host-ended');
      desk.end();
      return;
    case 'release':
      world.truth.hasGivenBack = true;
      desk.release();
      return;
    case 'dismiss':
      desk.dismiss();
      return;
    case 'reload-console':
      world.endConsole(console, event.politely);
      world.console(profile, session);
      return;
    case 'close-console':
      world.endConsole(console, true);
      profile.closed = session;
      return;
    case 'copy-console':
      if (world.consoles.length < CONSOLES) world.console(profile, session.copy());
      return;
    case 'lose-host-socket':
      console.sockets.at(-1)?.lose();
      return;
    default:
  }
};

const onPhone = (phone: Phone, event: Event): void => {
  if (event.do === 'offline') phone.lose();
  else if (event.do === 'online') phone.find();
  else if (event.do === 'other-network') phone.change();
};

/** One that was closed opens as it was, where its browser restores it. */
export const openConsole = (world: World, profile: Profile | undefined): void => {
  if (profile === undefined || world.consoles.length >= CONSOLES) return;
  const session = profile.closed;
  profile.closed = undefined;
  if (world.consoles.some((each) => each.profile === profile) && session === undefined) return;
  world.console(profile, session);
};

export const perform = async (world: World, event: Event): Promise<void> => {
  switch (event.do) {
    case 'arrive':
      await world.arrive(event.count);
      return;
    case 'settle':
      await world.arrive();
      return;
    case 'pass':
      // Where a timer falls due before what was sent seconds ago, the network is bad; not for hours.
      await world.pass(event.ms, event.lazily && event.ms <= 15_000);
      return;
    case 'open-tab': {
      const phone = world.phones[event.phone] ?? world.phone();
      if (phone.tabs.length < TABS) phone.open(SITES[event.site] ?? SITES[0]);
      break;
    }
    case 'open-console':
      openConsole(world, world.profiles[event.profile] ?? world.profile());
      break;
    case 'disk': {
      const profile = world.profiles[event.profile];
      if (profile !== undefined) profile.cabinet.isRefusing = event.refuses;
      break;
    }
    case 'kill-service':
      world.service.kill();
      break;
    case 'drain-service':
      world.service.drain();
      break;
    case 'start-service':
      world.service.start();
      break;
    case 'leg-dies':
      pick(pathsOf(world), event.leg)?.die();
      break;
    case 'leg-fails':
      pick(world.net.open, event.leg)?.become('failed');
      break;
    case 'leg-stops':
      pick(pathsOf(world), event.leg)?.stop(event.ms);
      break;
    default:
      if ('console' in event) {
        const console = pick(world.consoles, event.console);
        if (console !== undefined) onConsole(world, console, event);
      } else if ('phone' in event) {
        const phone = world.phones[event.phone];
        if (phone !== undefined) onPhone(phone, event);
      } else {
        const tab = pick(tabsOf(world), event.which);
        const doc = docOf(world, event);
        if (tab !== undefined) onTab(tab, event);
        if (doc !== undefined) onDoc(world, doc, event);
      }
  }
  await world.arrive(world.chance.below(10));
};
