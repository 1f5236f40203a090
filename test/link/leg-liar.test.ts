/**
 * A service that lies, and strangers at one end of a leg (C5). Each attempt has its control: what
 * the stranger does would open the leg if only it had the link key.
 */
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fingerprintOf } from '../../src/link/fingerprint.js';
import type { LegKeys } from '../../src/link/leg.js';
import { type ProofSubject, type Role, makeProof } from '../../src/link/proof.js';
import { until } from '../support/fake-peer.js';
import {
  type PairOptions,
  type Visited,
  fixedKeys,
  guestWithStranger,
  hostWithStranger,
  meetLegs,
  newId,
  newSecret,
} from '../support/legs.js';

type Told = Record<string, unknown> | undefined;
const textOf = (told: Told, field: string): string => {
  const value = told?.[field];
  if (typeof value !== 'string') throw new Error(`no ${field} came`);
  return value;
};

/** What a proof of this leg is about, as the stranger at its end knows it. */
const subjectOf = (
  { stranger, call, legId }: Visited<unknown, unknown>,
  strangerIs: Role,
  nonceG: string,
  nonceH: string,
): ProofSubject => {
  const own = fingerprintOf(stranger.peer.localDescription?.sdp ?? '');
  const other = fingerprintOf(stranger.peer.remoteDescription?.sdp ?? '');
  if (own === undefined || other === undefined) throw new Error('no fingerprints');
  const [fingerprintG, fingerprintH] = strangerIs === 'guest' ? [own, other] : [other, own];
  return { call, leg: legId, nonceG, nonceH, fingerprintG, fingerprintH };
};

/** A stranger plays the guest, with a key and in a role of the test's choice. */
const playGuest = async (
  keys: LegKeys,
  mac: (subject: ProofSubject) => Promise<string>,
  hello: Record<string, unknown> = {},
) => {
  const visited = await hostWithStranger(keys);
  const { stranger } = visited;
  const nonceG = newSecret();
  stranger.say({ type: 'hello', nonce: nonceG, ...hello });
  const challenge = await stranger.next('challenge');
  if (challenge !== undefined) {
    const subject = subjectOf(visited, 'guest', nonceG, textOf(challenge, 'nonce'));
    stranger.say({ type: 'proof', mac: await mac(subject) });
  }
  await until(() => visited.log.ending !== undefined || visited.log.opened > 0);
  return visited;
};

/** A stranger plays the host; `mac` is given what the guest's own proof was, too. */
const playHost = async (
  linkKey: string,
  mac: (subject: ProofSubject, echo: string) => Promise<string>,
  ...then: unknown[]
) => {
  const visited = await guestWithStranger({ linkKey });
  const { stranger } = visited;
  const nonceG = textOf(await stranger.next('hello'), 'nonce');
  const nonceH = newSecret();
  stranger.say({ type: 'challenge', nonce: nonceH });
  const echo = textOf(await stranger.next('proof'), 'mac');
  const subject = subjectOf(visited, 'host', nonceG, nonceH);
  stranger.say({ type: 'proof', mac: await mac(subject, echo) });
  for (const message of then) stranger.say(message);
  await until(() => visited.log.ending !== undefined || visited.log.opened > 0);
  return visited;
};

const refusedByHost = async ({
  log,
  leg,
  clock,
  stranger,
}: Awaited<ReturnType<typeof playGuest>>) => {
  assert.is(log.ending, 'not-proved');
  assert.is(log.opened, 0);
  assert.equal(leg.state, { at: 'closed', ending: 'not-proved' });
  assert.equal(await stranger.next('error'), { type: 'error', error: 'not-proved' });
  assert.is(await stranger.next('proof'), undefined, 'the host proves nothing to a stranger');
  assert.is(clock.pending(), 0);
};

const refusedByGuest = async ({ log, clock, stranger }: Awaited<ReturnType<typeof playHost>>) => {
  assert.is(log.ending, 'not-proved');
  assert.is(log.opened, 0);
  assert.equal(await stranger.next('error'), { type: 'error', error: 'not-proved' });
  assert.is(clock.pending(), 0);
};

// ---- the control: with the key it works ---------------------------------------------------------

