/**
 * One tab of the console: the shell around host-table.ts. It holds the socket, the legs of the call
 * and the records, does what the table says, and tells it what happened.
 */
import {
  type CaptureInfo,
  type CaptureRefusal,
  HOST_SOCKET_PATH,
  type HostToGuest,
  type HostToService,
  type IceServer,
  type ServiceToHost,
  connectionNumber,
  parseServiceToHost,
  siteOfAddress,
} from '../protocol/index.js';
import { type HostLegs, type LegOffered, createHostLegs } from './host-legs.js';
import { type Offers, hasRoom, nextLapse, onOffer } from './host-offers.js';
import { hostRecords } from './host-record.js';
import { type HostEffect, type HostEvent, type HostStage, hostStep } from './host-table.js';
import { callOf, claimOf } from './host-view.js';
import { toBase64url } from './bytes.js';
import { type KeyRing, createKeyRing } from './key-ring.js';
import { makeSecret, rejoinHash, rejoinToken } from './keys.js';
import type { LegDeps, LegKeys } from './leg.js';
import { addressOf, nameOf } from './page-address.js';
import { type Receiver, type ReceiverSettings, createReceiver } from './receiver.js';
import { type SocketDeps, createSignalingSocket } from './socket.js';
import type { CaptureStore, HostDesk, Keep, KeyStore, Lookup, PageLife, Stop } from './types.js';

export interface HostDeskDeps extends SocketDeps, LegDeps {
  session: Keep;
  life: PageLife;
  /** Takes a lock that other tabs see; undefined if one of them holds it. */
  lock: (name: string) => Promise<Stop | undefined>;
}

export interface HostDeskSettings {
  /** The service's public URL. */
  service: string;
  captures: CaptureStore;
  keys: KeyStore;
  /** Whether a picture is what it was said to be (picture-header.ts). */
  fits?: NonNullable<ReceiverSettings['fits']>;
  events: {
    /** A capture was stored. */
    stored: (call: string, info: CaptureInfo) => void;
    /** A capture was refused; the host may have to make room (P8). */
    refused: (call: string, reason: CaptureRefusal) => void;
  };
}

/** What the running call has that a record does not keep. */
interface Running {
  call: string;
  legs: HostLegs;
  ring: KeyRing;
  receiver: Receiver;
  /** What the legs and the keys were told of. */
  offers: Offers | undefined;
}

/** After a reload the lock may still be with the document before. */
const LOCK_TRIES = 4;
const LOCK_AGAIN_MS = 400;

