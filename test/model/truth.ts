/**
 * What must hold in every run, whatever happens (P2, C3, C5). It looks on: at every change that a
 * page shows, at everything that is stored, recorded or let in.
 */
import type { Ended } from '../../signaling/calls/call.js';
import type { CaptureInfo } from '../../src/protocol/index.js';
import type { Console, Profile } from './console.js';
import { linkKeyOf, rejoinOf } from './hashing.js';
import { Doc, type Tab } from './phone.js';
import type { Service } from './service.js';
import type { Put } from './storage.js';
import type { Time } from './time.js';

/** As much of the world as is asked. */
interface World {
  readonly time: Time;
  readonly service: Service;
  readonly profiles: readonly Profile[];
  readonly consoles: readonly Console[];
}

export interface Tapped {
  id: string;
  tab: Tab;
  /** The document that was tapped. */
  doc: Doc;
  bytes: number;
  sha256: string;
  picture: Uint8Array;
  /** The call that it was tapped in. */
  call: string | undefined;
  /** And those that its page was in before: it may not have heard yet that its site is in another. */
  calls: readonly string[];
  /** Its tab must tell how it ended, until the call has. */
  isOwed: boolean;
  shown: 'sending' | 'sent' | 'failed';
}

/** A rule is broken. */
export class Untrue extends Error {}

export class Truth {
  readonly #world: World;
  #broken: Untrue | undefined;
  /** A host has given a claim back. */
  hasGivenBack = false;
  readonly tapped = new Map<string, Tapped>();
  readonly #stored = new Map<string, Put & { by: Profile }>();
  /** By number: the guest keys that stood behind it when it was shown. */
  readonly #behind = new Map<string, Set<string>>();
  /** By link key: when a host took it. */
  readonly #broughtAt = new Map<string, number>();
  readonly #endedAt = new Map<object, number>();
  readonly #typed = new Map<Profile, Set<string>>();
  /** By call: how it ended, by the word of whom. */
  readonly ends = new Map<string, Map<object, string>>();
  /** By call: the reasons that somebody gave by a tap. */
  readonly #given = new Map<string, Set<string>>();
  /** The same, of calls that a page has left before it knew more of them than that it is in one. */
  readonly #givenUnnamed = new Set<string>();
  /** By the hash of its rejoin token: the reasons that a guest gave, whatever the call is called. */
  readonly #givenBy = new Map<string, Set<string>>();
  /** What the service has recorded of ends. */
  readonly #recorded: Ended[] = [];
  /** The guest key that a document's site had last. */
  readonly #keys = new WeakMap<Doc, string>();
  /** Calls of which a leg was open, and the tabs of the host that it was open to. */
  readonly #hadLeg = new Map<string, Set<Console>>();
  /** How many calls a document had come to when it asked for its number. */
  readonly #before = new Map<Doc, number>();
  /** Documents that were in a call, and in sight, when they showed something last. */
  readonly #awakeInCall = new WeakSet<Doc>();
  /** Documents whose call has ended, until the guest asks anew. */
  readonly #over = new Map<Doc, string>();
  readonly #checked = new WeakSet();
  /** Calls that a console ever ran. */
  readonly #running = new Set<string>();
  /** Calls of which it had no ticket, and which it started again by their number. */
  readonly #begunAnew = new Set<string>();
  /** What each tab of a console runs at this moment. */
  readonly #runsNow = new Map<Console, string>();

  constructor(world: World) {
    this.#world = world;
  }

