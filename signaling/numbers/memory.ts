/**
 * The ledger in this process's memory. No operation awaits inside, so each is atomic. A journal lets
 * what was issued outlive a restart (N5, N7); a claim is not in it: the host's ticket has it (C6).
 */
import type { NumberEnding } from '../../src/protocol/index.js';
import type { Journal } from '../journal.js';
import type { Clock, Random } from '../parts.js';
import type { Asked, Claimed, Ended, Entry, Ledger, Looked, Resumed } from './ledger.js';
import type { Issued } from './issued.js';
import { NumberPool } from './pool.js';

type Place =
  | { at: 'living'; entry: Entry; present: boolean; holder: string | undefined }
  /** At rest (N5). `rejoin` lets its guest alone hear how it ended. */
  | { at: 'over'; rejoin: string; reason: NumberEnding };
type Living = Extract<Place, { at: 'living' }>;

export class MemoryLedger implements Ledger {
  readonly #clock: Clock;
  readonly #ttl: number;
  readonly #places = new Map<string, Place>();
  readonly #pool: NumberPool;
  readonly #journal: Journal<Issued> | undefined;
  #living = 0;

  /** `ttl`: how long a number lives (N3), in milliseconds. */
  constructor(clock: Clock, random: Random, ttl: number, journal?: Journal<Issued>) {
    this.#clock = clock;
    this.#ttl = ttl;
    this.#pool = new NumberPool(random, (drawn) => this.#places.delete(digits(drawn)));
    this.#journal = journal;
    this.#takeUp(journal?.kept ?? []);
  }

  /** What lives now, in the order of its ends. */
  entries(): Entry[] {
    const entries = [...this.#places.values()].flatMap((place) =>
      place.at === 'living' ? [place.entry] : [],
    );
    return entries.sort((a, b) => a.endsAt - b.endsAt);
  }

  #takeUp(kept: readonly Issued[]): void {
    const now = this.#clock.now();
    // A number's latest line tells how it stands.
    const latest = [...new Map(kept.map((issued) => [issued.number, issued])).values()];
    const over = ({ endsAt, retiredAt = endsAt }: Issued): number => Math.min(endsAt, retiredAt);
    for (const issued of latest.sort((a, b) => over(a) - over(b))) {
      const { retiredAt, ...entry } = issued;
      if (!this.#pool.take(Number(entry.number))) continue;
      this.#places.set(entry.number, { at: 'living', entry, present: false, holder: undefined });
      this.#living += 1;
      if (over(issued) > now) continue;
      const place = this.#places.get(entry.number);
      const reason = retiredAt === undefined ? 'expired' : 'retired';
      if (place?.at === 'living') this.#end(place, reason, over(issued));
    }
  }

