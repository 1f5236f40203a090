/** What is shown, as a pure function of where the call stands and what the guest did here. */
import type { GuestState } from '../link/index.js';

type At<Name extends GuestState['at']> = Extract<GuestState, { at: Name }>;

/** What the guest has in front of them by their own taps. */
export type Opened =
  /** The page; the button or the bar on it. */
  | 'page'
  /** The steps of 3.1. */
  | 'steps'
  /** 「Misete をはじめる前に」 */
  | 'before'
  /** A number was asked for here: what comes of it is shown in the sheet. */
  | 'asked';

export type View =
  | { at: 'button' }
  | { at: 'steps' }
  | { at: 'before' }
  | { at: 'number'; state: At<'asking'> | At<'number'> | At<'number-over'> }
  | { at: 'meeting' }
  /** This page takes up a call by itself, after a reload or on the next page of the site. */
  | { at: 'joining' }
  | { at: 'connected'; state: At<'connected'> }
  | { at: 'ended'; state: At<'ended'> }
  | { at: 'trouble'; state: At<'trouble'>; inSheet: boolean };

export const viewOf = (state: GuestState, opened: Opened): View => {
  switch (state.at) {
    case 'idle':
      return opened === 'steps' || opened === 'before' ? { at: opened } : { at: 'button' };
    case 'asking':
    case 'number':
    case 'number-over':
      return { at: 'number', state };
    case 'meeting':
      return { at: opened === 'asked' ? 'meeting' : 'joining' };
    case 'connected':
      return { at: 'connected', state };
    case 'ended':
      return { at: 'ended', state };
    case 'trouble':
      return { at: 'trouble', state, inSheet: opened !== 'page' };
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
      return 'asked';
    case 'connected':
    case 'ended':
      return 'page';
    case 'idle':
      return opened === 'asked' ? 'page' : opened;
    case 'meeting':
    case 'trouble':
      return opened;
  }
};
