/**
 * The pages that a host has offered in a call (H1–H4), as pure functions on their list. What each
 * is to others, the shell says: to the guest over the legs, to the service by its hand-off.
 */
import {
  type Checked,
  OFFERED_PAGES,
  OFFER_MS,
  PAGE_NAME_CHARS,
  type PageOnOffer,
  id,
  isSameSite,
  listOf,
  object,
  oneOf,
  optional,
  pageAddress,
  secret,
  siteOfAddress,
  text,
  whole,
  yesNo,
} from '../protocol/index.js';

/** A hand-off is good for so long after the guest tapped: its secret is in an address then (H4). */
export const OPENED_MS = 3 * 60 * 1000;

/** Offers that are over stay on the host's list, but not without end. */
const KEPT = 12;

const offer = object({
  id,
  url: pageAddress,
  name: text(PAGE_NAME_CHARS, 1),
  state: oneOf(['sending', 'sent', 'opened', 'joined', 'expired', 'refused']),
  /** Of the hand-off, while it is good. */
  secret: optional(secret),
  /** Until when it is good: milliseconds since 1970. */
  until: whole(0, Number.MAX_SAFE_INTEGER),
  /** A page has brought its link key by it; no other may (H3). */
  used: optional(yesNo),
});
export type Offer = Checked<typeof offer>;
export const parseOffers = listOf(offer, KEPT);

export type Offers = readonly Offer[];
export interface Changed {
  offers: Offers;
  /** Those whose hand-off is no longer good: the service is to forget it. */
  forgotten: readonly string[];
}

const isStanding = ({ state }: Offer): boolean => state !== 'expired' && state !== 'refused';

const without = ({ secret: _, ...rest }: Offer): Offer => rest;

const change = (offers: Offers, to: (offer: Offer) => Offer): Changed => ({
  offers: offers.map(to),
  forgotten: [],
});

/** Whether there is room for one more; a page that has joined makes room. */
export const hasRoom = (offers: Offers): boolean =>
  offers.filter((each) => isStanding(each) && each.state !== 'joined').length < OFFERED_PAGES;

/** One more; the oldest that joined, and the oldest that are over, go. */
export const add = (
  offers: Offers,
  { now, ...page }: { id: string; url: string; name: string; secret: string; now: number },
): Changed => {
  if (!hasRoom(offers)) return { offers, forgotten: [] };
  const full = offers.filter(isStanding).length >= OFFERED_PAGES;
  const oldest = full ? offers.find(({ state }) => state === 'joined') : undefined;
  const left = offers.filter((each) => each !== oldest);
  const dead = left
    .filter((each) => !isStanding(each))
    .slice(0, Math.max(0, left.length + 1 - KEPT));
  const made: Offer = { ...page, state: 'sending', until: now + OFFER_MS };
  return {
    offers: [...left.filter((each) => !dead.includes(each)), made],
    forgotten: oldest?.secret === undefined ? [] : [oldest.id],
  };
};

export const remove = (offers: Offers, which: string): Changed => ({
  offers: offers.filter((each) => each.id !== which),
  forgotten: offers.some((each) => each.id === which && each.secret !== undefined) ? [which] : [],
});

/** The service knows the hand-off: the guest may see the page now. */
export const expected = (offers: Offers, which: string): Changed =>
  change(offers, (each) =>
    each.id === which && each.state === 'sending' ? { ...each, state: 'sent' } : each,
  );

/** `which` undefined: a service that does not know of hand-offs refuses them all. */
export const refused = (offers: Offers, which: string | undefined): Changed =>
  change(offers, (each) =>
    each.state === 'sending' && (which ?? each.id) === each.id
      ? { ...without(each), state: 'refused' }
      : each,
  );

export const opened = (offers: Offers, which: string, now: number): Changed =>
  change(offers, (each) =>
    each.id === which && each.state === 'sent'
      ? { ...each, state: 'opened', until: Math.min(each.until, now + OPENED_MS) }
      : each,
  );

/** A page has brought its link key by the hand-off. */
export const handedOver = (offers: Offers, which: string): Changed =>
  change(offers, (each) => (each.id === which ? { ...each, state: 'joined', used: true } : each));

/**
 * A leg is open of this site. Where a page of it was opened a moment ago, this is it: its site was
 * in the call already, and it needed no hand-off.
 */
export const arrived = (offers: Offers, site: string | null): Changed =>
  change(offers, (each) =>
    each.state === 'opened' && isSameSite(siteOfAddress(each.url), site)
      ? { ...each, state: 'joined' }
      : each,
  );

/** Hand-offs whose time is over. */
export const lapse = (offers: Offers, now: number): Changed => {
  const over = offers.filter((each) => each.secret !== undefined && each.until <= now);
  return {
    offers: offers.map((each) => {
      if (!over.includes(each)) return each;
      return each.state === 'joined' ? without(each) : { ...without(each), state: 'expired' };
    }),
    forgotten: over.map((each) => each.id),
  };
};

/** When the next one's time is over. */
export const nextLapse = (offers: Offers): number | undefined => {
  const ends = offers.flatMap((each) => (each.secret === undefined ? [] : [each.until]));
  return ends.length === 0 ? undefined : Math.min(...ends);
};

/** What the guest is shown. A page that joined is in the call by its own key from then on. */
export const onOffer = (offers: Offers): PageOnOffer[] =>
  offers
    .filter(({ state }) => state === 'sent' || state === 'opened' || state === 'joined')
    .map(({ id: which, url, name, state, secret: handOff }) => ({
      id: which,
      url,
      name,
      ...(state !== 'joined' && handOff !== undefined && { secret: handOff }),
    }));
