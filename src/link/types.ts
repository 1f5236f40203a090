/**
 * What the link room asks of its surroundings, and what it shows to the pages. The pages (sheet,
 * connection page, console) know these types and nothing of sockets or peer connections.
 */
import type {
  CallEnding,
  CaptureInfo,
  CaptureRefusal,
  Device,
  GuestPage,
  LegWay,
  NumberKind,
  Refusal,
} from '../protocol/index.js';

// ---- asked of the surroundings ------------------------------------------------------------------

/** Cancels what was started; a second call does nothing. */
export type Stop = () => void;

/** Time as an argument, so that tests neither sleep nor patch. */
export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  /** Calls `then` once, after `ms`. */
  after: (ms: number, then: () => void) => Stop;
}

/** `bytes(n)`: n bytes of a cryptographic generator. */
export interface Random {
  bytes: (length: number) => Uint8Array<ArrayBuffer>;
}

/** localStorage or sessionStorage, or a stand-in in memory where the browser refuses them. */
export interface Keep {
  get: (name: string) => string | undefined;
  set: (name: string, value: string) => void;
  remove: (name: string) => void;
}

/** Whether the document is seen, and when it goes to sleep and comes back (C1, C8). */
export interface PageLife {
  visible: () => boolean;
  /** Calls back on every change of these; `network`: the device's network came or changed. */
  watch: (
    then: (event: 'visible' | 'hidden' | 'pagehide' | 'pageshow' | 'network') => void,
  ) => Stop;
}

/** Calls `then` after every change of what it belongs to. */
export type Watch = (then: () => void) => Stop;

// ---- the guest's side ---------------------------------------------------------------------------

/** How a leg does at this moment: open, silent for some seconds, or replaced by a new one. */
export type LinkState = 'open' | 'checking' | 'away';

/** Where a guest's document stands. */
export type GuestState =
  /** Nothing was asked for. */
  | { at: 'idle' }
  /** A number was asked for. `slow`: the service does not answer, we go on trying. */
  | { at: 'asking'; kind: NumberKind; slow: boolean }
  /** `endsAt`: when the number ends, by the clock that was given. */
  | { at: 'number'; kind: NumberKind; number: string; endsAt: number; slow: boolean }
  /** The number ran out; a new one is a tap away. */
  | { at: 'number-over'; kind: NumberKind }
  /** A host claimed the number, or this page belongs to a call; no leg is open yet. */
  | { at: 'meeting'; host: string }
  | { at: 'connected'; host: string; link: LinkState; sentBefore: boolean }
  | { at: 'ended'; reason: CallEnding }
  | { at: 'trouble'; code: TroubleCode; kind: NumberKind | undefined; retryIn: number | undefined };

/** What a guest may meet that is no ending of a call. Each has a sentence and a help page. */
export type TroubleCode =
  | Extract<
      Refusal,
      | 'numbers-exhausted'
      | 'too-many-numbers'
      | 'page-refused'
      | 'too-many-legs'
      | 'hand-off-over'
      | 'hand-off-elsewhere'
    >
  | 'no-webrtc'
  | 'in-app'
  | 'insecure'
  | 'offline'
  | 'version-unknown'
  | 'origin-refused'
  | 'superseded'
  | 'not-proved'
  | 'unexpected';

/** Where the capture stands that was tapped last. */
export type SendingState =
  | { at: 'idle' }
  /** `waiting`: there is no open leg now; it goes on by itself when there is one. */
  | { at: 'sending'; id: string; sent: number; bytes: number; waiting: boolean }
  | { at: 'sent'; id: string }
  | { at: 'failed'; id: string; reason: CaptureRefusal | 'given-up' | 'page-closed' };

/** A picture with what is told of it; `id`, hash and size are made by the link (P2). */
export interface OutgoingCapture {
  image: Blob;
  about: Omit<CaptureInfo, 'id' | 'sha256' | 'bytes' | 'mime'>;
}

/** A page that the host offers to the guest (H1), for an ordinary link. */
export interface OfferedPage {
  id: string;
  /** What the link says: the host's words. */
  name: string;
  /** The origin of the page, to be shown with the name: the host's words may say anything. */
  site: string;
  /**
   * Where the link leads; to be opened in a new tab, so that this page stays. It holds the hand-off
   * (H2), so it is shown and written nowhere.
   */
  href: string;
}

/** What a page's address may bring with it (H2): this page joins a call, without a number. */
export interface HandOff {
  /** 256 bits, base64url. Good once. */
  secret: string;
  /** The call's id, to know whether this page's site is in it already. */
  call: string;
}

/** The part that a guest's document takes in a call. */
export interface GuestCall {
  readonly state: GuestState;
  readonly sending: SendingState;
  /** Pages that the host offers, the oldest first; none outside of a call (H1). */
  readonly offers: readonly OfferedPage[];
  watch: Watch;
  /** Asks for a number: the guest tapped OK, or chose to add this page to a running call. */
  ask: (kind: NumberKind) => void;
  /** 再発行: ends the number and asks for another of the same kind. */
  renew: () => void;
  /** The guest gives the number up. */
  cancel: () => void;
  /** Ends the call. */
  leave: (reason: 'guest-left' | 'wrong-person') => void;
  /** 画面を送信: its picture is about to be taken. If the page goes before, the next one says so. */
  tapped: () => void;
  /** No picture came of the tap. */
  missed: () => void;
  /** Sends a capture. False, and nothing happens, while another is under way, or if it is lost. */
  send: (capture: OutgoingCapture) => boolean;
  /** もう一度送信: the capture that failed, under the same id. */
  sendAgain: () => void;
  /** Withdraws the capture under way; it fails with `given-up` once the host has said so. */
  giveUp: () => void;
  /** The link of an offered page was tapped: tells the host (H2). */
  opened: (id: string) => void;
  /** From `ended` or `trouble` back to `idle`. */
  reset: () => void;
}

