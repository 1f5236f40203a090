/** The leg of this moment as the sender uses it: what the host is asked, and the frames (W4). */
import { FRAME_PAYLOAD_BYTES, writeFrame } from '../protocol/index.js';
import { type Flow, createFlow } from './flow.js';
import type { Parcel } from './parcel.js';
import type { Clock, Stop } from './types.js';
import type { GuestWire } from './wire.js';

/** A host answers at once, or as soon as its store does. */
const UNANSWERED_MS = 20_000;

export interface SendingLeg {
  readonly isOpen: boolean;
  attach: (wire: GuestWire) => void;
  detach: () => void;
  /** Says it, where there is a leg. */
  ask: (message: Parameters<GuestWire['send']>[0]) => void;
  /** The picture's frames from this position on, in the place of those that still go. */
  frames: (parcel: Parcel, from: number) => void;
  /** No more frames, and nothing is waited for. */
  stop: () => void;
}

/** `moved`: the progress may be another. `unanswered`: so long after a question, if none came since. */
export const createSendingLeg = (
  clock: Clock,
  does: { moved: () => void; unanswered: () => void },
): SendingLeg => {
  let leg: { wire: GuestWire; flow: Flow } | undefined;
  let stopAnswer: Stop | undefined;

  const stop = () => {
    stopAnswer?.();
    leg?.flow.stop();
  };

  return {
    get isOpen() {
      return leg !== undefined;
    },
    attach(wire) {
      leg = { wire, flow: createFlow(wire) };
    },
    detach() {
      stop();
      leg = undefined;
    },
    ask(message) {
      stopAnswer?.();
      if (leg === undefined) return;
      leg.wire.send(message);
      stopAnswer = clock.after(UNANSWERED_MS, does.unanswered);
    },
    frames(parcel, from) {
      if (leg === undefined) return;
      const { flow, wire } = leg;
      const { picture = new Uint8Array() } = parcel;
      let position = from;
      parcel.progress = from;
      const next = () => {
        if (position >= picture.length) return undefined;
        const frame = writeFrame(picture, position);
        position = Math.min(position + FRAME_PAYLOAD_BYTES, picture.length);
        return frame;
      };
      flow.run(next, () => {
        const left = position - wire.bufferedAmount();
        // The buffer holds headers and heartbeats too, so the difference alone could go back.
        parcel.progress = Math.max(parcel.progress, left);
        does.moved();
      });
    },
    stop,
  };
};
