/** The guest's side of a capture's way: performs what the sending table says (P2, W4). */
import type { HostToGuest } from '../protocol/index.js';
import { toBase64url } from './bytes.js';
import { type Digest, webHashing } from './digest.js';
import { createLeftovers } from './leftovers.js';
import { type Outbox, type OutboxEntry, memoryOutbox } from './outbox.js';
import { type Parcel, measurement } from './parcel.js';
import { createSendingLeg } from './sending-leg.js';
import {
  SENDING_TABLE,
  type Sending,
  type SendingEffect,
  type SendingEvent,
} from './sending-table.js';
import { step } from './table.js';
import type { Taps } from './taps.js';
import type { Clock, OutgoingCapture, Random, SendingState, Stop, Watch } from './types.js';
import type { GuestWire } from './wire.js';

/** So long after the tap a capture that is not stored is given up. */
export const GIVE_UP_MS = 10 * 60 * 1000;

const ID_BYTES = 16;
/** A database may be slow just after a start, and then answer. */
const READ_TRIES = 3;
const READ_AGAIN_MS = 5_000;

export interface SenderSettings {
  clock: Clock;
  random: Random;
  digest?: Digest | undefined;
  outbox?: Outbox;
  taps: Taps;
  /** The host says nothing over the leg that is open: it may listen to a newer one of another tab's. */
  unanswered?: () => void;
}

/** Sends one capture at a time, over whichever leg there is. */
export interface Sender {
  readonly state: SendingState;
  /** Also called as the progress moves. */
  watch: Watch;
  /** 画面を送信: should the page go before its picture is there, the tab's next one says so. */
  tapped: () => void;
  /** No picture came of the tap, and the guest reads so. */
  missed: () => void;
  /**
   * False, and nothing happens, while another is under way, and where the page was away since the
   * tap and another one has said by now that it was lost.
   */
  send: (capture: OutgoingCapture) => boolean;
  /** Sends the capture that failed, under the same id. */
  sendAgain: () => void;
  /** Withdraws the capture under way. It fails, or turns out sent, once the host has said which. */
  giveUp: () => void;
  /** Goes on with what documents before this one have left. Before anything is sent. */
  resume: () => Promise<void>;
  /** The document goes away: the tab's next one may carry the capture on. */
  leave: () => void;
  /** It came back, and goes on with what no other one has taken meanwhile. */
  back: () => void;
  /** A leg is open and proved. Replaces the one before. */
  attach: (wire: GuestWire) => void;
  /** The leg is lost. */
  detach: () => void;
  /** What the host says over the leg that is attached; anything but `capture.…` is ignored. */
  receive: (message: HostToGuest) => void;
  /** Lets go of everything. */
  callEnded: () => void;
  /** Another call: nothing of the one before is shown any more. */
  callBegun: () => void;
}

