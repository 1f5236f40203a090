/** The guest's part on a page of the demo's site: real components, a call that does what it is told. */
import { bundle } from '../../capture/stage.js';
import { startSite } from '../../support/site.js';
import type { Room } from '../room.js';
import { PHONE_SIZES } from '../sizes.js';
import { guestStates } from '../states/guest.js';

/** No network is asked for it: every request is answered below. */
const SERVICE = 'https://misete.example';

export const guestRoom: Room = {
  name: 'guest',
  states: guestStates,
  sizes: PHONE_SIZES,
  phone: true,
  ours: '[data-misete]',
  whole: false,
  open: async () => {
    const [loader, rest, site] = await Promise.all([
      bundle('src/guest/loader.ts', 'iife', { __GUEST_ENTRY__: '"rest.js"', MISETE_BRAND: '{}' }),
      bundle('test/guest/entry.ts', 'es'),
      startSite({ serviceUrl: SERVICE }),
    ]);
    const scripts: Record<string, string> = { '/embed.js': loader, '/rest.js': rest };
    return {
      serve: (page) =>
        page.route(`${SERVICE}/**`, (route) => {
          const script = scripts[new URL(route.request().url()).pathname];
          if (script === undefined) return route.fulfill({ status: 404 });
          const headers = {
            'content-type': 'text/javascript; charset=utf-8',
            'access-control-allow-origin': '*',
          };
          return route.fulfill({ headers, body: script });
        }),
      address: ({ path = '/demo/apply/step1.html' }) => site.url() + path,
      close: () => site.close(),
    };
  },
};
