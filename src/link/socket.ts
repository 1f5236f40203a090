/**
 * The signaling socket as a page sees it: up or down. It connects again by itself, with a delay
 * that grows and is spread, until it is stopped or the service says that this page must not.
 *
 * A phone that was locked, or has changed its network, shows sockets as open that are dead, and no
 * event says so. So who is silent is asked, and who does not answer is given up.
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

/** What may be an answer to a `ping`. */
interface Asked {
  type: string;
  about?: string;
}

export interface SocketEvents<In> {
  /** Anything but a `pong`. */
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
  /**
   * The page is seen again, or the network is back: connects now instead of at the end of the delay,
   * and asks a socket that looks open whether it is.
   */
  hurry: () => void;
  /** False if there is no open socket; nothing is kept for later. */
  send: (message: Out) => boolean;
}

/** A connection that has not opened by then is given up: some networks swallow it in silence. */
const CONNECT_MS = 8_000;
const PING = JSON.stringify({ type: 'ping' });
const FIRST_DELAY_MS = 400;
/** A call may be waiting for it: after a dead spot of minutes people look at it, and count. */
const LONGEST_DELAY_MS = 8_000;
/** A service that is being replaced sends everybody away at once: they come back one by one. */
const MOVED_MS = { least: 300, spread: 2_700 } as const;
/** Nothing was heard for so long: the service is asked whether it is there. */
export const QUIET_MS = 4_000;
/** It has not answered for so long: the socket is dead, whatever it looks like (C8). */
export const ANSWER_MS = 2_500;
/** A timer that comes so late says nothing of the service: this page itself was asleep. */
const LATE_MS = 1_000;
/** RFC 6455 section 7.1.5. */
const ABNORMAL_CLOSURE = 1006;

export const createSignalingSocket = <In extends Asked, Out>(
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
  let asked = false;

  const forget = (): void => {
    stopTimer();
    socket = undefined;
    asked = false;
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
      stopTimer = deps.clock.after(delay(ending), connect);
      failures += 1;
    }
    events.down(ending, final);
  };

  /** Half of it is fixed and half is chance, so that a restarted service meets no storm. */
  const delay = (ending: SocketEnding | undefined): number => {
    const chance = (deps.random.bytes(1)[0] ?? 0) / 256;
    if (ending === 'stopping') return MOVED_MS.least + MOVED_MS.spread * chance;
    const longest = Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures, 10));
    return (longest / 2) * (1 + chance);
  };

  const giveUp = (): void => {
    const silent = socket;
    lost(ABNORMAL_CLOSURE);
    silent?.close(1000);
  };

  /** Somebody is there; asks again when nothing is heard for a while. */
  const listen = (): void => {
    stopTimer();
    asked = false;
    stopTimer = deps.clock.after(QUIET_MS, ask);
  };

  const ask = (): void => {
    stopTimer();
    asked = true;
    socket?.send(PING);
    const due = deps.clock.now() + ANSWER_MS;
    stopTimer = deps.clock.after(ANSWER_MS, () => {
      if (deps.clock.now() > due + LATE_MS) ask();
      else giveUp();
    });
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
    stopTimer = deps.clock.after(CONNECT_MS, giveUp);
    try {
      socket = deps.open(url, SUBPROTOCOL, {
        open: ifCurrent(() => {
          state = 'open';
          listen();
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
    listen();
    const parsed = parse(json);
    // What a newer service says beyond this version's words is ignored (W1).
    if (!parsed.ok) return;
    failures = 0;
    if (!isPong(parsed.message)) events.message(parsed.message);
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
      if (state === 'open' && !asked) ask();
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

/** A service that does not know the question has answered it, too (W1). */
const isPong = ({ type, about }: Asked): boolean =>
  type === 'pong' || (type === 'error' && about === 'ping');
