/** What the loader fetches after the tap: puts the parts together, with this browser's own. */
import { canKeepHere, hindranceHere, screenAwake } from '../browser/index.js';
import { CaptureFailed, capture, prepare } from '../capture/index.js';
import {
  browserLocal,
  browserSession,
  type Clock,
  guarded,
  handOffIn,
  openGuestCall,
} from '../link/index.js';
import { whenIdle } from './ahead.js';
import { dress } from './dress.js';
import { createGuest } from './guest.js';
import { guestCss } from './guest.css.js';
import { createSender } from './send.js';
import { type GuestModule, wishesOf } from './start.js';
import { wordsIn } from './words.js';
import { linkSpeed } from './slow-link.js';

const clock: Clock = {
  now: () => Date.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};

export const start: GuestModule['start'] = async (given) => {
  const words = await wordsIn(given.language);
  const { base, everPassword, handOff, root, tag } = given;
  const { leadsTo, maskAll } = wishesOf(tag);
  const hindrance = hindranceHere();
  const able = hindrance === undefined || hindrance === 'offline';
  const service = base.slice(0, -1);
  const brought = handOff === undefined ? undefined : handOffIn(`#${handOff}`, clock.now());
  const call = guarded(
    able ? openGuestCall({ page: 'target', service, handOff: brought }) : undefined,
    hindranceHere,
  );
  const ahead = whenIdle(() => prepare({ everPassword, maskAll }));
  dress(root, guestCss(given.brand));
  return createGuest(given, {
    call,
    leadsTo,
    able,
    clock,
    keep: browserLocal,
    words,
    wordsIn,
    here: { canKeep: canKeepHere, isOnline: () => navigator.onLine },
    awake: screenAwake(navigator, document),
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
