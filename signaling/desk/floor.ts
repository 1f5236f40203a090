/** Everybody who has a socket now, and who sits at which number. */
import type { ServiceToGuest, ServiceToHost } from '../../src/protocol/index.js';
import type { LineId } from '../calls/call.js';
import { type Clock, nothing } from '../parts.js';
import type { Guest, Host, Seat } from './lines.js';

export class Floor {
  readonly guests = new Map<LineId, Guest>();
  readonly hosts = new Map<LineId, Host>();
  readonly #atNumber = new Map<string, Guest>();
  readonly #clock: Clock;
  readonly #idle: number;

  /** `idle`: how long a guest's socket may stay without number or call (W5), in milliseconds. */
  constructor(clock: Clock, idle: number) {
    this.#clock = clock;
    this.#idle = idle;
  }

  guestCame(guest: Guest): void {
    this.guests.set(guest.line.id, guest);
    this.watchIdle(guest);
  }

  guestGone(guest: Guest): void {
    this.sit(guest, { at: 'idle' });
    this.#stopIdle(guest);
    this.guests.delete(guest.line.id);
  }

  /** The guest's document whose socket waits at this number. */
  atNumber(number: string): Guest | undefined {
    return this.#atNumber.get(number);
  }

  /** Who waits with one of these rejoin hashes: for a call to be rebuilt, or at a number. */
  waitingWith(rejoins: readonly string[]): Guest[] {
    const wanted = new Set(rejoins);
    return [...this.guests.values()].filter(
      ({ seat }) => (seat.at === 'expecting' || seat.at === 'waiting') && wanted.has(seat.rejoin),
    );
  }

  sit(guest: Guest, seat: Seat): void {
    this.#stopIdle(guest);
    if (guest.seat.at === 'waiting' && this.#atNumber.get(guest.seat.number) === guest) {
      this.#atNumber.delete(guest.seat.number);
    }
    guest.seat = seat;
    if (seat.at === 'waiting') this.#atNumber.set(seat.number, guest);
    if (seat.at === 'idle' || seat.at === 'expecting') this.watchIdle(guest);
  }

  tellGuest(line: LineId, message: ServiceToGuest): void {
    const guest = this.guests.get(line);
    guest?.line.send(message);
    if (guest !== undefined && message.type === 'call.ended') this.watchIdle(guest);
  }

  tellHost(line: LineId, message: ServiceToHost): void {
    this.hosts.get(line)?.line.send(message);
  }

  /** From now on its time without number or call runs (W5). */
  watchIdle(guest: Guest): void {
    this.#stopIdle(guest);
    guest.stopIdle = this.#clock.after(this.#idle, () => {
      guest.line.close('idle');
    });
  }

  #stopIdle(guest: Guest): void {
    guest.stopIdle();
    // What is stopped would be kept as long as the guest waits.
    guest.stopIdle = nothing;
  }
}
