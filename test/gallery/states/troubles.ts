/** What stands in a guest's way, on a target page as on the connection page. */
import type { Page } from 'playwright-core';
import type { GuestState, TroubleCode } from '../../../src/link/index.js';
import { type GalleryState, stateForEach } from '../state.js';

/** By code: how long until another try, where the service says so. */
const TROUBLES = {
  'numbers-exhausted': 30_000,
  'too-many-numbers': 3_000,
  'page-refused': undefined,
  'too-many-legs': undefined,
  'no-webrtc': undefined,
  'in-app': undefined,
  insecure: undefined,
  offline: undefined,
  'version-unknown': undefined,
  'origin-refused': undefined,
  superseded: undefined,
  'hand-off-over': undefined,
  'hand-off-elsewhere': undefined,
  'not-proved': undefined,
  unexpected: undefined,
} satisfies Record<TroubleCode, number | undefined>;

/** Browsers in which a guest is stuck, each with a way out of its own. */
const IN_APPS = {
  line: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Safari Line/14.19.1',
  instagram:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 356.0.0',
  android:
    'Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/130.0 Mobile Safari/537.36',
} as const;

const asBrowser = (userAgent: string) => (page: Page) =>
  page.addInitScript((name) => {
    Object.defineProperty(navigator, 'userAgent', { value: name });
  }, userAgent);

/** As where cookies are blocked. */
export const withoutStorage = (page: Page) =>
  page.addInitScript(() => {
    Storage.prototype.setItem = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
  });

/** Each trouble in a room, and each browser in which a guest is stuck; `show` brings its page there. */
export const troubleStates = (
  room: string,
  show: (name: string, state: GuestState) => GalleryState,
): GalleryState[] => [
  ...stateForEach(TROUBLES, (code) =>
    show(`${room}/trouble/${code}`, {
      at: 'trouble',
      code,
      kind: 'call',
      retryIn: TROUBLES[code],
    }),
  ),
  ...stateForEach(IN_APPS, (app) => ({
    ...show(`${room}/trouble/in-app/${app}`, {
      at: 'trouble',
      code: 'in-app',
      kind: 'call',
      retryIn: undefined,
    }),
    prepare: asBrowser(IN_APPS[app]),
  })),
];
