/**
 * What a signed-in host works with in one tab: the desk (link room), the browser's store, and the
 * screen support of the call on show. Follows the desk through a call and does what the rules of
 * screen-support.ts leave undone: stores, remembers, wipes (P7).
 */
import type { CaptureStore, HostCallState, HostDesk, Keep, KeyStore } from '../link/types.js';
import type { CaptureInfo, CaptureRefusal } from '../protocol/index.js';
import type { ConsoleTexts } from '../text/console.js';
import { Cell } from '../ui/cell.js';
import { type Ended, archiveOf } from './archive.js';
import type { Attention } from './attention.js';
import type { HostActs } from './host-acts.js';
import { type Preferences, readPreferences, writePreferences } from './preferences.js';
import { forget, recall, remember } from './remembered.js';
import {
  NO_SUPPORT,
  type ScreenSupport,
  type SupportEvent,
  nextSupport,
} from './screen-support.js';
import type { KeptCapture } from './store/records.js';
import type { ConsoleStore } from './store/store.js';

export interface DeskSettings {
  captures: CaptureStore;
  keys: KeyStore;
  events: {
    stored: (call: string, info: CaptureInfo) => void;
    refused: (call: string, reason: CaptureRefusal) => void;
  };
}

export interface WorkplaceParts {
  store: ConsoleStore;
  /** The origin under which guests reach the service. */
  service: string;
  /** Whether the service has a relay (TURN); undefined: it does not say. */
  relay: boolean | undefined;
  /** sessionStorage. */
  tab: Keep;
  /** localStorage: how this host likes the console. */
  host: Keep;
  /** Tells of captures while the tab is not in front. */
  attention: Attention;
  /** Clipboard, files, other tabs. */
  acts: HostActs;
  openDesk: (settings: DeskSettings) => HostDesk;
  /** Tells other tabs that this one shows the call; the function that it returns ends that. */
  showCall: (call: string) => () => void;
  /** Blob URLs. */
  pictures: { show: (picture: Blob) => string; release: (url: string) => void };
}

/** In the tab's storage while the host has put the notes away. */
const NOTES_AWAY = 'misete.console.notes-away';

interface Followed {
  call: string;
  ended: boolean;
  /** Whether the host has written notes since this tab shows the call. */
  noted: boolean;
  unshow: () => void;
}

export class Workplace {
  readonly desk: HostDesk;
  readonly service: string;
  readonly relay: boolean | undefined;
  readonly support = new Cell<ScreenSupport>(NO_SUPPORT);
  /** What the host has written down beside the call on show. */
  readonly notes = new Cell('');
  /** Whether the notes stand beside the call. */
  readonly notesShown: Cell<boolean>;
  readonly preferences: Cell<Preferences>;
  readonly #parts: WorkplaceParts;
  readonly #unwatch: () => void;
  #followed: Followed | undefined;

