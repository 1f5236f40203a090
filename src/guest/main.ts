/** What the loader fetches after the tap: puts the parts together, with this browser's own. */
import { CaptureFailed, capture, prepare } from '../capture/index.js';
import { browserSession, type Clock, openGuestCall } from '../link/index.js';
import { guestTexts } from '../text/guest.js';
import { sharedTexts } from '../text/shared.js';
import { whenIdle } from './ahead.js';
import { dress } from './dress.js';
import { createGuest } from './guest.js';
import { guestCss } from './guest.css.js';
import { createSender } from './send.js';
import type { GuestModule } from './start.js';
import { linkSpeed } from './slow-link.js';
import { unusableCall } from './unusable-call.js';

const clock: Clock = {
  now: () => Date.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export const start: GuestModule['start'] = ({
  everPassword,
  maskAll,
  language,
  handOff,
  ...given
}) => {
  const usable = isSecureContext && 'RTCPeerConnection' in window;
  const { service } = given;
  const call = usable ? openGuestCall({ page: 'target', service, handOff }) : unusableCall();
  const ahead = whenIdle(() => prepare({ everPassword, maskAll }));
  dress(given.root, guestCss);
  return createGuest(given, {
    call,
    usable,
    clock,
    texts: guestTexts[language],
    shared: sharedTexts[language],
    prepare: ahead.prepare,
    createSender: (onChange) =>
      createSender({
        call,
        page: document,
        take: (isSlow) => {
          ahead.cancel();
          return capture({ everPassword, maskAll, type: isSlow ? 'image/webp' : 'image/jpeg' });
        },
        link: linkSpeed(browserSession, navigator),
        failureOf: (error) => (error instanceof CaptureFailed ? error.reason : 'failed'),
        now: clock.now,
        onChange,
      }),
  });
};
