/** What the loader hands over to the rest, and what it gets back. */
import type { Brand } from '../look/brand.js';
import type { HandOff } from '../link/types.js';
import type { NumberKind } from '../protocol/index.js';
import type { Language } from '../text/index.js';

export interface GuestStart {
  /** The shadow root of our one element on the page; what is in it is ours to draw. */
  root: ShadowRoot;
  /** [スマホ画面サポートを利用する]. The loader made it and listens to it. */
  button: HTMLButtonElement;
  /** The service's public URL. */
  service: string;
  language: Language;
  /** What the operator has set of the brand. */
  brand: Partial<Brand>;
  /** Where a tap on the button leads: to the steps, or to a support number at once (3.2). */
  leadsTo: NumberKind;
  /** Fields that were of type password before the rest was loaded (P4). */
  everPassword: WeakSet<Element>;
  /** The site's private mode: everything is masked but what the page marks to be shown (P4). */
  maskAll: boolean;
  /** What the page's address brought with it (H2). */
  handOff: HandOff | undefined;
}

export interface Guest {
  /** The button was tapped. */
  tap: () => void;
}

/** The module that the loader fetches from the service. */
export interface GuestModule {
  start: (given: GuestStart) => Guest;
}