  issue(asked: Asked): Promise<Entry | undefined> {
    const now = this.#clock.now();
    const drawn = this.#pool.draw(now);
    if (drawn === undefined) return Promise.resolve(undefined);
    const { kind, page, site, rejoin } = asked;
    // Field by field: V8 gives each object that is made of a spread and more a layout of its own.
    const number = digits(drawn);
    const entry = { kind, page, site, rejoin, number, issuedAt: now, endsAt: now + this.#ttl };
    this.#places.set(entry.number, { at: 'living', entry, present: true, holder: undefined });
    this.#living += 1;
    this.#journal?.add(entry);
    return Promise.resolve(entry);
  }

  look(number: string): Promise<Looked> {
    const place = this.#place(number);
    if (place?.at === 'living') return Promise.resolve({ ...place });
    return Promise.resolve({ at: place === undefined ? 'unknown' : 'over' });
  }

  claim(number: string, kind: Entry['kind'], holder: string): Promise<Claimed> {
    return Promise.resolve(this.#claim(this.#place(number), kind, holder));
  }

  #claim(place: Place | undefined, kind: Entry['kind'], holder: string): Claimed {
    if (place === undefined) return { at: 'refused', error: 'number-unknown' };
    if (place.at === 'over') {
      const taken = place.reason === 'claimed';
      return { at: 'refused', error: taken ? 'number-taken' : 'number-ended' };
    }
    if (place.entry.kind !== kind) {
      const wrong = place.entry.kind === 'support' ? 'number-is-support' : 'number-is-call';
      return { at: 'refused', error: wrong };
    }
    if (place.holder !== undefined && place.holder !== holder) {
      return { at: 'refused', error: 'number-taken' };
    }
    if (!place.present) {
      place.holder = holder;
      return { at: 'held', entry: place.entry };
    }
    this.#end(place, 'claimed');
    return { at: 'claimed', entry: place.entry };
  }

  release(number: string, holder: string): Promise<boolean> {
    const place = this.#place(number);
    if (place?.at !== 'living' || place.holder !== holder) return Promise.resolve(false);
    place.holder = undefined;
    return Promise.resolve(true);
  }

  resume(number: string, rejoin: string): Promise<Resumed> {
    return Promise.resolve(this.#resume(this.#place(number), rejoin));
  }

  #resume(place: Place | undefined, rejoin: string): Resumed {
    if (place === undefined) return { at: 'unknown' };
    if (place.at === 'over') {
      return place.rejoin === rejoin ? { at: 'over', reason: place.reason } : { at: 'unknown' };
    }
    if (place.entry.rejoin !== rejoin) return { at: 'unknown' };
    const { entry, holder } = place;
    if (holder === undefined) {
      place.present = true;
      return { at: 'waiting', entry };
    }
    this.#end(place, 'claimed');
    return { at: 'claimed', entry, holder };
  }

  leave(number: string): Promise<void> {
    const place = this.#place(number);
    if (place?.at === 'living') place.present = false;
    return Promise.resolve();
  }

  retire(number: string, rejoin: string): Promise<boolean> {
    const place = this.#place(number);
    if (place?.at !== 'living' || place.entry.rejoin !== rejoin) return Promise.resolve(false);
    this.#end(place, 'retired');
    this.#journal?.add({ ...place.entry, retiredAt: this.#clock.now() });
    return Promise.resolve(true);
  }

  spend(number: string, rejoin: string): Promise<boolean> {
    const place = this.#place(number);
    if (place?.at !== 'living' || place.entry.rejoin !== rejoin) return Promise.resolve(false);
    this.#end(place, 'claimed');
    return Promise.resolve(true);
  }

  retireCalls(rejoin: string): Promise<Ended[]> {
    const ended: Ended[] = [];
    // Once a call begins, so to look at every number costs less than an index of their guests.
    for (const number of this.#places.keys()) {
      const place = this.#place(number);
      if (place?.at !== 'living') continue;
      const { entry, holder } = place;
      if (entry.rejoin !== rejoin || entry.kind !== 'call') continue;
      this.#end(place, 'retired');
      ended.push({ number, holder });
    }
    return Promise.resolve(ended);
  }

  expire(number: string): Promise<Ended | undefined> {
    const place = this.#places.get(number);
    if (place?.at !== 'living' || this.#clock.now() < place.entry.endsAt) {
      return Promise.resolve(undefined);
    }
    this.#end(place, 'expired');
    return Promise.resolve({ number, holder: place.holder });
  }

  living(): Promise<number> {
    return Promise.resolve(this.#living);
  }

  /** What stands at a number now. One whose time is over but not yet reported has ended too. */
  #place(number: string): Place | undefined {
    const now = this.#clock.now();
    this.#pool.settle(now);
    const place = this.#places.get(number);
    if (place?.at !== 'living' || now < place.entry.endsAt) return place;
    return { at: 'over', rejoin: place.entry.rejoin, reason: 'expired' };
  }

  #end({ entry }: Living, reason: NumberEnding, now = this.#clock.now()): void {
    this.#places.set(entry.number, { at: 'over', rejoin: entry.rejoin, reason });
    this.#pool.rest(Number(entry.number), now);
    this.#living -= 1;
  }
}

const digits = (number: number): string => String(number).padStart(4, '0');
