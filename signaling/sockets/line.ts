/**
 * One socket, whatever its role: parses what comes, keeps to the limits of W5, hands the messages on
 * one after another, and sends. It closes by name and with a counter.
 */
import { CLOSE_CODES, type Parsed, type SocketEnding } from '../../src/protocol/index.js';
import type { Counters } from '../counters.js';
import type { Line, Refused } from '../desk/lines.js';
import type { Limits } from '../limits.js';
import type { Log } from '../log.js';
import type { Clock } from '../parts.js';
import { Bucket } from '../rates.js';

/** As much of a WebSocket as is used; `ws` has it. */
export interface Wire {
  /** Bytes that were sent and have not left yet. */
  readonly bufferedAmount: number;
  send: (text: string) => void;
  close: (code: number, reason: string) => void;
  /** Cuts it off without a word. */
  terminate: () => void;
  ping: () => void;
}

export interface LineParts {
  clock: Clock;
  limits: Limits;
  counters: Counters;
  log: Log;
}

/**
 * What is done with the messages of all lines of a role, of each line one after another, and with
 * its end. `who`: whose line it is.
 */
export interface Listener<Who, In> {
  parse: (json: string) => Parsed<In>;
  said: (who: Who, message: In) => Promise<void> | void;
  lost: (who: Who) => Promise<void> | void;
}

/** RFC 6455: the service met a condition that it did not expect. */
const FAILED = 1011;

export class SocketLine<Who, In, Out> implements Line<Out> {
  readonly id: number;
  readonly #wire: Wire;
  readonly #listener: Listener<Who, In>;
  readonly #parts: LineParts;
  readonly #bucket: Bucket;
  #who: Who | undefined;
  /** What is still being done; undefined when the next message can be handled at once. */
  #work: Promise<void> | undefined;
  #malformed = 0;
  #closed = false;
  #answered = true;

  constructor(id: number, wire: Wire, listener: Listener<Who, In>, parts: LineParts) {
    this.id = id;
    this.#wire = wire;
    this.#listener = listener;
    this.#parts = parts;
    const { messagesPerSecond, messageBurst } = parts.limits;
    this.#bucket = new Bucket(parts.clock, messagesPerSecond, messageBurst);
  }

  /** Says whose line it is, before anything comes over it. */
  belongsTo(who: Who): void {
    this.#who = who;
  }

  send(message: Out | Refused): void {
    if (this.#closed) return;
    if (isRefusal(message)) this.#parts.counters.count(`refused.${message.error}`);
    this.#wire.send(JSON.stringify(message));
    if (this.#wire.bufferedAmount > this.#parts.limits.waitingBytes) this.close('too-slow');
  }

  close(ending: SocketEnding): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#parts.counters.count(`socket.${ending}`);
    this.#wire.close(CLOSE_CODES[ending], ending);
    // A slow reader would not read the reason either.
    if (ending === 'too-slow') this.#wire.terminate();
  }

  /** A message came; undefined stands for a binary one. */
  received(text: string | undefined): void {
    if (this.#closed) return;
    if (!this.#bucket.take()) {
      this.close('too-many-messages');
      return;
    }
    if (text === undefined) {
      this.close('bad-message');
      return;
    }
    const parsed = this.#listener.parse(text);
    if (parsed.ok) this.#then((who) => this.#listener.said(who, parsed.message));
    else this.#refuse(parsed);
  }

  /** The socket was closed for a message over the limit, before it could come here. */
  oversized(): void {
    if (!this.#closed) this.#parts.counters.count('socket.too-large');
    this.#closed = true;
  }

  /** The socket is gone, by whoever's will. */
  gone(): void {
    if (!this.#closed) this.#parts.counters.count('socket.lost');
    this.#closed = true;
    this.#then((who) => this.#listener.lost(who));
  }

  pong(): void {
    this.#answered = true;
  }

  /** Asks whether the other end is there, and cuts it off if it did not answer the last time. */
  ping(): void {
    if (this.#answered) {
      this.#answered = false;
      this.#wire.ping();
      return;
    }
    if (!this.#closed) this.#parts.counters.count('socket.silent');
    this.#closed = true;
    this.#wire.terminate();
  }

  /** Resolves when all that came so far was handled. */
  settled(): Promise<void> {
    return this.#work ?? Promise.resolve();
  }

  /** One after another, so that a message never overtakes the one before it. */
  #then(work: (who: Who) => Promise<void> | void): void {
    const doing = this.#work === undefined ? this.#do(work) : this.#work.then(() => this.#do(work));
    if (doing === undefined) return;
    const done = doing.then(() => {
      if (this.#work === done) this.#work = undefined;
    });
    this.#work = done;
  }

  /** A promise only of what could not be done at once; it never rejects. */
  #do(work: (who: Who) => Promise<void> | void): Promise<void> | undefined {
    if (this.#who === undefined) return undefined;
    try {
      const doing = work(this.#who);
      return doing instanceof Promise
        ? doing.catch((err: unknown) => {
            this.#failed(err);
          })
        : undefined;
    } catch (err) {
      this.#failed(err);
      return undefined;
    }
  }

  #failed(err: unknown): void {
    this.#parts.log.error({ err }, 'a message could not be handled');
    this.#parts.counters.count('socket.failed');
    if (!this.#closed) this.#wire.close(FAILED, 'failed');
    this.#closed = true;
  }

  #refuse(parsed: Extract<Parsed<In>, { ok: false }>): void {
    if (parsed.error === 'unknown-message') {
      this.send({ type: 'error', error: parsed.error, about: parsed.about });
      return;
    }
    const { error, about, at } = parsed;
    this.send({ type: 'error', error, at, ...(about !== undefined && { about }) });
    this.#malformed += 1;
    if (this.#malformed >= this.#parts.limits.malformed) this.close('bad-message');
  }
}

const isRefusal = (message: unknown): message is Refused =>
  (message as { type?: unknown }).type === 'error';
