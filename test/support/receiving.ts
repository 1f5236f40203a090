/** A receiver, its store, and legs on which a guest speaks by hand. */
import * as assert from 'uvu/assert';
import { createReceiver } from '../../src/link/receiver.js';
import {
  type CaptureInfo,
  type HostToGuest,
  parseHostToGuest,
  writeFrame,
} from '../../src/protocol/index.js';
import { fakeCaptureStore } from './capture-store.js';
import { captureId, infoOf, pictureOf, promptDigest, settled } from './captures.js';
import { fakeClock } from './clock.js';
import { createLane } from './lane.js';

export const CALL = captureId('call');

export const setUp = (isFirst = false) => {
  const clock = fakeClock();
  const store = fakeCaptureStore();
  const events: unknown[] = [];
  const receiver = createReceiver({
    clock,
    isFirst,
    callId: CALL,
    store,
    digest: promptDigest,
    onStored: (info) => events.push(['stored', info.id]),
    onRefused: (reason) => events.push(['refused', reason]),
    onProgress: (id, have, bytes) => events.push([id, have, bytes]),
  });

  /** A leg, with what the host says over it. */
  const open = () => {
    const said: HostToGuest[] = [];
    const wire = createLane<HostToGuest>({
      text: (json) => {
        const parsed = parseHostToGuest(json);
        assert.ok(parsed.ok, 'the guest can read it');
        said.push(parsed.message);
      },
      frame: () => undefined,
    });
    const leg = receiver.attach(wire);
    return {
      detach: leg.detach,
      begin: (info: CaptureInfo) => {
        leg.receive({ type: 'capture.begin', ...info });
      },
      withdraw: (id: string) => {
        leg.receive({ type: 'capture.withdraw', id });
      },
      frame: (picture: Uint8Array, position: number) => {
        leg.frame(writeFrame(picture, position).buffer);
      },
      raw: (data: ArrayBuffer) => {
        leg.frame(data);
      },
      /** What the host said since this was called last. */
      answers: async (): Promise<HostToGuest[]> => {
        await settled();
        wire.leave();
        wire.arrive();
        return said.splice(0);
      },
    };
  };
  return { clock, store, receiver, events, open };
};

export const FRAME = 16_380;
export const PICTURE = pictureOf(FRAME + 100);
export const INFO = infoOf('one', PICTURE);
export const HAVE = (bytes: number, id = INFO.id) => ({ type: 'capture.have', id, bytes });
export const RECEIPT = { type: 'capture.receipt', id: INFO.id };
export const WITHDRAWN = { type: 'capture.withdrawn', id: INFO.id };
export const refused = (reason: string, id = INFO.id) => ({ type: 'capture.refused', id, reason });
