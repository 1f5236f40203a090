/** Static pages, from the built service. */
import { startService } from '../../support/service.js';
import type { Room } from '../room.js';
import { DESKTOP_SIZES, PHONE_SIZES } from '../sizes.js';
import { staticStates } from '../states/static.js';

export const staticRoom: Room = {
  name: 'static',
  states: staticStates,
  // Guests read them on a phone, hosts beside the console.
  sizes: [...DESKTOP_SIZES, ...PHONE_SIZES.filter(({ name }) => name === '390')],
  phone: false,
  ours: 'html',
  whole: true,
  open: async () => {
    const service = await startService();
    return {
      serve: () => Promise.resolve(),
      address: ({ path = '/' }) => service.url + path,
      close: () => service.stop(),
    };
  },
};
