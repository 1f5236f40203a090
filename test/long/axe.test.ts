/** WCAG on every state of every screen: Japanese in light, English in dark. */
import { suite } from 'uvu';
import { TURNS, inspectRooms } from '../access/axe.js';
import { rooms } from '../gallery/rooms.js';

for (const turn of Object.values(TURNS)) {
  const test = suite(`${turn.language}, ${turn.scheme}`);
  inspectRooms(test, rooms, turn);
  test.run();
}
