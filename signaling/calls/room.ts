/** All calls: finds them, lets events happen to them, performs what is to be done. */
import type { Log } from '../log.js';
import type { Counters } from '../counters.js';
import type { Floor } from '../desk/floor.js';
import { type Arriving, type Guest, type HostSession, refuse } from '../desk/lines.js';
import type { Clock, Stop } from '../parts.js';
import {
  type Call,
  type CallEvent,
  type Effect,
  type LineId,
  type Running,
  rebuilt,
  step,
} from './call.js';
import type { Ends } from './ends.js';
import type { Tickets } from './tickets.js';

/** How long a call without any socket is remembered, in milliseconds: as long as a guest's keys. */
const DESERTED = 12 * 60 * 60 * 1000;

export class CallRoom {
  readonly #running = new Map<string, Running>();
  readonly #byRejoin = new Map<string, string>();
  readonly #byHandOff = new Map<string, string>();
  readonly #forgetting = new Map<string, Stop>();

  constructor(
    private readonly clock: Clock,
    private readonly floor: Floor,
    private readonly ends: Ends,
    private readonly tickets: Tickets,
    private readonly counters: Counters,
    private readonly log: Log,
    /** Whether a host's socket holds claims, so that it stays when its call moves away. */
    private readonly holdsClaims: (line: LineId) => boolean,
  ) {}

  get size(): number {
    return this.#running.size;
  }

  byId(call: string): Call | undefined {
    return this.#running.get(call) ?? this.ends.byCall(call);
  }

  /** The call that a guest key belongs to; the one that runs before one that ended. */
  byRejoin(rejoin: string): Call | undefined {
    return this.byId(this.#byRejoin.get(rejoin) ?? '') ?? this.ends.byRejoin(rejoin);
  }

  /** The call that the token of a hand-off leads to, used or over as it may be (H3). */
  byHandOff(rejoin: string): Call | undefined {
    return this.byId(this.#byHandOff.get(rejoin) ?? '') ?? this.ends.byRejoin(rejoin);
  }

  /** Lets something happen to a call. `about`: the message that it came by, for refusals. */
  happen(call: Call, event: CallEvent, about = ''): Call {
    return this.settle(step(call, event), about);
  }

  /** Keeps what a call became and performs what is to be done. */
  settle([call, ...effects]: [Call, ...Effect[]], about: string): Call {
    if (call.at === 'running') {
      this.#running.set(call.call, call);
      for (const rejoin of call.rejoins) this.#byRejoin.set(rejoin, call.call);
      for (const rejoin of call.handOffs.keys()) this.#byHandOff.set(rejoin, call.call);
      this.#stopForgetting(call.call);
      if (call.host === undefined && call.legs.size === 0) this.#forgetLater(call);
    }
    for (const effect of effects) this.#perform(call.call, effect, about);
    return call;
  }

  /**
   * The call of a ticket that its host shows to a service which does not know it any more (C6).
   * Undefined for no ticket of this host's, and where the call is known in some way.
   */
  rebuild(sealed: string, { sid, name }: HostSession): Running | undefined {
    const ticket = this.tickets.open(sealed);
    if (ticket?.session !== sid || this.byId(ticket.call) !== undefined) return undefined;
    // A guest whose host was gone for long may be in another call by now.
    const rejoins = ticket.rejoins.filter((rejoin) => !this.#byRejoin.has(rejoin));
    const call = rebuilt({ ...ticket, rejoins, hostName: name });
    this.counters.count('call.rebuilt');
    this.log.info({ call: call.call.slice(0, 8) }, 'call rebuilt');
    this.settle([call], '');
    return call;
  }

  /** A guest's document comes to a call and sits down there, unless it is refused. */
  join(guest: Guest, call: Call, leg: Arriving, about = ''): void {
    const { id } = guest.line;
    const came = { ...leg, line: id, site: guest.site };
    const after = this.happen(call, { type: 'leg.came', leg: came }, about);
    if (after.at === 'ended' || after.legs.get(leg.leg)?.line === id) {
      this.floor.sit(guest, { at: 'joined', call: call.call, leg: leg.leg });
    }
    if (after.at === 'ended') this.floor.watchIdle(guest);
  }

  /** A host took another name. */
  hostRenamed(session: string, name: string): void {
    for (const call of this.#running.values()) {
      if (call.session === session) this.happen(call, { type: 'host.renamed', name });
    }
  }

  /** A host's socket is gone. */
  hostLost(line: LineId): void {
    for (const call of this.#running.values()) {
      if (call.host === line) this.happen(call, { type: 'host.lost', line });
    }
  }

  /** No timer is left behind. */
  close(): void {
    for (const stop of this.#forgetting.values()) stop();
    this.#forgetting.clear();
  }

  #perform(call: string, effect: Effect, about: string): void {
    switch (effect.do) {
      case 'tell-host':
        if (effect.message.type === 'leg.offered') this.counters.count('leg.offered');
        if (effect.message.type === 'leg.away') this.counters.count('leg.away');
        this.floor.tellHost(effect.line, effect.message);
        return;
      case 'tell-guest':
        this.floor.tellGuest(effect.line, effect.message);
        return;
      case 'refuse-host':
      case 'refuse-guest': {
        const of = effect.do === 'refuse-host' ? this.floor.hosts : this.floor.guests;
        const line = of.get(effect.line)?.line;
        const handOff = effect.do === 'refuse-host' ? effect.handOff : undefined;
        const more = handOff === undefined ? { call } : { call, handOff };
        if (line !== undefined) refuse(line, about, effect.error, more);
        return;
      }
      case 'give-ticket': {
        const of = this.#running.get(call);
        if (of?.host === undefined) return;
        this.floor.tellHost(of.host, {
          type: 'call.ticket',
          call,
          ticket: this.tickets.seal(of),
        });
        return;
      }
      case 'forget-hand-off':
        this.#byHandOff.delete(effect.rejoin);
        return;
      case 'close-guest':
        this.floor.guests.get(effect.line)?.line.close(effect.ending);
        return;
      case 'drop-host':
        if (!this.holdsClaims(effect.line) && !this.#hasCall(effect.line)) {
          this.floor.hosts.get(effect.line)?.line.close('superseded');
        }
        return;
      case 'record':
        this.#stopForgetting(call);
        this.#running.delete(call);
        this.#forgetRejoins(effect.end);
        this.ends.add(effect.end);
        this.counters.count(`call.${effect.end.reason}`);
        this.log.info({ call: call.slice(0, 8), reason: effect.end.reason }, 'call ended');
    }
  }

  #forgetRejoins({ call, rejoins }: Pick<Call, 'call' | 'rejoins'>): void {
    for (const rejoin of rejoins) {
      if (this.#byRejoin.get(rejoin) === call) this.#byRejoin.delete(rejoin);
      if (this.#byHandOff.get(rejoin) === call) this.#byHandOff.delete(rejoin);
    }
  }

  /** No end by a timer (C4): by then its guest's keys and its host's session are gone. */
  #forgetLater(call: Running): void {
    const stop = this.clock.after(DESERTED, () => {
      this.#forgetting.delete(call.call);
      this.#running.delete(call.call);
      this.#forgetRejoins({ call: call.call, rejoins: [...call.rejoins, ...call.handOffs.keys()] });
      this.counters.count('call.forgotten');
    });
    this.#forgetting.set(call.call, stop);
  }

  #stopForgetting(call: string): void {
    this.#forgetting.get(call)?.();
    this.#forgetting.delete(call);
  }

  #hasCall(line: LineId): boolean {
    return [...this.#running.values()].some((call) => call.host === line);
  }
}