  constructor(parts: WorkplaceParts) {
    this.#parts = parts;
    this.service = parts.service;
    this.relay = parts.relay;
    this.notesShown = new Cell(parts.tab.get(NOTES_AWAY) === undefined);
    this.preferences = new Cell(readPreferences(parts.host));
    this.desk = parts.openDesk({
      captures: parts.store.captures,
      keys: parts.store.keys,
      events: {
        stored: (call, info) => void this.#came(call, info.id),
        refused: (call, reason) => {
          if (call === this.#followed?.call) this.#next({ type: 'refused', reason });
        },
      },
    });
    this.#unwatch = this.desk.watch(() => {
      this.#follow(this.desk.call);
    });
    // A summary that was open when the page was loaded anew: its captures are wiped by now (P7).
    if (this.desk.call.at === 'ended') this.desk.dismiss();
    this.#follow(this.desk.call);
  }

  get acts(): HostActs {
    return this.#parts.acts;
  }

  get attention(): Attention {
    return this.#parts.attention;
  }

  /** Changes how the host likes the console, for good. */
  prefer(change: Partial<Preferences>): void {
    this.preferences.value = { ...this.preferences.value, ...change };
    writePreferences(this.#parts.host, this.preferences.value);
  }

  /** The picture of a capture, as it came. */
  async picture(id: string): Promise<Blob> {
    const call = this.#followed?.call;
    const kept = call === undefined ? undefined : await this.#parts.store.get(call, id);
    if (kept === undefined) throw new Error('no such capture is kept');
    return kept.picture;
  }

  choose(id: string): void {
    this.#next({ type: 'chose', id });
  }

  /** Shows the window, or puts it away. */
  toggle(): void {
    this.#next({ type: 'toggled' });
  }

  async drop(id: string): Promise<void> {
    const call = this.#followed?.call;
    if (call === undefined) return;
    await this.#parts.store.drop(call, id);
    const gone = this.support.value.captures.find(({ info }) => info.id === id);
    this.#next({ type: 'dropped', id });
    if (gone !== undefined) this.#parts.pictures.release(gone.picture);
  }

  toggleNotes(): void {
    const shown = !this.notesShown.value;
    this.notesShown.value = shown;
    if (shown) this.#parts.tab.remove(NOTES_AWAY);
    else this.#parts.tab.set(NOTES_AWAY, '1');
  }

  /** Kept at once: a tab may be closed amid a word. */
  write(notes: string): void {
    this.notes.value = notes;
    if (this.#followed === undefined) return;
    this.#followed.noted = true;
    void this.#parts.store.note(this.#followed.call, notes);
  }

  /** The ended call on show with all that is kept of it, as one file. */
  async archive(call: Ended, texts: ConsoleTexts): Promise<Blob> {
    const captures = await this.#parts.store.list(call.call);
    return archiveOf({ call, captures, notes: this.notes.value }, texts);
  }

  /** Closes the summary of an ended call, or the notice that another tab has it (P7). */
  dismiss(): void {
    this.desk.dismiss();
  }

  /** Lets go of everything in this tab; the store keeps what it has. */
  close(): void {
    this.#unwatch();
    this.desk.close();
    this.#letGo();
    this.#parts.store.close();
  }

  /** The host signs out: the call ends, and no capture stays in this browser (P7). */
  async signOut(): Promise<void> {
    if (this.desk.call.at === 'running') this.desk.end();
    this.#unwatch();
    this.desk.close();
    this.#letGo();
    forget(this.#parts.tab);
    await this.#parts.store.wipeAll();
    this.#parts.store.close();
  }

  #follow(state: HostCallState): void {
    if (state.at === 'running' || state.at === 'ended') {
      if (this.#followed?.call !== state.call) this.#begin(state);
      if (state.at === 'ended') this.#end();
    } else if (this.#followed !== undefined) {
      const { call } = this.#followed;
      this.#letGo();
      if (state.at === 'none') {
        forget(this.#parts.tab);
        void this.#parts.store.wipe(call);
      }
    }
  }

  #begin(state: Extract<HostCallState, { at: 'running' | 'ended' }>): void {
    this.#letGo();
    const { call, startedAt } = state;
    const { tab, store, showCall } = this.#parts;
    this.#followed = { call, ended: false, noted: false, unshow: showCall(call) };
    void store.began(call, startedAt);
    const page = state.at === 'running' ? state.page : 'connection';
    const { minimised = false, unseen = 0 } = recall(tab, call) ?? {};
    this.#next({ type: 'began', page, minimised, unseen });
    void this.#load(call);
  }

  #end(): void {
    if (this.#followed === undefined || this.#followed.ended) return;
    this.#followed.ended = true;
    forget(this.#parts.tab);
    void this.#parts.store.ended(this.#followed.call);
  }

  #letGo(): void {
    this.#followed?.unshow();
    this.#followed = undefined;
    this.#parts.attention.seen();
    const { captures } = this.support.value;
    this.notes.value = '';
    this.#next({ type: 'closed' });
    for (const { picture } of captures) this.#parts.pictures.release(picture);
  }

  async #load(call: string): Promise<void> {
    const { store } = this.#parts;
    const [kept, notes] = await Promise.all([store.list(call), store.notes(call)]);
    if (call !== this.#followed?.call) return;
    // Who was quicker than the store goes on, also with nothing.
    if (!this.#followed.noted) this.notes.value = notes;
    this.#next({ type: 'loaded', captures: this.#unknown(kept) });
  }

  async #came(call: string, id: string): Promise<void> {
    const kept = await this.#parts.store.get(call, id);
    if (kept === undefined || call !== this.#followed?.call) return;
    for (const capture of this.#unknown([kept])) {
      this.#next({ type: 'came', capture });
      this.#parts.attention.came(capture, this.preferences.value.notify, () => {
        this.#next({ type: 'brought', id });
      });
    }
  }

  /** Those that are not on show yet, with a URL each. */
  #unknown(kept: readonly KeptCapture[]) {
    const known = new Set(this.support.value.captures.map(({ info }) => info.id));
    return kept
      .filter(({ info }) => !known.has(info.id))
      .map(({ info, storedAt, picture }) => ({
        info,
        storedAt,
        picture: this.#parts.pictures.show(picture),
      }));
  }

  #next(event: SupportEvent): void {
    this.support.value = nextSupport(this.support.value, event);
    if (this.#followed === undefined || this.#followed.ended) return;
    const { minimised, unseen } = this.support.value;
    remember(this.#parts.tab, { call: this.#followed.call, minimised, unseen });
  }
}
