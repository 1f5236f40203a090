/**
 * A guest's document in a call: the shell around guest-table.ts. It holds the socket, the leg of
 * this moment, the timers and the records, does what the table says, and tells it what happened.
 */
import {
  type CallEnding,
  GUEST_SOCKET_PATH,
  type GuestToService,
  type IceServer,
  type LegEnding,
  type ServiceToGuest,
  parseServiceToGuest,
} from '../protocol/index.js';
import type { Hashing } from './digest.js';
import { type Farewell, createFarewell } from './farewell.js';
import { createGuestKey } from './guest-key.js';
import { createGuestOffers } from './guest-offers.js';
import { guestRecords } from './guest-records.js';
import type { GuestEffect, GuestEvent, GuestStage, GuestTimer } from './guest-stage.js';
import { guestStep } from './guest-table.js';
import { linkTo, stateOf } from './guest-view.js';
import { rejoinToken } from './keys.js';
import type { Outbox, OutboxOf } from './outbox.js';
import { createSender } from './sender.js';
import { type SocketDeps, createSignalingSocket } from './socket.js';
import { createTaps } from './taps.js';
import type { GuestCall, GuestCallSettings, Keep, OfferedPage, PageLife, Stop } from './types.js';

export interface GuestCallDeps extends SocketDeps {
  /** Undefined where this browser has no WebRTC. */
  createPeer: ((config: RTCConfiguration) => RTCPeerConnection) | undefined;
  local: Keep;
  session: Keep;
  life: PageLife;
  /** Calls back when another document of this origin changed what `local` holds. */
  watchLocal: (then: () => void) => Stop;
  /** Where a capture outlives its document (P2); default: nowhere. */
  outbox?: (of: OutboxOf) => Outbox;
  hashing?: Hashing;
}

/** What runs out by these is the host's time to be heard (C4). */
const ENDS_THE_CALL: readonly GuestTimer[] = ['gone', 'unknown'];
/** A page does not leave these by itself for another call of its site. */
const KEEPS_ITS_CALL: readonly GuestStage['at'][] = ['meeting', 'connected', 'asleep', 'ended'];
/** A timer as late as this stood still meanwhile; a busy page is late by less. */
const LATE_MS = 5_000;

