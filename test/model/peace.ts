/**
 * The end of every run: everything is up, everybody looks at their pages, and time passes until
 * nothing moves any more. What is still under way by then would be so for ever.
 */
import type { Console } from './console.js';
import type { Doc } from './phone.js';
import { openConsole } from './perform.js';
import type { World } from './world.js';

const STEP_MS = 4_000;
/** A number lives two minutes, a host who is gone is waited for two minutes more (C4). */
const LONGEST_MS = 6 * 60_000;

const allUp = (world: World): void => {
  const { service, phones, profiles } = world;
  service.start();
  for (const phone of phones) {
    phone.find();
    for (const tab of phone.tabs) tab.show();
  }
  for (const profile of profiles) {
    profile.cabinet.isRefusing = false;
    if (world.chance.once(2)) openConsole(world, profile);
  }
};

const runningOf = (console: Console): string | undefined =>
  console.desk.call.at === 'running' ? console.desk.call.call : undefined;

const unsettledGuest = (world: World, doc: Doc): string | undefined => {
  const { state, sending } = doc.call;
  if (state.at === 'asking' || state.at === 'meeting') return `a document is ${state.at} for ever`;
  if (state.at === 'number' && (state.slow || !doc.sockets.some(({ isUp }) => isUp))) {
    return 'a document shows a number for which it has no socket';
  }
  if (state.at === 'trouble') {
    if (TROUBLE.includes(state.code)) return `a document is in trouble: ${state.code}`;
    return undefined;
  }
  // Where the guest has turned away from a call whose host could not be proved, none of it is shown.
  const isShown = state.at === 'connected' || state.at === 'ended';
  if (isShown && sending.at === 'sending') return 'a capture is under way for ever';
  if (state.at !== 'connected') return undefined;
  const call = doc.calls.at(-1) ?? '';
  if (state.link !== 'open') return `a document's leg is ${state.link} for ever`;
  if (world.truth.isOver(call)) return 'a document is in a call that has ended';
  if (!world.consoles.some((console) => runningOf(console) === call)) {
    return 'a document is in a call that no console runs';
  }
  return undefined;
};

/** What no order of events may lead to where nobody lies. */
const TROUBLE: readonly string[] = ['unexpected', 'version-unknown'];

const unsettledHost = (world: World, console: Console): string | undefined => {
  const { desk } = console;
  if (desk.claim.at === 'claiming') return 'a claim is under way for ever';
  const call = runningOf(console);
  if (call === undefined) return undefined;
  if (desk.socket !== 'open') return `a console's socket is ${desk.socket} for ever`;
  if (world.truth.isOver(call)) {
    return 'a console runs a call that has ended';
  }
  const rival = world.consoles.find((each) => each !== console && runningOf(each) === call);
  if (rival !== undefined) return 'two consoles run one call';
  if (desk.call.at !== 'running') return undefined;
  const here = world.phones.some((phone) =>
    phone.docs.some((doc) => doc.call.state.at === 'connected' && doc.calls.at(-1) === call),
  );
  if (here !== (desk.call.guest === 'connected')) {
    return `the guest is ${here ? 'here' : 'gone'}, and the host reads ${desk.call.guest}`;
  }
  return undefined;
};

/** What is still under way; undefined once nothing is. */
const unsettled = (world: World): string | undefined => {
  if (world.truth.lost() !== undefined) return 'of a capture nobody says anything';
  for (const phone of world.phones) {
    for (const doc of phone.docs) {
      const what = unsettledGuest(world, doc);
      if (what !== undefined) return what;
    }
  }
  for (const console of world.consoles) {
    const what = unsettledHost(world, console);
    if (what !== undefined) return what;
  }
  return undefined;
};

export const peace = async (world: World): Promise<void> => {
  allUp(world);
  const end = world.time.now() + LONGEST_MS;
  for (;;) {
    const { made } = world.net;
    const before = unsettled(world);
    await world.pass(STEP_MS);
    world.truth.check();
    const what = unsettled(world);
    if (before === undefined && what === undefined && world.net.made === made) return;
    if (world.time.now() < end) continue;
    world.truth.break(`at peace: ${what ?? before ?? 'legs are made again and again'}`);
    world.truth.check();
  }
};
