/**
 * Tells the host of captures that come while the console's tab is not in front: a count in the title, a
 * dot on the tab's icon, and, where the host asked for it, a notification of the system's. All of it
 * goes as soon as the tab is looked at.
 */
import { Cell } from '../ui/cell.js';
import type { ShownCapture } from './screen-support.js';

/** `missing`: this browser, or a page without https, has no notifications. */
export type Permission = 'default' | 'granted' | 'denied' | 'missing';

export interface Notice {
  title: string;
  body: string;
}

/** The system's notifications. */
export interface Notifier {
  permission: () => Permission;
  /** Asks the host; only ever from a click of theirs. */
  ask: () => Promise<Permission>;
  /** Shows one until the function that it returns is called; `onclick`: the host wants to see. */
  show: (notice: Notice, onclick: () => void) => () => void;
}

export interface AttentionParts {
  tab: {
    visible: () => boolean;
    /** Calls `then` when that may have changed, as long as the page lives. */
    watch: (then: () => void) => void;
  };
  notifier: Notifier;
  /** What a notification says, in the language of the moment. */
  notice: (capture: ShownCapture) => Notice;
  /** Brings the tab to the front. */
  front: () => void;
}

export class Attention {
  /** How many captures came since the tab was last in front. */
  readonly waiting = new Cell(0);
  readonly #parts: AttentionParts;
  #closeNotice = () => {};

  constructor(parts: AttentionParts) {
    this.#parts = parts;
    parts.tab.watch(() => {
      if (parts.tab.visible()) this.seen();
    });
  }

  get notifier(): Notifier {
    return this.#parts.notifier;
  }

  /** A capture came; `wanted`: the host likes notifications; `show`: puts it before the host. */
  came(capture: ShownCapture, wanted: boolean, show: () => void): void {
    const { tab, notifier, notice, front } = this.#parts;
    if (tab.visible()) return;
    this.waiting.value += 1;
    if (!wanted || notifier.permission() !== 'granted') return;
    // One at a time: ten captures are no ten notices to clear away.
    this.#closeNotice();
    this.#closeNotice = notifier.show(notice(capture), () => {
      show();
      front();
      this.seen();
    });
  }

  /** The host looks at the tab, or there is nothing to look at any more. */
  seen(): void {
    this.waiting.value = 0;
    this.#closeNotice();
    this.#closeNotice = () => {};
  }
}

/** The title of the tab: `(2) Misete …` while two captures wait. */
export const countedTitle = (waiting: number, title: string): string =>
  waiting > 0 ? `(${String(waiting)}) ${title}` : title;
