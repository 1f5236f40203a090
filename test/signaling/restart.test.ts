/** What outlives the service: calls in their hosts' tickets (C6), numbers in the data folder (N5, N7). */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rebuilt } from '../../signaling/calls/call.js';
import { makeTickets } from '../../signaling/calls/tickets.js';
import { memoryJournal } from '../../signaling/journal.js';
import { fakeClock } from '../support/clock.js';
import { makeRig } from './support/rig.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Rig = ReturnType<typeof makeRig>;

/** The service again after a crash: of all that it knew, its data folder is left. */
const restart = ({ clock, journal, issued }: Rig): Rig =>
  makeRig({
    clock,
    seed: 8,
    journal: memoryJournal([...journal.kept, ...journal.added]),
    issued: memoryJournal([...issued.kept, ...issued.added]),
  });

/** The same host in the service after the crash. */
const again = (rig: Rig, { sid }: { sid: string }) => {
  const desk = rig.host({ sid });
  desk.mail.take();
  return desk;
};

test('[C6] the host comes first: its ticket brings the call back, and the guest joins it', async () => {
  const before = makeRig();
  const { caller, desk, call } = await before.inCall();
  const rig = restart(before);
  const back = again(rig, desk);
  await back.resume(call, desk.mail.ticket);
  assert.equal(back.mail.types(), ['call.resumed']);
  const guest = rig.guest({ token: caller.token });
  guest.mail.take();
  await guest.join();
  assert.equal(guest.mail.types(), ['call.joined']);
  assert.equal(back.mail.types(), ['leg.offered']);
  assert.is(rig.desks.runningCalls(), 1);
});

test('[C6] the guest comes first: it waits under its hash, with its candidates, and is joined', async () => {
  const before = makeRig();
  const { caller, desk, call } = await before.inCall();
  const rig = restart(before);
  const guest = rig.guest({ token: caller.token, leg: caller.leg });
  guest.mail.take();
  await guest.join();
  assert.equal(guest.mail.types(), ['error call-unknown'], 'so that its patience runs (C4)');
  await guest.signal('a');
  const stranger = rig.guest();
  await stranger.join();
  stranger.mail.take();
  const back = again(rig, desk);
  await back.resume(call, desk.mail.ticket);
  assert.equal(guest.mail.types(), ['call.joined']);
  assert.equal(stranger.mail.types(), []);
  const offered = back.mail.last('leg.offered');
  assert.is(offered.leg, caller.leg);
  assert.is(offered.candidates.length, 1);
});

test('[C6] [W5] who waits for a call that nobody brings is idle, and is closed like any other', async () => {
  const rig = makeRig({ limits: { idle: MINUTE } });
  const guest = rig.guest();
  await guest.join();
  await rig.advance(MINUTE);
  assert.is(guest.mail.closed, 'idle');
});

test('[C6] a ticket is worth nothing in another session, altered, or after twelve hours', async () => {
  const before = makeRig();
  const { desk, call } = await before.inCall();
  const { ticket = '' } = desk.mail;
  const rig = restart(before);
  const refused = async (sid: string, shown: string | undefined) => {
    const back = again(rig, { sid });
    await back.resume(call, shown);
    assert.equal(back.mail.types(), ['error call-unknown']);
  };
  await refused(rig.randomId(), ticket);
  await refused(desk.sid, undefined);
  const [body = '', mac = ''] = ticket.split('.');
  const told = JSON.parse(Buffer.from(body, 'base64url').toString()) as object;
  const forged = Buffer.from(JSON.stringify({ ...told, rejoins: [] })).toString('base64url');
  await refused(desk.sid, `${forged}.${mac}`);
  await refused(desk.sid, `${body}.${'A'.repeat(43)}`);
  rig.clock.advance(12 * HOUR);
  await refused(desk.sid, ticket);
  assert.is(rig.desks.runningCalls(), 0);
});

// The service was restarted while a host added a page. It knew no such call, and said so without the
// number; the console waited for ever for an answer to its claim.
test('[C6] [N4] a claim for a call that nobody knows is refused by its number', async () => {
  const rig = makeRig();
  const desk = rig.host();
  await desk.add('AAAAAAAAAAAAAAAAAAAAAA', '0042');
  const { error, about, number } = desk.mail.last('error');
  assert.equal([error, about, number], ['call-unknown', 'page.add', '0042']);
});

test('[C6] a ticket of another service’s data folder brings nothing back', () => {
  const clock = fakeClock();
  const call = rebuilt({
    call: 'AAAAAAAAAAAAAAAAAAAAAA',
    session: 'AAAAAAAAAAAAAAAAAAAAAA',
    hostName: '山田',
    rejoins: [],
    numbers: ['0042'],
  });
  const sealed = makeTickets(clock, new Uint8Array(32)).seal(call);
  assert.equal(makeTickets(clock, new Uint8Array(32)).open(sealed)?.numbers, ['0042']);
  assert.is(makeTickets(clock, new Uint8Array(32).fill(1)).open(sealed), undefined);
});

