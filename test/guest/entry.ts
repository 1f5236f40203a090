/** What the loader fetches in these tests: the guest's part with a call that the test moves. */
import type { Capture } from '../../src/capture/index.js';
import { CaptureFailed, type CaptureFailure } from '../../src/capture/index.js';
import { dress } from '../../src/guest/dress.js';
import { guestCss } from '../../src/guest/guest.css.js';
import { createGuest } from '../../src/guest/guest.js';
import { createSender } from '../../src/guest/send.js';
import type { GuestModule } from '../../src/guest/start.js';
import { unusableCall } from '../../src/guest/unusable-call.js';
import { guestTexts, sharedTexts } from '../../src/text/index.js';
import { type FakeCall, fakeCall } from './fake-call.js';

/** Within the page: the call, and what the next captures are to do. */
export interface Controls {
  call: FakeCall;
  failCapture: CaptureFailure | undefined;
  captures: number;
  /** What the loader saw to be of type password. */
  everPassword: WeakSet<Element>;
  /** Whether the tag asks for the site's private mode. */
  maskAll: boolean;
  /** How often it got ready for a picture. */
  prepared: number;
}

declare global {
  var controls: Controls;
}

export const start: GuestModule['start'] = (given) => {
  const call = fakeCall();
  const usable = isSecureContext;
  const { everPassword, language, maskAll } = given;
  const untouched = { failCapture: undefined, captures: 0, prepared: 0 };
  globalThis.controls = { call, everPassword, maskAll, ...untouched };
  dress(given.root, guestCss);
  return createGuest(given, {
    call: usable ? call : unusableCall(),
    usable,
    clock: { now: () => 0, after: () => () => undefined },
    texts: guestTexts[language],
    shared: sharedTexts[language],
    prepare: () => void (controls.prepared += 1),
    createSender: (onChange) =>
      createSender({
        call,
        page: document,
        take,
        link: { isSlow: () => false, sent: () => undefined },
        failureOf,
        now: () => 0,
        onChange,
      }),
  });
};

const failureOf = (error: unknown): CaptureFailure =>
  error instanceof CaptureFailed ? error.reason : 'failed';

const take = async (): Promise<Capture> => {
  controls.captures += 1;
  if (controls.failCapture !== undefined) throw new CaptureFailed(controls.failCapture);
  const canvas = document.createElement('canvas');
  canvas.width = 78;
  canvas.height = 168;
  const brush = canvas.getContext('2d');
  if (brush !== null) {
    brush.fillStyle = '#d4e7d0';
    brush.fillRect(0, 0, 78, 168);
  }
  const image = await new Promise<Blob>((resolve) => {
    canvas.toBlob((blob) => resolve(blob ?? new Blob()));
  });
  const now = performance.now();
  return { image, width: 78, height: 168, report: [], drawnAt: now, encodedAt: now };
};
