/**
 * The real rules of the service behind sockets that the model delays and breaks. A run of it ends by
 * SIGTERM or SIGKILL; the next one finds the same data folder, and nothing in memory.
 */
import {
  type GuestPage,
  type GuestToService,
  type HostToService,
  type ServiceToGuest,
  type ServiceToHost,
  parseGuestToService,
  parseHostToService,
} from '../../src/protocol/index.js';
import type { OpenSocket, SocketLike } from '../../src/link/socket.js';
import { keepEnds } from '../../signaling/calls/ends.js';
import { makeTickets } from '../../signaling/calls/tickets.js';
import { Counters } from '../../signaling/counters.js';
import { type Desks, makeDesks } from '../../signaling/desk/desks.js';
import type { Guest, Host, HostSession } from '../../signaling/desk/lines.js';
import { DEFAULT_LIMITS } from '../../signaling/limits.js';
import { makeLog } from '../../signaling/log.js';
import { MemoryLedger } from '../../signaling/numbers/memory.js';
import { SocketLine } from '../../signaling/sockets/line.js';
import type { Chance } from './chance.js';
import type { DataFolder } from './folder.js';
import { Life } from './life.js';
import type { Time } from './time.js';
import type { Traffic, Wire } from './traffic.js';

const SECRET = new Uint8Array(32);
const LOG = makeLog('silent');
const TTL_MS = 120_000;
/** A ping and another have found nobody there. */
const SILENT_MS = 40_000;
const ABNORMAL = 1006;

export type Visitor =
  | { is: 'guest'; site: string; page: GuestPage; address: string }
  | { is: 'host'; session: HostSession; address: string };

/** A device's way into the network. */
export interface Network {
  isOn: boolean;
}

export interface Heard {
  /** Before it goes to the service; what is returned goes in its place. */
  up: (text: string) => string;
  /** Before it goes to the page. */
  down: (text: string) => string;
}

/** How a page of the model's opens its socket. */
export type Opener = (...args: Parameters<OpenSocket>) => ModelSocket;

interface Run {
  life: Life;
  desks: Desks;
}

export class Service {
  readonly counters = new Counters();
  readonly folder: DataFolder;
  readonly sockets = new Set<ModelSocket>();
  readonly chance: Chance;
  readonly time: Time;
  readonly traffic: Traffic;
  readonly #world: Life;
  #run: Run | undefined;
  /** How often it was started. */
  runs = 0;
  #lines = 0;

  constructor(
    parts: { chance: Chance; time: Time; traffic: Traffic; world: Life },
    folder: DataFolder,
  ) {
    this.chance = parts.chance;
    this.time = parts.time;
    this.traffic = parts.traffic;
    this.#world = parts.world;
    this.folder = folder;
    this.start();
  }

  get run(): Run | undefined {
    return this.#run;
  }