test('[C6] [C5] a page that was added is in the host’s next ticket', async () => {
  const before = makeRig();
  const { desk, call } = await before.inCall();
  const page = await before.waiting('support');
  await desk.add(call, page.number);
  const rig = restart(before);
  const guest = rig.guest({ token: page.token });
  await guest.join();
  guest.mail.take();
  const back = again(rig, desk);
  await back.resume(call, desk.mail.ticket);
  assert.equal(guest.mail.types(), ['call.joined']);
});

test('[C3] [C6] a call that ended before the crash stays ended, whatever ticket is shown', async () => {
  const before = makeRig();
  const { caller, desk, call } = await before.inCall();
  const { ticket } = desk.mail;
  await caller.say({ type: 'call.end', reason: 'guest-left' });
  const rig = restart(before);
  const back = again(rig, desk);
  await back.resume(call, ticket);
  assert.is(back.mail.last('call.ended').reason, 'guest-left');
  assert.is(rig.desks.runningCalls(), 0);
});

test('[C6] a guest who is in another call by now is left there', async () => {
  const before = makeRig();
  const { caller, desk, call } = await before.inCall();
  const rig = restart(before);
  const elsewhere = await rig.waiting('call', { token: caller.token });
  const other = rig.host();
  await other.start(elsewhere.number);
  elsewhere.mail.take();
  const back = again(rig, desk);
  await back.resume(call, desk.mail.ticket);
  assert.equal(elsewhere.mail.types(), []);
  const next = rig.guest({ token: caller.token });
  await next.join();
  assert.is(next.mail.last('call.joined').call, other.mail.last('call.started').call);
});

test('[N7] [N3] a number outlives the service, and ends when it would have ended', async () => {
  const before = makeRig();
  const { number, token } = await before.waiting();
  await before.advance(MINUTE);
  const rig = restart(before);
  const host = rig.host();
  await host.look(number);
  assert.not.ok(host.mail.last('number.found').waiting);
  const back = rig.guest({ token });
  await back.resume(number);
  assert.is(back.mail.last('number.issued').expiresIn, MINUTE);
  await host.look(number);
  assert.ok(host.mail.last('number.found').waiting);
  await rig.advance(MINUTE);
  assert.is(back.mail.last('number.ended').reason, 'expired');
});

test('[N5] a number that was given up rests on over a restart', async () => {
  const before = makeRig();
  const { number, say } = await before.waiting();
  await say({ type: 'number.retire', number });
  await before.advance(MINUTE);
  const rig = restart(before);
  const host = rig.host();
  await host.look(number);
  assert.is(host.mail.last('error').error, 'number-ended');
  await rig.advance(10 * MINUTE);
  await host.look(number);
  assert.is(host.mail.last('error').error, 'number-unknown');
});

test('[N4] [C6] amid a claim: host and guest say again what they had said, and meet', async () => {
  const before = makeRig();
  const { number, token } = await before.waiting();
  const first = before.host();
  // It happened, and neither heard of it.
  await first.start(number);
  const rig = restart(before);
  const back = rig.guest({ token });
  await back.resume(number);
  assert.is(back.mail.last('number.issued').number, number);
  const host = again(rig, first);
  await host.start(number);
  assert.equal(host.mail.types(), ['call.started', 'leg.offered']);
  assert.ok(back.mail.last('call.joined'));
});

test('[N4] [C6] the host heard of the claim and the guest did not: the ticket spends the number', async () => {
  const before = makeRig();
  const { number, token, leg } = await before.waiting();
  const first = before.host();
  await first.start(number);
  const { call } = first.mail.last('call.started');
  const rig = restart(before);
  const back = rig.guest({ token, leg });
  await back.resume(number);
  back.mail.take();
  const host = again(rig, first);
  await host.resume(call, first.mail.ticket);
  assert.equal(back.mail.types(), ['call.joined'], 'not that its number ended');
  assert.is(host.mail.last('leg.offered').number, number, 'its leg may bring the link key (C5)');
  const other = rig.host();
  await other.start(number);
  assert.is(other.mail.last('error').error, 'number-taken');
});

test('[N7] [C6] the guest comes with its number after the call was rebuilt', async () => {
  const before = makeRig();
  const { number, token } = await before.waiting();
  const first = before.host();
  await first.start(number);
  const { call } = first.mail.last('call.started');
  const rig = restart(before);
  const host = again(rig, first);
  await host.resume(call, first.mail.ticket);
  const back = rig.guest({ token });
  back.mail.take();
  await back.resume(number);
  assert.equal(back.mail.types(), ['call.joined']);
  assert.is(host.mail.last('leg.offered').number, number);
});

test('[C6] a number that the guest asked for while nobody knew the call leads nowhere any more', async () => {
  const before = makeRig();
  const { caller, desk, call } = await before.inCall();
  const rig = restart(before);
  const guest = await rig.waiting('call', { token: caller.token });
  guest.mail.take();
  const back = again(rig, desk);
  await back.resume(call, desk.mail.ticket);
  assert.equal(guest.mail.types(), ['call.joined']);
  const other = rig.host();
  await other.start(guest.number);
  assert.is(other.mail.last('error').error, 'number-ended');
});

test.run();
