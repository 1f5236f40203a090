/** What the host is told of the guest, from what its legs say (C8). */
import type { GuestPresence, LegView } from './types.js';

/**
 * The best of the legs counts: a guest with one page in view is there, whatever the others do. Not
 * seen is away: a phone in the pocket shows nothing to anybody.
 */
export const presenceOf = (legs: readonly LegView[], metBefore: boolean): GuestPresence => {
  if (legs.some((leg) => leg.state === 'open')) return 'connected';
  if (legs.some((leg) => leg.state === 'checking')) return 'checking';
  if (legs.some((leg) => leg.state === 'connecting')) return metBefore ? 'checking' : 'connecting';
  return metBefore ? 'away' : 'connecting';
};
