/**
 * What the running call at the host has that its record does not keep: the legs, the keys that let
 * them in, the receiver of captures, and what guest and service know of the pages on offer.
 */
import {
  type CallEnding,
  type CaptureInfo,
  type CaptureRefusal,
  type HostToGuest,
  type HostToService,
  type IceServer,
  siteOfAddress,
} from '../protocol/index.js';
import { type HostLegDeps, type HostLegs, type LegOffered, createHostLegs } from './host-legs.js';
import { type Offers, nextLapse, onOffer } from './host-offers.js';
import type { HostRecord } from './host-record.js';
import type { HostEvent } from './host-table.js';
import { createKeyRing } from './key-ring.js';
import { rejoinHash, rejoinToken } from './keys.js';
import type { LegKeys } from './leg.js';
import { type ReceiverSettings, createReceiver } from './receiver.js';
import type { CaptureStore, KeyStore, Stop } from './types.js';

export interface RunningCallSettings {
  captures: CaptureStore;
  keys: KeyStore;
  /** Whether a picture is what it was said to be (picture-header.ts). */
  fits?: NonNullable<ReceiverSettings['fits']>;
  /** Begun by this page, and not taken up from one before. */
  isFirst: boolean;
  /** Of the moment: TURN credentials are made anew for every socket. */
  ice: () => IceServer[];
  events: {
    /** A capture was stored. */
    stored: (call: string, info: CaptureInfo) => void;
    /** A capture was refused; the host may have to make room (P8). */
    refused: (call: string, reason: CaptureRefusal) => void;
  };
}

export interface RunningCallEvents {
  /** To be said to the service. */
  send: (message: HostToService) => void;
  happened: (event: HostEvent) => void;
  /** What `legs` and `awaySince` say may be another. */
  changed: () => void;
}

export interface RunningCall {
  readonly call: string;
  readonly legs: HostLegs;
  /** When the guest was last connected, while none of its documents is. */
  readonly awaySince: number | undefined;
  /** Keys, the guest's documents and the clock go by the record (C5, H1–H4). */
  follow: (record: HostRecord) => void;
  /** Tells the service of the hand-offs of these pages, as far as they are good by then (H3). */
  expect: (offers: Offers) => void;
  /** Tells the guest's documents over their legs. */
  end: (reason: CallEnding) => void;
  /** Without a word. */
  close: () => void;
}

export const openRunningCall = (
  settings: RunningCallSettings,
  deps: HostLegDeps,
  call: string,
  events: RunningCallEvents,
): RunningCall => {
  const { clock, hashing } = deps;
  const ring = createKeyRing(settings.keys, call, hashing);
  const receiver = createReceiver({
    clock,
    isFirst: settings.isFirst,
    store: settings.captures,
    callId: call,
    digest: hashing?.digest,
    ...(settings.fits !== undefined && { fits: settings.fits }),
    onStored: (info) => {
      settings.events.stored(call, info);
    },
    onRefused: (reason) => {
      settings.events.refused(call, reason);
    },
  });
  let offers: Offers | undefined;
  let awaySince: number | undefined;
  let stopLapse: Stop | undefined;
  let over = false;
  /** A leg that is ending may still say something, and by then the desk is in another call. */
  const happened = (event: HostEvent): void => {
    if (!over) events.happened(event);
  };

  /** A number has done its service once its guest brought the key: also after a reload (C5). */
  const introducing = (keys: LegKeys, { number, handOff }: LegOffered): LegKeys => {
    const { all, admit } = keys;
    return {
      all,
      async introduce(key) {
        const taken = await keys.introduce(key);
        if (taken && number !== undefined) happened({ type: 'introduced', number });
        return taken;
      },
      ...(admit !== undefined && {
        async admit(shared: string, key: string | undefined) {
          const taken = await admit(shared, key);
          if (taken && handOff !== undefined) happened({ type: 'handed-over', id: handOff });
          return taken;
        },
      }),
    };
  };

  const legs = createHostLegs(deps, {
    call,
    ice: settings.ice,
    keys: (offered) => introducing(ring.forLeg(offered), offered),
    opened({ site, send }) {
      if (offers !== undefined) send(pagesOffered(offers));
      happened({ type: 'leg-open', site });
    },
    pageOpened(id) {
      happened({ type: 'opened', id, now: clock.now() });
    },
    receiver,
    signal(leg, attempt, signal) {
      events.send({ type: 'signal', call, leg, try: attempt, signal });
    },
    way(way) {
      events.send({ type: 'leg.way', call, way });
    },
    changed() {
      const here = legs.views.some(({ state }) => state === 'open' || state === 'checking');
      if (here || !legs.met) awaySince = undefined;
      else awaySince ??= clock.now();
      events.changed();
    },
    ended(reason) {
      happened({ type: 'guest-ended', reason, now: clock.now() });
    },
  });

  const followOffers = (now: Offers): void => {
    offers = now;
    ring.expectPages(
      now.flatMap(({ id, secret, url, used = false }) =>
        secret === undefined ? [] : [{ id, secret, site: siteOfAddress(url), used }],
      ),
    );
    legs.tell(pagesOffered(now));
    stopLapse?.();
    const next = nextLapse(now);
    if (next === undefined) return;
    stopLapse = clock.after(Math.max(0, next - clock.now()), () => {
      happened({ type: 'lapsed', now: clock.now() });
    });
  };

  const expectHandOff = async ({ id, url, secret }: Offers[number]): Promise<void> => {
    if (secret === undefined) return;
    const rejoin = await rejoinHash(await rejoinToken(secret, hashing), hashing);
    // It may have been taken back meanwhile, and must not be known to the service after that.
    if (over || !goodIn(offers, id)) return;
    events.send({ type: 'hand-off.expect', call, handOff: id, rejoin, site: siteOfAddress(url) });
  };

  return {
    call,
    legs,
    get awaySince() {
      return awaySince;
    },
    follow(record) {
      for (const number of record.expecting) ring.expect(number);
      if (offers !== record.offers) followOffers(record.offers ?? []);
    },
    expect(which) {
      for (const offer of which) void expectHandOff(offer);
    },
    end(reason) {
      over = true;
      stopLapse?.();
      receiver.close();
      legs.end(reason);
    },
    close() {
      over = true;
      stopLapse?.();
      legs.close();
    },
  };
};

const pagesOffered = (offers: Offers): HostToGuest => ({
  type: 'pages.offered',
  pages: onOffer(offers),
});

const goodIn = (offers: Offers | undefined, id: string): boolean =>
  offers?.some((each) => each.id === id && each.secret !== undefined) === true;
