/** What the gallery, the accessibility tests and the list of states have in common. */
import type { Page } from 'playwright-core';
import type { Language } from '../support/browsers.js';
import {
  connectTexts,
  consoleTexts,
  guestTexts,
  loaderTexts,
  sharedTexts,
} from '../../src/text/index.js';

/** What a state's function works with. */
export interface Setting {
  page: Page;
  texts: ReturnType<typeof textsIn>;
}

/** A screen in one state. Names begin with the room: `guest/number`, `console/call/away`. */
export interface GalleryState {
  name: string;
  /** The path that is opened, in rooms of more than one page. */
  path?: string;
  /** Before the page is opened: what its browser or the service does otherwise. */
  prepare?: (page: Page) => Promise<unknown>;
  /** Brings the page, just opened, there; it ends when the screen stands. */
  show: (setting: Setting) => Promise<unknown>;
  /** What the browser logs as an error although it belongs to the state. */
  expects?: RegExp;
  /** Where a page exists in one language only. */
  languages?: readonly Language[];
}

export const textsIn = (language: Language) => ({
  loader: loaderTexts[language],
  guest: guestTexts[language],
  shared: sharedTexts[language],
  console: consoleTexts[language],
  connect: connectTexts[language],
});

/** The moment at which all pages of the gallery are: a forenoon in Tokyo. */
export const NOW = Date.UTC(2026, 0, 15, 1, 24);

/** States of one kind, one for each member of a union: a new member does not compile without. */
export const stateForEach = <Name extends string>(
  members: Record<Name, unknown>,
  make: (name: Name) => GalleryState,
): GalleryState[] => (Object.keys(members) as Name[]).map(make);