export const createSender = (settings: SenderSettings): Sender => {
  const { clock, random, digest = webHashing.digest, outbox = memoryOutbox(), taps } = settings;
  const watchers = new Set<() => void>();
  let stage: Sending = { at: 'idle' };
  let parcel: Parcel | undefined;
  let stopDeadline: Stop | undefined;
  let writing: Promise<unknown> = Promise.resolve();
  /** Of a tap whose picture is being taken. */
  let aimed: string | undefined;
  /** What stood in the outbox last. */
  let kept: string | undefined;
  /** Counts the times that the document went away: what was begun before does not go on after. */
  let visit = 0;

  const newId = () => toBase64url(random.bytes(ID_BYTES));

  const changed = () => {
    for (const then of watchers) then();
  };

  const leg = createSendingLeg(clock, {
    moved: changed,
    unanswered() {
      if (stage.at === 'asking' || stage.at === 'withdrawing') settings.unanswered?.();
    },
  });

  const dispatch = (event: SendingEvent) => {
    const [next, ...effects] = step(SENDING_TABLE, stage, event);
    stage = next;
    for (const effect of effects) perform(effect);
    changed();
    goOn();
  };

  /** Nothing is under way. */
  const isFree = (): boolean =>
    aimed === undefined && (stage.at === 'idle' || stage.at === 'sent' || stage.at === 'failed');

  const isNow = (id: string): boolean => stage.at !== 'idle' && stage.id === id;

  const isOver = (): boolean => stage.at === 'failed' && stage.reason === 'call-ended';

  const leftovers = createLeftovers(clock, taps, {
    isFree,
    take: (next) => {
      if (typeof next === 'string') withdrawOrphan(next);
      else carryOn(next);
    },
  });

  const goOn = () => {
    leftovers.goOn(stage.at !== 'idle');
  };

  const carryOn = (entry: OutboxEntry) => {
    takeUp(entry);
    stage = { at: 'idle' };
    dispatch({ type: 'found', id: entry.info.id, givenUp: entry.givenUp });
  };

  const withdrawOrphan = (id: string) => {
    parcel = undefined;
    dispatch({ type: 'orphan', id });
  };

  /** No document before this one has left it. */
  const isOurs = (id: string): boolean => isNow(id) || id === aimed;

  /** For what comes later or from outside: by then another capture may be under way. */
  const dispatchFor = (id: string, event: SendingEvent) => {
    if (isNow(id)) dispatch(event);
  };

  /**
   * One after the other, so that a drop is never overtaken by the put before it. Undefined where the
   * outbox refuses.
   */
  const inTurn = <T>(operation: () => Promise<T>): Promise<T | undefined> => {
    const result = writing.then(operation).catch(() => undefined);
    writing = result;
    return result;
  };

  const measure = async (measuring: Parcel) => {
    const event = await measurement(measuring, digest);
    dispatchFor(measuring.id, event);
    const begins = event.type === 'measured' && leg.isOpen;
    if (begins) dispatchFor(measuring.id, { type: 'leg-open' });
  };

  const startDeadline = (since: number) => {
    stopDeadline?.();
    const left = since + GIVE_UP_MS - clock.now();
    stopDeadline = clock.after(Math.min(Math.max(left, 0), GIVE_UP_MS), () => {
      dispatch({ type: 'give-up' });
    });
  };

  const letGo = () => {
    stopDeadline?.();
    leg.stop();
  };

  /** Takes it out of the outbox. */
  const drop = () =>
    inTurn(async () => {
      kept = undefined;
      await outbox.drop();
    });

  const perform = (effect: SendingEffect) => {
    switch (effect.do) {
      case 'wipe':
        letGo();
        parcel = undefined;
        void drop();
        break;
      case 'told':
        taps.end(effect.id);
        break;
      case 'withdraw':
        leg.stop();
        leg.ask({ type: 'capture.withdraw', id: effect.id });
        break;
      case 'drop':
        letGo();
        void drop().then(() => {
          dispatchFor(effect.id, { type: 'dropped' });
        });
        break;
      default:
        if (parcel !== undefined) performOn(parcel, effect);
    }
  };

  const performOn = (
    of: Parcel,
    effect: Extract<SendingEffect, { do: 'measure' | 'keep' | 'begin' | 'frames' }>,
  ) => {
    const { id, image, since, info } = of;
    switch (effect.do) {
      case 'measure':
        taps.add(id);
        startDeadline(since);
        void measure(of);
        break;
      case 'keep':
        if (info === undefined) break;
        void inTurn(async () => {
          await outbox.put({ info, image, since, givenUp: effect.givenUp });
          kept = id;
        });
        break;
      case 'begin':
        if (info !== undefined) leg.ask({ type: 'capture.begin', ...info });
        break;
      case 'frames':
        leg.frames(of, effect.from);
    }
  };

  const detach = () => {
    leg.detach();
    dispatch({ type: 'leg-lost' });
  };

  const lookAgain = async (id: string, now: number) => {
    const entry = await read().catch(() => undefined);
    if (visit !== now) return;
    const isKept = entry?.info.id === id;
    leftovers.add(entry, isOurs);
    if (!taps.isOpen(id)) dispatchFor(id, { type: 'gone' });
    else if (isKept) {
      if (parcel === undefined) takeUp(entry);
      dispatchFor(id, { type: 'found', id, givenUp: entry.givenUp });
    } else {
      // What stood in the outbox, and does not any more, another tab may have called lost.
      const isOrphan = parcel === undefined || kept === id;
      dispatchFor(id, isOrphan ? { type: 'orphan', id } : { type: 'alone' });
    }
  };

  /** What some page has told the end of, and could not take out, is as good as gone. */
  const read = async (): Promise<OutboxEntry | undefined> => {
    const entry = await outbox.get();
    if (entry === undefined || taps.isOpen(entry.info.id)) return entry;
    await outbox.drop().catch(() => undefined);
    return undefined;
  };

  const take = (taken: Pick<Parcel, 'id' | 'image' | 'about' | 'since' | 'info'>) => {
    parcel = { ...taken, picture: undefined, progress: 0 };
  };

  const takeUp = ({ info, image, since }: OutboxEntry) => {
    take({ id: info.id, image, about: info, since, info });
  };

  /** What fails here has its own sentence first. */
  const mayBeSaid = (): boolean => isFree() && stage.at !== 'failed';

  /** Later, if the document is still there. */
  const again = (act: () => Promise<void>) => {
    const now = visit;
    clock.after(READ_AGAIN_MS, () => {
      if (visit === now) void act();
    });
  };

  const lookForLost = async (): Promise<void> => {
    const now = visit;
    const isLost = await outbox.lost(() => visit === now && mayBeSaid()).catch(() => false);
    if (visit !== now) return;
    if (isLost === true) dispatch({ type: 'lost', id: newId() });
    else if (isLost === undefined) again(lookForLost);
  };

  const resume = async (tries = READ_TRIES): Promise<void> => {
    const [before, now] = [stage, visit];
    // In turn with the writes: a tap of this moment would take its place.
    const found = await inTurn(async () => ({ entry: await read() }));
    if (visit !== now) return;
    if (found === undefined && tries > 1) {
      again(() => resume(tries - 1));
      return;
    }
    // The call has ended meanwhile: its end leaves another «idle» than the one before.
    if (isOver() || (stage.at === 'idle' && stage !== before)) return;
    leftovers.add(found?.entry, isOurs);
    if (found !== undefined && stage.at === 'idle') await lookForLost();
  };

  return {
    get state() {
      return shown(stage, parcel, !leg.isOpen);
    },
    watch: (then) => {
      watchers.add(then);
      return () => {
        watchers.delete(then);
      };
    },
    tapped: () => {
      if (!isFree()) return;
      aimed = newId();
      taps.add(aimed);
    },
    missed: () => {
      if (aimed === undefined) return;
      taps.end(aimed);
      aimed = undefined;
      goOn();
    },
    send: ({ image, about }) => {
      const id = aimed ?? newId();
      const isLost = aimed !== undefined && !taps.isOpen(aimed);
      aimed = undefined;
      if (isLost) goOn();
      if (isLost || !isFree()) return false;
      take({ id, image, about, since: clock.now(), info: undefined });
      dispatch({ type: 'tap', id });
      return true;
    },
    sendAgain: () => {
      if (stage.at !== 'failed' || parcel === undefined) return;
      parcel.since = clock.now();
      parcel.progress = 0;
      dispatch({ type: 'again' });
    },
    giveUp: () => {
      dispatch({ type: 'give-up' });
    },
    resume: () => resume(),
    leave: () => {
      visit += 1;
      dispatch({ type: 'away' });
      taps.leave();
      outbox.leave();
    },
    back: () => {
      if (stage.at !== 'parked') {
        // The page that the guest came back from may have left one.
        void resume();
        return;
      }
      const [{ id }, now] = [stage, visit];
      // Behind a write that the document left under way.
      void inTurn(() => lookAgain(id, now));
    },
    attach: (wire) => {
      if (leg.isOpen) detach();
      leg.attach(wire);
      dispatch({ type: 'leg-open' });
    },
    detach,
    receive: (message) => {
      switch (message.type) {
        case 'capture.have':
          dispatchFor(message.id, { type: 'have', bytes: message.bytes });
          break;
        case 'capture.receipt':
          dispatchFor(message.id, { type: 'receipt' });
          break;
        case 'capture.refused':
          dispatchFor(message.id, { type: 'refused', reason: message.reason });
          break;
        case 'capture.withdrawn':
          dispatchFor(message.id, { type: 'withdrawn' });
          break;
        default:
          break;
      }
    },
    callEnded: () => {
      leftovers.clear();
      // A picture that is being taken is not sent either: its tap is over with the others.
      taps.clear();
      dispatch({ type: 'call-ended' });
    },
    callBegun: () => {
      dispatch({ type: 'call-begun' });
    },
  };
};

/** What the page is shown of it. */
const shown = (stage: Sending, parcel: Parcel | undefined, waiting: boolean): SendingState => {
  if (stage.at === 'idle' || stage.at === 'sent' || stage.at === 'failed') return stage;
  return {
    at: 'sending',
    id: stage.id,
    sent: parcel?.progress ?? 0,
    bytes: parcel?.image.size ?? 0,
    waiting,
  };
};
