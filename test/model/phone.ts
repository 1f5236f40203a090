/** A guest's phone: its network, its sites' storage, its tabs and what happens to them. */
import { createGuestCall } from '../../src/link/guest-call.js';
import type { GuestCall, PageLife } from '../../src/link/types.js';
import type { GuestPage } from '../../src/protocol/index.js';
import { siteOutbox } from './outbox.js';
import { promptHashing } from './hashing.js';
import { Life } from './life.js';
import type { ModelPeer, Owner } from './peers.js';
import type { ModelSocket, Network } from './service.js';
import { Area, SiteDisk } from './storage.js';
import type { Surroundings } from './surroundings.js';
import type { Wire } from './traffic.js';

type World = Surroundings<Doc, never>;

type LifeEvent = Parameters<Parameters<PageLife['watch']>[0]>[0];

/** One document. */
export class Doc implements Owner {
  readonly life: Life;
  readonly tab: Tab;
  readonly call: GuestCall;
  readonly events: Wire;
  /** Calls that the service said this document is in, the latest last. */
  readonly calls: string[] = [];
  readonly peers: ModelPeer[] = [];
  isVisible = true;
  /** It comes in sight, and into the call that its site is in by now. */
  isWaking = false;
  #tell: (event: LifeEvent) => void = () => undefined;
  readonly #world: World;

  constructor(world: World, tab: Tab) {
    const { phone, origin, page } = tab;
    this.#world = world;
    this.tab = tab;
    this.life = new Life(`document ${origin}`);
    this.events = world.traffic.wire(this.life);
    const site = phone.site(origin);
    const open = world.service.openerOf(
      this.life,
      phone.network,
      { is: 'guest', site: origin, page, address: phone.address },
      {
        up: (text) => world.hearsUp(text),
        down: (text) => {
          const joined = /^\{"type":"call\.joined","call":"([^"]+)"/.exec(text)?.[1];
          if (joined !== undefined) this.calls.push(joined);
          return world.hearsDown(text);
        },
      },
    );
    this.call = createGuestCall(
      { page, service: 'https://support.example' },
      {
        clock: world.time.of(this.life),
        random: world.chance,
        hashing: promptHashing,
        outbox: (of) => siteOutbox(world, this, site.disk, of),
        open: (...args) => {
          const socket = open(...args);
          phone.sockets.add(socket);
          return socket;
        },
        createPeer: () => {
          const peer = world.net.create(this);
          this.peers.push(peer);
          return peer as unknown as RTCPeerConnection;
        },
        local: (phone.refusesLocal ? tab.session : site.area).keepFor(this),
        session: tab.session.keepFor(this),
        life: {
          visible: () => this.isVisible,
          watch: (then) => {
            this.#tell = then;
            return () => undefined;
          },
        },
        watchLocal: (then) => {
          if (phone.refusesLocal) return () => undefined;
          const watcher = { doc: this, then };
          site.watchers.add(watcher);
          return () => site.watchers.delete(watcher);
        },
      },
    );
    this.call.watch(() => {
      world.truth.guestChanged(this);
    });
    world.truth.guestChanged(this);
  }

  get isReachable(): boolean {
    return this.tab.phone.network.isOn;
  }

  /** The peer of this moment. */
  get peer(): ModelPeer | undefined {
    return this.peers.findLast((peer) => peer.connectionState !== 'closed');
  }

  get isInCall(): boolean {
    return this.call.state.at === 'meeting' || this.call.state.at === 'connected';
  }

  tell(event: LifeEvent): void {
    this.isWaking = event === 'visible' || event === 'pageshow';
    if (this.isWaking) this.isVisible = true;
    if (event === 'hidden' || event === 'pagehide') this.isVisible = false;
    this.#tell(event);
    this.isWaking = false;
    this.#world.truth.guestChanged(this);
  }

  /** The document is over. `politely`: its browser closes what it had open. */
  end(politely: boolean): void {
    if (this.life.isDead) return;
    this.#world.truth.goes(this);
    if (politely) {
      for (const peer of this.peers) peer.close();
      for (const socket of this.sockets) socket.close();
    } else {
      this.#world.net.vanish(this.life);
      for (const socket of this.sockets) socket.vanish();
    }
    this.life.isDead = true;
  }

  get sockets(): ModelSocket[] {
    return [...this.tab.phone.sockets].filter((socket) => socket.life === this.life);
  }
}

export class Tab {
  readonly phone: Phone;
  readonly origin: string;
  readonly page: GuestPage;
  readonly session: Area;
  readonly #world: World;
  /** Undefined while the browser has discarded it. */
  doc: Doc | undefined;
  /** In the back-forward cache. */
  cached: Doc | undefined;

  constructor(world: World, phone: Phone, origin: string, page: GuestPage, session = new Area()) {
    this.#world = world;
    this.phone = phone;
    this.origin = origin;
    this.page = page;
    this.session = session;
    this.doc = new Doc(world, this);
  }

