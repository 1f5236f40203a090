/**
 * Whole calls in memory: guests' documents and hosts' consoles as they are, the service's rules as
 * they are, and between them sockets, peers, storage and a clock that the test moves.
 */
import { createGuestCall } from '../../src/link/guest-call.js';
import { createHostDesk } from '../../src/link/host-desk.js';
import { type Outbox, memoryOutbox } from '../../src/link/outbox.js';
import type { OpenSocket } from '../../src/link/socket.js';
import type {
  GuestCall,
  HandOff,
  HostDesk,
  Keep,
  KeyStore,
  PageLife,
  Stop,
} from '../../src/link/types.js';
import {
  CLOSE_CODES,
  type CaptureInfo,
  type CaptureRefusal,
  type GuestPage,
  type GuestToService,
  type HostToService,
  type Parsed,
  type ServiceToGuest,
  type ServiceToHost,
  parseGuestToService,
  parseHostToService,
} from '../../src/protocol/index.js';
import { keepEnds } from '../../signaling/calls/ends.js';
import { makeTickets } from '../../signaling/calls/tickets.js';
import { Counters } from '../../signaling/counters.js';
import { type Desks, makeDesks } from '../../signaling/desk/desks.js';
import type { Ended } from '../../signaling/calls/call.js';
import type { Journal } from '../../signaling/journal.js';
import type { Guest, Host, Line } from '../../signaling/desk/lines.js';
import { DEFAULT_LIMITS, type Limits } from '../../signaling/limits.js';
import { makeLog } from '../../signaling/log.js';
import type { Issued } from '../../signaling/numbers/issued.js';
import { MemoryLedger } from '../../signaling/numbers/memory.js';
import { type FakeCaptureStore, fakeCaptureStore } from './capture-store.js';
import { type FakeClock, fakeClock } from './clock.js';
import { type FakePeers, fakePeers } from './fake-peer.js';
import { memoryKeep } from './keep.js';
import { seededRandom } from './random.js';

/** A phone: its tabs share its storage and its network. */
export interface Phone {
  /** Opens a page with the embed, or the connection page, on an origin. */
  open: (page?: GuestPage, origin?: string, session?: Keep, handOff?: HandOff) => Tab;
  /** What an origin keeps on this phone. */
  local: (origin: string) => Keep;
  /** Cuts the phone off from the service, or brings it back. */
  online: (online: boolean) => void;
}

export interface Tab {
  call: GuestCall;
  /** The tab's own storage: a reload gives it to the next page. */
  session: Keep;
  show: () => void;
  hide: () => void;
  /** The page goes away, as on a navigation. */
  leave: () => void;
  /** It comes back out of the back-forward cache. */
  comeBack: () => void;
  /** It hears nothing of the service, although its socket looks open to both. */
  deafen: (deaf: boolean) => void;
  /** Its sockets die as after a lock screen: nothing comes or goes, and both ends look open. */
  numb: () => void;
  /** The tab is killed: nothing runs any more, and nobody is told. */
  kill: () => void;
}

export interface Console {
  desk: HostDesk;
  session: Keep;
  /** What all tabs of the browser share. */
  local: Keep;
  stored: CaptureInfo[];
  refused: CaptureRefusal[];
  captures: FakeCaptureStore;
  keys: KeyStore;
  /** The browser's tab goes away without a word. */
  kill: () => void;
}

export interface World {
  clock: FakeClock;
  peers: FakePeers;
  counters: Counters;
  /** How many sockets are open at the service. */
  sockets: () => number;
  /** Everything that was said to the service, but for questions whether it is there. */
  said: (GuestToService | HostToService)[];
  phone: () => Phone;
  /** `from`: the same tab after a reload; without its `session` another tab of the same browser. */
  console: (from?: Partial<Pick<Console, 'session' | 'local' | 'captures' | 'keys'>>) => Console;
  /** A service that lies: says this to every console. */
  tellHosts: (message: ServiceToHost) => void;
  /** Every console's socket is closed, as the network does (1006) or the service by a code of its own. */
  loseHostSockets: (code?: number) => void;
  /** The service is gone, or there again with nothing in its memory. */
  service: (up: boolean) => void;
  /** Moves the clock in small steps, and lets everything happen that follows. */
  pass: (ms: number) => Promise<void>;
  /** Lets everything that is under way happen, without time passing, until it holds. */
  until: (holds: () => boolean) => Promise<void>;
}

/** What a tab's documents leave to each other: by the tab's storage, which they share. */
const outboxes = new WeakMap<Keep, Outbox>();
const outboxOf = (session: Keep): Outbox => {
  const found = outboxes.get(session) ?? memoryOutbox();
  outboxes.set(session, found);
  return found;
};

const memoryKeys = (): KeyStore => {
  const kept = new Map<string, string[]>();
  return {
    load: (call) => Promise.resolve(kept.get(call) ?? []),
    add(call, key) {
      kept.set(call, [...(kept.get(call) ?? []), key]);
      return Promise.resolve();
    },
    forget(call) {
      kept.delete(call);
      return Promise.resolve();
    },
  };
};

