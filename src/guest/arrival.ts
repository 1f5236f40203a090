/**
 * What the address of this page brings with it (H2), taken out of it at once: nobody who copies it,
 * goes back to it or loads it anew meets a secret there. What it says is read by link/hand-off.ts,
 * which the loader, whose every byte counts, does without.
 */
const OURS = /(#.*?)[?&]?(misete=[\w-]{43}\.[\w.-]+)/;

/** As it stood in the address. */
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
  const first = performance.getEntriesByType('navigation')[0]?.name ?? '';
  // In a frame it is not what the guest tapped.
  return top === self ? (here ?? OURS.exec(first))?.[2] : undefined;
};