  /** Its page is there, and holds the lock by which it is told from a copy of this tab. */
  get isSettled(): boolean {
    const { locks } = this.phone.site(this.origin).disk;
    return this.doc !== undefined && [...locks.values()].includes(this.doc);
  }

  /** To the next page of the site. */
  navigate(intoCache: boolean): void {
    this.cached?.end(false);
    this.cached = this.#put(intoCache);
    this.doc = new Doc(this.#world, this);
  }

  /** Back to the page before, where the browser has kept it. */
  back(): void {
    const { cached } = this;
    if (cached === undefined) return;
    const left = this.#put(true);
    this.cached = left;
    this.doc = cached;
    cached.life.isFrozen = false;
    cached.tell('pageshow');
  }

  reload(): void {
    this.#put(false);
    this.doc = new Doc(this.#world, this);
  }

  /** Away from the present document. */
  #put(intoCache: boolean): Doc | undefined {
    const { doc } = this;
    if (doc === undefined) return undefined;
    this.doc = undefined;
    doc.life.isFrozen = false;
    this.#world.truth.goes(doc);
    doc.tell('pagehide');
    if (intoCache) doc.life.isFrozen = true;
    else doc.end(true);
    return intoCache ? doc : undefined;
  }

  hide(freezes: boolean): void {
    if (this.doc?.isVisible === true) this.doc.tell('hidden');
    if (freezes && this.doc !== undefined) this.doc.life.isFrozen = true;
  }

  show(): void {
    if (this.doc === undefined) {
      this.doc = new Doc(this.#world, this);
      return;
    }
    this.doc.life.isFrozen = false;
    if (!this.doc.isVisible) this.doc.tell('visible');
  }

  /** The browser needs the memory, or crashes. */
  discard(): void {
    this.doc?.end(false);
    this.doc = undefined;
    this.cached?.end(false);
    this.cached = undefined;
  }

  /** Closed by the guest. */
  close(): void {
    this.#put(false);
    this.discard();
    this.phone.tabs.splice(this.phone.tabs.indexOf(this), 1);
  }
}

interface Site {
  area: Area;
  disk: SiteDisk;
  watchers: Set<{ doc: Doc; then: () => void }>;
}

export class Phone {
  readonly network: Network = { isOn: true };
  readonly sockets = new Set<ModelSocket>();
  readonly tabs: Tab[] = [];
  readonly address: string;
  /** Its browser refuses localStorage: then a tab has what it has to itself. */
  readonly refusesLocal: boolean;
  readonly #sites = new Map<string, Site>();
  readonly #world: World;

  constructor(world: World, address: string, refusesLocal: boolean) {
    this.#world = world;
    this.address = address;
    this.refusesLocal = refusesLocal;
  }

  site(origin: string): Site {
    const found = this.#sites.get(origin);
    if (found !== undefined) return found;
    const watchers: Site['watchers'] = new Set();
    const area = new Area([], (by) => {
      for (const { doc, then } of watchers) if (doc !== by) doc.events.put(then);
    });
    const site = { area, watchers, disk: new SiteDisk(this.refusesLocal) };
    this.#sites.set(origin, site);
    return site;
  }

  get sites(): IterableIterator<Site> {
    return this.#sites.values();
  }

  open(origin: string, page: GuestPage = 'target', session?: Area): Tab {
    const tab = new Tab(this.#world, this, origin, page, session);
    this.tabs.push(tab);
    return tab;
  }

  get docs(): Doc[] {
    return this.tabs.flatMap((tab) => (tab.doc === undefined ? [] : [tab.doc]));
  }

  /** Every document that lives, also in the back-forward cache. */
  get living(): Doc[] {
    return this.tabs.flatMap(({ doc, cached }) =>
      [doc, cached].filter((each) => each !== undefined),
    );
  }

  lose(): void {
    this.network.isOn = false;
    this.#breakAll();
  }

  /** It is back. What looks open is dead, and its browser may take a while to say so. */
  find(): void {
    if (this.network.isOn) return;
    this.network.isOn = true;
    for (const socket of this.sockets) {
      if (socket.isDead) socket.pageFinds(this.#patience());
    }
    this.#world.net.meetAll();
    this.#tellNetwork();
  }

  /** From Wi-Fi to the mobile network. */
  change(): void {
    if (!this.network.isOn) return;
    this.#breakAll();
    this.#tellNetwork();
  }

  #breakAll(): void {
    for (const doc of this.living) for (const peer of doc.peers) peer.path?.die();
    for (const socket of this.sockets) socket.die(this.#patience());
  }

  #tellNetwork(): void {
    for (const doc of this.docs) {
      doc.events.put(() => {
        doc.tell('network');
      });
    }
  }

  #patience(): number {
    return [0, 2_000, 30_000][this.#world.chance.below(3)] ?? 0;
  }
}
