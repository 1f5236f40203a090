/** All rooms with screens. A new screen is one more line in the list of its room's states. */
import type { Room } from './room.js';
import { guestRoom } from './rooms/guest.js';
import { connectRoom, consoleRoom } from './rooms/pages.js';
import { staticRoom } from './rooms/static.js';

export const rooms: readonly Room[] = [guestRoom, connectRoom, consoleRoom, staticRoom];
