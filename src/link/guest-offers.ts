/**
 * The leg of this moment at the guest, from its offer on. There is one at a time; a new attempt
 * closes the one before, and what an older one still says is not heard (C7).
 */
import type {
  Candidate,
  GuestPage,
  GuestToService,
  IceServer,
  LegEnding,
  NumberKind,
  Offer,
  Signal,
} from '../protocol/index.js';
import { toBase64url } from './bytes.js';
import type { Hashing } from './digest.js';
import type { GuestRecord } from './guest-record.js';
import type { OfferAs } from './guest-stage.js';
import { linkKey, rejoinHash, rejoinToken } from './keys.js';
import { type FromHost, type GuestLeg, type LegDeps, openGuestLeg } from './leg.js';
import type { LinkState } from './types.js';

export interface GuestOffersEvents {
  /** The offer is made; `send` sends it. */
  offered: () => void;
  open: (leg: GuestLeg) => void;
  link: (link: LinkState) => void;
  message: (message: FromHost) => void;
  closed: (ending: LegEnding) => void;
  /** The browser cannot make a peer connection or an offer. */
  failed: () => void;
}

export interface OfferParams {
  ice: IceServer[];
  visible: boolean;
  /** Hand the link key to the host: only on a leg made by a number (C5). */
  introduce: boolean;
}

export interface GuestOffers {
  /** Makes a new leg and its offer, in the place of the one before. */
  make: (record: GuestRecord, params: OfferParams) => void;
  /** Sends the offer, in the message that fits, with the candidates that came so far. */
  send: (as: OfferAs, kind: NumberKind | undefined, number: string | undefined) => void;
  /** A signal of the host's; of an older attempt it is dropped. */
  take: (attempt: number, signal: Signal) => void;
  /** The call is known now. */
  meet: (call: string) => void;
  setVisible: (visible: boolean) => void;
  /** Says over the leg that the call ends, or that its end was heard. */
  say: (message: Parameters<GuestLeg['send']>[0]) => void;
  /** Closes the leg; nothing is heard of it any more. */
  close: (how: 'bye' | 'close') => void;
}

interface Offering {
  leg: GuestLeg;
  token: string;
  rejoin: string;
  /** The rejoin hash that takes the place of a hand-off's token (H3). */
  renew: string | undefined;
  offer: Offer | undefined;
  /** Candidates that came before the offer was sent. */
  early: Candidate[];
  sent: boolean;
}

/** What comes of a guest key, or of the secret of a hand-off (C5, H3). */
const derive = async (secret: string, hashing: Hashing | undefined) => {
  const token = await rejoinToken(secret, hashing);
  return {
    token,
    key: await linkKey(secret, hashing),
    rejoin: await rejoinHash(token, hashing),
  };
};

export const createGuestOffers = (
  deps: LegDeps,
  page: GuestPage,
  say: (message: GuestToService) => void,
  events: GuestOffersEvents,
): GuestOffers => {
  const legId = toBase64url(deps.random.bytes(16));
  let attempt = 0;
  let current: Offering | undefined;
  let call: string | undefined;

  const make = async (record: GuestRecord, params: OfferParams): Promise<void> => {
    const mine = attempt;
    const isCurrent = (): boolean => mine === attempt;
    const own = await derive(record.key, deps.hashing);
    const handed =
      record.handOff === undefined ? undefined : await derive(record.handOff, deps.hashing);
    if (!isCurrent()) return;
    const { token, key, rejoin } = handed ?? own;
    const leg = openGuestLeg(
      deps,
      { ...params, legId, linkKey: key, newKey: handed && own.key },
      {
        candidate(candidate) {
          if (!isCurrent()) return;
          if (current?.sent === true) say({ type: 'signal', try: mine, signal: candidate });
          else current?.early.push(candidate);
        },
        open() {
          if (isCurrent()) events.open(leg);
        },
        link(link) {
          if (isCurrent()) events.link(link);
        },
        message(message) {
          if (isCurrent()) events.message(message);
        },
        closed(ending) {
          if (!isCurrent()) return;
          current = undefined;
          events.closed(ending);
        },
      },
    );
    const renew = handed && own.rejoin;
    current = { leg, token, rejoin, renew, offer: undefined, early: [], sent: false };
    if (call !== undefined) leg.meet(call);
    const offer = await leg.offer;
    if (offer === undefined || !isCurrent()) return;
    current.offer = offer;
    events.offered();
  };

  const close = (how: 'bye' | 'close'): void => {
    attempt += 1;
    const closing = current?.leg;
    current = undefined;
    if (how === 'bye') closing?.bye();
    else closing?.close();
  };

  return {
    make(record, params) {
      close('close');
      call = record.call ?? call;
      const mine = attempt;
      make(record, params).catch(() => {
        if (mine === attempt) events.failed();
      });
    },
    send(as, kind = 'call', number = '') {
      if (current?.offer === undefined) return;
      const { offer, token, rejoin, renew, early } = current;
      const about = { page, leg: legId, try: attempt, offer };
      if (as === 'number.request') say({ type: as, kind, rejoin, ...about });
      else if (as === 'number.resume') say({ type: as, number, token, ...about });
      else if (as === 'leg.join') {
        say({ type: as, token, ...about, ...(renew !== undefined && { renew }) });
      } else say({ type: as, try: attempt, offer });
      current.sent = true;
      for (const signal of early.splice(0)) say({ type: 'signal', try: attempt, signal });
    },
    take(of, signal) {
      if (of === attempt) current?.leg.take(signal);
    },
    meet(id) {
      call = id;
      current?.leg.meet(id);
    },
    setVisible(visible) {
      current?.leg.setVisible(visible);
    },
    say(message) {
      current?.leg.send(message);
    },
    close,
  };
};