  break(rule: string): void {
    if (this.#broken?.message.startsWith('[C5]') !== true) this.#broken = new Untrue(rule);
  }

  /** Throws if a rule was broken. */
  check(): void {
    if (this.#broken !== undefined) throw this.#broken;
  }

  /** Throws if the service knows what it must not, or a leg was open that must not be. */
  checkLegs(): void {
    if (this.#broken?.message.startsWith('[C5]') === true) throw this.#broken;
  }

  // ---- what people do ---------------------------------------------------------------------------

  tap(doc: Doc, tapped: Pick<Tapped, 'id' | 'bytes' | 'sha256' | 'picture'>): void {
    const call = doc.calls.at(-1);
    const calls = doc.calls.slice(this.#before.get(doc));
    const more = { doc, tab: doc.tab, call, calls, isOwed: true, shown: 'sending' } as const;
    this.tapped.set(tapped.id, { ...tapped, ...more });
  }

  again(id: string): void {
    const capture = this.tapped.get(id);
    if (capture !== undefined) capture.shown = 'sending';
  }

  asked(doc: Doc): void {
    this.#over.delete(doc);
    if (!doc.isInCall) this.#before.set(doc, doc.calls.length);
  }

  /** A guest leaves, by this document. */
  leaves(doc: Doc, reason: string): void {
    this.gives(doc.calls.at(-1), reason);
    const key = this.guestKeyOf(doc);
    if (key === undefined) return;
    const given = this.#givenBy.get(rejoinOf(key)) ?? new Set();
    this.#givenBy.set(rejoinOf(key), given.add(reason));
  }

  gives(call: string | undefined, reason: string): void {
    if (call === undefined) {
      this.#givenUnnamed.add(reason);
      return;
    }
    const given = this.#given.get(call) ?? new Set();
    this.#given.set(call, given.add(reason));
  }

  types(profile: Profile, number: string): void {
    const typed = this.#typed.get(profile) ?? new Set();
    this.#typed.set(profile, typed.add(number));
  }

  // ---- what pages show --------------------------------------------------------------------------

  guestChanged(doc: Doc): void {
    if (doc.life.isDead || !('call' in doc)) return;
    const { state } = doc.call;
    const key = this.guestKeyOf(doc);
    if (key !== undefined && state.at !== 'ended') this.#keys.set(doc, key);
    this.#sendingShown(doc);
    if (state.at === 'number') this.#numberShown(doc, state.number);
    // Before its service has told it of a host; but awake it stays in the call that it has.
    const hadCall = this.#awakeInCall.has(doc);
    if (doc.isInCall && doc.isVisible && !doc.isWaking) this.#awakeInCall.add(doc);
    else this.#awakeInCall.delete(doc);
    if (!hadCall && state.at === 'meeting' && state.host === '') this.#tookUp(doc);
    const over = this.#over.get(doc);
    if (state.at === 'ended') {
      for (const capture of this.tapped.values())
        if (capture.tab === doc.tab) capture.isOwed = false;
      // By its number the service may bring it into another call, which it takes no part in; and the
      // end may be all that it hears of the call that its number led to.
      const mine = over === undefined ? doc.calls.slice(this.#before.get(doc)) : [over];
      // Its site may have come to another call before this page has heard of the end of its own.
      const call = mine.findLast((each) => this.#mayEnd(each, doc, state.reason)) ?? mine.at(-1);
      this.#over.set(doc, call ?? NO_NAME);
      if (call !== undefined && call !== NO_NAME) this.#endShown(call, doc, state.reason);
      else if (!BY_ITSELF.includes(state.reason) && !this.#isHeard(doc, state.reason)) {
        this.break(`[C3] nobody ended the call of this number as ${state.reason}`);
      }
    } else if (over !== undefined && (state.at === 'meeting' || state.at === 'connected')) {
      this.break(`[C3] a document is ${state.at} again after the end of its call`);
    }
    if (state.at === 'trouble' && state.code === 'not-proved') this.#notProved(doc);
    if (state.at === 'connected' && state.link === 'open') this.#guestLegOpen(doc);
  }

  #sendingShown(doc: Doc): void {
    const { sending } = doc.call;
    if (sending.at === 'sending') this.#goesOn(sending.id, doc);
    if (sending.at !== 'sent' && sending.at !== 'failed') return;
    const capture = this.tapped.get(sending.id);
    if (capture === undefined) {
      if (sending.at === 'failed' && sending.reason === 'page-closed') {
        this.#toldOfClosed(doc);
        return;
      }
      this.break('[P2] a capture is shown that nobody tapped for');
      return;
    }
    const put = this.#stored.get(sending.id);
    if (sending.at === 'sent') {
      if (put === undefined) this.break('[P2] a capture reads as sent, and is not stored');
    } else if (put !== undefined) {
      this.break(`[P2] a capture reads as failed (${sending.reason}), and is stored`);
    }
    capture.shown = sending.at;
  }

  /** What dead documents of this site have left is told of here; the id that is shown is another. */
  #toldOfClosed({ tab: { phone, origin } }: Doc): void {
    for (const capture of this.tapped.values()) {
      const { doc } = capture;
      const isOfSite = doc.tab.phone === phone && doc.tab.origin === origin;
      if (isOfSite && doc.life.isDead) capture.isOwed = false;
    }
  }

  /** From now on it is this document that has it. */
  #goesOn(id: string, doc: Doc): void {
    const capture = this.tapped.get(id);
    if (capture !== undefined) capture.doc = doc;
  }

  #numberShown(doc: Doc, number: string): void {
    const key = this.guestKeyOf(doc);
    if (key === undefined) return;
    const behind = this.#behind.get(number) ?? new Set();
    this.#behind.set(number, behind.add(key));
  }

  /** As long as nobody has brought the link key in, no other page of the site can prove itself. */
  #notProved(doc: Doc): void {
    const key = this.guestKeyOf(doc);
    const call = doc.calls.at(-1) ?? '';
    if (key === undefined) return;
    const isKnown = this.#world.profiles.some(
      ({ cabinet }) => !cabinet.hasRefused && cabinet.keys.get(call)?.includes(linkKeyOf(key)),
    );
    const since = this.#world.time.now() - (this.#broughtAt.get(linkKeyOf(key)) ?? 0);
    if (isKnown && since > ATTEMPTS_MS)
      this.break('[C5] the host has the link key, and does not let its page in');
  }

