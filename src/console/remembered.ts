/** How the host had put the screen support window when this tab was reloaded (C2). */
import type { Keep } from '../link/types.js';
import { type Checked, Malformed, id, object, whole, yesNo } from '../protocol/index.js';

const parse = object({
  call: id,
  /** Whether the host put the window away, and how many captures came since. */
  minimised: yesNo,
  unseen: whole(0, 10_000),
});
export type Remembered = Checked<typeof parse>;

const NAME = 'misete.console.window';

export const remember = (tab: Keep, window: Remembered): void => {
  tab.set(NAME, JSON.stringify(window));
};

export const forget = (tab: Keep): void => {
  tab.remove(NAME);
};

/** Undefined where nothing of this call is kept, or nothing that can be read. */
export const recall = (tab: Keep, call: string): Remembered | undefined => {
  const kept = tab.get(NAME);
  if (kept === undefined) return undefined;
  try {
    const window = parse(JSON.parse(kept), '');
    return window.call === call ? window : undefined;
  } catch (error) {
    if (error instanceof Malformed || error instanceof SyntaxError) return undefined;
    throw error;
  }
};
