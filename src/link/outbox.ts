import type { CaptureInfo } from '../protocol/index.js';

/** A capture on its way, with all that another document needs to carry it on. */
export interface OutboxEntry {
  info: CaptureInfo;
  image: Blob;
  /** When the guest last tapped for it, in milliseconds since 1970. */
  since: number;
  /** The guest gave it up: it must be withdrawn, not sent (P2). */
  givenUp: boolean;
}

/** What an outbox is opened for. */
export interface OutboxOf {
  /** The call that the tab's next page comes to: what waits is for that. */
  call: () => string | undefined;
  /** The tab turned out to be a copy of another one, which lives: what it has is not ours. */
  copied: () => void;
}

/**
 * Where the capture under way outlives its document (P2). It belongs to one call and to one tab,
 * and holds one entry: a guest sends one capture at a time. Each promise settles; a write that
 * rejects costs the carrying over, not the sending.
 */
export interface Outbox {
  /** Takes the place of the entry that is there. */
  put: (entry: OutboxEntry) => Promise<void>;
  get: () => Promise<OutboxEntry | undefined>;
  drop: () => Promise<void>;
  /**
   * Takes out what closed tabs have left of this call: nobody can send it any more. Was there any?
   * Resolves after some seconds, by which the next page of a tab that lives has its own; undefined,
   * and nothing is taken, where it may not be said by then.
   */
  lost: (mayBeSaid: () => boolean) => Promise<boolean | undefined>;
  /** The document goes away: the tab's next one may take the entry over, until this one asks again. */
  leave: () => void;
}

/** Carries nothing over a navigation: it lives as long as the document that made it. */
export const memoryOutbox = (): Outbox => {
  let kept: OutboxEntry | undefined;
  return {
    put: (entry) => {
      kept = entry;
      return Promise.resolve();
    },
    get: () => Promise.resolve(kept),
    drop: () => {
      kept = undefined;
      return Promise.resolve();
    },
    lost: () => Promise.resolve(false),
    leave: () => undefined,
  };
};

/**
 * An outbox whose script is fetched when it is first asked for: a page that no capture leaves never
 * needs it. Where it cannot be fetched, or refuses, what is put lives in memory.
 */
export const lateOutbox = (load: () => Promise<Outbox>): Outbox => {
  const memory = memoryOutbox();
  let loaded: Promise<Outbox> | undefined;
  const outbox = (): Promise<Outbox> => (loaded ??= load().catch(() => memory));
  return {
    put: async (entry) => {
      const made = await outbox();
      await made.put(entry).catch(() => memory.put(entry));
    },
    get: async () => {
      const made = await outbox();
      return (await memory.get()) ?? made.get();
    },
    drop: async () => {
      await memory.drop();
      await (await loaded)?.drop();
    },
    lost: async (mayBeSaid) => (await outbox()).lost(mayBeSaid),
    leave: () => {
      void loaded?.then((made) => made.leave());
    },
  };
};
