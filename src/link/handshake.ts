/**
 * How two sides prove themselves on a channel that has just opened (C5), in this order and with
 * nothing between:
 *
 *     guest → host   hello {nonce, key?}   the key only on a leg made by a number or a hand-off
 *     host → guest   challenge {nonce}
 *     guest → host   proof {mac}
 *     host → guest   proof {mac}           from here on the leg is open
 *
 * The guest goes first with its proof, so a host that is none gets nothing that it could echo. The
 * key that comes by a hand-off is veiled by the hand-off's own: whoever answers in the host's place
 * would else have it before anything is proved, and could pass for either side on the next leg.
 */
import type { GuestToHost, HostToGuest } from '../protocol/index.js';
import type { Hashing } from './digest.js';
import { makeSecret } from './keys.js';
import { type ProofSubject, makeProof, provenBy, veiled } from './proof.js';
import type { Random } from './types.js';

/** A channel of which one message after the other is asked for by its type. */
export interface Talk<In extends { type: string }, Out> {
  say: (message: Out) => void;
  /** The next message. Never resolves if it has another type: the leg is closed then. */
  next: <T extends In['type']>(type: T) => Promise<Extract<In, { type: T }>>;
}

/** What the proof is about, but for the nonces. */
export type Ends = Omit<ProofSubject, 'nonceG' | 'nonceH'>;

export interface ProveDeps {
  random: Random;
  hashing?: Hashing | undefined;
}

/** Resolves to whether the other side is who it should be. */
export const proveAsGuest = async (
  { say, next }: Talk<HostToGuest, GuestToHost>,
  { random, hashing }: ProveDeps,
  { linkKey, brings }: { linkKey: string; brings: string | undefined },
  ends: Ends,
): Promise<boolean> => {
  const nonceG = makeSecret(random);
  const key =
    brings === undefined || brings === linkKey
      ? brings
      : await veiled(brings, linkKey, nonceG, hashing);
  say({ type: 'hello', nonce: nonceG, ...(key !== undefined && { key }) });
  const { nonce: nonceH } = await next('challenge');
  const subject = { ...ends, nonceG, nonceH };
  say({ type: 'proof', mac: await makeProof(linkKey, 'guest', subject, hashing) });
  const { mac } = await next('proof');
  return (await provenBy([linkKey], 'host', subject, mac, hashing)) !== undefined;
};

/** The link keys of a call, as the host's side of a leg needs them (key-ring.ts). */
export interface LegKeys {
  all: () => Promise<readonly string[]>;
  /** Whether this leg may bring this key. A new one is kept before the promise resolves. */
  introduce: (key: string) => Promise<boolean>;
  /**
   * Only on a leg by a hand-off (H3), where a key is brought in after another was proved: whether
   * who has proved `shared` may bring `key`, or be here without one. A new key is kept before the
   * promise resolves.
   */
  admit?: (shared: string, key: string | undefined) => Promise<boolean>;
}

export const proveAsHost = async (
  { say, next }: Talk<GuestToHost, HostToGuest>,
  { random, hashing }: ProveDeps,
  keys: LegKeys,
  ends: Ends,
): Promise<boolean> => {
  const { nonce: nonceG, key } = await next('hello');
  const byNumber = keys.admit === undefined;
  if (byNumber && key !== undefined && !(await keys.introduce(key))) return false;
  const nonceH = makeSecret(random);
  const subject = { ...ends, nonceG, nonceH };
  say({ type: 'challenge', nonce: nonceH });
  const { mac } = await next('proof');
  const shared = await provenBy(await keys.all(), 'guest', subject, mac, hashing);
  if (shared === undefined) return false;
  if (keys.admit !== undefined) {
    const brought = key === undefined ? undefined : await veiled(key, shared, nonceG, hashing);
    if (!(await keys.admit(shared, brought))) return false;
  }
  say({ type: 'proof', mac: await makeProof(shared, 'host', subject, hashing) });
  return true;
};
