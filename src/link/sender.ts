/** The guest's side of a capture's way: performs what the sending table says (P2, W4). */
import { FRAME_PAYLOAD_BYTES, type HostToGuest, writeFrame } from '../protocol/index.js';
import { toBase64url } from './bytes.js';
import { type Digest, webHashing } from './digest.js';
import { type Flow, createFlow } from './flow.js';
import { type Outbox, type OutboxEntry, memoryOutbox } from './outbox.js';
import { type Parcel, measurement } from './parcel.js';
import {
  SENDING_TABLE,
  type Sending,
  type SendingEffect,
  type SendingEvent,
} from './sending-table.js';
import { step } from './table.js';
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
}

/** Sends one capture at a time, over whichever leg there is. */
export interface Sender {
  readonly state: SendingState;
  /** Also called as the progress moves. */
  watch: Watch;
  /** False, and nothing happens, while another is under way. */
  send: (capture: OutgoingCapture) => boolean;
  /** Sends the capture that failed, under the same id. */
  sendAgain: () => void;
  /** Withdraws the capture under way. It fails, or turns out sent, once the host has said which. */
  giveUp: () => void;
  /** Goes on with what the document before left in the outbox. Once, before anything is sent. */
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
}

export const createSender = (settings: SenderSettings): Sender => {
  const { clock, random, digest = webHashing.digest, outbox = memoryOutbox() } = settings;
  const watchers = new Set<() => void>();
  let stage: Sending = { at: 'idle' };
  let parcel: Parcel | undefined;
  let leg: { wire: GuestWire; flow: Flow } | undefined;
  let stopDeadline: Stop | undefined;
  let writing: Promise<void> = Promise.resolve();
  /** Of the document before, found while the guest had tapped again already: it comes next. */
  let later: OutboxEntry | undefined;

  const changed = () => {
    for (const then of watchers) then();
  };

  const dispatch = (event: SendingEvent) => {
    const [next, ...effects] = step(SENDING_TABLE, stage, event);
    stage = next;
    for (const effect of effects) perform(effect);
    changed();
    if (later !== undefined && isFree()) goOnWith(later);
  };

  /** Nothing is under way. */
  const isFree = (): boolean => stage.at === 'idle' || stage.at === 'sent' || stage.at === 'failed';

  const isOver = (): boolean => stage.at === 'failed' && stage.reason === 'call-ended';

  const goOnWith = ({ info, image, since, givenUp }: OutboxEntry) => {
    later = undefined;
    take({ id: info.id, image, about: info, since, info });
    stage = { at: 'idle' };
    dispatch({ type: 'found', id: info.id, givenUp });
  };

  /** For what comes later or from outside: by then another capture may be under way. */
  const dispatchFor = (id: string, event: SendingEvent) => {
    if (stage.at !== 'idle' && stage.id === id) dispatch(event);
  };

  /** One write after the other, so that a drop is never overtaken by the put before it. */
  const write = (operation: () => Promise<void>): Promise<void> => {
    writing = writing.then(operation).catch(() => undefined);
    return writing;
  };

  const measure = async (measuring: Parcel) => {
    const event = await measurement(measuring, digest);
    dispatchFor(measuring.id, event);
    const begins = event.type === 'measured' && leg !== undefined;
    if (begins) dispatchFor(measuring.id, { type: 'leg-open' });
  };

  const startDeadline = (since: number) => {
    stopDeadline?.();
    const left = since + GIVE_UP_MS - clock.now();
    stopDeadline = clock.after(Math.min(Math.max(left, 0), GIVE_UP_MS), () => {
      dispatch({ type: 'give-up' });
    });
  };

  const sendFrames = ({ flow, wire }: NonNullable<typeof leg>, sending: Parcel, from: number) => {
    const { picture = new Uint8Array() } = sending;
    let position = from;
    sending.progress = from;
    const next = () => {
      if (position >= picture.length) return undefined;
      const frame = writeFrame(picture, position);
      position = Math.min(position + FRAME_PAYLOAD_BYTES, picture.length);
      return frame;
    };
    flow.run(next, () => {
      const left = position - wire.bufferedAmount();
      // The buffer holds headers and heartbeats too, so the difference alone could go back.
      sending.progress = Math.max(sending.progress, left);
      changed();
    });
  };

  const perform = (effect: SendingEffect) => {
    if (effect.do === 'wipe') {
      letGo();
      parcel = undefined;
      void write(() => outbox.drop());
      return;
    }
    if (parcel === undefined) return;
    const { id, image, since, info } = parcel;
    switch (effect.do) {
      case 'measure':
        startDeadline(since);
        void measure(parcel);
        break;
      case 'keep':
        if (info === undefined) break;
        void write(() => outbox.put({ info, image, since, givenUp: effect.givenUp }));
        break;
      case 'begin':
        if (info !== undefined) leg?.wire.send({ type: 'capture.begin', ...info });
        break;
      case 'frames':
        if (leg !== undefined) sendFrames(leg, parcel, effect.from);
        break;
      case 'withdraw':
        leg?.flow.stop();
        leg?.wire.send({ type: 'capture.withdraw', id });
        break;
      case 'drop':
        letGo();
        void write(() => outbox.drop()).then(() => {
          dispatchFor(id, { type: 'dropped' });
        });
        break;
    }
  };

  const letGo = () => {
    stopDeadline?.();
    leg?.flow.stop();
  };

  const detach = () => {
    leg?.flow.stop();
    leg = undefined;
    dispatch({ type: 'leg-lost' });
  };

  const lookAgain = async (id: string) => {
    const entry = await outbox.get().catch(() => 'unread' as const);
    // Whether another document has brought it to its end nobody knows then: the host does.
    if (entry === 'unread') dispatchFor(id, { type: 'found', id, givenUp: true });
    else if (entry === undefined) dispatchFor(id, { type: 'gone' });
    else if (entry.info.id === id) dispatchFor(id, { type: 'found', id, givenUp: entry.givenUp });
    else {
      // Another tap has taken its place there, and has not come to an end: so neither has this one.
      later = entry;
      const isFailing = stage.at === 'parked' && stage.failed !== undefined;
      dispatchFor(id, { type: 'found', id, givenUp: isFailing });
    }
  };

  const take = (taken: Pick<Parcel, 'id' | 'image' | 'about' | 'since' | 'info'>) => {
    parcel = { ...taken, picture: undefined, progress: 0 };
  };

  /** What fails here has its own sentence first. */
  const mayBeSaid = (): boolean => stage.at === 'idle' || stage.at === 'sent';

  const lookForLost = async (): Promise<void> => {
    const isLost = await outbox.lost(mayBeSaid).catch(() => false);
    if (isLost === true) dispatch({ type: 'lost', id: toBase64url(random.bytes(ID_BYTES)) });
    else if (isLost === undefined) clock.after(READ_AGAIN_MS, () => void lookForLost());
  };

  const resume = async (tries = READ_TRIES): Promise<void> => {
    const before = stage;
    const found: { isRead?: true; entry?: OutboxEntry | undefined } = {};
    // In turn with the writes: a tap of this moment would take its place.
    await write(async () => {
      found.entry = await outbox.get();
      found.isRead = true;
    });
    const { isRead, entry } = found;
    if (isRead === undefined) {
      if (tries > 1) clock.after(READ_AGAIN_MS, () => void resume(tries - 1));
      return;
    }
    // The end of the call leaves another «idle» than the one before.
    const isAsBefore = stage === before && isFree();
    if (entry === undefined) {
      if (isAsBefore && stage.at === 'idle') await lookForLost();
    } else if (isAsBefore) goOnWith(entry);
    // A tap came meanwhile, and may be through already. An «idle» now is the end of the call.
    else if (stage.at !== 'idle' && stage.id !== entry.info.id && !isOver()) {
      if (isFree()) goOnWith(entry);
      else later = entry;
    }
  };

  return {
    get state() {
      return shown(stage, parcel, leg === undefined);
    },
    watch: (then) => {
      watchers.add(then);
      return () => {
        watchers.delete(then);
      };
    },
    send: ({ image, about }) => {
      if (!isFree()) return false;
      const id = toBase64url(random.bytes(ID_BYTES));
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
      dispatch({ type: 'away' });
      outbox.leave();
    },
    back: () => {
      if (stage.at !== 'parked') {
        // The page that the guest came back from may have left one.
        void resume();
        return;
      }
      const { id } = stage;
      // Behind a write that the document left under way.
      void write(() => lookAgain(id));
    },
    attach: (wire) => {
      if (leg !== undefined) detach();
      leg = { wire, flow: createFlow(wire) };
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
      later = undefined;
      dispatch({ type: 'call-ended' });
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
