/** What browsers keep: for a site, a tab, a console. It may refuse, and forget what came too late. */
import type { CaptureStore, Keep, KeyStore } from '../../src/link/types.js';
import type { CaptureInfo } from '../../src/protocol/index.js';
import type { Chance } from './chance.js';
import type { Life } from './life.js';
import type { Wire } from './traffic.js';

/** localStorage of a site, or sessionStorage of a tab. */
export class Area {
  readonly #kept: Map<string, string>;
  /** Called with whoever changed something. */
  readonly #changed: (by: object) => void;

  constructor(kept: Iterable<[string, string]> = [], changed: Area['_changed'] = () => undefined) {
    this.#kept = new Map(kept);
    this.#changed = changed;
  }

  declare readonly _changed: (by: object) => void;

  keepFor(who: object): Keep {
    return {
      get: (name) => this.#kept.get(name),
      set: (name, value) => {
        if (this.#kept.get(name) === value) return;
        this.#kept.set(name, value);
        this.#changed(who);
      },
      remove: (name) => {
        if (this.#kept.delete(name)) this.#changed(who);
      },
    };
  }

  copy(): Area {
    return new Area(this.#kept);
  }

  /** Under which the outbox knows this tab. */
  get name(): string | undefined {
    return this.#kept.get('misete.outbox');
  }

  values(): IterableIterator<string> {
    return this.#kept.values();
  }
}

/** A site's database and locks on a phone, as the outbox uses them. */
export class SiteDisk {
  readonly entries = new Map<string, unknown>();
  readonly locks = new Map<string, { readonly life: Life }>();
  readonly isRefusing: boolean;

  constructor(isRefusing: boolean) {
    this.isRefusing = isRefusing;
  }
}

export interface Put {
  call: string;
  info: CaptureInfo;
  picture: Blob;
}

const FULL = new Error('the disk is full');

/** A console's databases. They outlive its page. */
export class Cabinet {
  readonly stored = new Map<string, Put>();
  readonly keys = new Map<string, string[]>();
  /** It refused something. */
  hasRefused = false;
  isRefusing = false;
  readonly #tell: { stored: (put: Put) => void; key: (call: string, key: string) => void };

  constructor(tell: Cabinet['_tell']) {
    this.#tell = tell;
  }

  declare readonly _tell: { stored: (put: Put) => void; key: (call: string, key: string) => void };

  #ask<T>(wire: Wire, answer: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      wire.put(() => {
        if (this.isRefusing) {
          this.hasRefused = true;
          reject(FULL);
        } else resolve(answer());
      });
    });
  }

  #commit(put: Put): void {
    this.#tell.stored(put);
    this.stored.set(put.info.id, put);
  }

  /** For one page. `underWay`: what it is about to write. */
  captures(wire: Wire, underWay: Set<Put>): CaptureStore {
    return {
      has: (_, id) => this.#ask(wire, () => this.stored.has(id)),
      count: (call) =>
        this.#ask(wire, () => [...this.stored.values()].filter((put) => put.call === call).length),
      put: (call, info, picture) => {
        const put = { call, info, picture };
        underWay.add(put);
        return this.#ask(wire, () => {
          this.#commit(put);
        }).finally(() => underWay.delete(put));
      },
    };
  }

  keyStore(wire: Wire): KeyStore {
    const of = (call: string): string[] => this.keys.get(call) ?? [];
    return {
      load: (call) => this.#ask(wire, () => of(call)),
      add: (call, key) =>
        this.#ask(wire, () => {
          this.#tell.key(call, key);
          this.keys.set(call, [...of(call), key]);
        }),
      forget: (call) =>
        this.#ask(wire, () => {
          this.keys.delete(call);
        }),
    };
  }

  /** The page is gone: what it was about to write is written, or is not. */
  abandon(chance: Chance, underWay: Set<Put>): void {
    for (const put of underWay) {
      if (chance.once(2) && !this.stored.has(put.info.id)) this.#commit(put);
    }
    underWay.clear();
  }
}
