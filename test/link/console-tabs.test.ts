/** One call in several tabs of a console (C1, C2): each test begins with the story of how it went wrong. */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CLOSE_CODES } from '../../src/protocol/index.js';
import { copyOf, endAt, endOf, isAt, linkOf, meet, numberOf } from '../support/calls.js';
import { memoryKeep } from '../support/keep.js';
import type { Console, World } from '../support/world.js';

/**
 * A tab of a call that another one had ended read so from what the browser keeps until the service has
 * heard of it. Loaded anew after that, it took the call up again.
 */
test('[C3] a tab that reads of an end that another has made remembers it', async () => {
  const { world, host } = await meet();
  world.service(false);
  host.desk.end();
  const other = copyOf(world, host);
  assert.is(endAt(other), 'host-ended');
  world.service(true);
  await world.pass(20_000);
  other.kill();
  assert.is(endAt(world.console(other)), 'host-ended');
});

/**
 * The same, with the other tab waiting for the call all the while: when the first one was closed, before
 * the service could be told, the other took the call up, and ran it for ever.
 */
test('[C3] [C1] a tab that gets a call from another hears that it has ended', async () => {
  const { world, host } = await meet();
  world.service(false);
  const other = copyOf(world, host);
  await world.pass(300);
  assert.is(endAt(other), 'running');
  host.desk.end();
  host.kill();
  await world.pass(1_000);
  assert.is(endAt(other), 'host-ended');
});

/**
 * The host ended the call in one tab while the service was away; another tab had the same call. Back, the
 * one told the end, the other took the call up, and the service sent the first away for it: that tab
 * never connected again, and the next number that was typed there was looked for for ever.
 */
test('[C1] [C3] a tab that tells an end while another takes the call up stays connected', async () => {
  const { world, phone, host } = await meet();
  host.desk.end();
  await world.pass(1_000);
  host.desk.dismiss();
  world.loseHostSockets(CLOSE_CODES.superseded);
  await world.pass(1_000);
  const tab = phone.open('target', 'https://other.example');
  tab.call.ask('call');
  await world.until(isAt(tab, 'number'));
  host.desk.start(numberOf(tab));
  await world.pass(5_000);
  assert.is(host.desk.call.at, 'running');
});

/**
 * A copied tab read that the call is in another one, and the host went back to its menu there. With the tab
 * of the call closed after that, the console that was opened next knew of none.
 */
test('[C2] who reads in one tab that the call is elsewhere can find it again after both', async () => {
  const { world, host } = await meet();
  const other = copyOf(world, host);
  await world.pass(5_000);
  assert.is(endAt(other), 'elsewhere');
  other.desk.dismiss();
  other.kill();
  const reloaded = world.console(other);
  await world.pass(1_000);
  assert.is(endAt(reloaded), 'none');
  reloaded.kill();
  host.kill();
  const { local, captures, keys } = host;
  const next = world.console({ local, captures, keys });
  await world.pass(1_000);
  assert.is(endAt(next), 'running');
});

/** The host's tab, copied in the instant before its call had a ticket. */
const earlyCopyOf = (world: World, host: Console): Console => {
  const { ticket: _, ...record } = JSON.parse(host.session.get(RECORD) ?? '') as { ticket: string };
  const session = memoryKeep();
  session.set(RECORD, JSON.stringify(record));
  return copyOf(world, { ...host, session });
};
const RECORD = 'misete.host.call';
const CALLS = 'misete.host.calls';

/**
 * A tab was copied in the instant before its call had a ticket, and closed; the service crashed. The copy
 * took the call up without the ticket that the other had come to, and a new service knew neither the
 * call nor its end: ended in the copy, it went on for the guest until another tab came back to it.
 */
test('[C3] [C6] a tab that gets a call from another knows of it what the other knew', async () => {
  for (const ends of [false, true]) {
    const { world, tab, host } = await meet();
    const other = earlyCopyOf(world, host);
    world.service(false);
    host.kill();
    await world.pass(1_000);
    if (ends) other.desk.end();
    world.service(true);
    await world.pass(20_000);
    if (ends) assert.is(endOf(tab), 'host-ended');
    else assert.is(linkOf(tab), 'open');
  }
});

/**
 * Copied in that instant, it may get the call's lock before the first tab does, which comes to the ticket.
 */
test('[C3] [C6] a tab that has the lock of a call uses the ticket that another has come to', async () => {
  for (const ends of [false, true]) {
    const { world, tab, host } = await meet();
    const kept = host.local.get(CALLS) ?? '';
    const early = kept.replace(/,"ticket":"[^"]*"/, '');
    assert.is.not(early, kept);
    host.local.set(CALLS, early);
    world.service(false);
    host.kill();
    const other = earlyCopyOf(world, host);
    await world.pass(1_000);
    host.local.set(CALLS, kept);
    if (ends) other.desk.end();
    world.service(true);
    await world.pass(20_000);
    if (ends) assert.is(endOf(tab), 'host-ended');
    else assert.is(linkOf(tab), 'open');
  }
});

test.run();
