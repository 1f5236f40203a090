/** What the feature pages ask of a browser, so that each browser needs only its own driver. */

export interface PageSettings {
  /** Classic scrollbars, as with a mouse; without it they are as a phone's: over the content. */
  scrollbars?: true;
  /** The user prefers dark pages. */
  dark?: true;
  /** The user's own text size: 2 is twice the usual. */
  textScale?: number;
  /** Where the pointer rests, in CSS pixels of the window. */
  pointer?: { x: number; y: number };
  /** The user has enlarged the page with two fingers, by this factor. */
  pinch?: number;
}

export interface Driver {
  /** As the results are called: `chromium`. */
  name: string;
  /** Opens a page, alone, in a window of the phone's size with all settings but those that it lacks. */
  open: (url: string, settings: PageSettings) => Promise<void>;
  /** The value of an expression in the page, awaited, through JSON. */
  evaluate: (expression: string) => Promise<unknown>;
  /** PNG of the visual viewport in device pixels, as the browser itself draws it. */
  screenshot: () => Promise<Buffer>;
  close: () => Promise<void>;
}

/** The phone. */
export const SCREEN = { width: 390, height: 844, density: 2 } as const;
