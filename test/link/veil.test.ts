/**
 * The key that a page brings by a hand-off (H3). It travelled as it is in the first message, before the
 * host had proved anything: a service that answered the first offer itself had it, let the next one
 * through, and could from then on pass for either side on every leg of that page.
 */
import { createHmac } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type LegKeys, proveAsGuest, proveAsHost } from '../../src/link/handshake.js';
import { makeSecret } from '../../src/link/keys.js';
import { veiled } from '../../src/link/proof.js';
import type { GuestToHost, HostToGuest } from '../../src/protocol/index.js';
import { seededRandom } from '../support/random.js';

const random = seededRandom(7);
const ends = {
  call: makeSecret(random),
  leg: makeSecret(random),
  fingerprintG: random.bytes(32),
  fingerprintH: random.bytes(32),
};

/** A wire: what one end says, the other is given when it asks. */
const wire = <M extends { type: string }>() => {
  const said: M[] = [];
  const asking: ((message: M) => void)[] = [];
  return {
    said,
    say: (message: M) => {
      said.push(message);
      asking.shift()?.(message);
    },
    next: () => new Promise<M>((resolve) => asking.push(resolve)),
  };
};

const [shared, own] = [makeSecret(random), makeSecret(random)];

/** The guest's end of one try. `hello` is what whoever answers has of it, without proving anything. */
const attempt = () => {
  const [up, down] = [wire<GuestToHost>(), wire<HostToGuest>()];
  const hello = up.next();
  const guest = proveAsGuest(
    { say: up.say, next: down.next as never },
    { random },
    { linkKey: shared, brings: own },
    ends,
  );
  return { up, down, hello, guest };
};

test('[H3] whoever answers in the host’s place has nothing that is worth anything on the next leg', async () => {
  const hellos = [await attempt().hello, await attempt().hello];
  const keys = hellos.map((hello) => (hello.type === 'hello' ? hello.key : undefined));
  assert.is(new Set([...keys, own, shared]).size, 4, 'another one each time, and never the key');
});

test('[H3] the host that knows the hand-off has the key that the page brings', async () => {
  const { up, down, hello, guest } = attempt();
  const admitted: unknown[] = [];
  const keys: LegKeys = {
    all: () => Promise.resolve([shared]),
    introduce: () => Promise.resolve(false),
    admit: (...by) => {
      admitted.push(by);
      return Promise.resolve(true);
    },
  };
  const first = await hello;
  let isFirst = true;
  const next = () => {
    if (!isFirst) return up.next();
    isFirst = false;
    return Promise.resolve(first);
  };
  const host = proveAsHost({ say: down.say, next: next as never }, { random }, keys, ends);
  assert.equal(await Promise.all([guest, host]), [true, true]);
  assert.equal(admitted, [[shared, own]]);
});

test('[H3] a veil is undone by itself, and by nothing else', async () => {
  const nonce = makeSecret(random);
  const hidden = await veiled(own, shared, nonce);
  assert.is(await veiled(hidden, shared, nonce), own);
  assert.is.not(await veiled(hidden, shared, makeSecret(random)), own);
  assert.is.not(await veiled(hidden, own, nonce), own);
});

test('[H3] the veil is as docs/PROTOCOL.md writes it: XOR with a MAC over the parts, each after its length', async () => {
  const nonce = makeSecret(random);
  const hmac = createHmac('sha256', Buffer.from(shared, 'base64url'));
  for (const part of ['misete.v1 key', nonce]) hmac.update(Buffer.of(part.length)).update(part);
  const pad = hmac.digest();
  const bytes = Buffer.from(own, 'base64url').map((byte, at) => byte ^ (pad[at] ?? 0));
  assert.is(await veiled(own, shared, nonce), Buffer.from(bytes).toString('base64url'));
});

test.run();
