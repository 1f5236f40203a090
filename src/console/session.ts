/** Whether a host is signed in at this tab, and what follows from it. */
import { Cell } from '../ui/cell.js';
import type { Host, HostApi, SignInRefusal } from './api.js';
import type { Workplace } from './workplace.js';

export type SessionState =
  | { at: 'opening' }
  | {
      at: 'signed-out';
      busy: boolean;
      refused: SignInRefusal | undefined;
      /**
       * `expired`: the session ended by itself, or in another tab. `unheard`: the service did not
       * hear of the sign-out, so whoever comes to this browser next is still signed in.
       */
      note: 'expired' | 'unheard' | undefined;
    }
  | { at: 'signed-in'; name: string; work: Workplace }
  /** This browser cannot do what the console needs. */
  | { at: 'unfit' };

export interface SessionParts {
  api: HostApi;
  /** Rejects where the browser refuses what the console needs. */
  openWorkplace: (host: Host) => Promise<Workplace>;
}

const SIGNED_OUT = { at: 'signed-out', busy: false, refused: undefined, note: undefined } as const;

export class Session {
  readonly state = new Cell<SessionState>({ at: 'opening' });
  readonly #parts: SessionParts;
  #unwatch = () => {};

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  /** Takes up the browser's session. Where there is none, signs in with `key` if one is given. */
  async open(key?: string): Promise<void> {
    const found = await this.#parts.api.current();
    if (found === 'unreachable') {
      this.state.value = { ...SIGNED_OUT, refused: { why: 'unreachable' } };
    } else if (found !== 'none') await this.#enter(found);
    else if (key !== undefined) await this.signIn(key, '');
    else this.state.value = SIGNED_OUT;
  }

  /** `name`: what guests see; empty leaves it to the service. */
  async signIn(key: string, name: string): Promise<void> {
    if (this.state.value.at === 'signed-in') return;
    this.state.value = { ...SIGNED_OUT, busy: true };
    const answer = await this.#parts.api.signIn(key, name);
    if ('why' in answer) this.state.value = { ...SIGNED_OUT, refused: answer };
    else await this.#enter(answer);
  }

  /** False if the service did not take the name. */
  async rename(name: string): Promise<boolean> {
    const taken = await this.#parts.api.rename(name);
    const state = this.state.value;
    if (taken === undefined || state.at !== 'signed-in') return false;
    this.state.value = { ...state, name: taken };
    return true;
  }

  async signOut(): Promise<void> {
    const state = this.state.value;
    if (state.at !== 'signed-in') return;
    this.#unwatch();
    await state.work.signOut();
    const heard = await this.#parts.api.signOut();
    this.state.value = heard ? SIGNED_OUT : { ...SIGNED_OUT, note: 'unheard' };
  }

  /** The tab is closed or loads anew. Its legs close now: guests need no silence to tell them (C8). */
  leave(): void {
    if (this.state.value.at !== 'signed-in') return;
    this.#unwatch();
    this.state.value.work.desk.close();
  }

  async #enter(host: Host): Promise<void> {
    let work: Workplace;
    try {
      work = await this.#parts.openWorkplace(host);
    } catch {
      this.state.value = { at: 'unfit' };
      return;
    }
    this.state.value = { at: 'signed-in', name: host.name, work };
    this.#unwatch = work.desk.watch(() => {
      if (work.desk.socket !== 'signed-out') return;
      this.#unwatch();
      work.close();
      this.state.value = { ...SIGNED_OUT, note: 'expired' };
    });
  }
}