  start(): void {
    if (this.#run !== undefined) return;
    this.runs += 1;
    const life = new Life(`service ${String(this.runs)}`);
    const clock = this.time.of(life);
    const ledger = new MemoryLedger(clock, this.chance, TTL_MS, this.folder.numbers(clock.now()));
    const desks = makeDesks({
      clock,
      random: this.chance,
      counters: this.counters,
      log: LOG,
      limits: DEFAULT_LIMITS,
      ledger,
      ends: keepEnds(clock, this.folder.ends()),
      tickets: makeTickets(clock, SECRET),
      numbersKept: ledger.entries(),
      ice: () => [],
    });
    this.#run = { life, desks };
  }

  /** SIGTERM: every socket is closed by name, and what was said before is done. */
  drain(): void {
    const { sockets } = this;
    for (const socket of [...sockets]) socket.line?.close('stopping');
    this.#end();
  }

  /** SIGKILL. */
  kill(): void {
    for (const socket of [...this.sockets]) socket.loseService();
    this.#end();
  }

  #end(): void {
    if (this.#run === undefined) return;
    this.#run.desks.close();
    this.#run.life.isDead = true;
    this.#run = undefined;
    this.sockets.clear();
  }

  later(ms: number, then: () => void): void {
    this.time.of(this.#world).after(ms, then);
  }

  /** For a page of this life: how it opens its socket. */
  openerOf(life: Life, network: Network, visitor: Visitor, heard: Heard): Opener {
    return (_url, _subprotocol, on) => {
      const socket = new ModelSocket(this, life, network, on, heard);
      this.traffic.wire(life).put(() => {
        socket.admit(visitor);
      });
      return socket;
    };
  }

  newLine(socket: ModelSocket, visitor: Visitor): Wire | undefined {
    if (this.#run === undefined) return undefined;
    const { life, desks } = this.#run;
    const up = this.traffic.wire(life);
    const parts = {
      clock: this.time.of(life),
      limits: DEFAULT_LIMITS,
      counters: this.counters,
      log: LOG,
    };
    this.#lines += 1;
    const { address } = visitor;
    if (visitor.is === 'guest') {
      const line = new SocketLine<Guest, GuestToService, ServiceToGuest>(
        this.#lines,
        socket.wireOfService(),
        { parse: parseGuestToService, said: desks.guests.said, lost: desks.guests.lost },
        parts,
      );
      const { site, page } = visitor;
      const seat = { at: 'idle' } as const;
      const own = page === 'connection';
      const stopIdle = (): void => undefined;
      const guest: Guest = { line, site, own, device: 'phone', address, seat, stopIdle };
      line.belongsTo(guest);
      socket.line = line;
      desks.guests.came(guest);
    } else {
      const line = new SocketLine<Host, HostToService, ServiceToHost>(
        this.#lines,
        socket.wireOfService(),
        { parse: parseHostToService, said: desks.hosts.said, lost: desks.hosts.lost },
        parts,
      );
      const host: Host = { line, session: visitor.session, address };
      line.belongsTo(host);
      socket.line = line;
      desks.hosts.came(host);
    }
    this.sockets.add(socket);
    return up;
  }
}

type AnyLine = Pick<SocketLine<never, never, never>, 'received' | 'gone' | 'close'>;

/** One WebSocket, at both of its ends. */
export class ModelSocket implements SocketLike {
  line: AnyLine | undefined;
  /** Nothing passes any more, though both ends look open. */
  #isDead = false;
  #isClosedHere = false;
  #isGone = false;
  readonly network: Network;
  readonly life: Life;
  readonly #service: Service;
  readonly #down: Wire;
  #up: Wire | undefined;
  readonly #on: Parameters<OpenSocket>[2];
  readonly #heard: Heard;

  constructor(
    service: Service,
    life: Life,
    network: Network,
    on: Parameters<OpenSocket>[2],
    heard: Heard,
  ) {
    this.#service = service;
    this.life = life;
    this.network = network;
    this.#on = on;
    this.#heard = heard;
    this.#down = service.traffic.wire(life);
  }

  admit(visitor: Visitor): void {
    if (this.#isClosedHere) return;
    if (!this.network.isOn) {
      // Most browsers say so at once; some networks swallow it in silence.
      if (!this.#service.chance.once(4)) this.#closeHere(ABNORMAL);
      return;
    }
    this.#down.put(() => {
      this.#on.open();
    });
    this.#up = this.#service.newLine(this, visitor);
    if (this.#up === undefined) {
      this.#down.lose();
      this.#closeHere(ABNORMAL);
    }
  }

  /** What the service has of it. */
  wireOfService() {
    return {
      bufferedAmount: 0,
      send: (text: string): void => {
        if (!this.#isDead) this.hears(text);
      },
      close: (code: number): void => {
        if (!this.#isDead) this.#closeHere(code);
        this.#gone();
      },
      terminate: (): void => {
        this.#gone();
      },
      ping: (): void => undefined,
    };
  }

  /** The page hears this, after all that is on its way. */
  hears(text: string): void {
    this.#down.put(() => {
      if (!this.#isClosedHere) this.#on.message(this.#heard.down(text));
    });
  }

  send(text: string): void {
    if (this.#isDead) return;
    const said = this.#heard.up(text);
    this.#up?.put(() => this.line?.received(said));
  }

  /** Closed by the page. */
  close(): void {
    if (this.#isClosedHere) return;
    this.#isClosedHere = true;
    this.#down.lose();
    if (!this.#isDead) this.#gone();
  }

  /** The page is gone without a word: the system closes its socket. */
  vanish(): void {
    // The service has learned of it by then.
    if (this.#isGone) return;
    const up = this.#up;
    if (up !== undefined) up.lose(this.#service.chance.below(up.length + 1));
    this.close();
  }

  /** The service is gone without a word. */
  loseService(): void {
    this.#isGone = true;
    if (this.#isDead) return;
    this.#down.lose(this.#service.chance.below(this.#down.length + 1));
    this.#closeHere(ABNORMAL);
  }

  /** Both ends lose it. */
  lose(): void {
    this.loseService();
    this.#isGone = false;
    this.#gone();
  }

  /** The network under it is gone. The service finds out by its pings, the page by and by. */
  die(pageAfter: number): void {
    if (this.#isDead || this.#isClosedHere) return;
    this.#isDead = true;
    this.#down.lose();
    this.#up?.lose();
    this.#service.later(SILENT_MS, () => {
      this.#gone();
    });
    this.pageFinds(pageAfter);
  }

  pageFinds(ms: number): void {
    this.#service.later(ms, () => {
      // Without a network nobody says that the connection is gone.
      if (this.network.isOn) this.#closeHere(ABNORMAL);
    });
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** The page and the service speak over it. */
  get isUp(): boolean {
    return !this.#isDead && !this.#isClosedHere && !this.#isGone && this.line !== undefined;
  }

  #closeHere(code: number): void {
    this.#down.put(() => {
      if (this.#isClosedHere) return;
      this.#isClosedHere = true;
      this.#on.close(code);
    });
  }

  /** The service's end is gone, after all that is on its way to it. */
  #gone(): void {
    if (this.#isGone) return;
    this.#isGone = true;
    this.#up?.put(() => {
      this.line?.gone();
      this.#service.sockets.delete(this);
    });
  }
}
