/** WCAG on every state of every screen, in English and dark; Japanese and light: test/access. */
import { test } from 'uvu';
import { TURNS, inspectRooms } from '../access/axe.js';
import { rooms } from '../gallery/rooms.js';

inspectRooms(test, rooms, TURNS.en);
test.run();
