/** How a guest gets out of a browser that cannot do it: a link that opens another, or copying. */
import type { TroubleCode } from '../link/index.js';
import { button, make, say } from './dom.js';
import type { Stage } from './screen.js';

const STUCK: readonly TroubleCode[] = ['in-app', 'no-webrtc', 'insecure'];

export const waysOut = ({ shared, here }: Stage, code: TroubleCode): HTMLElement[] => {
  if (!STUCK.includes(code)) return [];
  const { wayOut: words } = shared;
  const way = here.wayOut(code);
  const opened = make('a', { class: 'primary', hidden: way === undefined });
  if (way !== undefined) {
    opened.href = way.address;
    opened.textContent = words[way.to];
  }
  const said = make('p', { role: 'status' });
  const copy = button(words.copy, 'plain', () => {
    here
      .copy(location.href)
      .then(() => say(said, words.copied))
      .catch(() => say(said, `${words.notCopied} ${location.href}`));
  });
  return [opened, copy, said];
};
