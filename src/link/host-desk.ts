/**
 * One tab of the console: the shell around host-table.ts. It holds the socket, the records and the
 * running call (host-running.ts), does what the table says, and tells it what happened.
 */
import {
  HOST_SOCKET_PATH,
  type HostToService,
  type IceServer,
  type ServiceToHost,
  connectionNumber,
  parseServiceToHost,
} from '../protocol/index.js';
import { hasRoom } from './host-offers.js';
import { type HostRecord, type UntoldEnd, hostRecords } from './host-record.js';
import { type RunningCall, type RunningCallSettings, openRunningCall } from './host-running.js';
import { type HostEffect, type HostEvent, type HostStage, hostStep } from './host-table.js';
import { callOf, claimOf } from './host-view.js';
import { toBase64url } from './bytes.js';
import { makeSecret } from './keys.js';
import type { HostLegDeps } from './host-legs.js';
import { addressOf, nameOf } from './page-address.js';
import { type SocketDeps, createSignalingSocket } from './socket.js';
import type { HostDesk, Keep, Lookup, PageLife, Stop } from './types.js';

export interface HostDeskDeps extends SocketDeps, HostLegDeps {
  session: Keep;
  local: Keep;
  life: PageLife;
  /** Takes a lock that other tabs see; undefined if one of them holds it. */
  lock: (name: string) => Promise<Stop | undefined>;
}

export interface HostDeskSettings extends Omit<RunningCallSettings, 'ice' | 'isFirst'> {
  /** The service's public URL. */
  service: string;
  /** Names the host's session, as the service said at the sign-in. */
  hostSession: string;
}

/** After a reload the lock may still be with the document before. */
const LOCK_TRIES = 4;
const LOCK_AGAIN_MS = 400;

