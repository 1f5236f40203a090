/** What the loader fetches in these tests: the guest's part with a call that the test moves. */
import type { Capture } from '../../src/capture/index.js';
import { CaptureFailed, type CaptureFailure } from '../../src/capture/index.js';
import { dress } from '../../src/guest/dress.js';
import { guestCss } from '../../src/guest/guest.css.js';
import { createGuest } from '../../src/guest/guest.js';
import { createSender } from '../../src/guest/send.js';
import { hindranceHere, canKeepHere, screenAwake } from '../../src/browser/index.js';
import { type GuestModule, wishesOf } from '../../src/guest/start.js';
import { guarded } from '../../src/link/guarded.js';
import { wordsIn } from '../../src/guest/words.js';
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
  /** Moves the clock, in ms. */
  pass: (ms: number) => void;
}

declare global {
  var controls: Controls;
}

export const start: GuestModule['start'] = async (given) => {
  const words = await wordsIn(given.language);
  const call = fakeCall();
  const hindrance = hindranceHere();
  const able = hindrance === undefined || hindrance === 'offline';
  const { everPassword } = given;
  const { leadsTo, maskAll } = wishesOf(given.tag);
  const time = fakeClock();
  const untouched = { failCapture: undefined, captures: 0, prepared: 0 };
  globalThis.controls = { call, everPassword, maskAll, pass: time.pass, ...untouched };
  dress(given.root, guestCss(given.brand));
  const shown = guarded(able ? call : undefined, hindranceHere);
  return createGuest(given, {
    call: shown,
    leadsTo,
    able,
    clock: time.clock,
    keep: { set: (name, value) => localStorage.setItem(name, value) },
    words,
    wordsIn,
    here: { canKeep: canKeepHere, isOnline: () => navigator.onLine },
    awake: screenAwake(navigator, document),
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

/** Stands at 0 until it is moved. */
const fakeClock = () => {
  let now = 0;
  let timers: { at: number; then: () => void }[] = [];
  return {
    clock: {
      now: () => now,
      after: (ms: number, then: () => void) => {
        const timer = { at: now + ms, then };
        timers.push(timer);
        return () => void (timers = timers.filter((other) => other !== timer));
      },
    },
    pass: (ms: number) => {
      const end = now + ms;
      for (;;) {
        const [next] = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at);
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        now = next.at;
        next.then();
      }
      now = end;
    },
  };
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