/** A console's socket, for a service that lies or a network that fails. */
interface HostEnd {
  tell: (message: ServiceToHost) => void;
  lose: (code: number) => void;
}

interface Visitor<In, Who extends Guest | Host> {
  parse: (json: string) => Parsed<In>;
  who: (line: Line<ServiceToGuest | ServiceToHost>) => Who;
  desk: (desks: Desks) => {
    came: (who: Who) => unknown;
    said: (who: Who, message: In) => Promise<void>;
    lost: (who: Who) => Promise<void>;
  };
}

export const createWorld = (seed = 1, limits: Partial<Limits> = {}): World => {
  const clock = fakeClock();
  const random = seededRandom(seed);
  const peers = fakePeers(random);
  const counters = new Counters();
  const said: World['said'] = [];
  const locks = new Set<string>();
  const hostEnds = new Set<HostEnd>();
  let open = new Set<() => void>();
  let lines = 0;

  // What its data folder keeps over a restart.
  const issued: Issued[] = [];
  const ended: Ended[] = [];
  const journal = <T>(records: T[]): Journal<T> => ({
    kept: [...records],
    add: (record) => void records.push(record),
  });

  const newDesks = (): Desks => {
    const ledger = new MemoryLedger(clock, random, 120_000, journal(issued));
    return makeDesks({
      clock,
      random,
      counters,
      log: makeLog('silent'),
      limits: { ...DEFAULT_LIMITS, numberInterval: 0, ...limits },
      ledger,
      ends: keepEnds(clock, journal(ended)),
      tickets: makeTickets(clock, new Uint8Array(32)),
      numbersKept: ledger.entries(),
      ice: () => [],
    });
  };
  let desks: Desks | undefined = newDesks();

  /** A socket of one role: each message in a task of its own, in order. */
  const socketFor =
    <In extends GuestToService | HostToService, Who extends Guest | Host>(
      visitor: Visitor<In, Who>,
      online: () => boolean,
      ofPhone = new Set<() => void>(),
    ): OpenSocket =>
    (_url, _subprotocol, on) => {
      let closed = false;
      let work = Promise.resolve();
      const served = desks;
      const drop = (code: number): void => {
        if (closed) return;
        closed = true;
        open.delete(lost);
        ofPhone.delete(lost);
        const { who } = at;
        if (served !== undefined && who !== undefined) {
          work = work.then(() => visitor.desk(served).lost(who));
        }
        setImmediate(() => {
          on.close(code);
        });
      };
      const lost = (): void => {
        drop(1006);
      };
      const at: { who?: Who } = {};
      if (served === undefined || !online()) {
        setImmediate(lost);
        return { send: () => undefined, close: drop };
      }
      lines += 1;
      const mine = visitor.who({
        id: lines,
        send(message) {
          const json = JSON.stringify(message);
          setImmediate(() => {
            if (!closed) on.message(json);
          });
        },
        close(ending) {
          drop(CLOSE_CODES[ending]);
        },
      });
      at.who = mine;
      open.add(lost);
      ofPhone.add(lost);
      setImmediate(() => {
        if (closed) return;
        on.open();
        visitor.desk(served).came(mine);
      });
      return {
        send(text) {
          const parsed = visitor.parse(text);
          if (!parsed.ok) throw new Error(`a client said ${text}`);
          if (parsed.message.type !== 'ping') said.push(parsed.message);
          work = work.then(() =>
            closed ? undefined : visitor.desk(served).said(mine, parsed.message),
          );
        },
        close: drop,
      };
    };

  const phone = (): Phone => {
    let online = true;
    const sockets = new Set<() => void>();
    const origins = new Map<string, { local: Keep; watchers: Set<() => void> }>();
    const storageOf = (origin: string) => {
      const found = origins.get(origin);
      if (found !== undefined) return found;
      const watchers = new Set<() => void>();
      const local = memoryKeep(() => {
        for (const then of [...watchers]) setImmediate(then);
      });
      const made = { local, watchers };
      origins.set(origin, made);
      return made;
    };
    return {
      online(now) {
        online = now;
        if (!now) for (const lost of [...sockets]) lost();
      },
      local: (origin) => storageOf(origin).local,
      open(page = 'target', origin = 'https://shop.example', session = memoryKeep(), handOff) {
        let visible = true;
        let dead = false;
        let deaf = false;
        let then: Parameters<PageLife['watch']>[0] = () => undefined;
        const { local, watchers } = storageOf(origin);
        const life: PageLife = {
          visible: () => visible,
          watch(callback) {
            then = callback;
            return () => undefined;
          },
        };
        const tabClock = mortal(clock, () => dead);
        const guestSocket = socketFor<GuestToService, Guest>(
          {
            parse: parseGuestToService,
            who: (line) => ({
              line,
              site: origin,
              own: page === 'connection',
              device: undefined,
              address: '192.0.2.1',
              seat: { at: 'idle' },
              stopIdle: () => undefined,
            }),
            desk: ({ guests }) => guests,
          },
          () => online,
          sockets,
        );
        const mine: (() => void)[] = [];
        let dying = { numb: false };
        const call = createGuestCall(
          { page, service: 'https://support.example', handOff },
          {
            clock: tabClock,
            random,
            open: (url, subprotocol, on) => {
              const fate: { numb: boolean } = (dying = { numb: false });
              const socket = guestSocket(url, subprotocol, {
                ...on,
                message(data) {
                  if (!deaf && !fate.numb) on.message(data);
                },
              });
              mine.push(() => {
                socket.close(1006);
              });
              return {
                send(text) {
                  if (!fate.numb) socket.send(text);
                },
                close(code) {
                  if (!fate.numb) socket.close(code);
                },
              };
            },
            createPeer: () => peers.create(),
            local,
            session,
            life,
            outbox: () => outboxOf(session),
            watchLocal(changed) {
              const wake = (): void => {
                if (!dead) changed();
              };
              watchers.add(wake);
              return () => watchers.delete(wake);
            },
          },
        );
        return {
          call,
          session,
          show() {
            visible = true;
            then('visible');
          },
          hide() {
            visible = false;
            then('hidden');
          },
          leave() {
            visible = false;
            then('pagehide');
          },
          comeBack() {
            visible = true;
            then('pageshow');
          },
          deafen(now) {
            deaf = now;
          },
          numb() {
            dying.numb = true;
          },
          kill() {
            dead = true;
            for (const close of mine) close();
          },
        };
      },
    };
  };

  const openConsole: World['console'] = (from) => {
    const session = from?.session ?? memoryKeep();
    const local = from?.local ?? memoryKeep();
    const captures = from?.captures ?? fakeCaptureStore();
    const keys = from?.keys ?? memoryKeys();
    const stored: CaptureInfo[] = [];
    const refused: CaptureRefusal[] = [];
    let dead = false;
    const held: Stop[] = [];
    const hostSocket = socketFor<HostToService, Host>(
      {
        parse: parseHostToService,
        who: (line) => ({
          line,
          session: { sid: SID, name: '山田' },
          address: '192.0.2.2',
        }),
        desk: ({ hosts }) => hosts,
      },
      () => true,
    );
    const mine: (() => void)[] = [];
    const desk = createHostDesk(
      {
        service: 'https://support.example',
        hostSession: SID,
        captures,
        keys,
        events: {
          stored: (_, info) => stored.push(info),
          refused: (_, reason) => refused.push(reason),
        },
      },
      {
        clock: mortal(clock, () => dead),
        random,
        open: (url, subprotocol, on) => {
          const socket = hostSocket(url, subprotocol, on);
          const end: HostEnd = {
            tell(message) {
              on.message(JSON.stringify(message));
            },
            lose(code) {
              socket.close(code);
            },
          };
          hostEnds.add(end);
          mine.push(() => {
            socket.close(1006);
          });
          return socket;
        },
        createPeer: () => {
          const peer = peers.create();
          mine.push(() => {
            peer.close();
          });
          return peer;
        },
        session,
        local,
        life: { visible: () => true, watch: () => () => undefined },
        lock(name) {
          if (locks.has(name)) return Promise.resolve(undefined);
          locks.add(name);
          const release = (): void => void locks.delete(name);
          held.push(release);
          return Promise.resolve(release);
        },
      },
    );
    return {
      desk,
      session,
      local,
      stored,
      refused,
      captures,
      keys,
      kill() {
        dead = true;
        for (const close of mine) close();
        for (const release of held) release();
      },
    };
  };

  /**
   * Lets tasks run, and WebCrypto, which works on threads of its own: a job that is handed in after
   * the others is back about when they are, and what they led to may hand in more.
   */
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 8; round += 1) {
      await crypto.subtle.digest('SHA-256', new Uint8Array(64));
      for (let turn = 0; turn < 4; turn += 1) await new Promise(setImmediate);
    }
  };

  return {
    clock,
    peers,
    counters,
    sockets: () => open.size,
    said,
    phone,
    console: openConsole,
    tellHosts(message) {
      for (const end of hostEnds) end.tell(message);
    },
    loseHostSockets(code = 1006) {
      for (const end of [...hostEnds]) end.lose(code);
      hostEnds.clear();
    },
    service(up) {
      desks = up ? newDesks() : undefined;
      if (up) return;
      const all = open;
      open = new Set();
      for (const lost of all) lost();
    },
    async pass(ms) {
      await settle();
      for (let left = ms; left > 0; left -= 250) {
        clock.advance(Math.min(left, 250));
        await settle();
      }
    },
    async until(holds) {
      for (let turns = 0; !holds(); turns += 1) {
        if (turns > TURNS) throw new Error('what was waited for does not come');
        await new Promise(setImmediate);
      }
    },
  };
};

/** Seconds of nothing but waiting: keys are derived in another thread, which may be slow. */
const TURNS = 3_000_000;

/** Of a document that is dead nothing falls due any more. */
const mortal = (clock: FakeClock, dead: () => boolean) => ({
  now: clock.now,
  after: (ms: number, then: () => void): Stop =>
    clock.after(ms, () => {
      if (!dead()) then();
    }),
});

const SID = 'AAAAAAAAAAAAAAAAAAAAAA';
