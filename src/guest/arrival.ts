/**
 * What the address of this page brings with it (H2), taken out of it at once: nobody who copies it,
 * goes back to it or loads it anew meets a secret there.
 */
import { handOffIn, withoutHandOff } from '../link/hand-off.js';
import type { HandOff } from '../link/types.js';

export const takeHandOff = (): HandOff | undefined => {
  const { href, hash } = location;
  const now = Date.now();
  const found = handOffIn(hash, now) ?? handOffIn(addressAtFirst(), now);
  const rest = withoutHandOff(href);
  if (rest !== href) {
    // A fragment of the page's own is gone to as any: its scripts hear of it, and its place is shown.
    if (rest.includes('#')) location.replace(rest);
    else history.replaceState(history.state, '', rest);
  }
  // In a frame it is not what the guest tapped.
  return top === self ? found : undefined;
};

/** What the browser was sent to: a page that lives in its fragment may have written over it since. */
const addressAtFirst = (): string => performance.getEntriesByType('navigation')[0]?.name ?? '';
