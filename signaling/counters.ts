/** How often each named thing happened since the start. Every ending and refusal has a counter. */
import type {
  CallEnding,
  LegWay,
  NumberEnding,
  Refusal,
  SocketEnding,
} from '../src/protocol/index.js';

export type Counter =
  | 'number.issued'
  | `number.${NumberEnding}`
  | 'number.held'
  | 'guess.wrong'
  | 'call.started'
  | 'call.resumed'
  | 'call.rebuilt'
  | 'call.page-added'
  | 'call.forgotten'
  | 'hand-off.expected'
  | 'hand-off.used'
  | `call.${CallEnding}`
  | 'leg.offered'
  | 'leg.away'
  | `leg.${LegWay}`
  | `refused.${Refusal}`
  | 'socket.guest'
  | 'socket.host'
  | 'socket.lost'
  | 'socket.silent'
  | 'socket.failed'
  | `socket.${SocketEnding}`
  | 'stun.answered'
  | 'stun.too-many'
  | 'stun.malformed'
  | 'journal.failed'
  | 'sign-in.done'
  | 'sign-in.wrong-key'
  | 'sign-in.too-many-keys'
  | 'sign-in.origin-refused'
  | 'sign-out.done';

export class Counters {
  readonly #counts = new Map<Counter, number>();

  count(counter: Counter): void {
    this.#counts.set(counter, this.of(counter) + 1);
  }

  of(counter: Counter): number {
    return this.#counts.get(counter) ?? 0;
  }

  /** All that happened at least once, in the order of their names. */
  all(): Record<string, number> {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