export interface GuestCallSettings {
  page: GuestPage;
  /** The service's public URL, such as `https://support.example`. */
  service: string;
  /** What the page's address brought (H2); taken out of it before. */
  handOff?: HandOff | undefined;
}

// ---- the host's side ----------------------------------------------------------------------------

/** How the host knows the guest to be. */
export type GuestPresence = 'connecting' | 'connected' | 'checking' | 'away';

/** One leg of the call, for the host's eyes. */
export interface LegView {
  leg: string;
  page: GuestPage;
  /** The origin of its page by the service's word, null where the browser names none. */
  site: string | null;
  state: 'connecting' | LinkState | 'hidden';
  /** The way that its bytes take; undefined until that is known. */
  way: LegWay | undefined;
}

/** What is known of a number that was typed. */
export type Lookup =
  | { at: 'empty' }
  | { at: 'looking'; number: string }
  | {
      at: 'found';
      number: string;
      kind: NumberKind;
      page: GuestPage;
      site: string | null;
      waiting: boolean;
      device: Device | undefined;
      /** When the number was issued, by the host's clock. */
      since: number | undefined;
      endsAt: number;
    }
  | { at: 'refused'; number: string; error: Refusal; retryAt: number | undefined };

/** A claim of a number that has not come to a call, or a page added, yet. */
export type Claim =
  | { at: 'none' }
  | { at: 'claiming'; number: string }
  /** The guest must look at the page again (N7). */
  | { at: 'held'; number: string; endsAt: number }
  | { at: 'refused'; number: string; error: Refusal; retryAt: number | undefined };

/** A page that the host has offered (H1). */
export interface HostOffer {
  id: string;
  name: string;
  url: string;
  state: OfferState;
}

/**
 * `sending`: the service does not know of it yet. `sent`: it is on the guest's screen, or will be
 * once the guest looks. `opened`: the guest tapped it. `joined`: its page is in the call, and the
 * guest can open it again. `expired`: nobody opened it, or no page joined in time. `refused`: the
 * service said no.
 */
export type OfferState = 'sending' | 'sent' | 'opened' | 'joined' | 'expired' | 'refused';

/** Why a page cannot be offered: no call runs, no address of a page, as many as there may be. */
export type OfferFault = 'no-call' | 'no-page' | 'too-many';

export type HostCallState =
  | { at: 'none' }
  | {
      at: 'running';
      call: string;
      /** What the call was started from. */
      page: GuestPage;
      site: string | null;
      startedAt: number;
      guest: GuestPresence;
      /** When the guest was last connected, while `guest` is `away`. */
      awaySince: number | undefined;
      legs: readonly LegView[];
      /** Counts numbers that were added in this call (3.2). */
      pagesAdded: number;
      /** Pages offered to the guest, the oldest first. */
      offered: readonly HostOffer[];
    }
  /** Another tab of the console has this call (C1). */
  | { at: 'elsewhere'; call: string }
  | { at: 'ended'; call: string; reason: CallEnding; startedAt: number; endedAt: number };

/**
 * What one tab of the console does. After a reload it takes its call up again by itself (C2): what
 * it needs for that it keeps in the tab's sessionStorage.
 */
export interface HostDesk {
  readonly socket: 'connecting' | 'open' | 'lost' | 'signed-out';
  readonly lookup: Lookup;
  readonly claim: Claim;
  readonly call: HostCallState;
  watch: Watch;
  /** Looks a number up (N8). Anything but four digits empties the lookup. */
  look: (number: string) => void;
  /** 開始: starts a call with a number. */
  start: (number: string) => void;
  /** 追加: adds a page to the running call with a support number. */
  add: (number: string) => void;
  /** Gives a held claim back. */
  release: () => void;
  /**
   * Offers a page to the guest: its address as it was typed or pasted, and what the guest reads on
   * the button ('': the page's site). Returns why not, if it cannot be offered.
   */
  offer: (url: string, name: string) => OfferFault | undefined;
  /** Takes an offered page back, or off the list. */
  withdraw: (id: string) => void;
  end: () => void;
  /** The summary of an ended call is closed. */
  dismiss: () => void;
  /** Closes the socket and every leg: the page goes away, or the host signs out. */
  close: () => void;
}

/** Where the host's captures are kept (P7); console/ has it in IndexedDB. */
export interface CaptureStore {
  /** Whether a capture of this id is stored. */
  has: (call: string, captureId: string) => Promise<boolean>;
  /** How many captures of the call are kept (P8). */
  count: (call: string) => Promise<number>;
  /** Resolves when it is stored for good; rejects where the browser could not. */
  put: (call: string, info: CaptureInfo, picture: Blob) => Promise<void>;
}

/** What a call at the host must outlive a reload with: link keys and the call's beginning (C5). */
export interface KeyStore {
  /** The link keys of a call, base64url. */
  load: (call: string) => Promise<string[]>;
  add: (call: string, key: string) => Promise<void>;
  forget: (call: string) => Promise<void>;
}
