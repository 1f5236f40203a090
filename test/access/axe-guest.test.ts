/** WCAG on all that a guest may see, in Japanese and light; English and dark: test/long/axe.test.ts. */
import { test } from 'uvu';
import { guestRoom } from '../gallery/rooms/guest.js';
import { connectRoom } from '../gallery/rooms/pages.js';
import { staticRoom } from '../gallery/rooms/static.js';
import { TURNS, inspectRooms } from './axe.js';

inspectRooms(test, [guestRoom, connectRoom, staticRoom], TURNS.ja);
test.run();
