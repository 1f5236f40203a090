/**
 * What this tab was tapped for and has not told the end of. It is written at the tap itself: a page
 * may go before its picture is taken, measured and in the outbox, and then only this is left of the
 * tap, by which the tab's next page can say that it was lost (P2).
 */
import { type Checked, id, listOf, object, secret } from '../protocol/index.js';
import { toBase64url } from './bytes.js';
import { readKept } from './kept.js';
import type { Keep, Random } from './types.js';

/** By what a tab's documents know each other, and the key that seals what they leave (P2). */
const tabRecord = object({ tab: id, key: secret });
export type Tab = Checked<typeof tabRecord>;

const TAB_KEPT = 'misete.outbox';

export const tabIn = (session: Keep): Tab | undefined => readKept(tabRecord, session.get(TAB_KEPT));

export const nameTab = (session: Keep, random: Random): Tab => {
  const tab = { tab: toBase64url(random.bytes(16)), key: toBase64url(random.bytes(32)) };
  session.set(TAB_KEPT, JSON.stringify(tab));
  return tab;
};

export interface Taps {
  add: (id: string) => void;
  /** The guest reads how it ended: no other page need say so. */
  end: (id: string) => void;
  /** False once any page of this tab has told its end. */
  isOpen: (id: string) => boolean;
  /** What other pages of this tab were tapped for. */
  left: () => string[];
  /** The tab's storage is a copy: what others were tapped for is that other tab's to tell. */
  disown: () => void;
  /** The document goes away: what it was tapped for is from now on any page's of this tab. */
  leave: () => void;
  clear: () => void;
}

const TAPS_KEPT = 'misete.taps';
/** One is under way at a time; more are left only where page after page goes amid a tap. */
const MOST = 8;

const record = object({ call: id, ids: listOf(id, MOST) });

/** `session` is the tab's own; taps of another call than the one of this moment do not count. */
export const createTaps = (session: Keep, random: Random, call: () => string | undefined): Taps => {
  const mine = new Set<string>();

  const all = (): string[] => {
    const kept = readKept(record, session.get(TAPS_KEPT));
    return kept?.call === call() ? (kept?.ids ?? []) : [];
  };

  const write = (ids: string[]): void => {
    const of = call();
    if (of === undefined || ids.length === 0) session.remove(TAPS_KEPT);
    else session.set(TAPS_KEPT, JSON.stringify({ call: of, ids: ids.slice(-MOST) }));
  };

  return {
    add(id) {
      // A copy of the tab must be known for one by its name, before it takes this tap for its own.
      if (tabIn(session) === undefined) nameTab(session, random);
      mine.add(id);
      write([...all().filter((other) => other !== id), id]);
    },
    end(id) {
      mine.delete(id);
      const ids = all();
      if (ids.includes(id)) write(ids.filter((other) => other !== id));
    },
    isOpen: (id) => all().includes(id),
    left: () => all().filter((id) => !mine.has(id)),
    disown() {
      write(all().filter((id) => mine.has(id)));
    },
    leave() {
      mine.clear();
    },
    clear() {
      mine.clear();
      if (all().length > 0) write([]);
    },
  };
};