  /** It was in a call before the service said so: by what its site keeps. */
  #tookUp(doc: Doc): void {
    const call = keptBy(doc, /"call":"([^"]+)"/);
    const mine = doc.calls.slice(this.#before.get(doc));
    if (call !== undefined && call !== mine.at(-1)) doc.calls.push(call);
  }

  /** The guest key that the document's site keeps. */
  guestKeyOf(doc: Doc): string | undefined {
    return keptBy(doc, /"key":"([^"]+)"/);
  }

  #guestLegOpen(doc: Doc): void {
    const { peer } = doc;
    if (peer === undefined || this.#checked.has(peer)) return;
    this.#checked.add(peer);
    const other = peer.path?.other(peer).owner;
    if (other === undefined || !('desk' in other)) {
      this.break('[C5] a leg of the guest’s is open to nobody’s console');
      return;
    }
    const { call } = (other as Console).desk;
    if (call.at !== 'none' && !doc.calls.includes(call.call)) {
      this.break('[C5] a leg of the guest’s is open to the host of another call');
    }
  }

  hostChanged(console: Console): void {
    if (console.life.isDead || !('desk' in console)) return;
    const { call } = console.desk;
    const before = this.#runsNow.get(console);
    if (call.at === 'running') this.#runsNow.set(console, call.call);
    else this.#runsNow.delete(console);
    // It starts anew, by its number, the call of which a crashed service had not given it a ticket: so
    // it is as if it had never heard of that.
    if (call.at === 'none' && before !== undefined) {
      this.#begunAnew.add(before);
      // A copy of the tab, made before there was a ticket, does not know of the other's leg.
      if (this.#hadLeg.get(before)?.has(console) === true)
        this.break('[C6] a call that had a leg is started again');
      this.#running.delete(before);
    }
    if (call.at === 'none' || call.at === 'elsewhere') return;
    const ended = this.ends.get(call.call)?.get(console.session);
    if (call.at === 'ended') {
      this.#endShown(call.call, console.session, call.reason);
      return;
    }
    if (!this.#begunAnew.has(call.call)) this.#running.add(call.call);
    // A copy of the tab that had not heard of the end yet has left it to the one that is opened next.
    const isCopied = this.#world.consoles.some(
      ({ desk }) =>
        desk !== console.desk && desk.call.at !== 'none' && desk.call.call === call.call,
    );
    if (ended !== undefined && !isCopied) {
      this.break('[C3] a console runs a call again after its end');
    }
    for (const { leg, state } of call.legs) {
      if (state !== 'connecting') this.#hostLegOpen(console, call.call, leg);
    }
  }

  #hostLegOpen(console: Console, call: string, leg: string): void {
    const peer = console.peerOf(leg);
    if (peer === undefined || this.#checked.has(peer)) return;
    this.#checked.add(peer);
    this.#hadLeg.set(call, (this.#hadLeg.get(call) ?? new Set()).add(console));
    const other = peer.path?.other(peer).owner;
    if (!(other instanceof Doc)) {
      this.break('[C5] a leg of the host’s is open to no guest');
    } else if (!other.calls.includes(call)) {
      this.break('[C5] a leg of the host’s is open to a page of another call');
    }
    const rival = this.#world.consoles.find(
      (each) => each !== console && runs(each, call) && hasOpenLeg(each),
    );
    if (rival !== undefined) this.break('[C1] two consoles run one call');
  }

  /** One reason for each who shows an end, for good. */
  #endShown(call: string, by: object, reason: string): void {
    const ends = this.ends.get(call) ?? new Map<object, string>();
    this.ends.set(call, ends);
    const before = ends.get(by);
    if (before === undefined) this.#endedAt.set(by, this.#world.time.now());
    if (before !== undefined && before !== reason) {
      this.break(`[C3] an end has two reasons: ${before}, then ${reason}`);
    }
    ends.set(by, reason);
    if (!this.#mayEnd(call, by, reason)) this.break(`[C3] nobody ended the call as ${reason}`);
  }

  #mayEnd(call: string, by: object, reason: string): boolean {
    if (BY_ITSELF.includes(reason) || this.#givenUnnamed.has(reason)) return true;
    if (this.#given.get(call)?.has(reason) === true) return true;
    // A claim that was given back too late ends as a call.
    if (this.hasGivenBack && reason === 'host-ended') return true;
    // A call that no console heard of before a crash is begun anew by the same number, and whoever is in
    // the first one may hear of the other by its end alone.
    return by instanceof Doc && !this.#running.has(call) && this.#isHeard(by, reason);
  }

  /** The service has an end of this reason for a call that the document's guest key leads to. */
  #isHeard(doc: Doc, reason: string): boolean {
    const key = this.#keys.get(doc);
    if (key === undefined || this.#givenUnnamed.has(reason)) return true;
    const rejoin = rejoinOf(key);
    // A page that was to be added to a call that has ended meanwhile hears of that end.
    const isTyped = [...this.#typed.values()].some((numbers) =>
      [...numbers].some((number) => this.#behind.get(number)?.has(key)),
    );
    return this.#recorded.some(
      (end) => end.reason === reason && (isTyped || end.rejoins.includes(rejoin)),
    );
  }

  /**
   * A page goes, to the back-forward cache or for good. If its tab was copied a moment before, and
   * it could not learn by now which of the two it is, nobody will tell its taps from the other's.
   */
  goes(doc: Doc): void {
    const name = doc.tab.session.name;
    const isCopy = doc.tab.phone.tabs.some(
      ({ origin, session }) =>
        origin === doc.tab.origin && session !== doc.tab.session && session.name === name,
    );
    if (name === undefined || !isCopy) return;
    for (const capture of this.tapped.values()) if (capture.tab === doc.tab) capture.isOwed = false;
  }

  /** A capture that its tab could say something of, and does not; at peace there is none. */
  lost(): string | undefined {
    for (const { tab, call, isOwed, shown, id } of this.tapped.values()) {
      const now = tab.doc;
      if (shown !== 'sending' || now?.call.state.at !== 'connected') continue;
      if (isOwed && now.calls.at(-1) === call) return id;
    }
    return undefined;
  }

  /** Somebody who can still say so knows that it has ended. */
  isOver(call: string): boolean {
    const who = [...(this.ends.get(call)?.keys() ?? [])];
    return who.some((by) => !(by instanceof Doc) || this.#tells(by));
  }

  /** A document tells an end to a service that does not know the call for two minutes (C6). */
  #tells(doc: Doc): boolean {
    const { service, time } = this.#world;
    const isPatient = time.now() - (this.#endedAt.get(doc) ?? 0) < PATIENCE_MS;
    return doc.tab.doc === doc && !doc.life.isDead && (service.runs === 1 || isPatient);
  }

  // ---- what is kept -----------------------------------------------------------------------------

  stored(put: Put, by: Profile): void {
    const { id, bytes, sha256 } = put.info;
    const capture = this.tapped.get(id);
    if (capture === undefined) {
      this.break('[P2] a capture is stored that nobody tapped for');
      return;
    }
    if (this.#stored.has(id)) this.break('[P2] a capture is stored twice');
    if (capture.shown === 'failed') {
      this.break('[P2] a capture is stored after it was shown as failed');
    }
    if (bytes !== capture.bytes || put.picture.size !== bytes || sha256 !== capture.sha256) {
      this.break('[P2] what is stored is not what was tapped');
    }
    if (!capture.calls.includes(put.call) && !this.#isAnew(capture.call ?? '', capture.doc, by)) {
      this.break('[P2] a capture is stored in another call');
    }
    this.#stored.set(id, { ...put, by });
  }

  /**
   * A call that no console heard of before a crash is begun anew by the same number. So is one without
   * a leg, by whoever types its number then: the guest has read it to nobody else.
   */
  #isAnew(call: string, doc: Doc, by: Profile): boolean {
    if (!this.#running.has(call)) return true;
    const key = this.#keys.get(doc) ?? '';
    const numbers = [...(this.#typed.get(by) ?? [])];
    return (
      !this.#hadLeg.has(call) &&
      numbers.some((number) => this.#behind.get(number)?.has(key) === true)
    );
  }

  storedOf(id: string): (Put & { info: CaptureInfo }) | undefined {
    return this.#stored.get(id);
  }

  keyCame(call: string, key: string, profile: Profile): void {
    this.#broughtAt.set(key, this.#world.time.now());
    for (const number of this.#typed.get(profile) ?? []) {
      for (const guestKey of this.#behind.get(number) ?? []) {
        if (linkKeyOf(guestKey) === key) return;
      }
    }
    this.break(`[C5] a link key came into call ${call} by no number that its host typed`);
  }

  recorded(end: Ended): void {
    const { call, reason, rejoins } = end;
    this.#recorded.push(end);
    // A guest may leave a call, after a crash, without ever hearing its name: by the key it is theirs.
    if (rejoins.some((rejoin) => this.#givenBy.get(rejoin)?.has(reason))) this.gives(call, reason);
    const before = this.ends.get(call)?.get(this);
    if (before !== undefined) this.break(`[C3] the service records an end twice, as ${reason}`);
    this.#endShown(call, this, reason);
  }
}

const keptBy = ({ tab }: Doc, what: RegExp): string | undefined => {
  const { phone } = tab;
  const area = phone.refusesLocal ? tab.session : phone.site(tab.origin).area;
  for (const value of area.values()) {
    // The outbox keeps a key of its own beside the guest's.
    if (value.includes('"made"')) return what.exec(value)?.[1];
  }
  return undefined;
};

/** Three legs in a row take no longer (C7). */
const ATTEMPTS_MS = 60_000;

const PATIENCE_MS = 100_000;

/** Of a call that a document knows by its end alone. */
const NO_NAME = '';

/** Reasons that a guest's document gives by itself. */
const BY_ITSELF: readonly string[] = ['no-path', 'host-gone', 'expired'];

const runs = ({ desk }: Console, id: string): boolean =>
  desk.call.at === 'running' && desk.call.call === id;

const hasOpenLeg = ({ desk }: Console): boolean =>
  desk.call.at === 'running' && desk.call.legs.some(({ state }) => state !== 'connecting');
