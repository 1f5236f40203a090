/**
 * How a guest's document goes through a call: asks for a number, shows it, meets the host, loses
 * and finds the leg again, ends. Losing the socket or the leg is an event in every state (C2).
 */
import {
  ANSWER_MS,
  REACH_BY_NUMBER,
  REST_MS,
  SLOW_MS,
  ask,
  barred,
  broken,
  callKept,
  callUnknown,
  end,
  ended,
  expired,
  gone,
  joined,
  legClosedWhileMeeting,
  letGo,
  meet,
  over,
  refused,
  rest,
  sleep,
  wake,
  type Next,
} from './guest-moves.js';
import type { GuestEffect, GuestEvent, GuestStage } from './guest-stage.js';
import type { Refusal } from '../protocol/index.js';
import { type Table, step } from './table.js';

/** So soon a number is asked for again where a call must be left first. */
const LEAVING_MS = 1_000;

/** Refuses to go on with a number that this page had; nothing else is answered so. */
const isOfNumber = (error: Refusal): boolean =>
  error === 'number-ended' || error === 'number-unknown';

export const GUEST_TABLE: Table<GuestStage, GuestEvent, GuestEffect> = {
  idle: {
    ask: { to: ['asking'], then: ask },
    'number-kept': {
      to: ['number'],
      then: (_, { kind, number, endsAt, lasts }) => [
        { at: 'number', kind, number, endsAt, registered: false, slow: false },
        { do: 'timer', name: 'number', ms: lasts },
        REACH_BY_NUMBER,
      ],
    },
    'call-kept': { to: ['meeting', 'asleep'], then: callKept },
  },

  asking: {
    up: { to: ['asking'], then: (state) => [state, REACH_BY_NUMBER] },
    offered: {
      to: ['asking'],
      then: (state) => [state, { do: 'send-offer', as: 'number.request', kind: state.kind }],
    },
    issued: {
      to: ['number'],
      then: (_, { kind, number, endsAt, lasts }) => [
        { at: 'number', kind, number, endsAt, registered: true, slow: false },
        { do: 'cancel', name: 'slow' },
        { do: 'timer', name: 'number', ms: lasts },
        { do: 'keep-number', kind, number, endsAt },
      ],
    },
    down: {
      to: ['asking'],
      then: (state) => [
        { ...state, slow: true },
        { do: 'close-leg', how: 'close' },
      ],
    },
    timer: {
      to: ['asking'],
      then: (state, { name }) =>
        name === 'again' ? [state, REACH_BY_NUMBER] : [{ ...state, slow: true }],
    },
    refused: {
      to: ['asking', 'meeting', 'trouble'],
      then: (state, event) => {
        if (event.error === 'already-in-call') {
          return callKept(state, { visible: true, number: state.before });
        }
        // Said of the number before, or of a call that the guest has left.
        if (isOfNumber(event.error) || event.error === 'call-unknown') return [state];
        // Until the service has heard that the guest left the call before, this socket is in it.
        if (event.error === 'out-of-order') {
          return [state, { do: 'timer', name: 'again', ms: LEAVING_MS }];
        }
        // 再発行 was tapped twice in a row: the guest need not know of a limit of seconds (N9).
        const { retryIn } = event;
        return event.error === 'too-many-numbers' && retryIn !== undefined && retryIn <= SLOW_MS
          ? [state, { do: 'timer', name: 'again', ms: retryIn }]
          : refused(state, event);
      },
    },
    // 再発行 and the host's claim of the number before have crossed: the host was first (N4).
    joined: {
      to: ['meeting'],
      then: ({ kind, before: number }, event) => {
        const [next, ...effects] = joined({ met: false, failures: 0, number }, event);
        const reach = { do: 'reach', introduce: number !== undefined } as const;
        // Over for everybody, but this page's next document may have to bring the link key by it.
        return number === undefined
          ? [next, ...effects, reach]
          : [next, { do: 'keep-number', kind, number, endsAt: 0 }, ...effects, reach];
      },
    },
    barred: { to: ['trouble'], then: barred },
    broken: { to: ['trouble'], then: broken },
    cancel: { to: ['idle'], then: () => [{ at: 'idle' }, ...letGo] },
    'call-kept': { to: ['meeting', 'asleep'], then: callKept },
    pagehide: { to: ['idle'], then: () => [{ at: 'idle' }, ...letGo] },
  },

  number: {
    up: { to: ['number'], then: (state) => [{ ...state, registered: false }, REACH_BY_NUMBER] },
    offered: {
      to: ['number'],
      then: (state) => [
        state,
        state.registered
          ? { do: 'send-offer', as: 'leg.offer' }
          : { do: 'send-offer', as: 'number.resume', number: state.number },
      ],
    },
    issued: {
      to: ['number'],
      then: (state, { number, endsAt, lasts }) => [
        { ...state, number, endsAt, registered: true, slow: false },
        { do: 'timer', name: 'number', ms: lasts },
        { do: 'keep-number', kind: state.kind, number, endsAt },
      ],
    },
    joined: {
      to: ['meeting'],
      then: ({ number }, event) => joined({ met: false, failures: 0, number }, event),
    },
    // It was claimed and the call ended, all while this page slept.
    'call-ended': { to: ['ended'], then: ended },
    'number-ended': { to: ['over'], then: over },
    timer: {
      to: ['number', 'over'],
      then: (state, { name }) => (name === 'number' ? over(state) : [state]),
    },
    refused: {
      to: ['over', 'trouble'],
      then: (state, event) => (isOfNumber(event.error) ? over(state) : refused(state, event)),
    },
    down: {
      to: ['number'],
      then: (state) => [
        { ...state, registered: false, slow: true },
        { do: 'close-leg', how: 'close' },
      ],
    },
    barred: { to: ['trouble'], then: barred },
    broken: { to: ['trouble'], then: broken },
    network: { to: ['number'], then: (state) => [state, REACH_BY_NUMBER] },
    'leg-closed': {
      to: ['number'],
      then: (state, { visible }) => (visible ? [state, REACH_BY_NUMBER] : [state]),
    },
    renew: {
      to: ['asking'],
      then: (state) => [
        { at: 'asking', kind: state.kind, slow: false, before: state.number },
        { do: 'cancel', name: 'number' },
        { do: 'retire', number: state.number },
        { do: 'drop-number' },
        { do: 'timer', name: 'slow', ms: SLOW_MS },
        REACH_BY_NUMBER,
      ],
    },
    cancel: {
      to: ['idle'],
      then: (state) => [
        { at: 'idle' },
        { do: 'retire', number: state.number },
        { do: 'drop-number' },
        ...letGo,
      ],
    },
    'call-kept': {
      to: ['meeting', 'asleep'],
      then: (state, event) => {
        const [next, ...effects] = callKept(state, event);
        return [next, { do: 'cancel', name: 'number' }, { do: 'drop-number' }, ...effects];
      },
    },
    // The number lives on without its page (N7); the back-forward cache wants no open connection.
    pagehide: {
      to: ['number'],
      then: (state) => [
        { ...state, registered: false },
        { do: 'close-leg', how: 'close' },
        { do: 'disconnect' },
      ],
    },
    seen: {
      to: ['number'],
      then: (state) => (state.registered ? [state] : [state, REACH_BY_NUMBER]),
    },
  },

  over: {
    renew: { to: ['asking'], then: (state) => ask(state, state) },
    ask: { to: ['asking'], then: ask },
    cancel: { to: ['idle'], then: () => [{ at: 'idle' }] },
    'call-kept': { to: ['meeting', 'asleep'], then: callKept },
  },

  meeting: {
    up: { to: ['meeting'], then: (state) => meet({ ...state, registered: false }) },
    down: {
      to: ['meeting'],
      // Without a socket nothing is known of the host, so the two minutes of C4 do not run.
      then: (state) => [
        { ...state, registered: false, hostHere: true },
        { do: 'cancel', name: 'gone' },
      ],
    },
    barred: { to: ['trouble'], then: barred },
    broken: { to: ['trouble'], then: broken },
    offered: {
      to: ['meeting'],
      then: (state) => [
        state,
        state.registered
          ? { do: 'send-offer', as: 'leg.offer' }
          : state.number === undefined
            ? { do: 'send-offer', as: 'leg.join' }
            : { do: 'send-offer', as: 'number.resume', number: state.number },
        { do: 'timer', name: 'answer', ms: ANSWER_MS },
      ],
    },
    joined: {
      to: ['meeting'],
      then: ({ met, failures, number }, event) => joined({ met, failures, number }, event),
    },
    presence: {
      to: ['meeting'],
      then: (state, { present }) => [{ ...state, hostHere: present }, ...gone(present)],
    },
    refused: {
      to: ['meeting', 'trouble'],
      then: (state, event) => {
        if (event.error === 'call-unknown') return callUnknown(state);
        // It asked for a new number while a host claimed the one before, or came by its number while
        // the host's ticket brought it in (C6): the call is what counts.
        if (event.error === 'already-in-call' || event.error === 'out-of-order') return [state];
        if (!isOfNumber(event.error)) return refused({}, event);
        // The number is over for the service, but the call need not be. What is asked for twice is
        // refused twice, and the second time nothing new is said.
        return state.number === undefined
          ? [state]
          : meet({ ...state, number: undefined }, { do: 'drop-number' });
      },
    },
    timer: {
      to: ['meeting', 'ended'],
      then: (state, { name }) => {
        if (name === 'gone' || name === 'unknown') return end(state, { reason: 'host-gone' });
        return name === 'again' || name === 'answer' ? meet(state) : [state];
      },
    },
    'leg-open': {
      to: ['connected'],
      // A leg may open after its host's socket is lost: the service says so once.
      then: ({ host, registered, hostHere }) => [
        { at: 'connected', host, link: 'open', registered, hostHere },
        { do: 'cancel', name: 'gone' },
        { do: 'cancel', name: 'answer' },
        { do: 'cancel', name: 'again' },
        { do: 'cancel', name: 'unknown' },
        { do: 'drop-number' },
        { do: 'timer', name: 'rest', ms: REST_MS },
      ],
    },
    'leg-closed': { to: ['meeting', 'asleep', 'ended', 'trouble'], then: legClosedWhileMeeting },
    network: { to: ['meeting'], then: (state) => meet(state) },
    'leg-ended-call': { to: ['ended'], then: ended },
    'call-ended': { to: ['ended'], then: ended },
    'key-expired': { to: ['ended'], then: expired },
    leave: { to: ['ended'], then: end },
    pagehide: { to: ['asleep'], then: (state) => sleep(state, state.met, 'bye') },
  },

  connected: {
    'leg-state': { to: ['connected'], then: (state, { link }) => [{ ...state, link }] },
    'leg-closed': {
      to: ['meeting', 'asleep'],
      then: (state, { visible }) =>
        visible
          ? meet(
              {
                at: 'meeting',
                host: state.host,
                met: true,
                registered: state.registered,
                hostHere: state.hostHere,
                failures: 0,
                number: undefined,
              },
              { do: 'cancel', name: 'rest' },
              ...gone(state.hostHere),
            )
          : sleep(state, true, 'close'),
    },
    presence: {
      to: ['connected'],
      then: (state, { present }) => [{ ...state, hostHere: present }],
    },
    timer: {
      to: ['connected'],
      then: (state, { name }) => (name === 'rest' ? rest(state) : [state]),
    },
    down: { to: ['connected'], then: rest },
    'leg-ended-call': { to: ['ended'], then: ended },
    'call-ended': { to: ['ended'], then: ended },
    'key-expired': { to: ['ended'], then: expired },
    leave: { to: ['ended'], then: end },
    pagehide: { to: ['asleep'], then: (state) => sleep(state, true, 'bye') },
  },

  asleep: {
    // The site is in another call by now, so the one of before is over.
    'call-kept': { to: ['meeting', 'asleep'], then: callKept },
    seen: { to: ['meeting'], then: wake },
    leave: { to: ['ended'], then: end },
    'key-expired': { to: ['ended'], then: expired },
  },

  ended: {
    reset: { to: ['idle'], then: () => [{ at: 'idle' }, ...letGo] },
    ask: {
      to: ['asking'],
      then: (state, event) => {
        const [next, ...effects] = ask(state, event);
        return [next, ...letGo, ...effects];
      },
    },
  },

  trouble: {
    reset: { to: ['idle'], then: () => [{ at: 'idle' }] },
    ask: { to: ['asking'], then: ask },
    'call-kept': { to: ['meeting', 'asleep'], then: callKept },
  },
};

export const guestStep = (stage: GuestStage, event: GuestEvent): Next =>
  step(GUEST_TABLE, stage, event);