export const createHostDesk = (settings: HostDeskSettings, deps: HostDeskDeps): HostDesk => {
  const { clock } = deps;
  const records = hostRecords(deps.session);
  const watchers = new Set<() => void>();
  let stage: HostStage = { at: 'none', refused: undefined };
  let socketState: HostDesk['socket'] = 'connecting';
  let lookup: Lookup = { at: 'empty' };
  let ice: IceServer[] | undefined;
  let iceBefore: IceServer[] = [];
  let unlock: Stop | undefined;
  let running: Running | undefined;
  let awaySince: number | undefined;
  let stopLapse: Stop | undefined;

  // ---- events in, effects out -------------------------------------------------------------------

  const notify = (): void => {
    for (const then of [...watchers]) then();
  };

  const dispatch = (event: HostEvent): void => {
    const [next, ...effects] = hostStep(stage, event);
    stage = next;
    followCall();
    for (const effect of effects) perform(effect);
    notify();
  };

  const perform = (effect: HostEffect): void => {
    switch (effect.do) {
      case 'send':
        socket.send(effect.message);
        return;
      case 'lock':
        void takeLock(effect.call, LOCK_TRIES);
        return;
      case 'unlock':
        unlock?.();
        unlock = undefined;
        return;
      case 'keep':
        records.keepCall(effect.record);
        return;
      case 'drop':
        records.dropCall();
        return;
      case 'expect':
        for (const offer of effect.offers) void expectHandOff(offer);
        return;
      case 'end-legs':
        stopLapse?.();
        running?.receiver.close();
        running?.legs.end(effect.reason);
        running = undefined;
        return;
      case 'tell-end': {
        const { call, reason } = effect;
        records.keepEnds([...records.ends().filter((end) => end.call !== call), { call, reason }]);
        socket.send({ type: 'call.end', call, reason });
      }
    }
  };

  /** The legs and the keys belong to the running call, whichever way it came to be. */
  const followCall = (): void => {
    if (stage.at !== 'running') return;
    const { call, expecting } = stage.record;
    if (running?.call !== call) running = openCall(call);
    for (const number of expecting) running.ring.expect(number);
    if (running.offers !== stage.record.offers) followOffers(running, stage.record.offers ?? []);
  };

  /** The keys, the guest's documents and the clock go by what is on offer (H1–H4). */
  const followOffers = (now: Running, offers: Offers): void => {
    now.offers = offers;
    now.ring.expectPages(
      offers.flatMap(({ id, secret, url, used = false }) =>
        secret === undefined ? [] : [{ id, secret, site: siteOfAddress(url), used }],
      ),
    );
    now.legs.tell(pagesOffered(offers));
    stopLapse?.();
    const next = nextLapse(offers);
    if (next === undefined) return;
    stopLapse = clock.after(Math.max(0, next - clock.now()), () => {
      dispatch({ type: 'lapsed', now: clock.now() });
    });
  };

  const expectHandOff = async ({ id, url, secret }: Offers[number]): Promise<void> => {
    if (secret === undefined) return;
    const rejoin = await rejoinHash(await rejoinToken(secret));
    // It may have been taken back meanwhile, and must not be known to the service after that.
    if (stage.at !== 'running' || !goodIn(stage.record.offers, id)) return;
    const { call } = stage.record;
    const site = siteOfAddress(url);
    socket.send({ type: 'hand-off.expect', call, handOff: id, rejoin, site });
  };

  const openCall = (call: string): Running => {
    const ring = createKeyRing(settings.keys, call);
    const receiver = createReceiver({
      store: settings.captures,
      callId: call,
      ...(settings.fits !== undefined && { fits: settings.fits }),
      onStored: (info) => {
        settings.events.stored(call, info);
      },
      onRefused: (reason) => {
        settings.events.refused(call, reason);
      },
    });
    awaySince = undefined;
    const legs = createHostLegs(deps, {
      call,
      ice: () => ice ?? iceBefore,
      keys: (offered) => introducing(ring.forLeg(offered), offered),
      opened({ site, send }) {
        const offers = running?.offers;
        if (offers !== undefined) send(pagesOffered(offers));
        dispatch({ type: 'leg-open', site });
      },
      pageOpened(id) {
        dispatch({ type: 'opened', id, now: clock.now() });
      },
      receiver,
      signal(leg, attempt, signal) {
        socket.send({ type: 'signal', call, leg, try: attempt, signal });
      },
      changed() {
        const here = legs.views.some(({ state }) => state === 'open' || state === 'checking');
        if (here || !legs.met) awaySince = undefined;
        else awaySince ??= clock.now();
        notify();
      },
      ended(reason) {
        dispatch({ type: 'guest-ended', reason, now: clock.now() });
      },
    });
    return { call, legs, ring, receiver, offers: undefined };
  };

  /** A number has done its service once its guest brought the key: also after a reload (C5). */
  const introducing = (keys: LegKeys, { number, handOff }: LegOffered): LegKeys => {
    const { all, admit } = keys;
    return {
      all,
      async introduce(key) {
        const taken = await keys.introduce(key);
        if (taken && number !== undefined) dispatch({ type: 'introduced', number });
        return taken;
      },
      ...(admit !== undefined && {
        async admit(shared: string, key: string | undefined) {
          const taken = await admit(shared, key);
          if (taken && handOff !== undefined) dispatch({ type: 'handed-over', id: handOff });
          return taken;
        },
      }),
    };
  };

  const takeLock = async (call: string, tries: number): Promise<void> => {
    const release = await deps.lock(`misete.call.${call}`);
    if (release !== undefined) {
      unlock?.();
      unlock = release;
      dispatch({ type: 'locked' });
    } else if (tries > 1) clock.after(LOCK_AGAIN_MS, () => void takeLock(call, tries - 1));
    else dispatch({ type: 'lock-refused' });
  };

  // ---- the socket -------------------------------------------------------------------------------

  const heard = (message: ServiceToHost): void => {
    switch (message.type) {
      case 'welcome':
        iceBefore = ice = message.ice;
        socketState = 'open';
        for (const end of records.ends()) socket.send({ type: 'call.end', ...end });
        if (lookup.at === 'looking') socket.send({ type: 'number.look', number: lookup.number });
        dispatch({ type: 'up' });
        return;
      case 'number.found':
        if (lookup.at === 'empty' || lookup.number !== message.number) return;
        lookup = {
          at: 'found',
          number: message.number,
          kind: message.kind,
          page: message.page,
          site: message.site,
          waiting: message.waiting,
          device: message.device,
          since: message.waited === undefined ? undefined : clock.now() - message.waited,
          endsAt: clock.now() + message.expiresIn,
        };
        notify();
        return;
      case 'number.held':
        dispatch({
          type: 'held',
          number: message.number,
          endsAt: clock.now() + message.expiresIn,
        });
        return;
      case 'number.ended':
        dispatch({ type: 'number-ended', number: message.number });
        return;
      case 'call.started': {
        const { call, number, page, site } = message;
        lookup = { at: 'empty' };
        dispatch({ type: 'started', call, number, page, site, now: clock.now() });
        return;
      }
      case 'page.added':
        lookup = { at: 'empty' };
        dispatch({ type: 'added', number: message.number });
        return;
      case 'hand-off.expected':
        dispatch({ type: 'expected', id: message.handOff });
        return;
      case 'leg.offered':
        if (running?.call === message.call) running.legs.offered(message);
        return;
      case 'signal':
        if (running?.call === message.call) {
          running.legs.take(message.leg, message.try, message.signal);
        }
        return;
      case 'call.ended':
        records.keepEnds(records.ends().filter(({ call }) => call !== message.call));
        if (stage.at === 'running' && stage.record.call === message.call) {
          dispatch({ type: 'call-ended', reason: message.reason, now: clock.now() });
        }
        return;
      case 'error':
        refused(message);
        return;
      case 'hold.released':
      case 'call.resumed':
      // An open leg knows better than the service whether its document is there (C8).
      case 'leg.away':
    }
  };

  const refused = (message: Extract<ServiceToHost, { type: 'error' }>): void => {
    const { error, about, number, call, retryIn, handOff } = message;
    const retryAt = retryIn === undefined ? undefined : clock.now() + retryIn;
    if (about === 'call.end') {
      // Nobody knows the call any more, so nobody is left to be told.
      records.keepEnds(records.ends().filter((end) => call !== undefined && end.call !== call));
    } else if (about === 'number.look' && lookup.at === 'looking') {
      lookup = { at: 'refused', number: lookup.number, error, retryAt };
      notify();
    } else if ((about === 'call.start' || about === 'page.add') && number !== undefined) {
      dispatch({ type: 'claim-refused', number, error, retryAt });
    } else if (about === 'hand-off.expect') {
      dispatch({ type: 'offer-refused', id: handOff });
    }
  };

  const socket = createSignalingSocket<ServiceToHost, HostToService>(
    deps,
    settings.service.replace(/^http/, 'ws') + HOST_SOCKET_PATH,
    parseServiceToHost,
    {
      message: heard,
      down(ending, final) {
        ice = undefined;
        if (ending === 'signed-out') socketState = 'signed-out';
        else socketState = 'lost';
        // Its newer socket is another tab's, or this tab's after a reload that came too early.
        if (ending === 'superseded') dispatch({ type: 'lock-refused' });
        else if (!final) dispatch({ type: 'down' });
        notify();
      },
    },
  );

  const stopWatching = deps.life.watch(() => {
    socket.hurry();
  });

  const kept = records.call();
  if (kept !== undefined) dispatch({ type: 'kept', record: kept });
  socket.start();

  return {
    get socket() {
      return socketState;
    },
    get lookup() {
      return lookup;
    },
    get claim() {
      return claimOf(stage);
    },
    get call() {
      return callOf(stage, running?.legs, awaySince);
    },
    watch(then) {
      watchers.add(then);
      return () => watchers.delete(then);
    },
    look(number) {
      if (lookup.at !== 'empty' && lookup.number === number && lookup.at !== 'refused') return;
      if (isNumber(number)) {
        lookup = { at: 'looking', number };
        socket.send({ type: 'number.look', number });
      } else lookup = { at: 'empty' };
      notify();
    },
    start(number) {
      if (isNumber(number)) dispatch({ type: 'start', number });
    },
    add(number) {
      if (isNumber(number)) dispatch({ type: 'add', number });
    },
    release() {
      dispatch({ type: 'release' });
    },
    offer(typed, words) {
      if (stage.at !== 'running') return 'no-call';
      const url = addressOf(typed);
      if (url === undefined) return 'no-page';
      if (!hasRoom(stage.record.offers ?? [])) return 'too-many';
      const id = toBase64url(deps.random.bytes(16));
      const page = { id, url, name: nameOf(words, url), secret: makeSecret(deps.random) };
      dispatch({ type: 'offer', page, now: clock.now() });
      return undefined;
    },
    withdraw(id) {
      dispatch({ type: 'withdraw', id });
    },
    end() {
      dispatch({ type: 'end', now: clock.now() });
    },
    dismiss() {
      lookup = { at: 'empty' };
      dispatch({ type: 'dismiss' });
    },
    close() {
      stopWatching();
      stopLapse?.();
      running?.legs.close();
      running = undefined;
      socket.stop();
      unlock?.();
    },
  };
};

const pagesOffered = (offers: Offers): HostToGuest => ({
  type: 'pages.offered',
  pages: onOffer(offers),
});

const goodIn = (offers: Offers | undefined, id: string): boolean =>
  offers?.some((each) => each.id === id && each.secret !== undefined) === true;

const isNumber = (typed: string): boolean => {
  try {
    connectionNumber(typed, '');
    return true;
  } catch {
    return false;
  }
};
