/**
 * The screen support of one call as the host sees it: the captures, which of them is in front, and
 * whether the window is shown (design 3.4). Pure: the shell (workplace.ts) does what has effects.
 */
import {
  CAPTURES_PER_CALL,
  type CaptureInfo,
  type CaptureRefusal,
  type GuestPage,
} from '../protocol/index.js';

/** A capture that can be shown. */
export interface ShownCapture {
  info: CaptureInfo;
  storedAt: number;
  /** A blob URL of its picture, good until the capture is dropped or wiped. */
  picture: string;
}

export interface ScreenSupport {
  /** Oldest first, each id once. */
  captures: readonly ShownCapture[];
  /** The id of the one in front. */
  front: string | undefined;
  shown: boolean;
  /** Whether the host put the window away; if so, a capture does not bring it back by itself. */
  minimised: boolean;
  /** How many came while the window was not shown. */
  unseen: number;
  /** The last capture that could not be taken, until one can. */
  refused: CaptureRefusal | undefined;
}

export type SupportEvent =
  | { type: 'began'; page: GuestPage; minimised: boolean; unseen: number }
  /** What was stored before this page was loaded. */
  | { type: 'loaded'; captures: readonly ShownCapture[] }
  | { type: 'came'; capture: ShownCapture }
  | { type: 'refused'; reason: CaptureRefusal }
  | { type: 'chose'; id: string }
  /** The host wants to see this one now, whether or not the window is shown. */
  | { type: 'brought'; id: string }
  | { type: 'dropped'; id: string }
  | { type: 'toggled' }
  | { type: 'closed' };

export const NO_SUPPORT: ScreenSupport = {
  captures: [],
  front: undefined,
  shown: false,
  minimised: false,
  unseen: 0,
  refused: undefined,
};

const newest = (captures: readonly ShownCapture[]) => captures.at(-1)?.info.id;

const withCaptures = (
  state: ScreenSupport,
  more: readonly ShownCapture[],
): readonly ShownCapture[] => {
  // One that is shown already keeps its place and its picture.
  const byId = new Map([...more, ...state.captures].map((capture) => [capture.info.id, capture]));
  return [...byId.values()].sort((a, b) => a.storedAt - b.storedAt);
};

const put = (state: ScreenSupport, shown: boolean): ScreenSupport => ({
  ...state,
  shown,
  minimised: !shown,
  unseen: shown ? 0 : state.unseen,
});

export const nextSupport = (state: ScreenSupport, event: SupportEvent): ScreenSupport => {
  switch (event.type) {
    case 'began':
      return {
        ...NO_SUPPORT,
        shown: event.page === 'target' && !event.minimised,
        minimised: event.minimised,
        unseen: event.unseen,
      };
    case 'loaded': {
      const captures = withCaptures(state, event.captures);
      const shown = state.shown || (captures.length > 0 && !state.minimised);
      return { ...state, captures, shown, front: state.front ?? newest(captures) };
    }
    case 'came': {
      const captures = withCaptures(state, [event.capture]);
      if (captures.length === state.captures.length) return state;
      const shown = state.shown || !state.minimised;
      const unseen = shown ? 0 : state.unseen + 1;
      return {
        ...state,
        captures,
        shown,
        unseen,
        front: event.capture.info.id,
        refused: undefined,
      };
    }
    case 'refused':
      return { ...state, refused: event.reason };
    case 'chose':
      return state.captures.some(({ info }) => info.id === event.id)
        ? { ...state, front: event.id }
        : state;
    case 'brought':
      return state.captures.some(({ info }) => info.id === event.id)
        ? { ...put(state, true), front: event.id }
        : state;
    case 'dropped': {
      const captures = state.captures.filter(({ info }) => info.id !== event.id);
      const front = state.front === event.id ? newest(captures) : state.front;
      return { ...state, captures, front, refused: undefined };
    }
    case 'toggled':
      return put(state, !state.shown);
    case 'closed':
      return NO_SUPPORT;
  }
};

/** The capture in front. */
export const inFront = ({ captures, front }: ScreenSupport): ShownCapture | undefined =>
  captures.find(({ info }) => info.id === front);

/** The capture that came next (1) or before (-1) the one in front; undefined where there is none. */
export const neighbour = ({ captures, front }: ScreenSupport, by: 1 | -1): string | undefined => {
  const at = captures.findIndex(({ info }) => info.id === front);
  return at === -1 ? undefined : captures[at + by]?.info.id;
};

/** Whether the host must save or drop some before another can come (P8). */
export const isFull = ({ captures, refused }: ScreenSupport): boolean =>
  captures.length >= CAPTURES_PER_CALL || refused === 'too-many-captures';
