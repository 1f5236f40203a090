/** WCAG on the console, in Japanese and light; English and dark: test/long/axe.test.ts. */
import { test } from 'uvu';
import { consoleRoom } from '../gallery/rooms/pages.js';
import { TURNS, inspectRooms } from './axe.js';

inspectRooms(test, [consoleRoom], TURNS.ja);
test.run();
