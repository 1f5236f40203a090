/**
 * How a hand-off travels in the fragment of a page's address (H2), which no server ever sees:
 *
 *     https://shop.example/form#misete=<secret>.<call>.<minute>
 *     https://shop.example/app#/orders/7?misete=<secret>.<call>.<minute>
 *
 * The page's own fragment goes first, as it was; ours is a parameter at its end, which routers that
 * live in the fragment read past. `minute`: when the link was made, in minutes since 1970 in base 36,
 * by the clock of the phone that opens it: an old link, come upon in the browser's history, is known
 * for one without asking anybody.
 *
 * The loader takes it out of the address (guest/arrival.ts) and leaves its meaning to this.
 */
import { HAND_OFF_OLD_MINUTES } from './names.js';
import type { HandOff } from './types.js';

const FORM = /^([^#]*#.*?)[?&]?misete=([\w-]{43})\.([\w-]{22})\.(\w+)/;
const MINUTE_MS = 60_000;

/** The address of a link that hands a call over. */
export const withHandOff = (address: string, { secret, call }: HandOff, now: number): string => {
  const own = address.indexOf('#');
  const before =
    own < 0 ? '#' : own === address.length - 1 ? '' : /#.*\?/.test(address) ? '&' : '?';
  const minute = Math.floor(now / MINUTE_MS).toString(36);
  return `${address}${before}misete=${secret}.${call}.${minute}`;
};

/** The address as it is without a hand-off. */
export const withoutHandOff = (address: string): string =>
  FORM.test(address) ? address.replace(FORM, '$1').replace(/#$/, '') : address;

/** What an address brings; nothing if it is old. */
export const handOffIn = (address: string, now: number): HandOff | undefined => {
  const [, , secret, call, minute = ''] = FORM.exec(address) ?? [];
  // In the future it was not made here either: it is somebody's own invention.
  const isFresh = Math.abs(now / MINUTE_MS - parseInt(minute, 36)) < HAND_OFF_OLD_MINUTES;
  return secret !== undefined && call !== undefined && isFresh ? { secret, call } : undefined;
};
