/**
 * The library that writes certificates, loaded when one has to be written: a start that finds all of
 * them, and every start without `--lan`, does not carry it along.
 */
import type * as Library from '@peculiar/x509';
import type { WebCrypto } from '../parts.js';

export type X509 = typeof Library;

/** What tsyringe, of which the library builds itself, asks of `Reflect`. */
interface Metadata {
  defineMetadata: (key: unknown, value: unknown, target: object) => void;
  getOwnMetadata: (key: unknown, target: object) => unknown;
  getMetadata: (key: unknown, target: object) => unknown;
}

export const loadX509 = async (crypto: WebCrypto): Promise<X509> => {
  if (!('getMetadata' in Reflect)) Object.assign(Reflect, metadata());
  const x509 = await import('@peculiar/x509');
  x509.cryptoProvider.set(crypto);
  return x509;
};

/**
 * tsyringe does not load without these three; the package that usually brings them changes much more
 * of `Reflect`, for every program part in this process.
 */
const metadata = (): Metadata => {
  const kept = new WeakMap<object, Map<unknown, unknown>>();
  const own = (key: unknown, target: object): unknown => kept.get(target)?.get(key);
  return {
    defineMetadata: (key, value, target) => {
      kept.set(target, (kept.get(target) ?? new Map<unknown, unknown>()).set(key, value));
    },
    getOwnMetadata: own,
    getMetadata: own,
  };
};
