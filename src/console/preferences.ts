/**
 * How this host likes the console, kept in this browser over calls and sign-ins. Nothing of any call
 * or guest is among it.
 */
import type { Keep } from '../link/types.js';
import {
  type Checked,
  Malformed,
  nullable,
  object,
  optional,
  whole,
  yesNo,
} from '../protocol/index.js';
import { DOCKED, type Placement } from './placement.js';

export interface Preferences {
  placement: Placement;
  /** Whether single keys do something while the focus is in the window (WCAG 2.2, 2.1.4). */
  shortcuts: boolean;
  /** Whether the host wants to be told of captures while another tab or program is in front. */
  notify: boolean;
  /** Whether the note that the service has no relay was put away. */
  relayNoted: boolean;
}

export const FIRST_PREFERENCES: Preferences = {
  placement: DOCKED,
  shortcuts: true,
  notify: false,
  relayNoted: false,
};

/** Larger than any screen: what stands beyond it was not written by us. */
const pixels = whole(0, 32_768);

const parse = object({
  docked: yesNo,
  box: nullable(object({ x: pixels, y: pixels, width: pixels, height: pixels })),
  shortcuts: yesNo,
  notify: yesNo,
  relayNoted: optional(yesNo),
});
type Written = Checked<typeof parse>;

const NAME = 'misete.console.preferences';

const placementOf = ({ docked, box }: Written): Placement =>
  docked || box === null ? { at: 'docked', last: box ?? undefined } : { at: 'free', box };

export const writePreferences = (host: Keep, preferences: Preferences): void => {
  const { placement, shortcuts, notify, relayNoted } = preferences;
  const box = placement.at === 'free' ? placement.box : placement.last;
  const written: Written = {
    docked: placement.at === 'docked',
    box:
      box === undefined
        ? null
        : {
            x: Math.round(box.x),
            y: Math.round(box.y),
            width: Math.round(box.width),
            height: Math.round(box.height),
          },
    shortcuts,
    notify,
    relayNoted,
  };
  host.set(NAME, JSON.stringify(written));
};

/** What is kept; the first ones where nothing is, or nothing that can be read. */
export const readPreferences = (host: Keep): Preferences => {
  const kept = host.get(NAME);
  if (kept === undefined) return FIRST_PREFERENCES;
  try {
    const written = parse(JSON.parse(kept), '');
    const { shortcuts, notify, relayNoted = false } = written;
    return { placement: placementOf(written), shortcuts, notify, relayNoted };
  } catch (error) {
    if (error instanceof Malformed || error instanceof SyntaxError) return FIRST_PREFERENCES;
    throw error;
  }
};