export const createHostDesk = (settings: HostDeskSettings, deps: HostDeskDeps): HostDesk => {
  const { clock } = deps;
  const { hostSession } = settings;
  const records = hostRecords({ ...deps, hostSession });
  const watchers = new Set<() => void>();
  let stage: HostStage = { at: 'none', refused: undefined };
  let socketState: HostDesk['socket'] = 'connecting';
  let lookup: Lookup = { at: 'empty' };
  let ice: IceServer[] | undefined;
  let iceBefore: IceServer[] = [];
  let unlock: Stop | undefined;
  let running: RunningCall | undefined;

  // ---- events in, effects out -------------------------------------------------------------------

  const notify = (): void => {
    for (const then of [...watchers]) then();
  };

  const dispatch = (event: HostEvent): void => {
    const [next, ...effects] = hostStep(stage, event);
    stage = next;
    followCall(event.type === 'started');
    for (const effect of effects) perform(effect);
    notify();
  };

  const perform = (effect: HostEffect): void => {
    switch (effect.do) {
      case 'send':
        socket.send(effect.message);
        return;
      case 'lock':
        void takeLock(effect.call, LOCK_TRIES);
        return;
      case 'unlock':
        unlock?.();
        unlock = undefined;
        return;
      case 'let-go':
        running?.close();
        running = undefined;
        return;
      case 'keep':
        records.keepCall(effect.record);
        return;
      case 'drop':
        records.dropCall();
        return;
      case 'forget':
        records.forgetCall();
        return;
      case 'expect':
        running?.expect(effect.offers);
        return;
      case 'end-legs':
        running?.end(effect.reason);
        running = undefined;
        return;
      case 'tell-end': {
        const { reason } = effect;
        const { call, ticket } = effect.record;
        const end = { call, reason, ...(ticket !== undefined && { ticket }) };
        records.keepEnds([...records.ends().filter((other) => other.call !== call), end]);
        socket.send({ type: 'call.end', call, reason });
      }
    }
  };

  /** Whichever way the call came to be. */
  const followCall = (isFirst: boolean): void => {
    if (stage.at !== 'running') return;
    const { record } = stage;
    if (running?.call !== record.call) {
      running = openRunningCall(
        { ...settings, isFirst, ice: () => ice ?? iceBefore },
        deps,
        record.call,
        {
          send: (message) => {
            socket.send(message);
          },
          happened: dispatch,
          changed: notify,
        },
      );
    }
    running.follow(record);
  };

  /** As whichever tab of this call knew it last: this one may be a copy that is older than that. */
  const leftOf = (call: string): HostRecord | undefined =>
    records.left().find((left) => left.call === call);

  const findTicket = (): void => {
    if (stage.at !== 'running' || stage.record.ticket !== undefined) return;
    const { call } = stage.record;
    const ticket = leftOf(call)?.ticket;
    if (ticket !== undefined) dispatch({ type: 'ticket', call, ticket });
  };

  /** Whoever had the lock may have ended the call, and gone before the service was told. */
  const hearOfEnd = (call: string): void => {
    const end = records.ends().find((untold) => untold.call === call);
    if (end === undefined) return;
    dispatch({ type: 'call-ended', reason: end.reason, now: clock.now() });
    tellAgain(end);
  };

  const takeLock = async (call: string, tries: number): Promise<void> => {
    const release = await deps.lock(lockOf(call));
    const isNow =
      (stage.at === 'returning' || stage.at === 'running') && stage.record.call === call;
    // By now this tab may be in another call, which the lock of this one says nothing of.
    if (!isNow) release?.();
    else if (release !== undefined) {
      unlock?.();
      unlock = release;
      const record = leftOf(call);
      dispatch({ type: 'locked', ...(record && { record }) });
      hearOfEnd(call);
    } else if (tries > 1) clock.after(LOCK_AGAIN_MS, () => void takeLock(call, tries - 1));
    else dispatch({ type: 'lock-refused' });
  };

  // ---- the socket -------------------------------------------------------------------------------

  const heard = (message: ServiceToHost): void => {
    switch (message.type) {
      // Asked for by the socket, and kept by it.
      case 'pong':
        return;
      case 'welcome':
        iceBefore = ice = message.ice;
        socketState = 'open';
        records.ends().forEach(tellAgain);
        findTicket();
        if (lookup.at === 'looking') socket.send({ type: 'number.look', number: lookup.number });
        dispatch({ type: 'up' });
        return;
      case 'number.found':
        if (lookup.at === 'empty' || lookup.number !== message.number) return;
        lookup = {
          at: 'found',
          number: message.number,
          kind: message.kind,
          page: message.page,
          site: message.site,
          waiting: message.waiting,
          device: message.device,
          since: message.waited === undefined ? undefined : clock.now() - message.waited,
          endsAt: clock.now() + message.expiresIn,
        };
        notify();
        return;
      case 'number.held':
        dispatch({
          type: 'held',
          number: message.number,
          endsAt: clock.now() + message.expiresIn,
        });
        return;
      case 'number.ended':
        dispatch({ type: 'number-ended', number: message.number });
        return;
      case 'call.started': {
        const { call, number, page, site } = message;
        lookup = { at: 'empty' };
        dispatch({ type: 'started', call, number, page, site, now: clock.now() });
        return;
      }
      case 'page.added':
        lookup = { at: 'empty' };
        dispatch({ type: 'added', number: message.number });
        return;
      case 'call.ticket':
        dispatch({ type: 'ticket', call: message.call, ticket: message.ticket });
        return;
      case 'hand-off.expected':
        dispatch({ type: 'expected', id: message.handOff });
        return;
      case 'leg.offered':
        if (running?.call === message.call) running.legs.answer(message);
        return;
      case 'signal':
        if (running?.call === message.call) {
          running.legs.take(message.leg, message.try, message.signal);
        }
        return;
      case 'call.ended':
        records.keepEnds(records.ends().filter(({ call }) => call !== message.call));
        if (stage.at === 'running' && stage.record.call === message.call) {
          dispatch({ type: 'call-ended', reason: message.reason, now: clock.now() });
        }
        return;
      case 'error':
        refused(message);
        return;
      case 'hold.released':
      case 'call.resumed':
      // An open leg knows better than the service whether its document is there (C8).
      case 'leg.away':
    }
  };

  /** The service may have been restarted, and then knows of no call that could end. */
  const tellAgain = ({ call, reason, ticket }: UntoldEnd): void => {
    if (ticket !== undefined) socket.send({ type: 'call.resume', call, ticket });
    socket.send({ type: 'call.end', call, reason });
  };

  const refused = (message: Extract<ServiceToHost, { type: 'error' }>): void => {
    const { error, about, number, call, retryIn, handOff } = message;
    const retryAt = retryIn === undefined ? undefined : clock.now() + retryIn;
    if (about === 'call.end') {
      // Nobody knows the call any more, so nobody is left to be told.
      records.keepEnds(records.ends().filter((end) => call !== undefined && end.call !== call));
    } else if (about === 'number.look' && lookup.at === 'looking') {
      lookup = { at: 'refused', number: lookup.number, error, retryAt };
      notify();
    } else if (
      about === (stage.at === 'running' ? 'page.add' : 'call.start') &&
      number !== undefined
    ) {
      dispatch({ type: 'claim-refused', number, error, retryAt });
    } else if (about === 'hand-off.expect') {
      dispatch({ type: 'offer-refused', id: handOff });
    } else if (about === 'call.resume' && error === 'call-unknown' && call !== undefined) {
      dispatch({ type: 'call-unknown', call, now: clock.now() });
    }
  };

  const socket = createSignalingSocket<ServiceToHost, HostToService>(
    deps,
    settings.service.replace(/^http/, 'ws') + HOST_SOCKET_PATH,
    parseServiceToHost,
    {
      message: heard,
      down(ending, final) {
        ice = undefined;
        if (ending === 'signed-out') socketState = 'signed-out';
        else socketState = 'lost';
        // Its newer socket is another tab's, or this tab's after a reload that came too early.
        if (ending === 'superseded') dispatch({ type: 'lock-refused' });
        // One that only told how a call ended loses nothing to whoever takes that up meanwhile.
        const goesOn = ending === 'superseded' && stage.at !== 'elsewhere';
        if (goesOn || !final) dispatch({ type: 'down' });
        if (goesOn) socket.start();
        notify();
      },
    },
  );

  const stopWatching = deps.life.watch(() => {
    socket.hurry();
  });

  /** The host closed the tab of a call, and opens the console anew: the call that no tab has is there. */
  const takeUpLeft = async (): Promise<void> => {
    for (const record of records.left()) {
      const release = await deps.lock(lockOf(record.call));
      release?.();
      if (stage.at !== 'none') return;
      if (release !== undefined) {
        dispatch({ type: 'kept', record });
        return;
      }
    }
  };

  // Another tab may have ended it, while the service could not be told; it is told of no more later.
  const before = records.call();
  const end = records.ends().find(({ call }) => call === before?.call);
  if (before !== undefined && before.ended === undefined && end !== undefined) {
    records.keepCall({ ...before, ended: { reason: end.reason, at: clock.now() } });
  }
  const kept = records.call();
  if (kept !== undefined) dispatch({ type: 'kept', record: kept });
  else void takeUpLeft();
  socket.start();

  return {
    get socket() {
      return socketState;
    },
    get lookup() {
      return lookup;
    },
    get claim() {
      return claimOf(stage);
    },
    get call() {
      return callOf(stage, running?.legs, running?.awaySince);
    },
    watch(then) {
      watchers.add(then);
      return () => watchers.delete(then);
    },
    look(number) {
      if (lookup.at !== 'empty' && lookup.number === number && lookup.at !== 'refused') return;
      if (isNumber(number)) {
        lookup = { at: 'looking', number };
        socket.send({ type: 'number.look', number });
      } else lookup = { at: 'empty' };
      notify();
    },
    start(number) {
      if (isNumber(number)) dispatch({ type: 'start', number });
    },
    add(number) {
      if (isNumber(number)) dispatch({ type: 'add', number });
    },
    release() {
      dispatch({ type: 'release' });
    },
    offer(typed, words) {
      if (stage.at !== 'running') return 'no-call';
      const url = addressOf(typed);
      if (url === undefined) return 'no-page';
      if (!hasRoom(stage.record.offers ?? [])) return 'too-many';
      const id = toBase64url(deps.random.bytes(16));
      const page = { id, url, name: nameOf(words, url), secret: makeSecret(deps.random) };
      dispatch({ type: 'offer', page, now: clock.now() });
      return undefined;
    },
    withdraw(id) {
      dispatch({ type: 'withdraw', id });
    },
    end() {
      findTicket();
      dispatch({ type: 'end', now: clock.now() });
    },
    dismiss() {
      lookup = { at: 'empty' };
      dispatch({ type: 'dismiss' });
      // Whose call went to another tab was sent away for good; this one may have another call.
      if (socketState !== 'signed-out') socket.start();
    },
    close() {
      stopWatching();
      running?.close();
      running = undefined;
      socket.stop();
      unlock?.();
    },
  };
};

const lockOf = (call: string): string => `misete.call.${call}`;

const isNumber = (typed: string): boolean => {
  try {
    connectionNumber(typed, '');
    return true;
  } catch {
    return false;
  }
};
