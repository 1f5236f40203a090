/** What the loader hands over to the rest, and what it gets back. */
import type { Brand } from '../look/brand.js';
import type { NumberKind } from '../protocol/index.js';
import type { Language } from '../text/index.js';
import type { Glass } from './glass.js';

export interface GuestStart {
  /** Its attributes are what the site wishes. */
  tag: HTMLScriptElement;
  /** The service's public URL, with a slash at its end. */
  base: string;
  /** The shadow root of our one element on the page; what is in it is ours to draw. */
  root: ShadowRoot;
  /** What stands over the page, in the shadow root. */
  glass: Glass;
  /** [スマホ画面サポートを利用する] with its handle. The loader made them and listens to taps. */
  pill: HTMLElement;
  move: HTMLElement;
  language: Language;
  /** The guest has chosen another language: the loader says its own words in it. */
  speak: (language: Language) => void;
  /** What the operator has set of the brand. */
  brand: Partial<Brand>;
  /** Fields that were of type password before the rest was loaded (P4). */
  everPassword: WeakSet<Element>;
  /** What the page's address brought with it, as it stood there (H2). */
  handOff: string | undefined;
}

export interface Wishes {
  /** Where a tap on the button leads: to the steps, or to a support number at once (3.2). */
  leadsTo: NumberKind;
  /** The site's private mode: everything is masked but what the page marks to be shown (P4). */
  maskAll: boolean;
}

export const wishesOf = ({ dataset }: HTMLScriptElement): Wishes => ({
  leadsTo: dataset['start'] === 'support' ? 'support' : 'call',
  // Of any value: a site that asks for it and misspells it must not show more than it meant to.
  maskAll: 'mask' in dataset,
});

export interface Guest {
  /** The button was tapped. */
  open: () => void;
  /** Its handle was. */
  move: () => void;
}

/** The module that the loader fetches from the service. */
export interface GuestModule {
  start: (given: GuestStart) => Promise<Guest>;
}
