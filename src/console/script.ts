/** What the host says to the guest next, from where the call stands. Pure. */
import type { HostCallState } from '../link/types.js';
import { type ScreenSupport, isFull } from './screen-support.js';

type Running = Extract<HostCallState, { at: 'running' }>;

/**
 * - `unable`: the host's browser has not what receiving a capture takes.
 * - `open`: the guest has yet to open a target page and to add it by a support number (3.2).
 * - `first`, `more`: a page is there to be sent; `added`: one that came to the call after its start.
 */
export type Line =
  'unable' | 'connecting' | 'away' | 'checking' | 'open' | 'first' | 'added' | 'more' | 'full';

export const nextLine = (call: Running, support: ScreenSupport, canReceive: boolean): Line => {
  if (!canReceive) return 'unable';
  if (call.guest !== 'connected') return call.guest;
  if (isFull(support)) return 'full';
  if (support.captures.length > 0) return 'more';
  if (call.page === 'target') return 'first';
  const joined = call.offered.some(({ state }) => state === 'joined');
  return call.pagesAdded > 0 || joined ? 'added' : 'open';
};

/** The sites whose pages are in the call at this moment, the one seen last first; each once. */
export const sitesOf = ({ page: from, site, legs }: Running): string[] => {
  const there = legs.filter(({ page, state }) => page === 'target' && state !== 'connecting');
  const sites = there.toReversed().map((leg) => leg.site);
  const known = (sites.length > 0 || from === 'connection' ? sites : [site]).filter(
    (one) => one !== null,
  );
  return [...new Set(known)];
};

/** The way of the leg that is open; the best where there are several. */
export const wayOf = ({ legs }: Running): Running['legs'][number]['way'] => {
  const ways = legs.filter(({ state }) => state === 'open').map(({ way }) => way);
  return (['local', 'direct', 'relayed'] as const).find((way) => ways.includes(way));
};
