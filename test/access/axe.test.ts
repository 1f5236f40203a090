/** WCAG on each screen in one of its states, Japanese and light; all states: test/long/axe.test.ts. */
import { test } from 'uvu';
import { rooms } from '../gallery/rooms.js';
import { TURNS, inspectRooms, oneEach } from './axe.js';

inspectRooms(test, rooms.map(oneEach), TURNS.ja);
test.run();
