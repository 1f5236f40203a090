/** What tests of whole calls in memory begin with, and what they read off a page or a console. */
import type { GuestPage } from '../../src/protocol/index.js';
import type { GuestState, HostCallState, OutgoingCapture } from '../../src/link/types.js';
import { memoryKeep } from './keep.js';
import { type Console, type Phone, type Tab, type World, createWorld } from './world.js';

export interface Met {
  world: World;
  phone: Phone;
  tab: Tab;
  host: Console;
}

export const isAt = (tab: Tab, at: GuestState['at']) => () => tab.call.state.at === at;

/** Throws if the page shows none. */
export const numberOf = ({ call: { state } }: Tab): string => {
  if (state.at !== 'number') throw new Error(`no number but ${state.at}`);
  return state.number;
};

/** How the link is, or where the page is instead of in a call. */
export const linkOf = ({ call: { state } }: Tab): string =>
  state.at === 'connected' ? state.link : state.at;

/** Why the call ended for the page, or where it is instead; and so the others. */
export const endOf = ({ call: { state } }: Tab): string =>
  state.at === 'ended' ? state.reason : state.at;

export const troubleOf = ({ call: { state } }: Tab): string =>
  state.at === 'trouble' ? state.code : state.at;

export const endAt = ({ desk: { call } }: Console): string =>
  call.at === 'ended' ? call.reason : call.at;

/** Throws if the console is in none. */
export const runningAt = ({ desk }: Console): Extract<HostCallState, { at: 'running' }> => {
  if (desk.call.at !== 'running') throw new Error(`no call but ${desk.call.at}`);
  return desk.call;
};

/** A guest who has a number. */
export const asked = async (
  world: World = createWorld(),
  page: GuestPage = 'target',
  origin?: string,
): Promise<Omit<Met, 'host'>> => {
  const phone = world.phone();
  const tab = phone.open(page, origin);
  tab.call.ask('call');
  await world.until(isAt(tab, 'number'));
  return { world, phone, tab };
};

/** A guest with a number, and a host at the console. */
export const waiting = async (...at: Parameters<typeof asked>): Promise<Met> => {
  const { world, phone, tab } = await asked(...at);
  const host = world.console();
  await world.until(() => host.desk.socket === 'open');
  return { world, phone, tab, host };
};

/** The host has started a call with the number, and the leg is open at both ends. */
export const meet = async (...at: Parameters<typeof waiting>): Promise<Met> => {
  const met = await waiting(...at);
  met.host.desk.start(numberOf(met.tab));
  await met.world.until(
    () => linkOf(met.tab) === 'open' && runningAt(met.host).guest === 'connected',
  );
  return met;
};

/** The host's tab, copied: another one of the same call. */
export const copyOf = (
  world: World,
  { local, captures, keys, session: from }: Console,
): Console => {
  const session = memoryKeep();
  session.set('misete.host.call', from.get('misete.host.call') ?? '');
  return world.console({ local, captures, keys, session });
};

/** Every leg there is goes silent. */
export const cutLegs = (world: World): void => {
  for (const { channel } of world.peers.made) if (channel !== undefined) channel.cut = true;
};

/** From now on no leg finds a path. */
export const cutPaths = (world: World): void => {
  const { create } = world.peers;
  const cut = (): void => {
    for (const made of world.peers.made) made.unreachable = true;
  };
  world.peers.create = () => {
    const peer = create();
    cut();
    return peer;
  };
  cut();
};

/** A capture that is text, to be known again. */
export const textCapture = (text = 'picture'): OutgoingCapture => ({
  image: new Blob([text], { type: 'image/jpeg' }),
  about: {
    width: 390,
    height: 844,
    title: 'お見積もり',
    url: 'https://shop.example/form',
    time: 1,
    report: [],
  },
});
