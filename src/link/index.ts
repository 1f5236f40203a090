/** How two browsers meet and move bytes. The pages use what this file exports, and nothing else. */
import {
  browserClock,
  browserLife,
  browserLocal,
  browserLock,
  browserPeer,
  browserRandom,
  browserSession,
  browserSocket,
  watchBrowserLocal,
} from './browser.js';
import { createGuestCall } from './guest-call.js';
import { type HostDeskSettings, createHostDesk } from './host-desk.js';
import { type OutboxOf, lateOutbox } from './outbox.js';
import { isAsTold } from './picture-header.js';
import type { GuestCall, GuestCallSettings, HostDesk } from './types.js';

export {
  browserClock,
  browserLocal,
  browserPeer,
  browserRandom,
  browserSession,
  browserSocket,
} from './browser.js';
export { guarded } from './guarded.js';
export { handOffIn } from './hand-off.js';
export type { HostDeskSettings } from './host-desk.js';
export type * from './types.js';

/** The guest's part, in this browser. Takes up a kept number or a running call by itself. */
export const openGuestCall = (settings: GuestCallSettings): GuestCall =>
  createGuestCall(settings, {
    clock: browserClock,
    random: browserRandom,
    open: browserSocket,
    createPeer: browserPeer,
    local: browserLocal,
    session: browserSession,
    life: browserLife,
    watchLocal: watchBrowserLocal,
    ...(settings.page === 'target' && { outbox: browserOutbox }),
  });

/** The connection page sends nothing, and needs none. */
const browserOutbox = (of: OutboxOf) =>
  lateOutbox(async () => {
    const { openOutbox } = await import('./browser-outbox.js');
    return openOutbox({
      clock: browserClock,
      random: browserRandom,
      session: browserSession,
      lock: browserLock,
      ...of,
    });
  });

/** The host's part, in this browser. Takes up this tab's call by itself after a reload. */
export const openHostDesk = (settings: Omit<HostDeskSettings, 'fits'>): HostDesk =>
  createHostDesk(
    { ...settings, fits: isAsTold },
    {
      clock: browserClock,
      random: browserRandom,
      open: browserSocket,
      createPeer: browserPeer,
      session: browserSession,
      local: browserLocal,
      life: browserLife,
      lock: browserLock,
    },
  );
