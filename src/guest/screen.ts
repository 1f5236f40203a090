/** What a screen is, and what it is made from. */
import type { Clock } from '../link/index.js';
import type { Brand } from '../look/brand.js';
import type { Code, GuestTexts, Language, SharedTexts } from '../text/index.js';
import type { View } from './view.js';

/** A part of what is shown. Made once for a view, then kept up to date while the view stays. */
export interface Screen<Shown> {
  element: HTMLElement;
  /** A method, so that the screen of one view can stand where that of any view is expected. */
  update(shown: Shown): void;
  /** Stops what it had going on. */
  close?: () => void;
}

/** The view of this name. */
export type ViewAt<Name extends View['at']> = Extract<View, { at: Name }>;

/** What every screen draws from and acts on. */
export interface Stage {
  shared: SharedTexts;
  texts: GuestTexts;
  clock: Clock;
  language: Language;
  /** The service's public URL. */
  service: string;
  /** Addresses in it may be relative to the service's. */
  brand: Omit<Brand, 'accents'>;
  /** The address of what help says of a code, in the language that is shown. */
  help: (code: Code) => string;
  /** What this browser can do at this moment. */
  here: Here;
  /** Makes a handle by which the guest moves `dragged`. */
  handle: (dragged: HTMLElement) => HTMLElement;
  act: Acts;
}

export interface Here {
  canKeep: () => boolean;
  isOnline: () => boolean;
}

/** What a guest can do, by a tap. */
export interface Acts {
  /** Says everything in the other language. */
  speak: () => void;
  start: () => void;
  agree: () => void;
  addPage: () => void;
  renew: () => void;
  /** Closes the sheet; a number that lives is put aside. */
  close: () => void;
  /** Shows in the sheet again what was put aside. */
  showNumber: () => void;
  /** Gives the number up. */
  cancel: () => void;
  /** A finger is on [画面を送信]: its tap will follow. */
  prepare: () => void;
  send: () => void;
  sendAgain: () => void;
  giveUp: () => void;
  wrongPerson: () => void;
  end: () => void;
  /** From what is over back to the first state. */
  finish: () => void;
  /** Once more what ended in trouble. */
  retry: () => void;
}
