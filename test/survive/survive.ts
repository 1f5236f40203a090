/** One event at one moment of a call of its own, and whether everything is as it must be afterwards. */
import * as assert from 'uvu/assert';
import { type Call, type Survival, both } from '../support/survival.js';
import { EVENTS } from './events.js';
import { MOMENTS } from './moments.js';

/** The state shown is true by then (C8). */
const TRUE_MS = 7_000;

export interface Survived {
  /** From the end of the cause until what was begun had come to its end, in milliseconds. */
  recovery: number;
  /** From the beginning of the cause until both sides read of it; undefined where it was not looked. */
  truth: number | undefined;
  /** What people had to do again. */
  again: readonly string[];
}

const find = (eventName: string, momentName: string) => {
  const event = EVENTS[eventName];
  const moment = MOMENTS[momentName];
  if (event === undefined || moment === undefined) throw new Error('no such event or moment');
  return { event, moment };
};

/** Whether cables are needed for it. */
export const needsCables = (eventName: string, momentName: string): boolean => {
  const { event, moment } = find(eventName, momentName);
  return event.cable === true || moment.cable === true;
};

export const survive = async (
  survival: Survival,
  eventName: string,
  momentName: string,
): Promise<Survived> => {
  const { event, moment } = find(eventName, momentName);

  const call = await survival.meet();
  try {
    await moment.come(call);
    await event.happen(call, moment.early === true);
    const from = performance.now();
    await moment.go(call);
    const recovery = performance.now() - from;
    if (call.truth !== undefined) {
      assert.ok(call.truth <= TRUE_MS, `the state was true after ${call.truth.toFixed(0)} ms only`);
    }
    await goesOn(call);
    return { recovery, truth: call.truth, again: call.again };
  } finally {
    for (const cable of [call.guestCable, call.hostCable]) {
      cable?.plug();
      cable?.slow(undefined);
      cable?.dropPeers(false);
    }
    await call.close();
  }
};

/** The call is as good as before: another page joins by itself, and nothing was lost or doubled. */
const goesOn = async (call: Call): Promise<void> => {
  const { guest, host, site } = call;
  await guest.page.goto(`${site.url()}/items/2.html?again`);
  await both(call);
  const id = await guest.send();
  call.expected += 1;
  await host.waitForCapture(id);
  const ids = await host.captureIds();
  assert.is(new Set(ids).size, ids.length, 'nothing twice');
  assert.is(ids.length, call.expected, 'nothing lost, and nothing that was called lost');
};
