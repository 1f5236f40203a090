/** The connection page and the console: real components, a link room that does what it is told. */
import { serviceOf } from '../../console/fake-service.js';
import { ORIGIN, buildPage } from '../../ui/fake-pages.js';
import type { Room } from '../room.js';
import { DESKTOP_SIZES, PHONE_SIZES } from '../sizes.js';
import { connectStates } from '../states/connect.js';
import { consoleStates } from '../states/console.js';

export const connectRoom: Room = {
  name: 'connect',
  states: connectStates,
  sizes: PHONE_SIZES,
  phone: true,
  ours: 'html',
  whole: true,
  open: async () => {
    const built = await buildPage('connect', 'test/connect/fake-link.ts');
    return {
      serve: (page) => built.serve(page),
      address: () => `${ORIGIN}/connect`,
      close: () => built.remove(),
    };
  },
};

export const consoleRoom: Room = {
  name: 'console',
  states: consoleStates,
  sizes: DESKTOP_SIZES,
  phone: false,
  ours: 'html',
  whole: false,
  open: async () => {
    const built = await buildPage('console', 'test/console/fake-link.ts');
    return {
      serve: (page) => built.serve(page, serviceOf({ name: '見手 花子' })),
      address: () => `${ORIGIN}/console`,
      close: () => built.remove(),
    };
  },
};
