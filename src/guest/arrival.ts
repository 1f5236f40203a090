/**
 * What the address of this page brings with it (H2), taken out of it at once: nobody who copies it,
 * goes back to it or loads it anew meets a secret there. Only its age is read here, so that an old
 * one loads nothing; the rest is left to link/hand-off.ts, which would cost the loader more.
 */
import { HAND_OFF_OLD_MINUTES } from '../link/names.js';

const OURS = /(#.*?)[?&]?(misete=[\w-]{43}\.[\w-]+\.(\w+))/;

/** As it stood in the address; nothing if it is old (H4). */
export const takeHandOff = (): string | undefined => {
  const { href } = location;
  const here = OURS.exec(href);
  if (here) {
    const rest = href.replace(OURS, '$1').replace(/#$/, '');
    // A fragment of the page's own is gone to as any: its scripts hear of it, and its place is shown.
    if (rest.includes('#')) location.replace(rest);
    else history.replaceState(history.state, '', rest);
  }
  // A page that lives in its fragment may have written over it since the browser was sent to it.
  const first = performance.getEntriesByType('navigation')[0]?.name;
  const [, , found, minute] = here ?? OURS.exec(first as string) ?? [];
  const age = Date.now() / 6e4 - parseInt(minute as string, 36);
  // In a frame it is not what the guest tapped.
  return top === self && Math.abs(age) < HAND_OFF_OLD_MINUTES ? found : undefined;
};
