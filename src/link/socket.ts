/**
 * The signaling socket as a page sees it: up or down. It connects again by itself, with a delay
 * that grows and is spread, until it is stopped or the service says that this page must not.
 */
import {
  SUBPROTOCOL,
  type Parsed,
  type SocketEnding,
  isFinalForPage,
  socketEnding,
} from '../protocol/index.js';
import type { Clock, Random, Stop } from './types.js';

/** As much of a WebSocket as is used, so that a test's fake is small. */
export interface SocketLike {
  send: (text: string) => void;
  close: (code: number) => void;
}

/** Connects; may throw where the page may not. After `close` of its own nothing is called back. */
export type OpenSocket = (
  url: string,
  subprotocol: string,
  on: {
    open: () => void;
    message: (data: unknown) => void;
    /** The socket is gone, or never came; 1006 without a code of the other side's. */
    close: (code: number) => void;
  },
) => SocketLike;

export interface SocketDeps {
  open: OpenSocket;
  clock: Clock;
  random: Random;
}

export interface SocketEvents<In> {
  message: (message: In) => void;
  /** The socket is gone. It connects again by itself, but for a final ending. */
  down: (ending: SocketEnding | undefined, final: boolean) => void;
}

export interface SignalingSocket<Out> {
  readonly state: 'off' | 'connecting' | 'open' | 'waiting';
  /** Connects, if it is off. */
  start: () => void;
  /** Closes; nothing is heard of it any more. */
  stop: () => void;
  /** Connects now instead of at the end of the delay: the page is seen again, or the network is back. */
  hurry: () => void;
  /** False if there is no open socket; nothing is kept for later. */
  send: (message: Out) => boolean;
}

/** A connection that has not opened by then is given up: some networks swallow it in silence. */
const CONNECT_MS = 8_000;
const FIRST_DELAY_MS = 400;
const LONGEST_DELAY_MS = 15_000;
/** RFC 6455 section 7.1.5. */
const ABNORMAL_CLOSURE = 1006;

export const createSignalingSocket = <In, Out>(
  deps: SocketDeps,
  url: string,
  parse: (json: string) => Parsed<In>,
  events: SocketEvents<In>,
): SignalingSocket<Out> => {
  let state: SignalingSocket<Out>['state'] = 'off';
  let socket: SocketLike | undefined;
  let stopTimer: Stop = () => undefined;
  let failures = 0;
  /** Counts sockets: what an older one says is not heard. */
  let current = 0;

  const forget = (): void => {
    stopTimer();
    socket = undefined;
    current += 1;
  };

  const lost = (code: number): void => {
    forget();
    const ending = socketEnding(code);
    const final = isFinalForPage(ending);
    if (final) {
      state = 'off';
    } else {
      state = 'waiting';
      stopTimer = deps.clock.after(delay(), connect);
      failures += 1;
    }
    events.down(ending, final);
  };

  /** Half of it is fixed and half is chance, so that a restarted service meets no storm. */
  const delay = (): number => {
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 10));
    const chance = (deps.random.bytes(1)[0] ?? 0) / 256;
    return (longest / 2) * (1 + chance);
  };

  const connect = (): void => {
    forget();
    state = 'connecting';
    const mine = current;
    const ifCurrent =
      <Args extends unknown[]>(then: (...args: Args) => void) =>
      (...args: Args): void => {
        if (mine === current) then(...args);
      };
    stopTimer = deps.clock.after(CONNECT_MS, () => {
      const silent = socket;
      lost(ABNORMAL_CLOSURE);
      silent?.close(1000);
    });
    try {
      socket = deps.open(url, SUBPROTOCOL, {
        open: ifCurrent(() => {
          stopTimer();
          state = 'open';
        }),
        message: ifCurrent((data: unknown) => {
          if (typeof data === 'string') hear(data);
        }),
        close: ifCurrent(lost),
      });
    } catch {
      // A page that may not (mixed content): as with a network that does not answer.
      lost(ABNORMAL_CLOSURE);
    }
  };

  const hear = (json: string): void => {
    const parsed = parse(json);
    // What a newer service says beyond this version's words is ignored (W1).
    if (!parsed.ok) return;
    failures = 0;
    events.message(parsed.message);
  };

  return {
    get state() {
      return state;
    },
    start() {
      if (state === 'off') connect();
    },
    stop() {
      const closing = socket;
      forget();
      state = 'off';
      failures = 0;
      closing?.close(1000);
    },
    hurry() {
      if (state !== 'waiting') return;
      failures = 0;
      connect();
    },
    send(message) {
      if (state !== 'open' || socket === undefined) return false;
      socket.send(JSON.stringify(message));
      return true;
    },
  };
};
