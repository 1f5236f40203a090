/** What is shown, as a pure function of where the call stands and what the guest did here. */
import type { GuestState } from '../link/index.js';

type At<Name extends GuestState['at']> = Extract<GuestState, { at: Name }>;

type NumberState = At<'asking'> | At<'number'> | At<'number-over'>;

/** What the guest has in front of them by their own taps. */
export type Opened =
  /** The page; the button or the bar on it. */
  | 'page'
  /** The steps of 3.1. */
  | 'steps'
  /** 「Misete をはじめる前に」 */
  | 'before'
  /** A number was asked for here: what comes of it is shown in the sheet. */
  | 'asked'
  /** The sheet with the number was closed: the number lives on at the edge of the page (N7). */
  | 'aside';

export type View =
  | { at: 'button' }
  | { at: 'steps' }
  | { at: 'before' }
  | { at: 'number'; state: NumberState }
  | { at: 'aside'; state: NumberState }
  | { at: 'meeting' }
  /** This page takes up a call by itself, after a reload or on the next page of the site. */
  | { at: 'joining'; host: string }
  /** `busy`: a picture is under way. */
  | { at: 'connected'; state: At<'connected'>; busy: boolean }
  | { at: 'ended'; state: At<'ended'> }
  | { at: 'trouble'; state: At<'trouble'>; inSheet: boolean };

export const viewOf = (state: GuestState, opened: Opened, busy = false): View => {
  switch (state.at) {
    case 'idle':
      return opened === 'steps' || opened === 'before' ? { at: opened } : { at: 'button' };
    case 'asking':
    case 'number':
    case 'number-over':
      return { at: opened === 'aside' ? 'aside' : 'number', state };
    case 'meeting':
      return opened === 'asked' ? { at: 'meeting' } : { at: 'joining', host: state.host };
    case 'connected':
      return { at: 'connected', state, busy };
    case 'ended':
      return { at: 'ended', state };
    case 'trouble':
      return { at: 'trouble', state, inSheet: opened !== 'page' && opened !== 'aside' };
  }
};

/** Where a view is drawn: over the whole page, or at its edge while the page stays in use. */
export const isInSheet = (view: View): boolean =>
  view.at === 'steps' ||
  view.at === 'before' ||
  view.at === 'number' ||
  view.at === 'meeting' ||
  (view.at === 'trouble' && view.inSheet);

/**
 * What is open once the call has come to this state without a tap: a call that is made, or over,
 * gives the page back to the guest; a number that was kept over a reload is asked for already.
 */
export const openedBy = (state: GuestState, opened: Opened): Opened => {
  switch (state.at) {
    case 'asking':
    case 'number':
    case 'number-over':
      return opened === 'aside' ? opened : 'asked';
    case 'connected':
    case 'ended':
      return 'page';
    case 'idle':
      return opened === 'asked' || opened === 'aside' ? 'page' : opened;
    case 'meeting':
    case 'trouble':
      return opened;
  }
};