export const createGuestCall = (settings: GuestCallSettings, deps: GuestCallDeps): GuestCall => {
  const { clock, random, life, hashing } = deps;
  const records = guestRecords(settings.page, deps.local, deps.session, clock);
  const taps = createTaps(deps.session, random, () => key.record?.call);
  const sender = createSender({
    clock,
    random,
    digest: hashing?.digest,
    taps,
    unanswered() {
      closeLeg('close');
      legClosed('lost');
    },
    ...(deps.outbox && { outbox: deps.outbox({ call: () => key.nextCall, copied: taps.disown }) }),
  });
  const watchers = new Set<() => void>();
  const timers = new Map<GuestTimer, Stop>();

  let stage: GuestStage = { at: 'idle' };
  let ice: IceServer[] | undefined;
  let farewell: Farewell | undefined;
  /** The call that this document came to last. */
  let joined: string | undefined;
  /** The calls that it has left, the last one at the end; and the numbers by which it came to them. */
  const left: string[] = [];
  /** The service has not answered yet what it was told of an end. */
  let isTelling = false;
  let pages: readonly OfferedPage[] = [];
  let resumed = false;
  /** A document that is loaded is shown, too, without having been away. */
  let wasAway = false;

  const isInCall = (): boolean => stage.at === 'connected' || stage.at === 'meeting';

  // ---- events in, effects out -------------------------------------------------------------------

  const queue: GuestEvent[] = [];
  let draining = false;

  const dispatch = (event: GuestEvent): void => {
    queue.push(event);
    if (draining) return;
    draining = true;
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const before = stage;
      const [after, ...effects] = guestStep(stage, next);
      stage = after;
      for (const effect of effects) perform(effect);
      if (after.at === 'ended' || after.at === 'idle') pages = [];
      // From «idle» a page may come to its call again, so what it sends is not over.
      if (after.at === 'ended' && before.at !== 'ended') sender.callEnded();
      else if (!resumed && isInCall()) {
        resumed = true;
        void sender.resume();
      }
    }
    draining = false;
    notify();
  };

  const notify = (): void => {
    for (const then of [...watchers]) then();
  };

  const perform = (effect: GuestEffect): void => {
    switch (effect.do) {
      case 'reach':
        reach(effect.introduce);
        return;
      case 'disconnect':
        if (farewell === undefined) disconnect();
        return;
      case 'send-offer':
        offers.send(effect.as, effect.kind, effect.number);
        return;
      case 'retire':
        socket.send({ type: 'number.retire', number: effect.number });
        return;
      case 'close-leg':
        closeLeg(effect.how);
        return;
      case 'keep-number':
        records.keepNumber({ number: effect.number, kind: effect.kind, endsAt: effect.endsAt });
        return;
      case 'drop-number':
        records.dropNumber();
        return;
      case 'keep-call':
        enter(effect.call);
        key.joined(effect.call);
        offers.meet(effect.call);
        return;
      case 'drop-key':
        key.drop();
        return;
      case 'tell-end':
        void tellEnd(effect.reason);
        return;
      case 'timer':
        if (effect.goesOn !== true || !timers.has(effect.name)) setTimer(effect.name, effect.ms);
        return;
      case 'cancel':
        setTimer(effect.name, undefined);
    }
  };

  /**
   * What was tapped for in another call is nothing for this one's host; but for a call that was begun
   * anew by its number, with the same key, before any leg was open.
   */
  const enter = (to: string): void => {
    const ours = key.record;
    const isAnew = ours?.number !== undefined && ours.key === records.guest()?.key;
    if (joined !== undefined && joined !== to && !isAnew) {
      sender.callEnded();
      sender.callBegun();
    }
    joined = to;
  };

  const setTimer = (name: GuestTimer, ms: number | undefined): void => {
    timers.get(name)?.();
    timers.delete(name);
    if (ms === undefined) return;
    const due = clock.now() + ms;
    const stop = clock.after(ms, () => {
      timers.delete(name);
      // The device slept: what would have kept the call had no chance to be heard, so it gets one.
      if (ENDS_THE_CALL.includes(name) && clock.now() - due > LATE_MS) setTimer(name, ms);
      else dispatch({ type: 'timer', name });
    });
    timers.set(name, stop);
  };

  // ---- the key ----------------------------------------------------------------------------------

  const key = createGuestKey(records, deps, () => dispatch({ type: 'key-expired' }));

  /** Into the call that another document, or this one before a reload, is in. */
  const takeUpCall = (number?: string): void => {
    // An ended page tells its own end, until the guest asks anew.
    const free = !KEEPS_ITS_CALL.includes(stage.at);
    const to = records.guest()?.call;
    const ours = key.record;
    const isLeft = stage.at === 'asleep' && ours?.handOff === undefined && ours?.call !== to;
    if (!(free || isLeft) || to === undefined) return;
    // Before anything of that call is found in the outbox.
    enter(to);
    key.takeKept();
    const by = number ?? key.record?.number;
    dispatch({ type: 'call-kept', visible: life.visible(), number: by });
  };

  /** This site's own call comes back in its place. */
  const giveHandOffUp = (): void => {
    if (stage.at === 'trouble' && key.giveHandOffUp()) takeUpCall();
  };

  // ---- the socket -------------------------------------------------------------------------------

  const hearEnd = (call: string, reason: CallEnding): void => {
    const isLeft = left.includes(call);
    const now = key.record?.call;
    // What the service knows of a call that was left may have another name: of one before it, or as its
    // host has begun it anew by its number since (C6). It is told again.
    const isAnswer = isTelling && now !== call;
    isTelling = false;
    if (call === left.at(-1)) farewell?.heard();
    // A host who claimed the number again after a crash has made another call of it, and ended that.
    const isByNumber = stage.at === 'meeting' && stage.number !== undefined;
    if (now === call || ((now === undefined || isByNumber) && !isLeft && !isAnswer)) {
      dispatch({ type: 'call-ended', reason });
    } else if (!isLeft) {
      // Of a call before this one, which is all that the service knows of this guest.
      farewell?.unknown();
      if (stage.at === 'meeting' && !isAnswer) {
        dispatch({ type: 'refused', error: 'call-unknown', retryIn: undefined });
      }
    }
  };

  const heard = (message: ServiceToGuest): void => {
    switch (message.type) {
      // Asked for by the socket, and kept by it.
      case 'pong':
        return;
      case 'welcome':
        ice = message.ice;
        farewell?.socketUp();
        dispatch({ type: 'up' });
        return;
      case 'number.issued': {
        const { kind, number, expiresIn: lasts } = message;
        // Asked for in the call that the guest has left since.
        if (farewell !== undefined && left.includes(number)) return;
        dispatch({ type: 'issued', kind, number, endsAt: clock.now() + lasts, lasts });
        return;
      }
      case 'number.ended':
        if (stage.at === 'number' && stage.number === message.number) {
          dispatch({ type: 'number-ended' });
        }
        return;
      case 'call.joined':
        // Left while the service did not know it; now it does, and hears of the end.
        if (left.includes(message.call)) {
          farewell?.socketUp();
          if (key.record?.call !== message.call) return;
        }
        dispatch({
          type: 'joined',
          call: message.call,
          host: message.host.name,
          present: message.present,
        });
        return;
      case 'host.present':
        dispatch({ type: 'presence', present: message.present });
        return;
      case 'signal':
        offers.take(message.try, message.signal);
        return;
      case 'call.ended':
        hearEnd(message.call, message.reason);
        return;
      case 'error':
        if (message.about === 'call.end') {
          isTelling = false;
          if (message.error === 'call-unknown') farewell?.unknown();
          else farewell?.heard();
        }
        // A late candidate, or a number that was over before it could be retired, harms nobody.
        else if (message.about !== 'signal' && message.about !== 'number.retire') {
          const { error, retryIn } = message;
          // A hand-off to a call that nobody knows is over: this site's own call must not wait for it.
          const isOver = error === 'call-unknown' && key.record?.handOff !== undefined;
          dispatch({ type: 'refused', error: isOver ? 'hand-off-over' : error, retryIn });
          giveHandOffUp();
        }
    }
  };

  const socket = createSignalingSocket<ServiceToGuest, GuestToService>(
    deps,
    settings.service.replace(/^http/, 'ws') + GUEST_SOCKET_PATH,
    parseServiceToGuest,
    {
      message: heard,
      down(ending, final) {
        ice = undefined;
        isTelling = false;
        dispatch(final ? { type: 'barred', ending } : { type: 'down' });
      },
    },
  );

  const disconnect = (): void => {
    socket.stop();
    ice = undefined;
    isTelling = false;
  };

  // ---- the leg ----------------------------------------------------------------------------------

  const offers = createGuestOffers(
    { ...deps, createPeer: deps.createPeer ?? noPeer },
    settings.page,
    (message) => socket.send(message),
    {
      offered() {
        dispatch({ type: 'offered' });
      },
      open(leg) {
        key.proved();
        dispatch({ type: 'leg-open' });
        sender.attach(leg);
      },
      link(link) {
        dispatch({ type: 'leg-state', link });
      },
      message(message) {
        if (message.type === 'end') {
          offers.say({ type: 'ended' });
          dispatch({ type: 'leg-ended-call', reason: message.reason });
        } else if (message.type === 'ended') farewell?.heard();
        else if (message.type === 'pages.offered') {
          pages = message.pages.map((page) => linkTo(page, key.record?.call ?? '', clock.now()));
          notify();
        } else sender.receive(message);
      },
      closed(ending) {
        sender.detach();
        legClosed(ending);
      },
      failed() {
        dispatch({ type: 'broken', code: 'unexpected' });
      },
    },
  );

  const reach = (introduce: boolean): void => {
    if (deps.createPeer === undefined) {
      dispatch({ type: 'broken', code: 'no-webrtc' });
      return;
    }
    if (ice === undefined) {
      socket.start();
      socket.hurry();
      return;
    }
    const ours = key.forOffer();
    sender.detach();
    offers.make(ours, { ice, visible: life.visible(), introduce });
  };

  const legClosed = (ending: LegEnding): void => {
    dispatch({ type: 'leg-closed', ending, visible: life.visible() });
    giveHandOffUp();
  };

  const closeLeg = (how: 'bye' | 'close'): void => {
    sender.detach();
    offers.close(how);
  };

  // ---- the end ----------------------------------------------------------------------------------

  const tellEnd = async (reason: CallEnding): Promise<void> => {
    const ours = key.record;
    // `host-ended` is the host's to say.
    if (ours === undefined || reason === 'host-ended') return;
    left.push(ours.number ?? '', ours.call ?? '');
    offers.say({ type: 'end', reason });
    const token = await rejoinToken(ours.key, hashing);
    const saying = createFarewell(clock, {
      tell() {
        if (ice !== undefined && socket.send({ type: 'call.end', reason, token })) isTelling = true;
      },
      done() {
        // Of a call before: its guest has met another host meanwhile, and left again.
        if (farewell !== saying) return;
        farewell = undefined;
        if (stage.at !== 'ended') return;
        closeLeg('close');
        disconnect();
      },
    });
    farewell = saying;
    if (ice === undefined) {
      socket.start();
      socket.hurry();
    }
  };

  // ---- the page's life --------------------------------------------------------------------------

  const seen = (): void => {
    offers.setVisible(true);
    socket.hurry();
    takeUpCall();
    dispatch({ type: 'seen' });
  };

  life.watch((event) => {
    if (event === 'hidden') offers.setVisible(false);
    else if (event === 'pagehide') {
      dispatch({ type: 'pagehide' });
      wasAway = true;
      sender.leave();
    } else if (event === 'network') {
      socket.hurry();
      dispatch({ type: 'network' });
    } else {
      const isBack = event === 'pageshow' && wasAway && stage.at !== 'ended';
      if (event === 'pageshow') wasAway = false;
      // Into its call first, by which the outbox is read.
      if (life.visible()) seen();
      if (isBack) sender.back();
    }
  });
  deps.watchLocal(() => {
    takeUpCall();
  });
  sender.watch(() => {
    if (sender.state.at === 'sent') key.sent();
    notify();
  });

  const number = records.number();
  // Both: the number was claimed, and this page was reloaded before the host had the link key. Then
  // the call comes first, and to a page in a call a number says nothing.
  if (key.takeHandOff(settings.handOff)) {
    dispatch({ type: 'call-kept', visible: life.visible(), number: undefined });
  } else takeUpCall(number?.number);
  const lasts = (number?.endsAt ?? 0) - clock.now();
  if (number !== undefined && lasts > 0) dispatch({ type: 'number-kept', ...number, lasts });

  return {
    get state() {
      return stateOf(stage, key.record?.sent === true);
    },
    get sending() {
      return sender.state;
    },
    get offers() {
      return isInCall() ? pages : [];
    },
    watch(then) {
      watchers.add(then);
      return () => watchers.delete(then);
    },
    ask(kind) {
      const event = { type: 'ask', kind } as const;
      // In a call it means nothing, and the key must stay that the call goes by.
      if (guestStep(stage, event)[0] === stage) return;
      key.leaveOld();
      dispatch(event);
    },
    renew: () => dispatch({ type: 'renew' }),
    cancel: () => dispatch({ type: 'cancel' }),
    leave: (reason) => dispatch({ type: 'leave', reason }),
    tapped: () => {
      if (isInCall()) sender.tapped();
    },
    missed: () => sender.missed(),
    send(capture) {
      // Its page may have gone out of sight while the picture was taken.
      if (isInCall() || stage.at === 'asleep') return sender.send(capture);
      sender.missed();
      return false;
    },
    sendAgain: () => sender.sendAgain(),
    giveUp: () => sender.giveUp(),
    opened: (id) => offers.say({ type: 'page.opened', id }),
    reset: () => dispatch({ type: 'reset' }),
  };
};

const noPeer = (): never => {
  throw new Error('this browser has no WebRTC');
};