test('[C5] who has the link key opens the leg, from what docs/PROTOCOL.md says alone', async () => {
  const key = newSecret();
  const host = await playGuest(fixedKeys(newSecret(), key), (about) =>
    makeProof(key, 'guest', about),
  );
  assert.is(host.log.opened, 1);
  assert.type(textOf(await host.stranger.next('proof'), 'mac'), 'string');
  host.leg.close();

  const guest = await playHost(key, (about) => makeProof(key, 'host', about));
  assert.is(guest.log.opened, 1);
  guest.leg.close();
});

test('[C5] what a host says right after its proof is heard, after the leg is open', async () => {
  const key = newSecret();
  const { log, leg } = await playHost(
    key,
    (about) => makeProof(key, 'host', about),
    { type: 'end', reason: 'host-ended' },
    { type: 'ended' },
  );
  assert.equal(log.messages, [{ type: 'end', reason: 'host-ended' }, { type: 'ended' }]);
  leg.close();
});

// ---- without the key ----------------------------------------------------------------------------

test('[C5] a replayed rejoin token brings a leg to the host, but no proof', async () => {
  await refusedByHost(await playGuest(fixedKeys(newSecret()), () => Promise.resolve(newSecret())));
  const other = newSecret();
  await refusedByHost(
    await playGuest(fixedKeys(newSecret()), (about) => makeProof(other, 'guest', about)),
  );
  await refusedByHost(await playGuest(fixedKeys(), (about) => makeProof(other, 'guest', about)));
});

test('[C5] a proof that is echoed is none', async () => {
  await refusedByGuest(await playHost(newSecret(), (_, echo) => Promise.resolve(echo)));
});

test('[C5] a proof in the other role is none', async () => {
  const key = newSecret();
  await refusedByHost(await playGuest(fixedKeys(key), (about) => makeProof(key, 'host', about)));
  await refusedByGuest(await playHost(key, (about) => makeProof(key, 'guest', about)));
});

test('[C5] a proof of another moment is none', async () => {
  const key = newSecret();
  await refusedByHost(
    await playGuest(fixedKeys(key), (about) =>
      makeProof(key, 'guest', { ...about, nonceH: newSecret() }),
    ),
  );
  await refusedByGuest(
    await playHost(key, (about) => makeProof(key, 'host', { ...about, nonceG: newSecret() })),
  );
});

test('[C5] somebody who stands between the two, and passes everything on, is found out', async () => {
  const linkKey = newSecret();
  const ids = { call: newId(), legId: newId() };
  const guest = await guestWithStranger({ linkKey, legId: ids.legId });
  guest.leg.meet(ids.call);
  const host = await hostWithStranger(fixedKeys(linkKey), ids);
  guest.stranger.relayTo(host.stranger);
  host.stranger.relayTo(guest.stranger);
  await until(() => guest.log.ending !== undefined && host.log.ending !== undefined);
  assert.is(host.log.ending, 'not-proved');
  assert.is(guest.log.ending, 'not-proved');
  assert.ok(
    host.stranger.heard.some(({ type }) => type === 'challenge'),
    'it did come to the proof',
  );
});

// ---- a service that alters what it passes on ----------------------------------------------------

const swapped = (sdp: string): string =>
  sdp.replace(/sha-256 \S+/, `sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`);
const doubled = (sdp: string): string => `${sdp}a=fingerprint:sha-256 ${swappedValue}\r\n`;
const swappedValue = Array.from({ length: 32 }, () => 'AB').join(':');
const weakened = (sdp: string): string => sdp.replace('sha-256', 'sha-1');

const altered: [string, PairOptions, 'not-proved' | 'no-path'][] = [
  // The browser itself refuses the certificate.
  ['the offer names another certificate', { offer: inSdp(swapped) }, 'no-path'],
  ['the answer names another certificate', { answer: inSdp(swapped) }, 'no-path'],
  ['the offer names a second certificate', { offer: inSdp(doubled) }, 'not-proved'],
  ['the answer names a second certificate', { answer: inSdp(doubled) }, 'not-proved'],
  ['the offer names its certificate by sha-1', { offer: inSdp(weakened) }, 'not-proved'],
  ['the answer names its certificate by sha-1', { answer: inSdp(weakened) }, 'not-proved'],
  ['guest and host are told different calls', { meet: newId() }, 'not-proved'],
  ['guest and host are told different legs', { host: { legId: newId() } }, 'not-proved'],
];
for (const [what, options, ending] of altered) {
  test(`[C5] ${what}: refused at both ends`, async () => {
    const { atGuest, atHost, clock } = await meetLegs(options);
    assert.is(atGuest.ending, ending);
    assert.is(atHost.ending, ending);
    assert.is(atGuest.opened + atHost.opened, 0);
    assert.is(clock.pending(), 0);
  });
}

function inSdp(alter: (sdp: string) => string) {
  return <D extends { sdp: string }>(description: D): D => ({
    ...description,
    sdp: alter(description.sdp),
  });
}

test('[C5] an answer to a guest who knows of no call proves nothing', async () => {
  const { atGuest } = await meetLegs({ meet: '' });
  assert.is(atGuest.ending, 'not-proved');
});

// ---- out of turn --------------------------------------------------------------------------------

const mac = newSecret();
const early: [string, unknown][] = [
  ['a heartbeat', { type: 'beat', count: 1 }],
  ['an end of the call', { type: 'end', reason: 'guest-left' }],
  ['a capture', { type: 'capture.withdraw', id: newId() }],
  ['a proof before the challenge', { type: 'proof', mac }],
  ['an unknown message', { type: 'dance' }],
];
for (const [what, message] of early) {
  test(`[C5] ${what} before the proof closes the leg`, async () => {
    const { stranger, log } = await hostWithStranger(fixedKeys(newSecret()));
    stranger.say(message);
    await until(() => log.ending !== undefined);
    assert.is(log.ending, 'not-proved');
    assert.equal(log.messages, []);
  });
}

test('[C5] a frame before the proof closes the leg, on either side', async () => {
  const host = await hostWithStranger(fixedKeys(newSecret()));
  host.stranger.peer.channel?.send(new Uint8Array(8));
  await until(() => host.log.ending !== undefined);
  assert.is(host.log.ending, 'not-proved');
  assert.equal(host.log.frames, []);

  const guest = await guestWithStranger();
  guest.stranger.peer.channel?.send(new Uint8Array(8));
  await until(() => guest.log.ending !== undefined);
  assert.is(guest.log.ending, 'not-proved');
});

test('[C5] a host that skips the challenge or the proof is refused', async () => {
  for (const message of [
    { type: 'proof', mac },
    { type: 'capture.receipt', id: newId() },
    { type: 'end', reason: 'host-ended' },
  ]) {
    const { stranger, log } = await guestWithStranger();
    await stranger.next('hello');
    stranger.say(message);
    await until(() => log.ending !== undefined);
    assert.is(log.ending, 'not-proved');
    assert.equal(log.messages, []);

    const later = await guestWithStranger();
    await later.stranger.next('hello');
    later.stranger.say({ type: 'challenge', nonce: newSecret() });
    if (message.type !== 'proof') later.stranger.say(message);
    else later.stranger.say({ type: 'challenge', nonce: newSecret() });
    await until(() => later.log.ending !== undefined);
    assert.is(later.log.ending, 'not-proved');
  }
});

test('[C5] a second hello is refused', async () => {
  const { stranger, log } = await hostWithStranger(fixedKeys(newSecret()));
  stranger.say({ type: 'hello', nonce: newSecret() });
  await stranger.next('challenge');
  stranger.say({ type: 'hello', nonce: newSecret() });
  await until(() => log.ending !== undefined);
  assert.is(log.ending, 'not-proved');
});

test('[C5] [W5] who talks on while the host is still looking is not kept in memory', async () => {
  const { stranger, log } = await hostWithStranger({
    all: () => Promise.resolve([]),
    introduce: () => new Promise(() => undefined),
  });
  stranger.say({ type: 'hello', nonce: newSecret(), key: newSecret() });
  for (let count = 0; count < 100; count += 1) stranger.say({ type: 'beat', count });
  await until(() => log.ending !== undefined);
  assert.is(log.ending, 'not-proved');
});

// ---- keys that may not come ---------------------------------------------------------------------

test('[C5] a key on a leg that was not made by a number is refused, though its proof fits', async () => {
  const key = newSecret();
  await refusedByHost(
    await playGuest(fixedKeys(newSecret()), (about) => makeProof(key, 'guest', about), { key }),
  );
});

test('[C5] where the host cannot keep a key, the leg is refused', async () => {
  const key = newSecret();
  const keys: LegKeys = {
    all: () => Promise.resolve([key]),
    introduce: () => Promise.reject(new Error('the disk is full')),
  };
  await refusedByHost(await playGuest(keys, (about) => makeProof(key, 'guest', about), { key }));
});

test.run();
